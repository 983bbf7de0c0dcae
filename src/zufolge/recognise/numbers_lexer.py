"""Texts as strings of word classes, one letter a token, so that one regular expression is the whole grammar.

Words of no class are all alike, and cost one dictionary look-up each. Not the meaning of what matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, overload

from zufolge.recognise.numbers import read_digits, read_word
from zufolge.recognise.numbers_lexicon import Value, Word

_THIN = "\u00a0\u2009\u202f "
_TOKEN = re.compile(
    rf"""
    [^\W\d_]+                                                  # words
  | \d{{4}}(?:-(?:0\d|1[0-2])(?:-\d{{2}})?|/\d\d/\d\d)(?![\d/-])            # 2016-05-03  2016-05
  | (?:\d{{1,2}}/)?(?:0?[1-9]|1[0-2])/\d{{4}}(?![\d/])          # 21/04/2016  05/2016
  | \d{{1,2}}\.[{_THIN}]?\d{{1,2}}\.[{_THIN}]?(?:\d{{4}}|\d\d)(?!\d|[.,]\d)   # 3.5.2016
  | \d{{1,2}}\.[{_THIN}]?(?:0?[1-9]|1[0-2])\.(?!\d)            # 3.5.
  | \d{{4}}/\d{{2}}(?:\d\d)?(?!\d)                             # 2014/15
  | (?:\d{{1,3}}(?:[{_THIN}'’‘]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:[.:]\d+)*)(?:,(?:\d+|--?|[–—]))?  # numbers
  | \n\s*\n\s* | [^\w\s]
    """,
    re.VERBOSE,
)
_DATE = re.compile(r"\d{4}[-/]\d\d[-/]\d\d|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}")
_MONTH_YEAR = re.compile(r"\d{4}-\d\d|\d{1,2}/\d{4}")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?::[0-5]\d)?")


class Lexeme(NamedTuple):
    """A token with its class and value; `kind` is "other" for words of no class."""

    kind: str
    value: Value
    start: int
    end: int


class Lexemes(Sequence[Lexeme]):
    """The tokens of a text, each built only when it is looked at: most never are."""

    __slots__ = ("_spans", "_words")

    def __init__(self, spans: list[tuple[int, int]], words: list[Word | None]) -> None:
        self._spans, self._words = spans, words

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, index: int) -> Lexeme: ...
    @overload
    def __getitem__(self, index: slice) -> list[Lexeme]: ...
    def __getitem__(self, index: int | slice) -> Lexeme | list[Lexeme]:
        if isinstance(index, slice):
            return [self._build(number) for number in range(*index.indices(len(self._spans)))]
        return self._build(index)

    def __iter__(self) -> Iterator[Lexeme]:
        return (self._build(number) for number in range(len(self._spans)))

    def _build(self, number: int) -> Lexeme:
        word, (start, end) = self._words[number] or _OTHER, self._spans[number]
        return Lexeme(word.kind, word.value, start, end)


_OTHER = Word("other", 0)


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text as tokens, and the same as one letter a token."""

    text: str
    letters: str
    lexemes: Lexemes

    def words(self, first: int, last: int) -> str:
        """What stands from token `first` to token `last`, both included."""
        return self.text[self.lexemes[first].start : self.lexemes[last].end]


@lru_cache(maxsize=4)
def _cut(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The spans and words of all tokens; both stages read the same text one after the other."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    return spans, [text[start:end] for start, end in spans]


class Lexer:
    """Cuts texts into tokens of the classes of a lexicon; each class has a letter of its own."""

    FORMS = ("other", "date", "monthyear", "daymonth", "season", "clock", "year", "day", "number", "numword", "newline")

    def __init__(self, lexicon: Mapping[str, Word]) -> None:
        kinds = [*self.FORMS, *sorted({word.kind for word in lexicon.values()} - set(self.FORMS))]
        self.letter = {kind: chr(0x100 + index) for index, kind in enumerate(kinds)}
        self._lexicon: dict[str, Word] = {}
        self._phrases: dict[str, list[tuple[str, Word]]] = {}
        for form, word in sorted(lexicon.items(), key=lambda item: -len(item[0])):
            if _is_phrase(form):
                self._phrases.setdefault(_TOKEN.findall(form)[0], []).append((form, word))
            else:
                self._lexicon[form] = word
        for form, word in lexicon.items():
            if form.islower() and not _is_phrase(form):
                self._lexicon.setdefault(form.capitalize(), word)
                self._lexicon.setdefault(form.upper(), word)

    def lex(self, text: str) -> Lexed:
        """The tokens of `text` with their classes."""
        spans, tokens = _cut(text)
        words: list[Word | None] = list(map(self._lexicon.get, tokens))
        has_thousands = "tausend" in text
        for index, token in enumerate(tokens):
            if words[index] is None:
                if token[0] in _DIGITS_AND_BREAK:
                    words[index] = _read_form(token)
                elif has_thousands and "tausend" in token:
                    words[index] = _read_long_word(token)
        spans, words = self._merge_phrases(text, spans, tokens, words)
        letter, other = self.letter, self.letter["other"]
        return Lexed(
            text, "".join([other if word is None else letter[word.kind] for word in words]), Lexemes(spans, words)
        )

    def _merge_phrases(
        self, text: str, spans: list[tuple[int, int]], tokens: list[str], words: list[Word | None]
    ) -> tuple[list[tuple[int, int]], list[Word | None]]:
        """Make one token of each entry of several words; the longest entry wins."""
        heads = self._phrases
        places = [index for index, token in enumerate(tokens) if token in heads]
        if not places:
            return spans, words
        spans = list(spans)
        for index in reversed(places):
            start = spans[index][0]
            for form, word in heads[tokens[index]]:
                end = start + len(form)
                if text.startswith(form, start) and not text[end : end + 1].isalpha():
                    stop = next((k for k in range(index, len(spans)) if spans[k][0] >= end), len(spans))
                    spans[index:stop], words[index:stop] = [(start, end)], [word]
                    break
        return spans, words


_DIGITS_AND_BREAK = frozenset("0123456789\n")


def _read_form(token: str) -> Word:
    """The class and value of digits, or of a break between paragraphs."""
    if token[0] == "\n":
        return Word("newline", 0)
    return _read_digit_form(token)


def _is_phrase(form: str) -> bool:
    """Whether a form of the lexicon is more than one token ("US-Dollar", "mehr als")."""
    return len(form) > 1 and len(_TOKEN.findall(form)) > 1


def _read_long_word(token: str) -> Word | None:
    """A number word of several parts, or None."""
    value = read_word(token.lower())
    return None if value is None else Word("numword", value)


def _read_digit_form(token: str) -> Word:
    """A token that begins with a digit, by its form; its value is its text where it is more than a number."""
    if token.isdecimal() and len(token) <= 4:
        number = int(token)
        if len(token) == 4 and 1000 <= number < 2100:
            return Word("year", number)
        return Word("day" if 0 <= number <= 31 and len(token) <= 2 else "number", number)
    if _CLOCK.fullmatch(token):
        return Word("clock", token)
    if _DATE.fullmatch(token):
        return Word("date", token)
    if _MONTH_YEAR.fullmatch(token):
        return Word("monthyear", token)
    if token[-1] == ".":
        return Word("daymonth", token)
    if "/" in token:
        return Word("season", token)
    value = read_digits(token)
    return _OTHER if value is None else Word("number", value)

"""Texts as strings of word classes, one letter a token, so that one regular expression is the whole grammar.

Words of no class are all alike, and cost one dictionary look-up each. Not the meaning of what matches.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zufolge.recognise.numbers import read_digits, read_word
from zufolge.recognise.numbers_lexicon import Value, Word

_THIN = "\u00a0\u2009\u202f "
_TOKEN = re.compile(
    rf"""
    [^\W\d_]+                                                  # words
  | \d{{4}}-\d{{2}}-\d{{2}}(?!\d)                              # 2016-05-03
  | \d{{1,2}}\.[{_THIN}]?\d{{1,2}}\.[{_THIN}]?(?:\d{{4}}|\d\d)(?!\d|[.,]\d)   # 3.5.2016
  | \d{{1,2}}\.[{_THIN}]?(?:0?[1-9]|1[0-2])\.(?!\d)            # 3.5.
  | \d{{4}}/\d{{2}}(?:\d\d)?(?!\d)                             # 2014/15
  | (?:\d{{1,3}}(?:[{_THIN}'’‘]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:[.:]\d+)*)(?:,(?:\d+|--?|[–—]))?  # numbers
  | \n\s*\n\s* | [^\w\s]
    """,
    re.VERBOSE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?::[0-5]\d)?")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A token with its class and value; `kind` is "other" for words of no class."""

    kind: str
    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text as tokens, and the same as one letter a token."""

    text: str
    letters: str
    lexemes: tuple[Lexeme, ...]

    def words(self, first: int, last: int) -> str:
        """What stands from token `first` to token `last`, both included."""
        return self.text[self.lexemes[first].start : self.lexemes[last].end]


class Lexer:
    """Cuts texts into tokens of the classes of a lexicon; each class has a letter of its own."""

    FORMS = ("other", "date", "daymonth", "season", "clock", "year", "day", "number", "numword", "newline")

    def __init__(self, lexicon: Mapping[str, Word]) -> None:
        kinds = [*self.FORMS, *sorted({word.kind for word in lexicon.values()} - set(self.FORMS))]
        self.letter = {kind: chr(0x100 + index) for index, kind in enumerate(kinds)}
        self._lexicon = {form: word for form, word in lexicon.items() if not _is_phrase(form)}
        self._phrases: dict[str, list[tuple[str, Word]]] = {}
        for form, word in sorted(lexicon.items(), key=lambda item: -len(item[0])):
            if _is_phrase(form):
                self._phrases.setdefault(_TOKEN.findall(form)[0], []).append((form, word))

    def lex(self, text: str) -> Lexed:
        """The tokens of `text` with their classes."""
        lexemes: list[Lexeme] = []
        lookup, phrases, covered = self._lexicon.get, self._phrases, 0
        for match in _TOKEN.finditer(text):
            token, start = match.group(), match.start()
            if start < covered:
                continue
            if token in phrases and (phrase := self._phrase_at(text, start, token)):
                covered = phrase.end
                lexemes.append(phrase)
                continue
            word = lookup(token) or lookup(token.lower())
            if word is not None:
                lexemes.append(Lexeme(word.kind, word.value, start, match.end()))
            elif token[0].isdigit():
                lexemes.append(_lex_digits(token, start))
            elif token[0] == "\n":
                lexemes.append(Lexeme("newline", 0, start, match.end()))
            else:
                lexemes.append(_lex_word(token, start))
        letter = self.letter
        return Lexed(text, "".join([letter[x.kind] for x in lexemes]), tuple(lexemes))

    def _phrase_at(self, text: str, start: int, head: str) -> Lexeme | None:
        """The longest entry of several words that begins with `head` at `start`."""
        for form, word in self._phrases[head]:
            end = start + len(form)
            if text.startswith(form, start) and not text[end : end + 1].isalpha():
                return Lexeme(word.kind, word.value, start, end)
        return None


def _is_phrase(form: str) -> bool:
    """Whether a form of the lexicon is more than one token ("US-Dollar", "mehr als")."""
    return len(form) > 1 and len(_TOKEN.findall(form)) > 1


def _lex_word(token: str, start: int) -> Lexeme:
    """A word that the lexicon does not hold: perhaps a number word of several parts."""
    value = read_word(token.lower()) if "tausend" in token else None
    kind = "other" if value is None else "numword"
    return Lexeme(kind, 0 if value is None else value, start, start + len(token))


def _lex_digits(token: str, start: int) -> Lexeme:
    """A token that begins with a digit, by its form; its value is its text where it is more than a number."""
    end = start + len(token)
    if token.isdecimal() and len(token) <= 4:
        number = int(token)
        if len(token) == 4 and 1000 <= number < 2100:
            return Lexeme("year", number, start, end)
        return Lexeme("day" if 0 <= number <= 31 and len(token) <= 2 else "number", number, start, end)
    if _CLOCK.fullmatch(token):
        return Lexeme("clock", token, start, end)
    if _DATE.fullmatch(token):
        return Lexeme("date", token, start, end)
    if token[-1] == ".":
        return Lexeme("daymonth", token, start, end)
    if "/" in token:
        return Lexeme("season", token, start, end)
    value = read_digits(token)
    return Lexeme("other" if value is None else "number", 0 if value is None else value, start, end)

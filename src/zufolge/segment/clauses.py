"""A sentence as the grammar of attribution sees it: word classes, quotations, brackets, clauses; no tree."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zufolge.languages.de.grammar import closed_classes, is_konjunktiv, speech_verb_forms, words
from zufolge.model import Reading, Span, Token
from zufolge.model.article import BlockKind
from zufolge.segment.quotations import find_quotations

_OPEN_CLASS = {"NOUN": "N", "PROPN": "N", "VERB": "V", "AUX": "X", "ADJ": "A", "ADV": "B", "NUM": "#"}
_MARKS = {",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "…": ".", "–": "~", "—": "~", "&": "h", "+": "h"}
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_CLAUSE = re.compile(r"[^,;:~]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two marks of a sentence: positions from `start` to `end` (exclusive); `mark` stands before."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence, or several that one quotation holds together.

    `kinds` has a letter per word: N noun or name, A adjective, V verb, X auxiliary, D determiner, P preposition,
    R pronoun, B adverb, C conjunction, S subjunction, # number, q in quotation, p in brackets, h hyphen, ~ dash.
    `verbs` are the positions of forms of speech verbs.
    """

    tokens: Sequence[Token]
    lower: Sequence[str]
    kinds: str
    clauses: tuple[Clause, ...]
    block: BlockKind
    quotations: tuple[Span, ...] = ()
    verbs: tuple[int, ...] = field(default=())

    def span(self, start: int, end: int) -> Span:
        """The span of the words from position `start` to `end` (exclusive)."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def clause_at(self, position: int) -> int:
        """The number of the clause that holds `position`, or of the one before it where it is a mark."""
        found = 0
        for number, clause in enumerate(self.clauses):
            if clause.start > position:
                break
            found = number
        return found


class _Last(threading.local):
    """The article that a thread read last: several stages ask for the same sentences, one after the other."""

    tokens: tuple[Token, ...] | None = None
    sentences: tuple[Words, ...] = ()


_last = _Last()


def sentences_of(reading: Reading) -> tuple[Words, ...]:
    """The sentences of the article's own news, those that one quotation holds together as one."""
    if _last.tokens is not reading.tokens:
        _last.sentences = tuple(_read_sentences(reading, find_quotations(reading.text)))
        _last.tokens = reading.tokens
    return _last.sentences


def _read_sentences(reading: Reading, quotations: tuple[Span, ...]) -> Iterator[Words]:
    group: list[Token] = []
    position = 0
    tokens = reading.tokens
    for number, sentence in enumerate(reading.sentences):
        while position < len(tokens) and tokens[position].sentence == number:
            group.append(tokens[position])
            position += 1
        if group and not _runs_on(sentence.span.end, quotations):
            yield _words(reading, group, quotations, sentence.block)
            group = []
    if group:
        yield _words(reading, group, quotations, reading.sentences[-1].block)


def _runs_on(end: int, quotations: tuple[Span, ...]) -> bool:
    return any(quotation.start < end < quotation.end for quotation in quotations)


def _words(reading: Reading, group: list[Token], quotations: tuple[Span, ...], block: BlockKind) -> Words:
    tokens = tuple(group)
    lower = tuple(token.text.lower() for token in tokens)
    whole = Span(tokens[0].span.start, tokens[-1].span.end)
    inside = tuple(quotation for quotation in quotations if quotation.overlaps(whole))
    kinds = _kinds(reading.text, tokens, lower, inside)
    forms = speech_verb_forms()
    verbs = tuple(i for i, word in enumerate(lower) if kinds[i] not in "qpN" and word in forms)
    return Words(tokens, lower, kinds, _clauses(kinds), block, inside, verbs)


def _clauses(kinds: str) -> tuple[Clause, ...]:
    stop = len(kinds.rstrip(".q*p")) if kinds.endswith(".") else len(kinds)
    stop = len(kinds) - 1 if kinds.endswith(".") else stop
    found = [
        Clause(match.start(), match.end(), kinds[match.start() - 1] if match.start() else "")
        for match in _CLAUSE.finditer(kinds, 0, max(stop, 1))
    ]
    return tuple(found) or (Clause(0, len(kinds), ""),)


def _kinds(text: str, tokens: tuple[Token, ...], lower: tuple[str, ...], quotations: tuple[Span, ...]) -> str:
    letters = []
    inside = _in_brackets(tokens)
    opens = True
    for i, token in enumerate(tokens):
        if quotations and any(quotation.covers(token.span) for quotation in quotations):
            letters.append("q")
            continue
        if i in inside:
            letters.append("p")
            continue
        letter = _kind(text, tokens, lower, i, opens)
        letters.append(letter)
        opens = letter in ":~."
    return "".join(letters)


def _in_brackets(tokens: tuple[Token, ...]) -> frozenset[int]:
    """The positions of bracketed words with their brackets; a bracket that never closes counts as none."""
    inside: set[int] = set()
    opened: list[int] = []
    for i, token in enumerate(tokens):
        if token.text in "([":
            opened.append(i)
        elif opened and token.text.endswith((")", "]")):
            inside.update(range(opened.pop(), i + 1))
    return frozenset(inside)


def _kind(text: str, tokens: tuple[Token, ...], lower: tuple[str, ...], i: int, opens: bool) -> str:
    token, word = tokens[i], lower[i]
    first = token.text[0]
    if not first.isalnum():
        return _mark(text, token)
    if first.isdigit():
        return "#"
    closed = closed_classes().get(word)
    if closed and (opens or not first.isupper()):
        return closed
    if token.pos in _OPEN_CLASS:
        return _OPEN_CLASS[token.pos]
    if first.isupper():
        return "N"
    if word in speech_verb_forms() or is_konjunktiv(word):
        return "V"
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and word.endswith(_ADJECTIVE_ENDINGS) and _may_follow_adjective(following.text):
        return "A"
    return "V" if word.endswith(("t", "te", "en", "ten")) else "B"


def _may_follow_adjective(word: str) -> bool:
    return word[0].isupper() or word[0] in '„"«»' or word.endswith(_ADJECTIVE_ENDINGS)


def _mark(text: str, token: Token) -> str:
    if token.text == "-":
        end = token.span.end
        start = token.span.start
        glued = not text[start - 1 : start].isspace() or not text[end : end + 1].isspace()
        return "h" if glued else "~"
    return _MARKS.get(token.text, "*")


def first_word(sentence: Words, clause: Clause) -> str:
    """The first word of a clause in lower case, without a leading "und" or "aber"."""
    start = clause.start
    if sentence.lower[start] in words("linking") and start + 1 < clause.end:
        start += 1
    return sentence.lower[start]


def has_konjunktiv(sentence: Words, start: int, end: int) -> bool:
    """Whether a Konjunktiv I stands outside quotations between two positions."""
    return any(is_konjunktiv(sentence.lower[i]) for i in range(start, end) if sentence.kinds[i] not in "qpN")


def has_second_konjunktiv(sentence: Words, start: int, end: int) -> bool:
    """Whether a Konjunktiv II (hätte, wäre, würde …) stands outside quotations between two positions."""
    forms = words("conjunctive_two")
    return any(sentence.lower[i] in forms for i in range(start, end) if sentence.kinds[i] not in "qpN")

"""Sentences of German news within given blocks: stops, abbreviations, ordinals, quotes. Not blocks, not words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zufolge.languages import load_entries, load_tables, load_words
from zufolge.model import Block, Sentence, Span

_STOP = re.compile(r"[.!?…]++[\"”“»«›‹’')\]]*+(?=\s|$|[A-ZÄÖÜ„])")
MOST_CHARS = 2_000
"""No sentence is longer; a table or a text without stops is cut, so that what grows with its square stays small."""
_CONTEXT = 80
_WORD_AT = re.compile(r"[\s„“\"»«›‹‚'(\[–•-]*([^\W_]+(?:[.'’][^\W_]+)*)")
_LAST_WORD = re.compile(r"[^\s/„“\"»«(\[–-]*$")
_WORD_BEFORE = re.compile(r"([^\s(„\"“»]+)\s+\S*$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ROMAN = re.compile(r"[IVX]{1,5}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def split_sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """The sentences of every block, in order; white space between them belongs to none.

    >>> from zufolge.model import Block, Span
    >>> text = "Am 3. Mai zahlte sie 1,3 Mrd. Euro. Das Amt schweigt."
    >>> [s.span.of(text) for s in split_sentences(text, (Block(Span(0, len(text)), "paragraph"),))]
    ['Am 3. Mai zahlte sie 1,3 Mrd. Euro.', 'Das Amt schweigt.']
    """
    return tuple(Sentence(span, block.kind) for block in blocks for span in split_span(text, block.span))


def split_span(text: str, span: Span) -> Iterator[Span]:
    """The sentences of one stretch of text that is known to be of one piece."""
    start = span.start
    for end in (*_ends(text, span), span.end):
        while end - start > MOST_CHARS:
            cut = _last_blank(text, start, start + MOST_CHARS)
            yield from _trimmed(text, start, cut)
            start = cut
        yield from _trimmed(text, start, end)
        start = end


def _last_blank(text: str, start: int, end: int) -> int:
    """Behind the last blank between the two; where none stands there, the end."""
    return next((place + 1 for place in range(end - 1, start, -1) if text[place].isspace()), end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _ends(text: str, span: Span) -> Iterator[int]:
    last = span.start + len(text[span.start : span.end].rstrip())
    for match in _STOP.finditer(text, span.start, last):
        end = match.end()
        if end >= last:
            continue
        before = text[max(span.start, match.start() - _CONTEXT) : match.start()]
        if is_boundary(before, match.group(), text[end : min(end + _CONTEXT, last)], not text[end].isspace()):
            yield end


def is_boundary(before: str, stop: str, after: str, glued: bool = False) -> bool:
    """Whether `stop` between `before` and `after` ends a sentence; `glued` = no space follows it.

    >>> is_boundary("Sie zahlt 40 Mio", ".", " Euro")
    False
    """
    found = _WORD_AT.match(after)
    following = found.group(1) if found else ""
    if not following:
        return after.lstrip()[:1] not in set(",;:") and _last_word(before).rpartition(".")[2] not in _abbreviations()
    if following[0].islower():
        return False
    if glued:
        return _is_safe_glue(before, stop, after, following)
    word = _last_word(before)
    if word + stop in _marked_names():
        return _opens_sentence(following)
    if not stop.startswith(".") or len(stop.rstrip("\"”“»«›‹’')]")) > 1:
        return True
    return _ends_at_full_stop(before, word, following)


def _last_word(before: str) -> str:
    found = _LAST_WORD.search(before[-60:])
    return found.group() if found else ""


def _ends_at_full_stop(before: str, word: str, following: str) -> bool:
    ends = "maybe" if word.endswith("str") else _abbreviations().get(word)
    ends = ends or ("never" if _abbreviations().get(word.rpartition(".")[2]) == "never" else None)
    if ends == "never":
        return False
    if ends == "maybe" or _DOTTED.fullmatch(word):
        return _opens_sentence(following)
    if len(word) == 1 and word.isalpha():
        return word.isupper() and _opens_sentence(following) and not before[:-1].rstrip().endswith(".")
    if word.isdecimal():
        return _ends_at_number(before, word, following)
    if _ROMAN.fullmatch(word):
        return _opens_sentence(following)
    return True


def _ends_at_number(before: str, number: str, following: str) -> bool:
    if _YEAR.fullmatch(number) or len(number) > 3:
        return True
    ordinals = _ordinals()
    if following in ordinals["followers"] or following.isdigit():
        return False
    if _opens_sentence(following):
        return True
    found = _WORD_BEFORE.search(before[-60:])
    announcer = found.group(1) if found else ""
    if announcer in ordinals["announcers"]:
        return False
    return announcer in ordinals["counters"] or int(number) > 31


def _is_safe_glue(before: str, stop: str, after: str, following: str) -> bool:
    """Whether a stop without a space after it ends a sentence ("bei 5.Der"); domains and names do not."""
    if after[0] in '("“„»' and stop[-1] not in ".!?":
        return False
    if after[0] in '"“„»(':
        return False
    word = _last_word(before)
    return _opens_sentence(following) and (word.isdigit() or (len(word) > 2 and word[-1].islower() and "." not in word))


def _opens_sentence(word: str) -> bool:
    return word in _starters()


@cache
def _starters() -> frozenset[str]:
    return frozenset(load_words("sentence_starters"))


@cache
def _marked_names() -> frozenset[str]:
    return frozenset(load_words("marked_names"))


@cache
def _abbreviations() -> dict[str, str]:
    entries = load_entries("abbreviations", "abbreviation", ("id", "ends", "example", "sentences", "words"))
    return {word: entry["ends"] for entry in reversed(entries) for word in entry["words"]}


@cache
def _ordinals() -> dict[str, frozenset[str]]:
    keys = ("followers", "counters", "announcers")
    tables = load_tables("ordinals", keys)
    return {key: frozenset(tables[key]) for key in keys}

"""Names that print and lists give where the engine saw none: signatures, datelines, adjectives of places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zufolge.languages import load_words
from zufolge.languages.names import named_agencies
from zufolge.model import Mention, Reading, Span

_BRACKET = re.compile(r"\(([^()\n]{2,40})\)")
_WORD = r"(?:[A-ZÄÖÜ][\w.’'-]*\w)"
_DATELINE = re.compile(
    r"^(?!\w*(?:tag|Mittwoch|Sonnabend)\b)[\u00a0 \t]*"
    rf"({_WORD}(?:[\u00a0 ]{_WORD}){{0,2}})"
    rf"(?=[\u00a0 ]?(?:\([^()\n]{{2,30}}\)[\u00a0 ]?[-–—.:]|, \d{{1,2}}\. ?{_WORD} \d{{4}}\b))",
    re.MULTILINE,
)
_ADJECTIVE = re.compile(r"\b(?:US-|[a-zäöü]+-)?[a-zäöüß]*(?:isch|deutsch|pommersch|libysch)(?:e[nrsm]?)?\b")
_PREFIXES = re.compile(
    r"^(?:us-|nord|süd|ost|west|nordost|nordwest|südost|südwest|mittel|zentral|ober|unter|nieder|inner|außer|gesamt)+-?"
)
_ENDING = re.compile(r"e[nrsm]?\Z")


def signed_agencies(text: str) -> Iterator[Mention]:
    """Agencies that sign in brackets: "Bern (dpa-AFX) -"."""
    for bracket in _BRACKET.finditer(text):
        for start, end, _ in named_agencies(bracket.group(1)):
            span = Span(bracket.start(1) + start, bracket.start(1) + end)
            yield Mention(span, span.of(text), "agency")


def dateline_places(text: str) -> Iterator[Mention]:
    """Places at the head of a line, before an agency in brackets or a day ("Lindau, 3. Mai 2024")."""
    for line in _DATELINE.finditer(text):
        after = _BRACKET.search(text, line.end(), line.end() + 40)
        if text[line.end()] == "," or (after and any(named_agencies(after.group(1)))):
            yield Mention(Span(*line.span(1)), line.group(1), "place")


def place_adjectives(reading: Reading) -> Iterator[Mention]:
    """Adjectives that say where something is from ("der britische Hersteller"), without languages ("auf Deutsch")."""
    for found in _ADJECTIVE.finditer(reading.text):
        word = found.group()
        if word.removeprefix("US-")[0].islower() and is_place_adjective(word):
            yield Mention(Span(*found.span()), word, "place")


def is_place_adjective(word: str) -> bool:
    """Whether a word is the adjective of a place, also inflected and with a prefix.

    >>> [is_place_adjective(x) for x in ("norddeutschen", "US-amerikanische", "politische")]
    [True, True, False]
    """
    base = _ENDING.sub("", word.lower())
    return base in _adjectives() or _PREFIXES.sub("", base, count=1) in _adjectives()


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(load_words("place_adjectives"))

"""Datelines before the first sentence ("Bern (xyz) – ", "BerlinDer Konzern …"): where they end. Not what they say."""

from __future__ import annotations

import re
from functools import cache

from zufolge.languages import load_words

_PLACE = (
    r"[A-ZÄÖÜ][\w.’'-]*(?:[ /,]\s?(?:[A-ZÄÖÜ][\w.’'-]*|am|an|der|im|bei|ob|in|de|la|auf|den|see|a\.d\.)){0,7}"
)
_WITH_CODE = re.compile(rf"(?:{_PLACE}\s?)?\((?:[^()\n]{{2,60}})\)\s?[-–—:.]{{1,2}}\s*")
_WITH_DATE = re.compile(
    rf"{_PLACE}(?:\s\([^()]{{2,40}}\))?[,.]?\s(?:,\s)?(?:den\s)?\d{{1,2}}\.\s?(?:\d{{1,2}}\.|[A-ZÄÖÜ][a-zä]+\.?)\s?(?:\d{{4}}|\d{{2}})?\s?(?:\([^()]{{2,30}}\)\s?)?[-–—:.]{{1,2}}\s+"
)
_WITH_DASH = re.compile(rf"({_PLACE})(?:\s[-–—]{{1,2}}\s|\.\s{{1,3}}|\s?:\s)")
_GLUED = re.compile(r"((?:[A-ZÄÖÜ][a-zäöüß]+)(?:[ /-][A-ZÄÖÜ][a-zäöüß]+){0,3}?)(?=([A-ZÄÖÜ][a-zäöüß]*)\s)")


def dateline_end(line: str) -> int:
    """How many characters of `line`, from its start, are its dateline; 0 where there is none.

    >>> line = "Bangalore (Reuters) - Der Hersteller spart."
    >>> line[: dateline_end(line)]
    'Bangalore (Reuters) - '
    """
    for pattern in (_WITH_CODE, _WITH_DATE):
        found = pattern.match(line)
        if found and found.end() < len(line) and _starts_sentence(line, found.end()):
            return found.end()
    found = _WITH_DASH.match(line)
    if found and _are_places(found.group(1)) and _starts_sentence(line, found.end()):
        return found.end()
    found = _GLUED.match(line)
    return found.end() if found and _are_places(found.group(1)) else 0


def is_dateline(line: str) -> bool:
    """Whether `line` is a dateline and nothing else ("Tokio –", "München.")."""
    found = re.fullmatch(rf"({_PLACE})(?:\s?[-–—:.]{{0,2}}|\s?\([^()]{{2,40}}\)\s?[-–—:.]{{1,2}})", line)
    return found is not None and len(line) < 60 and _are_places(found.group(1).rstrip("."))


def _starts_sentence(line: str, at: int) -> bool:
    rest = line[at:].lstrip("\"„“»«'‚ ")
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit()) and len(rest) > 20


def _are_places(words: str) -> bool:
    known = _places()
    return all(part.strip() in known for part in re.split(r"[/,]", words))


@cache
def _places() -> frozenset[str]:
    names = load_words("dateline_places")
    return frozenset(names) | frozenset(name.upper() for name in names)

"""Datelines before the first sentence ("Bern (xyz) – ", "BerlinDer Konzern …"): where they end. Not what they say."""

from __future__ import annotations

import re
from functools import cache

from zufolge.languages import load_words
from zufolge.languages.names import agency_of_code, names_agency

_PLACE = r"[A-ZÄÖÜ][\w.’'-]*(?:[ /,]\s?(?:[A-ZÄÖÜ][\w.’'-]*|am|an|der|im|bei|ob|in|de|la|auf|den|see|a\.d\.)){0,7}"
_WITH_CODE = re.compile(
    rf"(?:[^\[\]\n]{{2,60}}\[Newsroom\]\s?)?\(?(?:({_PLACE})\s?(?:[-–—]\s)?)?\(((?:[^()\n]{{2,60}}))\)\)?\s?([-–—:.]{{0,2}})\s*"
)
_BARE_CODE = re.compile(rf"{_PLACE}\s([a-z]{{3,4}})\s(?=[A-ZÄÖÜ])")
_WITH_DATE = re.compile(
    rf"{_PLACE}(?:\s\([^()]{{2,40}}\))?[,.]?\s(?:,\s)?(?:den\s)?\d{{1,2}}\.\s?(?:\d{{1,2}}\.|[A-ZÄÖÜ][a-zä]+\.?)\s?(?:\d{{4}}|\d{{2}})?\s?(?:\([^()]{{2,30}}\)\s?)?[-–—:.]{{1,2}}\s+"
)
_ALONE = re.compile(rf"({_PLACE})(?:\s?\(([^()]{{2,40}})\))?\s?[-–—:.]{{0,2}}")
_MAX_HEADLINE = 160
_WITH_DASH = re.compile(rf"({_PLACE})(?:\s[-–—]{{1,2}}\s|\.\s{{1,3}}|\s?:\s)")
_GLUED = re.compile(r"((?:[A-ZÄÖÜ][a-zäöüß]+)(?:(?: / |[ /-])[A-ZÄÖÜ][a-zäöüß]+){0,3}?)\.?(?=([A-ZÄÖÜ][a-zäöüß]*)\s)")


def dateline_end(line: str) -> int:
    """How many characters of `line`, from its start, are its dateline; 0 where there is none.

    >>> line = "Bangalore (Reuters) - Der Hersteller spart."
    >>> line[: dateline_end(line)]
    'Bangalore (Reuters) - '
    """
    coded = _WITH_CODE.match(line)
    if coded and _is_trusted(coded) and _starts_sentence(line, coded.end()):
        return coded.end()
    bare = _BARE_CODE.match(line)
    if bare and agency_of_code(bare.group(1)) and _starts_sentence(line, bare.end()):
        return bare.end()
    dated = _WITH_DATE.match(line)
    if dated and _starts_sentence(line, dated.end()):
        return dated.end()
    dashed = _WITH_DASH.match(line)
    is_headline = dashed is not None and ":" in dashed.group() and len(line) <= _MAX_HEADLINE
    if dashed and not is_headline and _are_places(dashed.group(1)) and _starts_sentence(line, dashed.end()):
        return dashed.end()
    glued = _GLUED.match(line)
    return glued.end() if glued and _are_places(glued.group(1)) else 0


def _is_trusted(coded: re.Match[str]) -> bool:
    """Whether what stands in brackets is an agency, or at least a known place and a dash stand around it."""
    place, code, mark = coded.groups()
    return names_agency(code) or bool(place and mark.strip("-–—") != mark and _are_places(place))


def is_dateline(line: str) -> bool:
    """Whether `line` is a dateline and nothing else ("Tokio –", "München.")."""
    found = _ALONE.fullmatch(line)
    if found is None or len(line) > 70:
        return False
    place, code = found.groups()
    return (code is not None and names_agency(code)) or _are_places(place.rstrip("."))


def _starts_sentence(line: str, at: int) -> bool:
    rest = line[at:].lstrip("\"„“»«'‚ ")
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit()) and len(rest) > 20


def _are_places(words: str) -> bool:
    """Whether `words` are a known place, or several parted by slashes of which one is known."""
    known = _places()
    return words.strip() in known or any(part.strip() in known for part in re.split(r"[/,]", words))


@cache
def _places() -> frozenset[str]:
    names = load_words("dateline_places")
    return frozenset(names) | frozenset(name.upper() for name in names)

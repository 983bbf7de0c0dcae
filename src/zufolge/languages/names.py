"""Names of news agencies and media, whatever their spelling. Says nothing about other names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from zufolge.languages import load_entries, load_words

AGENCY_KEYS = ("name", "codes", "aliases", "releases", "example")
_QUOTES = "\"„“”»«›‹'’‚ "
_ARTICLE = re.compile(r"(?:der|die|das|dem|den|des)\s+", re.IGNORECASE)
_ADJECTIVE = re.compile(r"^(\w+?e)(?:[nr])\b")
_PARTS = re.compile(r"[/,;|&]|(?:^|\s)(?:und|mit|von|für|by|via)\s|\s(?=\d)")
_GENITIVE = re.compile(r"(?<=[^s\W])(?:es|s)$")


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency, or a service whose releases are their issuers' own voice."""

    name: str
    codes: tuple[str, ...]
    aliases: tuple[str, ...]
    sends_releases: bool


@lru_cache(maxsize=20_000)
def kind_of_name(name: str) -> Literal["agency", "medium"] | None:
    """Whether `name` is a news agency's or a medium's, also with its article or inflected.

    >>> [kind_of_name(x) for x in ("Reuters", "der Süddeutschen Zeitung", "Musterwerk AG")]
    ['agency', 'medium', None]
    """
    forms = _forms(name)
    if any(form in _agency_names() for form in forms):
        return "agency"
    media = _media(name.strip()[:1] in _QUOTES)
    return "medium" if any(form in media for form in forms) else None


def canonical_name(name: str) -> str | None:
    """The name under which an agency or medium is known here, or None.

    >>> canonical_name("Deutschen Presse-Agentur")
    'dpa'
    """
    media = _media(name.strip()[:1] in _QUOTES)
    for form in _forms(name):
        found = _agency_names().get(form) or media.get(form)
        if found:
            return found
    return None


def agency_of_code(code: str) -> Agency | None:
    """The agency that signs with `code` in datelines and signatures ("dpa-AFX", "Reuters", "ots").

    >>> agency = agency_of_code("DPA")
    >>> agency and agency.name
    'dpa'
    """
    return _codes().get(code.strip().lower())


def named_agencies(words: str) -> Iterator[tuple[int, int, Agency]]:
    """The agencies that a bracket, byline or source line names, with where they stand ("sei/APA", "dpa-AFX/mb").

    >>> [agency.name for _, _, agency in named_agencies("mit Material von dpa und AFP")]
    ['dpa', 'AFP']
    """
    whole = agency_of_code(words)
    if whole:
        yield len(words) - len(words.lstrip()), len(words.rstrip()), whole
        return
    start = 0
    for part in _PARTS.split(words):
        found = agency_of_code(part) or _by_alias(part)
        if found:
            begin = words.index(part.strip(), start)
            yield begin, begin + len(part.strip()), found
        start = words.index(part, start) + len(part)


def names_agency(words: str) -> bool:
    """Whether what stands in brackets begins or ends with an agency's code."""
    return any(True for _ in named_agencies(words))


def _by_alias(words: str) -> Agency | None:
    name = _agency_names().get(words.strip())
    return agency_of_code(name) if name else None


@cache
def agencies() -> tuple[Agency, ...]:
    """All agencies of `languages/de/agencies.toml`."""
    return tuple(
        Agency(entry["name"], tuple(entry["codes"]), tuple(entry["aliases"]), bool(entry.get("releases")))
        for entry in load_entries("agencies", "agency", AGENCY_KEYS)
    )


def _forms(name: str) -> tuple[str, ...]:
    bare = name.strip(_QUOTES)
    without_article = _ARTICLE.sub("", bare, count=1) if _ARTICLE.match(bare) else bare
    without_article = without_article.strip(_QUOTES)
    uninflected = _ADJECTIVE.sub(r"\1", without_article)
    return (bare, without_article, uninflected, _GENITIVE.sub("", without_article))


@cache
def _agency_names() -> dict[str, str]:
    return {alias: a.name for a in reversed(agencies()) for alias in (*a.aliases, *_long(a.codes), a.name)}


def _long(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes that are names in prose, too; two- and three-letter desk marks are not."""
    return tuple(code for code in codes if len(code) > 3 or (code.isupper() and len(code) > 2))


@cache
def _codes() -> dict[str, Agency]:
    return {code.lower(): agency for agency in reversed(agencies()) for code in (agency.name, *agency.codes)}


@cache
def _media(with_ordinary_words: bool) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in load_words("media"):
        spellings = [part.strip() for part in line.removeprefix("~ ").split(" | ")]
        if line.startswith("~ ") and not with_ordinary_words:
            names |= {name: spellings[0] for name in spellings[1:] if "." in name}
            continue
        for spelling in spellings:
            names.setdefault(spelling, spellings[0])
    return names

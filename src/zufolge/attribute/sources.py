"""Whom a source names: its kind, and the entity it stands for within the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import cast

from zufolge.languages import load_entries, load_words
from zufolge.languages.names import canonical_name, kind_of_name
from zufolge.model import Mention, Reading, Source, Span
from zufolge.model.attribution import SourceKind

_KEYS = ("id", "ends", "whole", "gives", "example")
_BY_MENTION: dict[str, SourceKind] = {
    "company": "company",
    "organisation": "group",
    "authority": "authority",
    "medium": "medium",
    "agency": "agency",
    "person": "person",
}
_LEAD = re.compile(r"(?:[Dd](?:er|ie|as)\s+)?(?:[\w-]+\s+){0,2}?")
_JOINT = re.compile(r"\s*(?:,|\bund\b|\bsowie\b)\s+(?:(?:der|die|das)\s+)?(?:[\w-]+\s+){0,3}?")
_RELATIVE_OF = re.compile(
    r"(?:tochter|ableger|rival(?:e|in)|konkurrent(?:in)?|wettbewerber|partner|eigentümer(?:in)?|aktionär(?:in)?|mutter|schwester)"
    r"(?:gesellschaft|firma|konzern)?\s+(?:der|des|von|vom)\b",
    re.IGNORECASE,
)
_HIDDEN: tuple[SourceKind, ...] = ("anonymous", "research", "document")


def source_at(reading: Reading, span: Span) -> Source:
    """The source that stands at `span`: a name inside it gives the entity, its nouns the kind where no name does."""
    text = span.of(reading.text)
    named = _named(reading, span)
    kind = kind_by_noun(text)
    medium = kind_of_name(text) if named is None else None
    if medium:
        return Source(text, span, canonical_name(text), medium)
    firm = _short_form(reading, text) if named is None and kind is None else None
    if firm:
        return Source(text, span, firm.entity, _BY_MENTION[firm.kind])
    if named is None:
        known: SourceKind = cast(SourceKind, "company" if kind == "body" else kind or _kind_by_form(text))
        return Source(text, span, None, known)
    if kind in _HIDDEN:
        return Source(text, span, named.entity, kind)
    return Source(text, span, named.entity or named.text, _BY_MENTION[named.kind])


def _short_form(reading: Reading, text: str) -> Mention | None:
    """The firm that the article names in full elsewhere, where one word alone is its short form."""
    if not text[:1].isupper() or " " in text or len(text) < 4:
        return None
    bodies = (m for m in reading.mentions if m.kind in ("company", "organisation") and m.form == "name")
    return next((m for m in bodies if m.entity and m.entity.split()[0] == text), None)


def sources_at(reading: Reading, span: Span) -> tuple[Source, ...]:
    """All who speak together at `span` ("beide Unternehmen", "A und die B AG"), or the one source."""
    first = source_at(reading, span)
    inside = [m for m in _mentions_in(reading, span) if m.kind in _BY_MENTION]
    if first.kind in _HIDDEN or len(inside) < 2 or any(m.kind == "person" for m in inside):
        return (first,)
    together = _together(reading.text, span, inside)
    if len(together) < 2:
        return (first,)
    return tuple(Source(m.text, m.span, m.entity or m.text, _BY_MENTION[m.kind]) for m in together)


def _together(text: str, span: Span, inside: list[Mention]) -> list[Mention]:
    """The mentions of one plural, or those that "und" joins, from the first that the phrase names."""
    if inside[0].form == "nominal":
        return [m for m in inside if m.span == inside[0].span and m.entity]
    if not _LEAD.fullmatch(text[span.start : inside[0].span.start]):
        return []
    found = inside[:1]
    for mention in inside[1:]:
        if not _JOINT.fullmatch(text[found[-1].span.end : mention.span.start]):
            break
        found.append(mention)
    named = {m.entity for m in found}
    return found if len(named) == len(found) else []


def _named(reading: Reading, span: Span) -> Mention | None:
    """The mention that the source is about: a person before the body they belong to, else the first."""
    inside = [m for m in _mentions_in(reading, span) if m.kind in _BY_MENTION]
    persons = sorted((m for m in inside if m.kind == "person"), key=lambda m: m.form != "name")
    last = next((m for m in persons[1:] if reading.text[m.span.start - 2 : m.span.start] == ", "), None)
    if last is not None and persons[0].span.start > span.start:
        return last  # "der Sprecher der Anwältin A, B"
    if not persons and inside and _RELATIVE_OF.search(reading.text[span.start : inside[0].span.start]):
        return None  # "die Münchner Tochter der X AG" is not the X AG
    whole = [m for m in inside if reading.text[m.span.end : m.span.end + 1] != "-"]
    return next(iter(persons or whole or inside), None)


def _mentions_in(reading: Reading, span: Span) -> list[Mention]:
    mentions = reading.mentions
    start = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    found = []
    for mention in mentions[start:]:
        if mention.span.start >= span.end:
            break
        if mention.span.end <= span.end:
            found.append(mention)
    return found


def is_speechless(sources: tuple[Source, ...]) -> bool:
    """Whether the one source is a thing that nobody would call a speaker ("die Krise", "der Standort")."""
    if len(sources) != 1 or sources[0].entity is not None:
        return False
    nouns = [word.lower() for word in sources[0].text.split() if word[:1].isupper()]
    return bool(nouns) and kind_by_noun(sources[0].text) is None and nouns[-1].endswith(_speechless())


@cache
def _speechless() -> tuple[str, ...]:
    return load_words("speechless_nouns")


def _kind_by_form(text: str) -> SourceKind:
    words = text.split()
    return "person" if len(words) <= 3 and all(word[0].isupper() for word in words) else "group"


@cache
def _nouns() -> tuple[tuple[tuple[str, ...], frozenset[str], str], ...]:
    entries = load_entries("source_nouns", "noun", _KEYS)
    return tuple((tuple(e["ends"]), frozenset(e.get("whole", ())), e["gives"]) for e in entries)


def kind_by_noun(text: str) -> str | None:
    """The kind that the first telling noun of a phrase gives ("ein Sprecher der Polizei": body)."""
    for word in text.replace("-", " ").split():
        lower = word.strip('„“"»«,.()').lower()
        if not word[:1].isupper():
            continue
        for ends, whole, gives in _nouns():
            if lower.endswith(ends) or lower in whole:
                return gives
    return None

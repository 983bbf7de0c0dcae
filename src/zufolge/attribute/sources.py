"""Whom a source names: its kind, and the entity it stands for within the article."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import cast

from zufolge.languages import load_entries
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
_HIDDEN: tuple[SourceKind, ...] = ("anonymous", "research", "document")


def source_at(reading: Reading, span: Span) -> Source:
    """The source that stands at `span`: a name inside it gives the entity, its nouns the kind where no name does."""
    text = span.of(reading.text)
    named = _named(reading, span)
    kind = kind_by_noun(text)
    medium = kind_of_name(text) if named is None else None
    if medium:
        return Source(text, span, canonical_name(text), medium)
    if named is None:
        known: SourceKind = cast(SourceKind, "company" if kind == "body" else kind or _kind_by_form(text))
        return Source(text, span, None, known)
    if kind in _HIDDEN:
        return Source(text, span, named.entity, kind)
    return Source(text, span, named.entity or named.text, _BY_MENTION[named.kind])


def _named(reading: Reading, span: Span) -> Mention | None:
    """The mention that the source is about: a person before the body they belong to, else the first."""
    inside = [m for m in _mentions_in(reading, span) if m.kind in _BY_MENTION]
    persons = [m for m in inside if m.kind == "person"]
    return next(iter(persons or inside), None)


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

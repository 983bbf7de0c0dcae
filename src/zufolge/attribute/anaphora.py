"""Sources that stand for somebody else ("er", "nach eigenen Angaben", "das Blatt"), where no mention resolves them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from zufolge.attribute.sources import source_at
from zufolge.attribute.subjects import main_subject
from zufolge.languages import load_entries
from zufolge.model import Link, Reading, Source
from zufolge.segment.clauses import Words

_KEYS = ("id", "first", "nouns", "points", "example")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """An entry of anaphoric_sources.toml."""

    first: frozenset[str]
    nouns: tuple[str, ...]
    points: str


@cache
def _anaphors() -> tuple[Anaphor, ...]:
    entries = load_entries("anaphoric_sources", "source", _KEYS)
    return tuple(Anaphor(frozenset(e["first"]), tuple(e.get("nouns", ())), e["points"]) for e in entries)


def resolved(reading: Reading, sentence: Words, source: Source, voice: tuple[Link, ...]) -> Source:
    """`source` with the entity and kind of whom it stands for; unchanged where it names somebody itself."""
    if source.entity:
        return source
    points = _points(source.text)
    meant = _meant(reading, sentence, source, voice, points) if points else None
    if meant is None:
        return source
    return replace(source, entity=meant.entity or meant.text, kind=meant.kind)


def _points(text: str) -> str | None:
    parts = text.lower().split()
    for anaphor in _anaphors():
        if parts[0] in anaphor.first and _noun_fits(parts, anaphor.nouns):
            return anaphor.points
    return None


def _noun_fits(parts: list[str], nouns: tuple[str, ...]) -> bool:
    return len(parts) == 1 if not nouns else 1 < len(parts) <= 3 and parts[-1] in nouns


def _meant(reading: Reading, sentence: Words, source: Source, voice: tuple[Link, ...], points: str) -> Source | None:
    before = [one for link in voice for one in link.sources]
    if points == "subject":
        subject = main_subject(sentence)
        found = source_at(reading, sentence.span(*subject)) if subject else None
        if found and not found.span.overlaps(source.span):
            return resolved(reading, sentence, found, voice)
        return before[-1] if before else None
    if points == "person":
        return next((one for one in reversed(before) if one.kind == "person"), None)
    if points == "medium":
        return next((one for one in before if one.kind in ("medium", "agency")), None)
    return before[-1] if before else None

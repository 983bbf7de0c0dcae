"""What bears a name, as the noun before it says: a hurricane's name is no person's, a magazine's is a medium's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from zufolge.languages import load_entries
from zufolge.model import Mention
from zufolge.model.mention import NameKind

_KEYS = ("id", "kind", "endings", "example", "gives")
_NOUN_BEFORE = re.compile(r"([\w-]+)[  ]{1,2}(?:des [\w-]+s )?[„“\"»«‚']?\Z")
_LAW_BEFORE = re.compile(
    r"(?:§§?|Art\.|Artikel) ?\d+[a-z]?(?: ?(?:Abs\.|Absatz|Satz|S\.|Nr\.|Nummer) ?\d+[a-z]?,?)*[  ]\Z"
)
_CHARS_BEFORE = 60
_BEFORE_NAME = "\u00a0 \"'„“»«‚"

Told = NameKind | Literal["none"]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Nouns for one sort of thing, and the kind of the names that such things bear."""

    id: str
    kind: Told
    endings: tuple[str, ...]


def kinds_as_told(names: list[Mention], text: str) -> list[Mention]:
    """The names with the kind that a noun before them tells somewhere in the article; names of storms are dropped."""
    told: dict[str, Counter[Told]] = {}
    for surface in dict.fromkeys(m.text for m in names if m.kind != "position"):
        for place in _places(text, surface):
            kind = told_before(text, place)
            if kind is not None:
                told.setdefault(surface, Counter())[kind] += 1
    return list(_judged(names, {surface: max(c, key=lambda k: (c[k], k)) for surface, c in told.items()}))


def _places_of(surface: str, text: str) -> Iterator[int]:
    """Where `surface` stands in the text as words of its own."""
    start = text.find(surface)
    while start >= 0:
        end = start + len(surface)
        is_whole = _in_word(text[start - 1 : start]) != _in_word(surface[0]) and not _in_word(text[end : end + 1])
        if is_whole:
            yield start
        start = text.find(surface, end if is_whole else start + 1)


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _places(text: str, surface: str) -> Iterator[int]:
    """Where a name stands as words of its own."""
    start = text.find(surface)
    while start >= 0:
        end = start + len(surface)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start
        start = text.find(surface, end)


def _judged(names: list[Mention], told: dict[str, Told]) -> Iterator[Mention]:
    for name in names:
        kind = told.get(name.text)
        if kind is None or name.kind in ("position", kind):
            yield name
        elif kind != "none" and name.kind in ("company", "organisation", "person"):
            yield replace(name, kind=kind)
        elif kind != "none":
            yield name


def told_before(text: str, start: int) -> Told | None:
    """The kind that the noun right before `start` gives to a name there; "none" if no kind that is kept."""
    near = text[max(0, start - _CHARS_BEFORE) : start]
    if not near.rstrip(_BEFORE_NAME)[-1:].isalnum():
        return None
    if _LAW_BEFORE.search(near):
        return "none"
    before = _NOUN_BEFORE.search(near)
    return _kind_of_noun(before.group(1)) if before and before.group(1)[0].isupper() else None


def _kind_of_noun(noun: str) -> Told | None:
    low = noun.lower()
    return next((b.kind for b in bearers() if low.endswith(b.endings)), None)


@cache
def bearers() -> tuple[Bearer, ...]:
    """The entries of name_bearers.toml."""
    return tuple(Bearer(e["id"], e["kind"], tuple(e["endings"])) for e in load_entries("name_bearers", "bearer", _KEYS))

"""Where a deal's articles come from, as a tree: origins on the left, the articles that lead back to them right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 900
ROW: Final = 34
TOP: Final = 8


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article."""

    y: float
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Bough:
    """An origin with its articles."""

    y: float
    name: str
    kind: str
    reason: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The picture."""

    width: int
    height: float
    middle: float
    boughs: tuple[Bough, ...]


def draw_tree(origins: Sequence[tuple[str, str, str, Sequence[tuple[str, str]]]]) -> Tree:
    """Lay out origins (name, kind, reason, articles as title and address) one below the other."""
    boughs = []
    row = 0
    for name, kind, reason, articles in origins:
        rows = range(row, row + max(len(articles), 1))
        leaves = tuple(Leaf(_middle(place), title, href) for place, (title, href) in zip(rows, articles, strict=False))
        boughs.append(Bough((_middle(rows[0]) + _middle(rows[-1])) / 2, name, kind, reason, leaves))
        row = rows[-1] + 1
    middle = (boughs[0].y + boughs[-1].y) / 2 if boughs else 0
    return Tree(WIDTH, TOP * 2 + row * ROW, middle, tuple(boughs))


def _middle(row: int) -> float:
    return TOP + row * ROW + ROW / 2


def shorten(words: str, most: int) -> str:
    """The words if they are short, else their beginning.

    >>> shorten("Halvern greift nach Quarzberg", 16)
    'Halvern greift …'
    """
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"

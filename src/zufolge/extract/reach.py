"""Which candidates an anchor of the model can take, so that nothing grows by the square of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol, TypeVar

import numpy as np

from zufolge.extract.pairs import Ints
from zufolge.model import Reading
from zufolge.recognise.engine import labels

MAX_SENTENCES_BACK: Final = 8
MAX_SENTENCES_AHEAD: Final = 1
MOST_PAIRS: Final = 20_000
MOST_CANDIDATES: Final = 160
MOST_SHARING: Final = 8


class Placed(Protocol):
    """What stands at a word."""

    @property
    def first(self) -> int:
        """The number of its first word."""


A = TypeVar("A", bound=Placed)
C = TypeVar("C", bound=Placed)


def in_reach(reading: Reading, anchors: list[A], candidates: tuple[C, ...]) -> Iterator[tuple[list[A], tuple[C, ...]]]:
    """The anchors with the candidates in their reach: so few at once that neither time nor memory explodes.

    Where more than MOST_CANDIDATES are in reach, as only in heaps of figures, anchors share those that are nearest.
    """
    places: dict[int, list[int]] = {}
    for place, candidate in enumerate(candidates):
        places.setdefault(reading.tokens[candidate.first].sentence, []).append(place)
    waiting = [anchors]
    while waiting:
        some = waiting.pop()
        sentences = {reading.tokens[a.first].sentence for a in some}
        reach = {s + step for s in sentences for step in range(-MAX_SENTENCES_BACK, MAX_SENTENCES_AHEAD + 1)}
        near = [place for sentence in reach for place in places.get(sentence, ())] or [0]
        if len(some) > MOST_SHARING and (len(near) > MOST_CANDIDATES or len(some) * len(near) > MOST_PAIRS):
            waiting += (some[len(some) // 2 :], some[: len(some) // 2])
            continue
        near.sort(key=lambda place: (min(abs(candidates[place].first - a.first) for a in (some[0], some[-1])), place))
        yield some, tuple(candidates[place] for place in sorted(near[:MOST_CANDIDATES]))


def trees_of(reading: Reading) -> tuple[Ints, Ints, Ints]:
    """[words] each: the sentence of every word, its head, and its relation to that."""
    known = {name: number for number, name in enumerate(labels().relations)}
    return (
        np.array([t.sentence for t in reading.tokens]),
        np.array([i if t.head is None else t.head for i, t in enumerate(reading.tokens)]),
        np.array([known[t.relation or "dep"] for t in reading.tokens]),
    )

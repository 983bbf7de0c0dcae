"""Strands: claims that hang together by what they tell alone, near in time. How strands become deals: see `joining`.

What makes two claims one strand depends on these two claims and on who owns whom, never on others: a further claim
only ever joins strands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Final

from zufolge.connect.declarations import load_families
from zufolge.connect.matching import compare, count_anchors
from zufolge.connect.phrases import join_stems
from zufolge.connect.told import Told
from zufolge.connect.undertakings import Names, Shape, days_between, is_same_thing, meet, words_of_name

Related = Callable[[str, str], bool]
Link = tuple[int, int]
_GENERAL: Final = ("matter", "opponents")


@dataclass(slots=True)
class Strand:
    """What is asked of a strand again and again; `articles` are those of its claims.

    `is_core`: its claims tell enough to make a deal. One that is `is_general` gives its claims to others that say more.
    """

    number: int
    family: str
    is_core: bool
    shapes: tuple[Shape, ...]
    first: str | None
    last: str | None
    articles: frozenset[str] = frozenset()
    _best: dict[Shape, tuple[int, Shape]] = field(default_factory=dict)
    _parties: Names | None = None

    @property
    def parties(self) -> Names:
        """Everybody whom its claims name."""
        if self._parties is None:
            self._parties = frozenset[str]().union(*(shape.parties for shape in self.shapes))
        return self._parties

    @property
    def is_general(self) -> bool:
        """Whether no claim says which site, matter or opponent it is about."""
        kind = load_families()[self.family].told_apart_by
        return self.is_core and kind in _GENERAL and all(is_general(shape) for shape in self.shapes)

    @property
    def is_specific(self) -> bool:
        """Whether claims that tell less may join it."""
        return self.is_core and not self.is_general

    def best(self, loose: Shape) -> tuple[int, Shape]:
        """The shape to which most names tie a claim of that shape, and how many."""
        if loose not in self._best:
            counts = [(count_anchors(loose, shape, self.parties), shape) for shape in self.shapes]
            most = max(count for count, _ in counts)
            ties = [shape for count, shape in counts if count == most]
            self._best[loose] = most, max(ties, key=lambda shape: shape.sort_key)
        return self._best[loose]


def is_general(shape: Shape) -> bool:
    """Whether a claim of a matter, or of a fight, leaves open which, or against whom."""
    return not shape.detail if shape.telling.family.told_apart_by == "matter" else not shape.actors


def most_days(one: Shape, other: Shape) -> int:
    """How many days may lie between two claims of one undertaking."""
    family = one.telling.family
    return family.most_days if one.detail and other.detail else family.general_days


def agree(one: Shape, other: Shape, are_related: Related | None) -> bool:
    """Whether two shapes are the same undertaking; a parent's and a subsidiary's purchase of one thing is."""
    if not meet(one.parties, other.parties):
        return False
    same = compare(one, other)
    if same is not False or are_related is None or one.telling.family.told_apart_by != "parties":
        return same is True
    return is_same_thing(one, other) is True and any(
        are_related(left, right) for left in sorted(one.actors) for right in sorted(other.actors)
    )


def are_told_together(one: Told, other: Told) -> bool:
    """Whether one word of one article announces both (two buyers, two sites)."""
    if one.article != other.article or one.trigger != other.trigger or one.trigger[0] == one.trigger[1]:
        return False
    kind = one.shape.telling.family.told_apart_by
    return kind == "parties" or bool(one.shape.objects & other.shape.objects)


def links_of_days(left: Sequence[tuple[str, int]], right: Sequence[tuple[str, int]], days: int) -> list[Link]:
    """Which of two sorted series of days, with numbers, are next to each other and near enough."""
    merged = sorted([(day, number, 0) for day, number in left] + [(day, number, 1) for day, number in right])
    return [
        (number, other)
        for (day, number, side), (later, other, other_side) in pairwise(merged)
        if side != other_side and days_between(day, later) <= days
    ]


def find_strands(told: Sequence[Told], are_related: Related | None = None) -> tuple[list[Strand], list[int]]:
    """The strands of all claims, and for each claim the number of its strand."""
    sets = Sets(len(told))
    pools: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        if one.day is not None:
            pools[one.family, one.is_core].append(number)
    for numbers in pools.values():
        _join(told, numbers, sets, are_related)
    found, home = [], [0] * len(told)
    for place, numbers in enumerate(sets.all()):
        found.append(strand_of(place, [told[number] for number in numbers]))
        for number in numbers:
            home[number] = place
    return found, home


def strand_of(number: int, told: Sequence[Told]) -> Strand:
    """The strand of these claims."""
    days = [one.day for one in told if one.day is not None]
    return Strand(
        number=number,
        family=told[0].family,
        is_core=told[0].is_core,
        shapes=tuple(sorted(dict.fromkeys(one.shape for one in told), key=lambda shape: shape.sort_key)),
        first=min(days, default=None),
        last=max(days, default=None),
        articles=frozenset(one.article for one in told),
    )


def _join(told: Sequence[Told], numbers: Sequence[int], sets: Sets, are_related: Related | None) -> None:
    by_shape: dict[Shape, list[tuple[str, int]]] = defaultdict(list)
    for number in numbers:
        by_shape[told[number].shape].append((told[number].day or "", number))
    shapes = sorted(by_shape, key=lambda shape: shape.sort_key)
    for shape in shapes:
        by_shape[shape].sort()
        for (day, number), (later, other) in pairwise(by_shape[shape]):
            if days_between(day, later) <= most_days(shape, shape):
                sets.join(number, other)
    for left, right in neighbours(shapes):
        one, other_shape = shapes[left], shapes[right]
        if agree(one, other_shape, are_related):
            for pair in links_of_days(by_shape[one], by_shape[other_shape], most_days(one, other_shape)):
                sets.join(*pair)
    places: dict[tuple[str, tuple[int, int]], list[int]] = defaultdict(list)
    for number in numbers:
        places[told[number].article, told[number].trigger].append(number)
    for some in places.values():
        for number, other in combinations(some, 2):
            if are_told_together(told[number], told[other]):
                sets.join(number, other)


def neighbours(shapes: Sequence[Shape]) -> list[tuple[int, int]]:
    """The pairs of shapes that share a word of a name, or what a thing is called."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, shape in enumerate(shapes):
        for word in _words(shape):
            by_word[word].append(number)
    return sorted({pair for numbers in by_word.values() for pair in combinations(numbers, 2)})


def _words(shape: Shape) -> frozenset[str]:
    words = {word for name in shape.parties for word in words_of_name(name)}
    return frozenset(words) | shape.thing | join_stems(shape.objects)


class Sets:
    """Numbers joined into sets."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        """The number that stands for the set."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, left: int, right: int) -> None:
        """Put both numbers' sets together."""
        one, other = sorted((self.root(left), self.root(right)))
        self._parent[other] = one

    def all(self) -> list[list[int]]:
        """The sets, each in order, by their least number."""
        sets: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            sets[self.root(number)].append(number)
        return [sets[root] for root in sorted(sets)]


def relations_of(told: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Pairs of owner and owned, either way round."""
    return frozenset(pair for one, other in told for pair in ((one, other), (other, one)))

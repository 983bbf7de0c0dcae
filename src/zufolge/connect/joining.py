"""Which strand a claim joins that tells little by itself. Nothing depends on the order in which claims come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, Protocol

from zufolge.connect.declarations import load_families
from zufolge.connect.strands import Strand
from zufolge.connect.told import Told
from zufolge.connect.undertakings import days_between, is_same_thing

MOST_STRANDS: Final = 20
"""A name that more strands of a family share says too little alone: it takes a second name, or the same article."""


class StrandIndex(Protocol):
    """Finds strands by who is named in them, also under a shorter or longer name."""

    def count(self, name: str, family: str) -> int:
        """How many strands of the family name somebody, at least where there are few."""

    def strands(self, name: str, family: str) -> frozenset[int]:
        """The strands of the family that name somebody; asked only where they are few."""

    def common(self, one: str, other: str, family: str) -> frozenset[int]:
        """The strands of the family that name both."""


def strands_near(names: Iterable[str], families: Iterable[str], index: StrandIndex) -> frozenset[int]:
    """The strands that the names may mean."""
    found: set[int] = set()
    known = sorted(set(names))
    for family in sorted(set(families)):
        counts = {name: index.count(name, family) for name in known}
        for name in known:
            if 0 < counts[name] <= MOST_STRANDS:
                found |= index.strands(name, family)
        frequent = [name for name in known if counts[name] > MOST_STRANDS]
        for one, other in combinations(frequent, 2):
            found |= index.common(one, other, family)
    return frozenset(found)


def families_of(one: Told) -> tuple[str, ...]:
    """The families whose strands a claim may join."""
    return (one.family, *one.shape.telling.joins)


def choose(one: Told, strands: Sequence[Strand]) -> tuple[int, str] | None:
    """The number of the strand that the claim joins, and why; None where none fits, or several fit alike.

    What says which site or matter it is about comes first; a claim that cannot make a deal alone may also join one
    that does not say.
    """
    own = [strand for strand in strands if strand.family in families_of(one) and strand.is_core]
    specific = [strand for strand in own if strand.is_specific]
    found = _find(one, specific)
    if found is None and not one.is_core and not any(_anchors(one, strand) for strand in specific):
        found = _find(one, [strand for strand in own if strand.is_general])
    return found


def _find(one: Told, strands: Sequence[Strand]) -> tuple[int, str] | None:
    """The strand that the claim fits best. Where the words of talks tell what they are about, only that kind fits."""
    hinted = one.hints & frozenset(one.shape.telling.joins) if one.shape.type == "talks" else frozenset()
    fits = [(_rank(one, s), s.number) for s in strands if not hinted or s.family in hinted]
    fitting = sorted((pair for pair in fits if pair[0][0]), reverse=True)
    if not fitting:
        return None
    names = " and ".join(sorted(one.shape.parties))
    if len(fitting) == 1:
        return fitting[0][1], f"fits only this deal of {names}"
    if fitting[0][0] == fitting[1][0]:
        return None
    return fitting[0][1], f"of the deals of {names} this one is nearest"


def _rank(one: Told, strand: Strand) -> tuple[int, int, int]:
    """How well the claim fits: by names, by standing in an article that tells of it, by nearness in time."""
    anchors = _anchors(one, strand)
    return anchors, int(one.article in strand.articles), -_days(one, strand) if anchors else 0


def _days(one: Told, strand: Strand) -> int:
    if one.day is None or strand.first is None or strand.last is None or strand.first <= one.day <= strand.last:
        return 0
    return days_between(one.day, strand.first if one.day < strand.first else strand.last)


def _anchors(one: Told, strand: Strand) -> int:
    telling = one.shape.telling
    most_days = load_families()[strand.family].most_days
    if strand.family != telling.family.name and telling.join_days is not None:
        most_days = telling.join_days
    if _days(one, strand) > most_days:
        return 0
    anchors, best = strand.best(one.shape)
    is_in_article = one.article in strand.articles
    if one.shape.thing and best.objects and not is_in_article and not is_same_thing(one.shape, best):
        return 0
    return anchors


class IndexInMemory:
    """The index of some strands; `aliases` are the shorter and longer names of each name."""

    def __init__(self, strands: Iterable[Strand], aliases: Mapping[str, Iterable[str]]) -> None:
        self._by_name: dict[tuple[str, str], set[int]] = {}
        self._aliases = aliases
        for strand in strands:
            for name in strand.parties:
                self._by_name.setdefault((name, strand.family), set()).add(strand.number)

    def count(self, name: str, family: str) -> int:
        """See `StrandIndex`; one that names several of the aliases counts for each."""
        return sum(len(self._by_name.get((alias, family), ())) for alias in self._spellings(name))

    def strands(self, name: str, family: str) -> frozenset[int]:
        """See `StrandIndex`."""
        return frozenset(n for alias in self._spellings(name) for n in self._by_name.get((alias, family), ()))

    def common(self, one: str, other: str, family: str) -> frozenset[int]:
        """See `StrandIndex`."""
        return self.strands(one, family) & self.strands(other, family)

    def _spellings(self, name: str) -> tuple[str, ...]:
        return (name, *(alias for alias in self._aliases.get(name, ()) if alias != name))

"""Which strand a claim joins that tells little by itself. Nothing depends on the order in which claims come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from zufolge.connect.declarations import load_families
from zufolge.connect.strands import Strand
from zufolge.connect.told import Told
from zufolge.connect.undertakings import days_between, is_same_thing

MOST_STRANDS: Final = 20
"""A name that more strands of a family share says too little alone: it takes a second name, or the same article."""

StrandsOf = Callable[[str, str], frozenset[int]]
"""The strands of a family (second) that name somebody (first)."""


def strands_near(names: Iterable[str], families: Iterable[str], strands_of: StrandsOf) -> frozenset[int]:
    """The strands that the names may mean."""
    found: set[int] = set()
    known = sorted(set(names))
    for family in sorted(set(families)):
        of_names = [strands_of(name, family) for name in known]
        rare = [some for some in of_names if len(some) <= MOST_STRANDS]
        frequent = [some for some in of_names if len(some) > MOST_STRANDS]
        found.update(*rare)
        for one, other in combinations(frequent, 2):
            found |= one & other
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


def index_of(strands: Iterable[Strand], aliases: Mapping[str, Iterable[str]]) -> StrandsOf:
    """Finds strands by name, also by one that names the same shorter or longer."""
    by_name: dict[tuple[str, str], set[int]] = {}
    for strand in strands:
        for name in strand.parties:
            for alias in (name, *aliases.get(name, ())):
                by_name.setdefault((alias, strand.family), set()).add(strand.number)
    frozen = {key: frozenset(numbers) for key, numbers in by_name.items()}
    return lambda name, family: frozen.get((name, family), frozenset())

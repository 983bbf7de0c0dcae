"""Puts claims about the same undertaking together. What the groups mean (stages, figures) stands elsewhere.

First claims that agree and are near in time make strands (`strands`); then each claim that tells little joins the one
strand that it fits (`joining`). Nothing depends on the order in which claims come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zufolge.connect.declarations import Telling, load_tellings
from zufolge.connect.joining import IndexInMemory, StrandIndex, choose, families_of, strands_near
from zufolge.connect.strands import Related, Strand, find_strands
from zufolge.connect.told import Told
from zufolge.connect.undertakings import Names, Shape, are_one_name, meet, words_of_name


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one undertaking: a strand, and what has joined it; why each is in it, by the claim's id."""

    strand: Strand
    members: tuple[Told, ...]
    reasons: Mapping[str, str]

    @property
    def family(self) -> str:
        """The family of its strand."""
        return self.strand.family

    @property
    def first(self) -> str | None:
        """The first day on which an article tells of it."""
        return min((member.day for member in self.members if member.day), default=None)

    @property
    def articles(self) -> frozenset[str]:
        """The articles of all its claims."""
        return frozenset(member.article for member in self.members)


def group_told(told: Iterable[Told], are_related: Related | None = None) -> tuple[Group, ...]:
    """The groups, in the order of their first day and then of their content."""
    members = sorted(told, key=lambda one: one.order)
    strands, home = find_strands(members, are_related)
    index = IndexInMemory(strands, find_aliases(name for strand in strands for name in strand.parties))
    by_article: dict[str, set[int]] = defaultdict(set)
    for strand in strands:
        for article in strand.articles:
            by_article[article].add(strand.number)
    joined: dict[int, list[tuple[Told, str]]] = defaultdict(list)
    own: dict[int, list[Told]] = defaultdict(list)
    for one, number in zip(members, home, strict=True):
        found = None if strands[number].is_specific else _choose(one, strands, index, by_article[one.article])
        if found is None:
            own[number].append(one)
        else:
            joined[found[0]].append((one, found[1]))
    groups = [group_of(strands[n], own[n], joined[n]) for n in sorted(own.keys() | joined.keys())]
    return tuple(sorted(groups, key=lambda g: (g.first or "9", g.members[0].order)))


def _choose(
    one: Told, strands: Sequence[Strand], index: StrandIndex, in_article: Iterable[int]
) -> tuple[int, str] | None:
    numbers = strands_near(one.shape.parties, families_of(one), index) | set(in_article)
    return choose(one, [strands[number] for number in sorted(numbers)])


def group_of(strand: Strand, own: Sequence[Told], joined: Sequence[tuple[Told, str]]) -> Group:
    """The group of a strand: those of its claims that have not joined another, and those that have joined it."""
    members = sorted([*own, *(one for one, _ in joined)], key=lambda one: one.order)
    first = min(own, key=lambda one: one.order, default=members[0]).shape
    reasons = {one.id: _reason(one.shape, first) for one in own}
    return Group(strand, tuple(members), reasons | {one.id: why for one, why in joined})


def _reason(shape: Shape, first: Shape) -> str:
    shared = sorted(shape.parties & first.parties)
    names = " and ".join(shared or sorted(shape.parties))
    about = sorted(shape.detail & first.detail | shape.thing & first.thing)
    return f"about {names}" + (f" and {', '.join(about)}" if about else "")


def find_aliases(names: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each name those that give it shorter or longer."""
    known = sorted(set(names))
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for word in sorted(set(words_of_name(name))):
            by_word[word].append(name)
    found = {}
    for name in known:
        near = {other for word in words_of_name(name) for other in by_word[word] if other != name}
        found[name] = frozenset(other for other in near if are_one_name(name, other))
    return found


def type_of(members: Sequence[Told]) -> Telling:
    """The type that names a deal: of those with the least rank, the one of the most articles."""
    articles: dict[str, set[str]] = defaultdict(set)
    for member in members:
        articles[member.shape.type].add(member.article)
    tellings = [load_tellings()[name] for name in articles]
    return min(tellings, key=lambda telling: (telling.rank, -len(articles[telling.type]), telling.type))


def related_by(pairs: frozenset[tuple[str, str]]) -> Related:
    """Whether two names are parent and subsidiary, or one gives the other short."""

    def are_related(one: str, other: str) -> bool:
        return (one, other) in pairs or meet(frozenset((one,)), frozenset((other,)))

    return are_related


def principals_of(members: Iterable[Told]) -> Names:
    """Everybody whom the claims name, third parties too."""
    return frozenset(name for member in members for name in member.shape.parties)

"""Puts claims about the same undertaking together. What the groups mean (stages, figures) stands elsewhere.

First claims that tell enough are joined where they agree and are near in time; then each claim that tells little joins
the one group that it fits. Nothing depends on the order in which claims come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from zufolge.connect.declarations import Telling, load_families, load_tellings
from zufolge.connect.family_words import hinted_families
from zufolge.connect.matching import compare, count_anchors
from zufolge.connect.phrases import join_stems
from zufolge.connect.undertakings import Shape, Undertaking, days_between, is_same_thing, meet

Related = Callable[[str, str], bool]
_BEFORE: Final = "0000-00-00"
_ROUNDS: Final = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one undertaking, with the reason why each is in it, by the claim's id."""

    family: str
    members: tuple[Undertaking, ...]
    reasons: Mapping[str, str]

    @property
    def first(self) -> str | None:
        """The first day on which an article tells of it."""
        return min((member.day for member in self.members if member.day), default=None)

    @property
    def last(self) -> str | None:
        """The last day on which an article tells of it."""
        return max((member.day for member in self.members if member.day), default=None)


@dataclass(frozen=True, slots=True)
class _Run:
    """Claims of one shape and one family whose articles follow each other closely enough."""

    shape: Shape
    members: tuple[Undertaking, ...]

    @property
    def days(self) -> tuple[str, str]:
        return self.members[0].day or _BEFORE, self.members[-1].day or _BEFORE


def group_undertakings(told: Iterable[Undertaking], are_related: Related | None = None) -> tuple[Group, ...]:
    """The groups, in the order of their first day and then of their content."""
    members = sorted(told, key=_order)
    groups: list[Group] = []
    cores = [one for one in members if _is_core(one)]
    for family in load_families():
        groups += _join_cores(family, [one for one in cores if one.shape.telling.family.name == family], are_related)
    groups = _specific_before_general(groups)
    loose = [one for one in members if not _is_core(one)]
    return tuple(sorted(_attach_all(groups, loose), key=lambda g: (g.first or "9", _order(g.members[0]))))


def _order(one: Undertaking) -> tuple[object, ...]:
    return one.day or _BEFORE, one.known.published or "", one.known.article, one.known.id


def _is_core(one: Undertaking) -> bool:
    """Whether a claim can make a group: it tells enough, when, and of a family of its own."""
    return one.shape.is_full and one.day is not None and not one.shape.telling.joins


def _join_cores(family: str, members: Sequence[Undertaking], are_related: Related | None) -> list[Group]:
    declared = load_families()[family]
    runs = _runs(members)
    sets = _Sets(len(runs))
    for left, right in _neighbours(runs):
        one, other = runs[left], runs[right]
        are_specific = bool(one.shape.detail and other.shape.detail)
        most_days = declared.most_days if are_specific else declared.general_days
        if _gap(one.days, other.days) <= most_days and _agree(one.shape, other.shape, are_related):
            sets.join(left, right)
    for left, right in _said_in_one_breath(runs):
        if declared.told_apart_by == "parties" or runs[left].shape.objects & runs[right].shape.objects:
            sets.join(left, right)
    return [_group(family, [m for number in numbers for m in runs[number].members]) for numbers in sets.all()]


def _group(family: str, members: Iterable[Undertaking]) -> Group:
    ordered = sorted(members, key=_order)
    first, reasons = ordered[0].shape, {}
    for member in ordered:
        reasons[member.known.id] = _reason(member.shape, first)
    return Group(family, tuple(ordered), reasons)


def _reason(shape: Shape, first: Shape) -> str:
    shared = sorted(shape.parties & first.parties)
    names = " and ".join(shared or sorted(shape.parties))
    about = sorted(shape.detail & first.detail | shape.thing & first.thing)
    return f"about {names}" + (f" and {', '.join(about)}" if about else "")


def _runs(members: Sequence[Undertaking]) -> list[_Run]:
    by_shape: dict[Shape, list[Undertaking]] = defaultdict(list)
    for member in members:
        by_shape[member.shape].append(member)
    runs = []
    for shape in sorted(by_shape, key=lambda shape: shape.sort_key):
        some: list[Undertaking] = []
        family = shape.telling.family
        most_days = family.most_days if shape.detail else family.general_days
        for member in by_shape[shape]:
            if some and days_between(some[-1].day or _BEFORE, member.day or _BEFORE) > most_days:
                runs.append(_Run(shape, tuple(some)))
                some = []
            some.append(member)
        runs.append(_Run(shape, tuple(some)))
    return runs


def _neighbours(runs: Sequence[_Run]) -> list[tuple[int, int]]:
    """The pairs of runs that share a word of a name, or what a thing is called."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        for word in _words(run.shape):
            by_word[word].append(number)
    return sorted({pair for numbers in by_word.values() for pair in combinations(numbers, 2)})


def _agree(one: Shape, other: Shape, are_related: Related | None) -> bool:
    """Whether two full shapes are the same undertaking; a parent's and a subsidiary's purchase of one thing is."""
    same = compare(one, other)
    if same is not False or are_related is None or one.telling.family.told_apart_by != "parties":
        return same is True
    return is_same_thing(one, other) is True and any(
        are_related(left, right) for left in sorted(one.actors) for right in sorted(other.actors)
    )


def _said_in_one_breath(runs: Sequence[_Run]) -> list[tuple[int, int]]:
    """The pairs of runs with claims that one word of one article announces (two buyers, two sites)."""
    places: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        for member in run.members:
            trigger = member.known.claim.trigger
            if len(trigger):
                places[member.known.article, trigger.start, trigger.end].append(number)
    return sorted({pair for numbers in places.values() for pair in combinations(sorted(set(numbers)), 2)})


def _gap(one: tuple[str, str], other: tuple[str, str]) -> int:
    """The days between two stretches of days; 0 where they overlap."""
    if one[0] <= other[1] and other[0] <= one[1]:
        return 0
    return days_between(min(one[1], other[1]), max(one[0], other[0]))


def _specific_before_general(groups: Sequence[Group]) -> list[Group]:
    """The groups; one that only says "the company cuts jobs" gives way where others say which.

    Its claims then join those, each the one that it fits.
    """
    kept: list[Group] = []
    general: list[Group] = []
    for group in groups:
        kind = load_families()[group.family].told_apart_by
        is_general = kind in ("matter", "opponents") and all(_is_general(m.shape) for m in group.members)
        (general if is_general else kept).append(group)
    return _attach_all(kept, [member for group in general for member in group.members])


def _is_general(shape: Shape) -> bool:
    return not shape.detail if shape.telling.family.told_apart_by == "matter" else not shape.actors


def _attach_all(groups: Sequence[Group], loose: Sequence[Undertaking]) -> list[Group]:
    """The groups with each loose claim in the one it fits; those that fit none make groups of their own.

    What has joined a group may bring the name that others need to join it: they are asked a second time.
    """
    grown, left = list(groups), list(loose)
    for _ in range(_ROUNDS):
        grown, left = _attach(grown, left)
    by_family: dict[str, list[Undertaking]] = defaultdict(list)
    for one in left:
        by_family[one.shape.telling.family.name].append(one)
    for family, members in by_family.items():
        grown += _join_cores(family, [one for one in members if one.day is not None], None)
        grown += [_group(family, [one]) for one in members if one.day is None]
    return grown


def _attach(groups: Sequence[Group], loose: Sequence[Undertaking]) -> tuple[list[Group], list[Undertaking]]:
    """The groups with the loose claims that fit one of them, and the claims that are left."""
    joined: dict[int, list[tuple[Undertaking, str]]] = defaultdict(list)
    left: list[Undertaking] = []
    index = _index(groups)
    candidates = [_Candidate(number, group) for number, group in enumerate(groups)]
    for one in loose:
        families = (one.shape.telling.family.name, *one.shape.telling.joins)
        near = {number for word in _words(one.shape) for number in index.get(word, ())}
        found = _find_group(one, [candidates[number] for number in sorted(near) if groups[number].family in families])
        if found is None:
            left.append(one)
        else:
            joined[found[0]].append((one, found[1]))
    return [_grow(group, joined[number]) for number, group in enumerate(groups)], left


class _Candidate:
    """A group that claims may join, with what is asked of it again and again."""

    def __init__(self, number: int, group: Group) -> None:
        self.number = number
        self.family = group.family
        self.days = (group.first, group.last or "") if group.first else None
        self.articles = frozenset(member.known.article for member in group.members)
        self._shapes = tuple(dict.fromkeys(member.shape for member in group.members))
        self._parties = frozenset[str]().union(*(shape.parties for shape in self._shapes))
        self._best: dict[Shape, tuple[int, Shape]] = {}

    def best(self, loose: Shape) -> tuple[int, Shape]:
        """The shape to which most names tie a claim of that shape, and how many."""
        if loose not in self._best:
            counts = [(count_anchors(loose, shape, self._parties), shape) for shape in self._shapes]
            most = max(count for count, _ in counts)
            ties = [shape for count, shape in counts if count == most]
            self._best[loose] = most, max(ties, key=lambda shape: shape.sort_key) if len(ties) > 1 else ties[0]
        return self._best[loose]


def _index(groups: Sequence[Group]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        shapes = dict.fromkeys(member.shape for member in group.members)
        for word in sorted({word for shape in shapes for word in _words(shape)}):
            index[word].append(number)
    return index


@lru_cache(maxsize=50_000)
def _words(shape: Shape) -> tuple[str, ...]:
    """The words of the names of all parties, and what a thing is called."""
    words = {word for name in shape.parties for word in name.casefold().split()}
    return tuple(sorted(words | shape.thing | join_stems(shape.objects)))


def _grow(group: Group, joined: Sequence[tuple[Undertaking, str]]) -> Group:
    if not joined:
        return group
    members = sorted((*group.members, *(one for one, _ in joined)), key=_order)
    return Group(group.family, tuple(members), {**group.reasons, **{one.known.id: why for one, why in joined}})


def _find_group(one: Undertaking, groups: Sequence[_Candidate]) -> tuple[int, str] | None:
    """The number of the one group that the claim fits best, and why; None where none or several fit alike.

    Where the words of talks tell what they are about, only undertakings of that kind fit.
    """
    hinted = hinted_families(one.known.evidence) if one.shape.type == "talks" else frozenset()
    hinted &= frozenset(one.shape.telling.joins)
    fits = [(group, _anchors(one, group)) for group in groups if not hinted or group.family in hinted]
    fitting = [(group, anchors) for group, anchors in fits if anchors]
    if not fitting:
        return None
    names = " and ".join(sorted(one.shape.parties))
    if len(fitting) == 1:
        return fitting[0][0].number, f"fits only this deal of {names}"
    ranked = sorted(((_rank(one, group, anchors), group.number) for group, anchors in fitting), reverse=True)
    if ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1], f"of the deals of {names} this one is nearest"


def _rank(one: Undertaking, group: _Candidate, anchors: int) -> tuple[int, int, int, int]:
    """How well the claim fits: by names, by standing in an article that tells of it, by nearness in time.

    After that, what more articles tell of is likelier.
    """
    days = 0 if one.day is None or group.days is None else _gap((one.day, one.day), group.days)
    articles = 0 if one.day is None else len(group.articles)
    return anchors, int(one.known.article in group.articles), -days, articles


def _anchors(one: Undertaking, group: _Candidate) -> int:
    telling = one.shape.telling
    most_days = load_families()[group.family].most_days
    if group.family != telling.family.name and telling.join_days is not None:
        most_days = telling.join_days
    if one.day and group.days and _gap((one.day, one.day), group.days) > most_days:
        return 0
    anchors, best = group.best(one.shape)
    is_in_article = one.known.article in group.articles
    if one.shape.thing and best.objects and not is_in_article and not is_same_thing(one.shape, best):
        return 0
    return anchors


def type_of(members: Sequence[Undertaking]) -> Telling:
    """The type that names a deal: of those with the least rank, the one of the most articles."""
    articles: dict[str, set[str]] = defaultdict(set)
    for member in members:
        articles[member.shape.type].add(member.known.article)
    tellings = [load_tellings()[name] for name in articles]
    return min(tellings, key=lambda telling: (telling.rank, -len(articles[telling.type]), telling.type))


class _Sets:
    """Numbers joined into sets."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, left: int, right: int) -> None:
        """Put both numbers' sets together."""
        one, other = sorted((self._root(left), self._root(right)))
        self._parent[other] = one

    def all(self) -> list[list[int]]:
        """The sets, each in order, by their least number."""
        sets: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            sets[self._root(number)].append(number)
        return [sets[root] for root in sorted(sets)]


def relations_of(told: Iterable[tuple[str, str]]) -> Related:
    """Whether two names are parent and subsidiary, from pairs of owner and owned."""
    pairs = frozenset(told)

    def are_related(one: str, other: str) -> bool:
        return (one, other) in pairs or (other, one) in pairs or meet(frozenset((one,)), frozenset((other,)))

    return are_related

"""Figures of one entity over time: what was the rank, the revenue, the headcount when, and according to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from zufolge.connect.known import KnownClaim
from zufolge.connect.measures import Measured, agree, read_measured

_FORECASTS: Final = ("expected", "planned", "possible", "rumoured", "speculated")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a time. `when` is the period it is for, else the day of the first article that gives it.

    `is_forecast`: nobody says yet that it is so. `others` are values that other articles give for the same time.
    """

    when: str
    is_period: bool
    figure: Measured
    is_forecast: bool
    claims: tuple[KnownClaim, ...]
    others: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The points of one measure in one unit and one scope, in the order of time."""

    entity: str
    measure: str
    unit: str
    scope: tuple[str, ...]
    points: tuple[Point, ...]


def find_timelines(claims: Iterable[KnownClaim], entities: Iterable[str]) -> tuple[Timeline, ...]:
    """The timelines of these entities, those with the most points first; what is denied is left out."""
    wanted = frozenset(entities)
    series: dict[tuple[str, str, str, tuple[str, ...]], list[Measured]] = defaultdict(list)
    for known in sorted(claims, key=lambda one: (one.published or "", one.article, one.id)):
        if known.claim.polarity == "positive":
            for one in read_measured(known):
                if one.company in wanted:
                    series[one.company, one.measure, one.unit, tuple(sorted(one.scope))].append(one)
    timelines = [Timeline(*key, points=_points(figures)) for key, figures in series.items()]
    timelines.sort(key=lambda t: (-len(t.points), t.entity, t.measure, t.unit, t.scope))
    return tuple(timeline for timeline in timelines if timeline.points)


def _points(figures: Sequence[Measured]) -> tuple[Point, ...]:
    """One point for each time and value; a later article that repeats the value adds its claim."""
    at_time: dict[tuple[str, bool, bool], list[Measured]] = defaultdict(list)
    for one in figures:
        when = one.period or one.known.day
        if when is not None:
            is_forecast = one.known.claim.status in _FORECASTS
            at_time[when, one.period is not None, is_forecast].append(one)
    points = [_point(key, some) for key, some in sorted(at_time.items(), key=lambda item: _order(item[0]))]
    return tuple(_without_echoes(points))


def _order(key: tuple[str, bool, bool]) -> tuple[str, bool]:
    when, _, is_forecast = key
    return when, not is_forecast


def _point(key: tuple[str, bool, bool], figures: Sequence[Measured]) -> Point:
    """The value that most articles give, and of those the latest; what agrees with it is no other value."""
    articles: dict[float, set[str]] = defaultdict(set)
    for one in figures:
        articles[one.value].add(one.known.article)
    last = {one.value: place for place, one in enumerate(figures)}
    best = max(articles, key=lambda value: (len(articles[value]), last[value]))
    main = next(one for one in figures if one.value == best)
    saying = tuple(dict.fromkeys(one.known for one in figures if one.value == best or agree(one, main)))
    others = {one.value: one for one in figures if one.value != best and not agree(one, main)}
    return Point(key[0], key[1], main, key[2], saying, tuple(others[value] for value in sorted(others)))


def _without_echoes(points: Iterable[Point]) -> Iterable[Point]:
    """Points without those that only say again, some days later, what held before."""
    last: Point | None = None
    for point in points:
        is_echo = (
            last is not None
            and not point.is_period
            and not last.is_period
            and not point.others
            and point.is_forecast == last.is_forecast
            and agree(point.figure, last.figure)
        )
        if is_echo and last is not None:
            continue
        last = point
        yield point

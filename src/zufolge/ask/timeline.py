"""How did the figures of an entity change: its rank, its revenue, its headcount?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from zufolge.ask.days import check_day
from zufolge.claim_types import load_claim_types
from zufolge.connect.called import entities_called
from zufolge.connect.neighbourhood import load_around
from zufolge.connect.timelines import Timeline, find_timelines
from zufolge.model import ZufolgeError


@dataclass(frozen=True, slots=True)
class AskedTimeline:
    """Whose figures, which measure (None: all), known by when, and up to which time of the world."""

    entity: str
    measure: str | None = None
    as_of: str | None = None
    at: str | None = None


def show_timeline(connection: Connection, asked: AskedTimeline) -> tuple[Timeline, ...]:
    """The timelines, longest first. Raises ZufolgeError where nobody is called so, or the measure is not known."""
    _check(asked)
    entities = entities_called(connection, asked.entity)
    if not entities:
        raise ZufolgeError(f"No article names anybody called {asked.entity!r}; `zufolge stats` lists the most named.")
    claims = load_around(connection, sorted(entities), ("metric",), asked.as_of)
    timelines = find_timelines(claims, entities)
    if asked.measure is not None:
        timelines = tuple(timeline for timeline in timelines if timeline.measure == asked.measure)
    cut = (_until(timeline, asked.at) for timeline in timelines)
    return tuple(timeline for timeline in cut if timeline.points)


def _until(timeline: Timeline, at: str | None) -> Timeline:
    """What held by `at`: points of later times left out."""
    if at is None:
        return timeline
    return replace(timeline, points=tuple(point for point in timeline.points if point.when[: len(at)] <= at))


def _check(asked: AskedTimeline) -> None:
    for date in (asked.as_of, asked.at):
        check_day(date)
    known = load_claim_types()["metric"].role("measure").values
    if asked.measure is not None and asked.measure not in known:
        raise ZufolgeError(f"{asked.measure!r} is no measure; known are {', '.join(known)}.")

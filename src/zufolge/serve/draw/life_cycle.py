"""The life cycle of a deal as a line: the day on which each stage was reached, and the days of all articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from zufolge.serve.draw.days import day_number

LEAST_GAP: Final = 140
MARGIN: Final = 66
HEIGHT: Final = 112
LINE: Final = 34


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which the stage changed."""

    x: float
    stage: str
    day: str | None
    href: str
    articles: int


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """The picture; `ticks` are the days of articles."""

    width: float
    height: int
    line: int
    stops: tuple[Stop, ...]
    ticks: tuple[float, ...]


def draw_life_cycle(steps: Sequence[tuple[str | None, str, str, int]], days: Sequence[str]) -> LifeCycle:
    """Lay out steps (day, stage, address, articles) in their order, as far apart as words need, and the days between.

    Long silences are drawn short: the order and the dates tell the time, not the distance alone.
    """
    places: list[float] = []
    numbers = [day_number(day) if day else None for day, _, _, _ in steps]
    for place, number in enumerate(numbers):
        before = numbers[place - 1] if place else None
        gap = 0.0 if not place else LEAST_GAP + (min(number - before, 120) if number and before else 0)
        places.append((places[-1] if places else MARGIN) + gap)
    width = max((places[-1] if places else 0) + MARGIN, 320)
    stops = tuple(
        Stop(round(x, 1), stage, day, href, articles)
        for x, (day, stage, href, articles) in zip(places, steps, strict=True)
    )
    known = [(number, x) for number, x in zip(numbers, places, strict=True) if number is not None]
    ticks = {round(_between(number, known), 1) for day in days if (number := day_number(day)) is not None and known}
    return LifeCycle(round(width, 1), HEIGHT, LINE, stops, tuple(sorted(tick for tick in ticks if tick < width)))


def _between(day: float, known: Sequence[tuple[float, float]]) -> float:
    """Where a day lies between the stops around it."""
    for (left, x_left), (right, x_right) in pairwise(known):
        if left <= day <= right and right > left:
            return x_left + (x_right - x_left) * (day - left) / (right - left)
    first, last = known[0], known[-1]
    return first[1] if day <= first[0] else min(last[1] + (day - last[0]), last[1] + MARGIN - 12)

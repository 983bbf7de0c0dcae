"""A chart of figures over time: dots at their days, a line through what is said to be so, round numbers beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zufolge.serve.draw.days import year_ticks

WIDTH: Final = 440
HEIGHT: Final = 220
LEFT, RIGHT, TOP, BOTTOM = 84, 24, 16, 32
MOST_TIMES: Final = 5


@dataclass(frozen=True, slots=True)
class Given:
    """One figure to draw: its day as a number, its value, what it is called, where it leads."""

    day: float
    value: float
    label: str
    href: str
    is_forecast: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a figure is drawn."""

    x: float
    y: float
    given: Given


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture: dots, the corners of the line, and the marks of both axes."""

    dots: tuple[Dot, ...]
    line: str
    values: tuple[tuple[float, float], ...]
    times: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


def draw_chart(given: Sequence[Given]) -> Chart:
    """The chart of at least one figure; the axis of values begins at zero unless all are far from it."""
    figures = sorted(given, key=lambda one: (one.day, one.is_forecast, one.value))
    first, last = figures[0].day - 20, figures[-1].day + 20
    marks = round_numbers(min(one.value for one in figures), max(one.value for one in figures))
    across = (WIDTH - LEFT - RIGHT) / (last - first)
    up = (HEIGHT - TOP - BOTTOM) / (marks[-1] - marks[0])

    def x_of(day: float) -> float:
        return round(LEFT + (day - first) * across, 1)

    def y_of(value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - marks[0]) * up, 1)

    dots = tuple(Dot(x_of(one.day), y_of(one.value), one) for one in figures)
    corners = [f"{dot.x},{dot.y}" for dot in dots if not dot.given.is_forecast]
    return Chart(
        dots=dots,
        line=" ".join(corners) if len(corners) > 1 else "",
        values=tuple((y_of(mark), mark) for mark in marks),
        times=tuple((x_of(day), name) for day, name in year_ticks(first, last, MOST_TIMES)),
    )


def round_numbers(least: float, most: float, about: int = 4) -> list[float]:
    """Round numbers from below `least` to above `most`; from zero on where that is not far off.

    >>> round_numbers(312e6, 321e6), round_numbers(3, 3), round_numbers(0, 0)
    ([0.0, 100000000.0, 200000000.0, 300000000.0, 400000000.0], [0.0, 1.0, 2.0, 3.0], [0.0, 1.0])
    """
    low = min(0.0, least)
    if most <= low:
        most = low + 1
    rough = (most - low) / about
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999)
    if least >= 0 and float(most).is_integer() and most < 10:
        step = max(1.0, round(step))
    start = math.floor(low / step)
    return [round(place * step, 10) for place in range(start, math.ceil(most / step) + 1)]

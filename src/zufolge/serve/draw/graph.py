"""A graph of who has to do with whom, laid out by forces: edges pull, nodes push. The same edges, the same picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

WIDTH: Final = 960
HEIGHT: Final = 640
MARGIN_X: Final = 110
MARGIN_Y: Final = 36
ROUNDS: Final = 220
Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """An edge to draw; `weight` is how many claims stand behind it."""

    one: str
    other: str
    weight: int
    kind: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Node:
    """Where a name stands; `below` says on which side its name is written."""

    name: str
    x: float
    y: float
    radius: float
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """Where an edge runs."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    line: Line


@dataclass(frozen=True, slots=True)
class Graph:
    """The picture."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw_graph(lines: Sequence[Line], hrefs: dict[str, str], chosen: str | None = None) -> Graph:
    """Lay out the lines; `hrefs` says where each name leads."""
    names = sorted({name for line in lines for name in (line.one, line.other)})
    if not names:
        return Graph((), ())
    index = {name: place for place, name in enumerate(names)}
    pairs = np.array([[index[line.one], index[line.other]] for line in lines])
    weights = np.array([float(line.weight) for line in lines])
    places = _fit(_settle(len(names), pairs, weights))
    degree = np.bincount(pairs.ravel(), minlength=len(names))
    nodes = tuple(
        Node(name, *_point(places[place]), round(5 + 2.2 * float(degree[place]) ** 0.5, 1), hrefs[name], name == chosen)
        for name, place in index.items()
    )
    edges = tuple(
        Edge(*_point(places[index[line.one]]), *_point(places[index[line.other]]), _width(line.weight), line)
        for line in lines
    )
    return Graph(nodes, edges)


def _width(weight: int) -> float:
    return round(1.5 + min(float(weight) ** 0.5, 6.0), 1)


def _point(place: Points) -> tuple[float, float]:
    return round(float(place[0]), 1), round(float(place[1]), 1)


def _settle(count: int, pairs: npt.NDArray[np.int64], weights: Points) -> Points:
    """Fruchterman and Reingold's forces, cooling down from a spiral; a pull to the middle holds it together."""
    turns = np.arange(count) * 2.399963  # the golden angle spreads the nodes evenly
    places = np.stack([np.cos(turns), np.sin(turns)], axis=1) * np.sqrt(np.arange(count) + 0.5)[:, None]
    ideal = 1.6
    pull = 1 + np.log1p(weights) * 0.3
    for round_ in range(ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2)) + 1e-6
        moved = (apart * (ideal**2 / distance**2)[:, :, None]).sum(axis=1)
        along = places[pairs[:, 0]] - places[pairs[:, 1]]
        length = np.sqrt((along**2).sum(axis=1)) + 1e-6
        drawn = along * (length * pull / ideal)[:, None]
        np.add.at(moved, pairs[:, 0], -drawn)
        np.add.at(moved, pairs[:, 1], drawn)
        moved -= places * 0.12
        size = np.sqrt((moved**2).sum(axis=1))[:, None] + 1e-6
        places = places + moved / size * np.minimum(size, 0.6 * (1 - round_ / ROUNDS) + 0.01)
    return places


def _fit(places: Points) -> Points:
    """The places stretched over the picture, with room for names at the sides."""
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.maximum(high - low, 1e-6)
    room = np.array([WIDTH - 2 * MARGIN_X, HEIGHT - 2 * MARGIN_Y])
    if len(places) < 3:
        room = room * np.array([0.6, 0.0])
    start = np.array([WIDTH, HEIGHT]) / 2 - room / 2
    return start + (places - low) / span * room

"""A graph of who has to do with whom, laid out by forces: edges pull, nodes push. The same edges, the same picture."""

from __future__ import annotations

import math
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
Pairs = npt.NDArray[np.int64]


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
    places = _lay_out(names, pairs)
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


def _lay_out(names: Sequence[str], pairs: Pairs) -> Points:
    """A place for every name: what hangs together is laid out by itself, the largest part first, side by side."""
    places = np.zeros((len(names), 2))
    left = 0.0
    top = 0.0
    parts = _parts(len(names), pairs)
    share = max(len(parts[0]) / len(names), 0.35) if len(parts) > 1 else 1.0
    rest = sum(len(part) for part in parts[1:])
    for number, part in enumerate(parts):
        own = np.array([[part.index(int(a)), part.index(int(b))] for a, b in pairs if int(a) in part])
        if number == 0:
            corner, room = (0.0, 0.0), (WIDTH * share, float(HEIGHT))
            left = room[0]
        else:
            corner, room = (left, top), (WIDTH - left, HEIGHT * len(part) / rest)
            top += room[1]
        words = np.array([min(len(names[place]), 28) for place in part])
        places[part] = _spread(_fit(_settle(len(part), own), corner, room), words, corner, room)
    return places


def _parts(count: int, pairs: Pairs) -> list[list[int]]:
    """The nodes that hang together, the most first."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    for one, other in pairs:
        parent[root(int(one))] = root(int(other))
    parts: dict[int, list[int]] = {}
    for node in range(count):
        parts.setdefault(root(node), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))


def _width(weight: int) -> float:
    return round(1.5 + min(math.sqrt(weight), 6.0), 1)


def _point(place: Points) -> tuple[float, float]:
    return round(float(place[0]), 1), round(float(place[1]), 1)


def _settle(count: int, pairs: Pairs) -> Points:
    """Fruchterman and Reingold's forces, cooling down from a spiral; a pull to the middle holds it together."""
    turns = np.arange(count) * 2.399963  # the golden angle spreads the nodes evenly
    places: Points = np.stack([np.cos(turns), np.sin(turns)], axis=1) * np.sqrt(np.arange(count) + 0.5)[:, None]
    ideal = 1.6
    for round_ in range(ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2)) + 1e-6
        moved = (apart * (ideal**2 / distance**2)[:, :, None]).sum(axis=1)
        along = places[pairs[:, 0]] - places[pairs[:, 1]]
        drawn = along * (np.sqrt((along**2).sum(axis=1)) / ideal)[:, None]
        np.add.at(moved, pairs[:, 0], -drawn)
        np.add.at(moved, pairs[:, 1], drawn)
        moved -= places * 0.1
        size = np.sqrt((moved**2).sum(axis=1))[:, None] + 1e-6
        places = places + moved / size * np.minimum(size, 0.6 * (1 - round_ / ROUNDS) + 0.01)
    return places


def _fit(places: Points, corner: tuple[float, float], room: tuple[float, float]) -> Points:
    """The places stretched over their room, with a margin for names."""
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.maximum(high - low, 1e-6)
    inner = np.maximum(np.array(room) - 2 * np.array([MARGIN_X, MARGIN_Y]), 0)
    if len(places) == 2:
        inner = inner * np.array([1.0, 0.0])
    fitted: Points = np.array(corner) + np.array(room) / 2 + ((places - low) / span - 0.5) * inner
    return fitted


def _spread(
    places: Points, words: npt.NDArray[np.int64], corner: tuple[float, float], room: tuple[float, float]
) -> Points:
    """The places moved apart until no name stands on another, as far as the room allows."""
    half = np.stack([words * 4.2 + 10, np.full(len(words), 21.0)], axis=1)
    low = np.array(corner) + np.array([60.0, 16.0])
    high = np.array(corner) + np.array(room) - np.array([60.0, 34.0])
    for _ in range(ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        over = half[:, None, :] + half[None, :, :] - np.abs(apart)
        np.einsum("iij->ij", over)[:] = -1.0
        hit = (over > 0).all(axis=2)
        if not hit.any():
            break
        is_flat = over[:, :, 1] <= over[:, :, 0]
        order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
        side = np.where(apart == 0, order[:, :, None], np.sign(apart))
        push = np.zeros_like(apart)
        push[:, :, 1] = np.where(hit & is_flat, side[:, :, 1] * over[:, :, 1] * 0.3, 0)
        push[:, :, 0] = np.where(hit & ~is_flat, side[:, :, 0] * over[:, :, 0] * 0.3, 0)
        places = np.clip(places + push.sum(axis=1), low, np.maximum(high, low))
    return places

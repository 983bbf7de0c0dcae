"""Reads names, parts of speech and dependency trees off the words' states; mirrors training/heads.py in numpy."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from zufolge.recognise.engine import Floats, matrices

Ints = npt.NDArray[np.int64]
FORBIDDEN = np.float32(-1e4)


def linear(x: Floats, name: str) -> Floats:
    """The head's linear layer `name` on `x` [rows, hidden]."""
    weight, bias = _layer(name)
    out: Floats = x @ weight
    out += bias
    return out


@cache
def _layer(name: str) -> tuple[Floats, Floats]:
    """The weights of a linear layer, [hidden, outputs] as products read them fastest, and its bias."""
    m = matrices()
    return np.ascontiguousarray(m[f"{name}.weight"].T), m[f"{name}.bias"]


def leaky(x: Floats) -> Floats:
    """Leaky rectifier, slope 0.1."""
    out: Floats = np.maximum(x, 0.1 * x)
    return out


def with_one(x: Floats) -> Floats:
    """`x` with a last column of ones."""
    return np.concatenate([x, np.ones((len(x), 1), np.float32)], axis=1)


def mean_states(states: Floats, ranges: Ints) -> Floats:
    """[ranges, hidden]: the mean state of the words of each range, given by its first and last word."""
    first, last = ranges[:, 0], ranges[:, 1]
    total = states[first]
    for step in range(1, int((last - first).max()) + 1):
        longer = np.flatnonzero(first + step <= last)
        total[longer] += states[first[longer] + step]
    out: Floats = total / (last - first + 1).astype(np.float32)[:, None]
    return out


def best_tags(scores: Floats, tags: tuple[str, ...]) -> list[int]:
    """The best BIO sequence: I-x follows only B-x or I-x; where each word's best tag obeys that, nothing is better."""
    if not len(scores):
        return []
    best = scores.argmax(1)
    if tags[best[0]].startswith("I-") or (_moves(tags)[best[:-1], best[1:]] < 0).any():
        return _search_tags(scores, tags)
    out: list[int] = best.tolist()
    return out


def _search_tags(scores: Floats, tags: tuple[str, ...]) -> list[int]:
    """The best sequence by Viterbi's algorithm."""
    moves = _moves(tags)
    best = scores[0] + np.array([FORBIDDEN if t.startswith("I-") else 0 for t in tags], np.float32)
    back = np.zeros(scores.shape, np.int64)
    for row in range(1, len(scores)):
        total = best[:, None] + moves
        back[row] = total.argmax(0)
        best = total.max(0) + scores[row]
    path = [int(best.argmax())]
    for row in range(len(scores) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return path[::-1]


@cache
def _moves(tags: tuple[str, ...]) -> Floats:
    moves = np.zeros((len(tags), len(tags)), np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            for i, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    moves[i, j] = FORBIDDEN
    return moves


def trees(states: Floats, sentences: Ints) -> tuple[Ints, Ints]:
    """(head, relation) of each word; a word whose head is itself is a root of its sentence."""
    m = matrices()
    dep, head = with_one(leaky(linear(states, "arc_dep"))), with_one(leaky(linear(states, "arc_head")))
    rel_dep, rel_head = (
        with_one(leaky(linear(states, "rel_dep"))),
        with_one(leaky(linear(states, "rel_head"))),
    )
    arcs = dep @ m["arc.weight"][0]
    bounds = (np.flatnonzero(np.diff(sentences)) + 1).tolist()
    heads, relations = np.zeros((2, len(states)), np.int64)
    for a, b in zip([0, *bounds], [*bounds, len(states)], strict=True):
        heads[a:b] = a + best_tree(arcs[a:b] @ head[a:b].T)
        relations[a:b] = relation_scores(rel_dep[a:b], rel_head[heads[a:b]]).argmax(1)
    return heads, relations


def relation_scores(dependents: Floats, heads: Floats) -> Floats:
    """[words, relations]: how well each relation ties a word to its head; one sentence at a time stays in the cache."""
    sides = (dependents @ _relations_in_a_row()).reshape(len(dependents), -1, heads.shape[1])
    out: Floats = np.einsum("nrj,nj->nr", sides, heads)
    return out


@cache
def _relations_in_a_row() -> Floats:
    """The weights of all relations side by side, so that one product does for all: [dependent, relations * head]."""
    weight = matrices()["rel.weight"]
    return np.ascontiguousarray(weight.transpose(1, 0, 2).reshape(weight.shape[1], -1))


def best_tree(scores: Floats) -> Ints:
    """The head of each word, [words]; greedy, then each circle is opened where that costs least.

    `scores` [words, words] says how well the column heads the row. One word is the root and heads itself: the one
    that loses least by it.
    """
    others = scores.astype(np.float32)
    np.fill_diagonal(others, -np.inf)
    root = int((scores.diagonal() - others.max(1, initial=-np.inf)).argmax())
    heads: Ints = others.argmax(1).astype(np.int64)
    heads[root] = root
    while (circle := find_circle(heads.tolist())) is not None:
        outside = np.where(below(heads, circle), -np.inf, others[circle])
        cost = outside.max(1) - others[circle, heads[circle]]
        row = int(cost.argmax())
        heads[circle[row]] = int(outside[row].argmax())
    return heads


def below(heads: Ints, words: list[int]) -> npt.NDArray[np.bool_]:
    """Which words hang on any of `words`, at any depth, or are among them: [words]."""
    found = np.zeros(len(heads), np.bool_)
    found[words] = True
    while (more := found | found[heads]).sum() > found.sum():
        found = more
    return found


def find_circle(heads: list[int]) -> list[int] | None:
    """The words of a circle of heads, or None; a root that heads itself is none.

    >>> find_circle([0, 2, 1, 0]), find_circle([1, 1, 1])
    ([1, 2], None)
    """
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if state[word] == 1 and heads[word] != word:
            return sorted(path[path.index(word) :])
        for seen in path:
            state[seen] = 2
    return None

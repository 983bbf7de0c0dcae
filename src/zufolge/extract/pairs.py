"""How an anchor and a candidate stand to each other: distance and path in the tree, as classes for the role head."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

STEPS = np.array([1, 2, 3, 5, 8, 12, 18, 30])
OVERLAP = 18
DISTANCES = 26
NO_PATH, SIBLING, FIRST_PATH = 0, 1, 2
PATH_RELATIONS = 45

Ints = npt.NDArray[np.int64]


def head_word(first: int, last: int, heads: Ints) -> int:
    """The word of first..last whose head lies outside (the last one that does)."""
    for i in range(last, first - 1, -1):
        if not first <= heads[i] <= last or heads[i] == i:
            return i
    return last


def pair_features(anchors: Ints, candidates: Ints, sentences: Ints, heads: Ints, relations: Ints) -> Ints:
    """[anchors, candidates, 2]: distance class and path class.

    `anchors` [n, 2] and `candidates` [m, 2] are first and last word; `relations` index the relation labels.
    """
    distance = _distances(anchors, candidates, sentences)
    a = np.array([head_word(x, y, heads) for x, y in anchors.tolist()], np.int64)
    c = np.array([head_word(x, y, heads) for x, y in candidates.tolist()], np.int64)
    return np.stack([distance, _paths(a, c, heads, relations)], axis=2)


def _distances(anchors: Ints, candidates: Ints, sentences: Ints) -> Ints:
    after = candidates[None, :, 0] - anchors[:, None, 1]
    before = anchors[:, None, 0] - candidates[None, :, 1]
    near = np.where(after > 0, np.searchsorted(STEPS, after), 9 + np.searchsorted(STEPS, before))
    near = np.where((after <= 0) & (before <= 0), OVERLAP, near)
    step = sentences[candidates[:, 0]][None] - sentences[anchors[:, 0]][:, None]
    back = np.select([step == -1, step == -2, step >= -4, step < -4], [19, 20, 21, 22])
    ahead = np.where(step == 1, 23, 24)
    out: Ints = np.where(step == 0, near, np.where(step < 0, back, ahead)).astype(np.int64)
    return out


def _paths(a: Ints, c: Ints, heads: Ints, relations: Ints) -> Ints:
    out = np.zeros((len(a), len(c)), np.int64)
    out[(heads[a][:, None] == heads[c][None]) & (a[:, None] != c[None])] = SIBLING
    child = (heads[c][None] == a[:, None]) & (a[:, None] != c[None])
    out = np.where(child, FIRST_PATH + relations[c][None], out)
    parent = (heads[a][:, None] == c[None]) & (a[:, None] != c[None])
    shift = FIRST_PATH + PATH_RELATIONS
    return np.where(parent, shift + relations[a][:, None], out).astype(np.int64)

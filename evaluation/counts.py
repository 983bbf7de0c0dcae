"""What a measurement counts, article by article, and how sure its F1 is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1000
SEED = 7


@dataclass(frozen=True, slots=True)
class Count:
    """Hits in one article: `right` of `found` answers, where `wanted` were to be found."""

    right: float
    found: float
    wanted: float


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 over articles, with the middle 95 % of F1 over resampled articles."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


def score(counts: Sequence[Count]) -> Score:
    """The score of all articles together; the interval draws articles with replacement, seeded."""
    table = np.array([(c.right, c.found, c.wanted) for c in counts], float).reshape(-1, 3)
    right, found, wanted = table.sum(0)
    drawn = np.random.default_rng(SEED).integers(0, max(len(table), 1), (RESAMPLES, len(table)))
    sums = table[drawn].sum(1) if len(table) else np.zeros((1, 3))
    f1s = 2 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2], 1e-9)
    low, high = np.quantile(f1s, [0.025, 0.975])
    f1 = 2 * right / max(found + wanted, 1e-9)
    return Score(right / max(found, 1e-9), right / max(wanted, 1e-9), f1, float(low), float(high))

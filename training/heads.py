"""The heads on top of the encoder, and their losses. Mirrors zufolge.recognise.heads, which runs them in numpy."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.labels import (
    ANCHOR_TYPES,
    CANDIDATE_KINDS,
    CLAIM_TYPES,
    MEASURE_CLASSES,
    NAME_TAGS,
    RELATIONS,
    ROLE_NAMES,
    UPOS,
    VARIANT_CLASSES,
)

DISTANCES = 26
PATHS = 2 + 2 * len(RELATIONS)


class Biaffine(nn.Module):
    """Scores of every pair of rows for each label: x U y + bias terms."""

    def __init__(self, size: int, labels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(labels, size + 1, size + 1))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """[n, size], [m, size] -> [labels, n, m]."""
        one = lambda t: torch.cat([t, t.new_ones(t.shape[0], 1)], 1)  # noqa: E731
        return one(x) @ self.weight @ one(y).T


class Heads(nn.Module):
    """Everything that is read off the words of one text."""

    def __init__(self, hidden: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.names = nn.Linear(hidden, len(NAME_TAGS))
        self.pos = nn.Linear(hidden, len(UPOS))
        self.arc_dep, self.arc_head = nn.Linear(hidden, 160), nn.Linear(hidden, 160)
        self.arc = Biaffine(160, 1)
        self.rel_dep, self.rel_head = nn.Linear(hidden, 64), nn.Linear(hidden, 64)
        self.rel = Biaffine(64, len(RELATIONS))
        self.trigger_in, self.trigger = nn.Linear(hidden, 256), nn.Linear(256, len(CLAIM_TYPES))
        self.measure_query, self.measure_key = nn.Linear(hidden, 128), nn.Linear(hidden, 128)
        self.measure_mix, self.measure = nn.Linear(2 * hidden, 256), nn.Linear(256, len(MEASURE_CLASSES))
        self.variant = nn.Linear(256, len(VARIANT_CLASSES))
        width = 192
        self.role_anchor, self.role_candidate = nn.Linear(hidden, width), nn.Linear(hidden, width)
        self.role_left, self.role_right = nn.Linear(hidden, width), nn.Linear(hidden, width)
        self.role_type = nn.Embedding(len(ANCHOR_TYPES) + 1, width)
        self.role_kind = nn.Embedding(len(CANDIDATE_KINDS), width)
        self.role_distance = nn.Embedding(DISTANCES, width)
        self.role_path = nn.Embedding(PATHS, width)
        self.role = nn.Linear(width, len(ROLE_NAMES))

    def dependency_scores(self, h: Tensor) -> Tensor:
        """[words, words]: how well column word heads row word."""
        d = F.leaky_relu(self.arc_dep(self.drop(h)), 0.1)
        g = F.leaky_relu(self.arc_head(self.drop(h)), 0.1)
        return self.arc(d, g)[0]

    def relation_scores(self, h: Tensor, heads: Tensor) -> Tensor:
        """[words, relations] for each word with its head."""
        d = F.leaky_relu(self.rel_dep(self.drop(h)), 0.1)
        g = F.leaky_relu(self.rel_head(self.drop(h)), 0.1)[heads]
        one = lambda t: torch.cat([t, t.new_ones(t.shape[0], 1)], 1)  # noqa: E731
        return torch.einsum("ni,rij,nj->nr", one(d), self.rel.weight, one(g))

    def trigger_state(self, h: Tensor) -> Tensor:
        """[words, 256]."""
        return F.relu(self.trigger_in(self.drop(h)))

    def measure_scores(self, c: Tensor, h: Tensor, near: Tensor) -> tuple[Tensor, Tensor]:
        """[candidates, measures], and [candidates, words]: which word says what the candidate measures.

        `near` [candidates, words] is True for the words of the candidate's sentence.
        """
        c, h = self.drop(c), self.drop(h)
        pointer = (self.measure_query(c) @ self.measure_key(h).T) / 128**0.5
        pointer = pointer.masked_fill(~near, -1e4)
        context = pointer.softmax(-1) @ h
        return self.measure(F.relu(self.measure_mix(torch.cat([c, context], 1)))), pointer

    def role_scores(self, anchors: Tensor, types: Tensor, candidates: Tensor, kinds: Tensor, pair: Tensor) -> Tensor:
        """[anchors, candidates, roles]; `pair` [anchors, candidates, 2] holds distance and path classes."""
        a, c = self.drop(anchors), self.drop(candidates)
        left = self.role_left(a)[:, None] * self.role_right(c)[None]
        z = (self.role_anchor(a) + self.role_type(types))[:, None] + (self.role_candidate(c) + self.role_kind(kinds))[
            None
        ]
        z = z + left + self.role_distance(pair[..., 0]) + self.role_path(pair[..., 1])
        return self.role(self.drop(F.relu(z)))


def allowed_loss(logits: Tensor, allowed: Tensor) -> Tensor:
    """Negative log of the probability that falls on allowed labels; sums over rows."""
    logits = logits.float()
    good = logits.masked_fill(~allowed, -1e4)
    return (torch.logsumexp(logits, -1) - torch.logsumexp(good, -1)).sum()

"""Deals and contradictions as rows hold them, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zufolge.connect.contradictions import Contradiction
from zufolge.connect.deals import Deal, Party
from zufolge.connect.figures import Figure, Figures
from zufolge.connect.origin_tree import Branch, Origins
from zufolge.connect.stages import Step

_MOST: int = 99_999


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of a deal beside its claims."""

    parties: tuple[Party, ...]
    history: tuple[Step, ...]
    figures: tuple[Figures, ...]
    origins: Origins


def content_of_deal(deal: Deal, origins: Origins) -> list[Any]:
    """What is kept of a deal beside its claims."""
    return [
        [[party.entity, party.role] for party in deal.parties],
        [[step.date, step.stage, [*step.claims], [*step.articles]] for step in deal.history],
        [[figures.role, [_figure(value) for value in figures.values]] for figures in deal.figures],
        [
            origins.independent,
            [[one.origin, one.kind, [*one.articles], one.reason] for one in origins.tree],
            [*origins.unknown],
            origins.articles,
        ],
    ]


def _figure(one: Figure) -> list[Any]:
    return [one.value, one.value_max, one.unit, one.approx, [*one.claims], [*one.articles], one.last_day]


def read_content(content: Sequence[Any]) -> Told:
    """The same, from a row."""
    parties, history, figures, (independent, tree, unknown, articles) = content
    return Told(
        parties=tuple(Party(entity, role) for entity, role in parties),
        history=tuple(Step(day, stage, tuple(claims), tuple(of)) for day, stage, claims, of in history),
        figures=tuple(Figures(role, tuple(map(_read_figure, values))) for role, values in figures),
        origins=Origins(
            articles,
            independent,
            tuple(Branch(origin, kind, tuple(of), reason) for origin, kind, of, reason in tree),
            tuple(unknown),
        ),
    )


def _read_figure(row: Sequence[Any]) -> Figure:
    value, value_max, unit, approx, claims, articles, last_day = row
    return Figure(value, value_max, unit, approx, tuple(claims), tuple(articles), last_day)


def content_of_contradiction(one: Contradiction) -> list[Any]:
    """What is kept of a contradiction: its claims by number."""
    sides = [[known.number for known in side] for side in one.sides]
    return [one.about, one.type, one.kind, sides, [*one.values], one.reason]


def rank_of(one: Contradiction) -> str:
    """Words in whose order contradictions come, the weightiest first."""
    order = ("status", "role", "metric").index(one.type)
    return f"{int(one.kind == 'correction')}{_MOST - one.weight:05d}{_MOST - len(one.articles):05d}{order}{one.about}"

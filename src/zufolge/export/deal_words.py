"""Deals in words that a reader would use: parties, figures with their ranges, origins. Not for machines."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from zufolge.connect.deals import Deal
from zufolge.connect.figures import Figures
from zufolge.connect.origin_tree import Origins


def describe_parties(deal: Deal) -> str:
    """Who takes part, by role."""
    roles = groupby(deal.parties, key=lambda party: party.role)
    return " · ".join(f"{role} {join_names(party.entity for party in parties)}" for role, parties in roles)


def describe_figures(deal: Deal) -> str:
    """The latest value of each figure, and how far sources are apart."""
    return " · ".join(_describe(figures) for figures in deal.figures)


def _describe(figures: Figures) -> str:
    latest = figures.values[0]
    unit = f" {latest.unit}" if latest.unit else ""
    most = f" to {latest.value_max:,}" if latest.value_max is not None else ""
    words = f"{figures.role} {f'{latest.approx} ' if latest.approx else ''}{latest.value:,}{most}{unit}"
    if (figures.lowest, figures.highest) == (latest.value, latest.highest):
        return words
    return f"{words} (sources: {figures.lowest:,} to {figures.highest:,})"


def describe_origins(origins: Origins) -> str:
    """How many articles and origins there are.

    >>> from zufolge.connect.origin_tree import Origins
    >>> describe_origins(Origins(3, 1))
    '3 articles, 1 independent origin'
    """
    articles = f"{origins.articles} article{'' if origins.articles == 1 else 's'}"
    return f"{articles}, {origins.independent} independent origin{'' if origins.independent == 1 else 's'}"


def join_names(names: Iterable[str]) -> str:
    """Names as a sentence lists them.

    >>> join_names(["A", "B", "C"])
    'A, B and C'
    """
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last

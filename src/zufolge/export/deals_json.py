"""Deals as the JSON objects that `zufolge deals` and `zufolge deal` print."""

from __future__ import annotations

from typing import Any

from zufolge.ask.deals import FoundDeal
from zufolge.claim_identity import whole_number
from zufolge.connect.deals import Deal
from zufolge.connect.figures import Figure
from zufolge.connect.origin_tree import Origins

JsonObject = dict[str, Any]


def deal_as_json(found: FoundDeal) -> JsonObject:
    """The deal with the keys of `zufolge deals`, in their order."""
    deal = found.deal
    return {
        "id": deal.id,
        "type": deal.type,
        "parties": [{"entity": party.entity, "role": party.role} for party in deal.parties],
        "stage": deal.stage,
        "history": [
            {"date": step.date, "stage": step.stage, "claims": [*step.claims], "articles": [*step.articles]}
            for step in deal.history
        ],
        "claims": [*deal.claims],
        "articles": [*deal.articles],
        "origins": origins_as_json(found.origins),
        "figures": [
            {"role": figures.role, "values": [_figure(value) for value in figures.values]} for figures in deal.figures
        ],
    }


def deal_with_reasons(found: FoundDeal) -> JsonObject:
    """The deal with the reason why each claim is in it."""
    deal: Deal = found.deal
    return {**deal_as_json(found), "reasons": {claim: deal.reasons[claim] for claim in deal.claims}}


def origins_as_json(origins: Origins) -> JsonObject:
    """How many articles and independent origins there are, and the tree that explains it."""
    return {
        "articles": origins.articles,
        "independent": origins.independent,
        "tree": [
            {"origin": branch.origin, "kind": branch.kind, "articles": [*branch.articles], "reason": branch.reason}
            for branch in origins.tree
        ],
        "unknown": [*origins.unknown],
    }


def _figure(figure: Figure) -> JsonObject:
    given = {"value_max": figure.value_max, "unit": figure.unit, "approx": figure.approx}
    told = {key: value for key, value in given.items() if value is not None}
    return {"value": whole_number(figure.value), **told, "claims": [*figure.claims], "articles": [*figure.articles]}

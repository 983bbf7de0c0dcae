"""Timelines, changes and everything about an entity as the JSON objects that their commands print."""

from __future__ import annotations

from typing import Any

from zufolge.ask.about import About, Fact
from zufolge.ask.changes import Change
from zufolge.claim_identity import whole_number
from zufolge.connect.measures import Measured
from zufolge.connect.timelines import Point, Timeline
from zufolge.export.contradictions_json import contradiction_as_json
from zufolge.export.deals_json import deal_as_json
from zufolge.notation import write_claim

JsonObject = dict[str, Any]


def timeline_as_json(timeline: Timeline) -> JsonObject:
    """The timeline with its points in the order of time."""
    return {
        "entity": timeline.entity,
        "measure": timeline.measure,
        "unit": timeline.unit or None,
        "scope": [*timeline.scope],
        "points": [point_as_json(point) for point in timeline.points],
    }


def point_as_json(point: Point) -> JsonObject:
    """One point; `others` are values that other articles give for the same time."""
    return {
        "when": point.when,
        "is_period": point.is_period,
        **_value(point.figure),
        "is_forecast": point.is_forecast,
        "claims": [known.id for known in point.claims],
        "articles": [*dict.fromkeys(known.article for known in point.claims)],
        "others": [{**_value(other), "claims": [other.known.id]} for other in point.others],
    }


def _value(figure: Measured) -> JsonObject:
    given = {"value_max": figure.value_max, "approx": figure.approx}
    told = {key: whole_number(value) for key, value in given.items() if value is not None}
    return {"value": whole_number(figure.value), **told}


def change_as_json(change: Change) -> JsonObject:
    """The change with the keys of `zufolge changes`, in their order."""
    return {
        "what": change.what,
        "date": change.date,
        "about": change.about,
        "deal": change.deal,
        "before": change.before,
        "after": change.after,
        "claims": [*change.claims],
        "articles": [*change.articles],
    }


def about_as_json(about: About) -> JsonObject:
    """Everything about an entity as one object."""
    return {
        "entities": [*about.entities],
        "names": [*about.names],
        "articles": about.articles,
        "claims": about.claims,
        "types": dict(about.types),
        "deals": [deal_as_json(found) for found in about.deals],
        "figures": [{**timeline_as_json(line), "points": [point_as_json(last)]} for line, last in about.figures],
        "facts": [_fact(fact) for fact in about.facts],
        "contradictions": [contradiction_as_json(one) for one in about.contradictions],
    }


def _fact(fact: Fact) -> JsonObject:
    return {
        "type": fact.latest.claim.type,
        "claim": write_claim(fact.latest.claim),
        "claims": [*fact.claims],
        "articles": [*fact.articles],
    }

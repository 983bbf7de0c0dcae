"""Contradictions as the JSON objects that `zufolge contradictions` prints."""

from __future__ import annotations

from typing import Any

from zufolge.connect.contradictions import Contradiction


def contradiction_as_json(one: Contradiction) -> dict[str, Any]:
    """The contradiction with the keys of `zufolge contradictions`, in their order; `sides` are the claims of either."""
    return {
        "about": one.about,
        "type": one.type,
        "kind": one.kind,
        "claims": [*one.claims],
        "articles": [*one.articles],
        "values": [*one.values],
        "reason": one.reason,
        "sides": [[known.id for known in side] for side in one.sides],
    }

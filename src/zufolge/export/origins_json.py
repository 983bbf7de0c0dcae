"""The origins of a claim or deal as the JSON object that `zufolge origins` prints."""

from __future__ import annotations

from typing import Any

from zufolge.ask.origins import FoundOrigins
from zufolge.export.deals_json import origins_as_json


def found_origins_as_json(found: FoundOrigins) -> dict[str, Any]:
    """Whose origins they are, how many, the tree that explains it, and the claims that say it."""
    return {
        "of": found.of,
        "id": found.id,
        "deal": found.deal,
        **origins_as_json(found.origins),
        "claims": [*dict.fromkeys(known.id for known in found.claims)],
    }

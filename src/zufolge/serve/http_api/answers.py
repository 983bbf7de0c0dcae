"""How routes answer: JSON with characters as they are, and the link to the next page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import Request, Response

from zufolge.export.annotate_json import claim_as_json, write_json
from zufolge.ledger.judgements import Judgement
from zufolge.ledger.views import KeptClaim
from zufolge.serve.desk import path_of


def answer_json(values: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The values as JSON; the same values give the same bytes."""
    return Response(write_json(values), status, headers, "application/json")


def answer_page(request: Request, name: str, values: list[dict[str, Any]], cursor: str | None) -> Response:
    """A page of a list, with the address of the next one."""
    headers = {}
    if cursor is not None:
        asked = {key: value for key, value in request.query_params.items() if key != "cursor"}
        address = path_of(request.url.path.removeprefix("/"), **{**asked, "cursor": cursor})
        headers["Link"] = f'<{address}>; rel="next"'
    return answer_json({name: values, "next": cursor}, headers=headers)


def judged_claim(kept: KeptClaim, judgement: Judgement | None) -> dict[str, Any]:
    """The claim as JSON with its id as kept, and its last judgement."""
    told = claim_as_json(kept.claim, kept.article, kept.about)
    return {**told, "id": kept.id, "judgement": asdict(judgement) if judgement else None}

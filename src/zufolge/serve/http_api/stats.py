"""How much the ledger holds."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request, Response

from zufolge.serve.desk import desk_of
from zufolge.serve.http_api import shapes
from zufolge.serve.http_api.answers import answer_json

router = APIRouter(prefix="/api", tags=["ledger"])


@router.get("/stats", response_model=shapes.Stats, responses=shapes.problems())
def stats(request: Request) -> Response:
    """Counts of articles, claims, types, statuses, names and sources."""
    counts = desk_of(request).ledger.stats()
    tallies = {name: dict(getattr(counts, name)) for name in ("types", "statuses", "most_named", "sources")}
    return answer_json({**asdict(counts), **tallies})

"""Claims: search, one by id, counts, and judgements."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response

from zufolge.ledger.judgements import Verdict
from zufolge.model import ZufolgeError
from zufolge.serve.asked import AskedFor
from zufolge.serve.cursors import CURSOR, read_cursor, write_cursor
from zufolge.serve.desk import desk_of
from zufolge.serve.http_api import shapes
from zufolge.serve.http_api.answers import answer_json, answer_page, judged_claim
from zufolge.serve.problems import NotFoundError

router = APIRouter(prefix="/api", tags=["claims"])
ClaimId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="The claim's id.")]
Limit = Annotated[int, Query(ge=1, le=200, description="The most entries of one page.")]
Cursor = Annotated[str | None, Query(pattern=CURSOR, description="`next` of the page before.")]


@router.get("/claims", response_model=shapes.Claims, responses=shapes.problems(400))
def claims(request: Request, asked: AskedFor, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """The claims that fit all of what is given, newest first; rejected ones only where `judged` asks for them."""
    found = desk_of(request).ledger.search(asked.wanted, before=read_cursor(cursor), most=limit + 1)
    following = write_cursor(found[limit - 1].place) if len(found) > limit else None
    told = [judged_claim(one.kept, one.judgement) for one in found[:limit]]
    return answer_page(request, "claims", told, following)


@router.get("/claims/counts", response_model=shapes.Counted, responses=shapes.problems(400))
def counts(request: Request, asked: AskedFor) -> Response:
    """How many claims fit, and how they spread over types, statuses, sources and publishers."""
    found = desk_of(request).ledger.count(asked.wanted)
    return answer_json(
        {
            "total": found.total,
            "is_more": found.is_more,
            "facets": {facet: dict(values) for facet, values in found.facets.items()},
        }
    )


@router.get("/claims/{claim}", response_model=shapes.Claim, responses=shapes.problems(404))
def claim(request: Request, claim: ClaimId) -> Response:
    """One claim with its last judgement."""
    ledger = desk_of(request).ledger
    try:
        kept = ledger.show(claim).kept
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error
    article = ledger.article(kept.article.id, kept.version)
    judged = next((pair for pair in article.claims if pair[0].id == kept.id), (kept, None))
    return answer_json(judged_claim(*judged))


@router.get("/claims/{claim}/judgements", response_model=shapes.Judgements, responses=shapes.problems(404))
def judgements(request: Request, claim: ClaimId) -> Response:
    """Every judgement of the claim, oldest first."""
    ledger = desk_of(request).ledger
    try:
        ledger.show(claim)
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error
    return answer_json({"judgements": [asdict(one) for one in ledger.judgements(claim)]})


@router.post(
    "/claims/{claim}/judgements",
    status_code=201,
    response_model=shapes.Judgement,
    responses=shapes.problems(400, 403, 404, 409, 413),
)
def judge(request: Request, claim: ClaimId, verdict: shapes.Verdict) -> Response:
    """Accept, correct or reject the claim; the last judgement counts, none is lost."""
    ledger = desk_of(request).ledger
    try:
        ledger.show(claim)
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error
    said: Verdict = verdict.verdict  # type: ignore[assignment]  # the pattern of the shape allows no other
    try:
        judged = ledger.judge(claim, said, verdict.author, reason=verdict.reason, line=verdict.line)
    except ZufolgeError as error:
        raise HTTPException(409, str(error)) from error
    return answer_json(asdict(judged), 201)

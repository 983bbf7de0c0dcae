"""What joins articles: deals, entities, timelines, origins, contradictions, relations."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from zufolge.ask.contradictions import AskedContradictions
from zufolge.ask.deals import AskedDeals
from zufolge.ask.relations import Relation
from zufolge.ask.timeline import AskedTimeline
from zufolge.connect.declarations import load_tellings
from zufolge.connect.stage_cues import Stage
from zufolge.export.contradictions_json import contradiction_as_json
from zufolge.export.deals_json import deal_as_json, deal_with_reasons, origins_as_json
from zufolge.export.timelines_json import about_as_json, timeline_as_json
from zufolge.model import ZufolgeError
from zufolge.serve.asked import DATE, AskedFor
from zufolge.serve.cursors import read_cursor, write_cursor
from zufolge.serve.desk import desk_of
from zufolge.serve.http_api import shapes
from zufolge.serve.http_api.answers import answer_json, answer_page
from zufolge.serve.http_api.claims import Cursor, Limit
from zufolge.serve.pages.deals import find_deal
from zufolge.serve.problems import NotFoundError

router = APIRouter(prefix="/api", tags=["joined"])
_DAY = DATE.replace(")?)?$", ")?)$")
Entity = Annotated[
    str | None, Query(max_length=200, pattern=r"\w", description="A party's name, or whole words of it.")
]
AsOf = Annotated[str | None, Query(pattern=_DAY, description="Only what was published by then.")]
At = Annotated[str | None, Query(pattern=_DAY, description="Only what held then.")]
DealType = Annotated[str | None, Query(json_schema_extra={"enum": [*load_tellings()]})]
DealStage = Annotated[str | None, Query(json_schema_extra={"enum": [*get_args(Stage)]})]
Kind = Annotated[str | None, Query(max_length=40)]
DealId = Annotated[str, Path(pattern="^[0-9a-f]{12}$", description="The deal's id.")]
Name = Annotated[str, Path(min_length=1, max_length=200, pattern=r"\w", description="The name, or whole words of it.")]


def asked_deals(
    entity: Entity = None,
    type: DealType = None,  # noqa: A002 -- the word of the field
    stage: DealStage = None,
    as_of: AsOf = None,
    at: At = None,
) -> AskedDeals:
    """The filters of `zufolge deals`."""
    return AskedDeals(entity, type, stage, as_of, at)


@router.get("/deals", response_model=shapes.Deals, responses=shapes.problems(400))
def deals(
    request: Request,
    asked: Annotated[AskedDeals, Depends(asked_deals)],
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """The deals that fit, by their first day; without a party or a day as far as the newest claims tell of them."""
    ledger = desk_of(request).ledger
    is_narrow = asked.entity is not None or asked.as_of is not None or asked.at is not None
    found = list(ledger.deals(asked)) if is_narrow else ledger.recent_deals(asked).deals
    start = read_cursor(cursor) or 0
    following = write_cursor(start + limit) if len(found) > start + limit else None
    return answer_page(request, "deals", [deal_as_json(one) for one in found[start : start + limit]], following)


@router.get("/deals/{deal}", response_model=shapes.Deal, responses=shapes.problems(404))
def deal(request: Request, deal: DealId, entity: Entity = None) -> Response:
    """One deal with the reason why each claim is in it; `entity` names a party, which makes it quick."""
    return answer_json(deal_with_reasons(find_deal(desk_of(request), deal, entity)))


@router.get("/deals/{deal}/origins", response_model=shapes.Origins, responses=shapes.problems(404))
def origins(request: Request, deal: DealId, entity: Entity = None) -> Response:
    """Where the articles about a deal come from, and how many independent origins there are."""
    return answer_json(origins_as_json(find_deal(desk_of(request), deal, entity).origins))


@router.get("/entities/{entity:path}", response_model=shapes.About, responses=shapes.problems(400, 404))
def about(request: Request, entity: Name, as_of: AsOf = None, at: At = None) -> Response:
    """Everything about an entity: deals, latest figures, people, contradictions."""
    try:
        return answer_json(about_as_json(desk_of(request).ledger.about(entity, as_of=as_of, at=at)))
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error


@router.get("/timelines/{entity:path}", response_model=shapes.Timelines, responses=shapes.problems(400, 404))
def timelines(request: Request, entity: Name, measure: Kind = None, as_of: AsOf = None, at: At = None) -> Response:
    """How the figures of an entity changed."""
    try:
        found = desk_of(request).ledger.timeline(AskedTimeline(entity, measure, as_of, at))
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error
    return answer_json({"timelines": [timeline_as_json(one) for one in found]})


@router.get("/contradictions", response_model=shapes.Contradictions, responses=shapes.problems(400))
def contradictions(
    request: Request,
    entity: Annotated[str, Query(max_length=200, pattern=r"\w", description="Whom they are about.")],
    as_of: AsOf = None,
    at: At = None,
) -> Response:
    """Where articles about an entity contradict each other, weightiest first."""
    found = desk_of(request).ledger.contradictions(AskedContradictions(entity, as_of, at))
    return answer_json({"contradictions": [contradiction_as_json(one) for one in found]})


@router.get("/relations", response_model=shapes.Relations, responses=shapes.problems(400))
def relations(request: Request, asked: AskedFor) -> Response:
    """Who has to do with whom, in the newest claims that fit."""
    found = desk_of(request).ledger.relations(asked.wanted, asked.values.get("entity"))
    told = [_relation(relation) for relation in found.relations]
    return answer_json({"relations": told, "kinds": found.kinds, "looked_at": found.looked_at})


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "one": relation.one,
        "other": relation.other,
        "types": [*relation.types],
        "certainty": relation.certainty,
        "claims": [known.id for known in relation.claims],
    }

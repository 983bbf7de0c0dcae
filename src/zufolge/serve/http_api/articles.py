"""Articles: search, one with everything found in it, and reading new ones."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from zufolge.ask.article import KeptArticle
from zufolge.export.annotate_json import (
    article_as_json,
    attribution_as_json,
    block_as_json,
    mention_as_json,
    note_as_json,
    origin_as_json,
    reading_as_json,
)
from zufolge.serve.asked import AskedFor
from zufolge.serve.cursors import read_cursor, write_cursor
from zufolge.serve.desk import desk_of, path_of
from zufolge.serve.handed_in import HandedIn
from zufolge.serve.http_api import shapes
from zufolge.serve.http_api.answers import answer_json, answer_page, judged_claim
from zufolge.serve.http_api.claims import Cursor, Limit
from zufolge.serve.limits import check_length, check_pace
from zufolge.serve.pages.reader import find_article

router = APIRouter(prefix="/api", tags=["articles"])


@router.get("/articles", response_model=shapes.Articles, responses=shapes.problems(400))
def articles(request: Request, asked: AskedFor, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """The articles that hold the words of `text`, of `publisher`, in the days given, newest first."""
    found = desk_of(request).ledger.search_articles(asked.wanted, before=read_cursor(cursor), most=limit + 1)
    following = write_cursor(found[limit - 1].place) if len(found) > limit else None
    told = [{**article_as_json(one.article), "path": None, "claims": one.claims} for one in found[:limit]]
    return answer_page(request, "articles", told, following)


@router.get("/articles/{article:path}", response_model=shapes.Article, responses=shapes.problems(404))
def article(
    request: Request, article: str, version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None
) -> Response:
    """The article with its text, its parts and its claims as they were judged."""
    return answer_json(_article(find_article(desk_of(request), article, version)))


def _article(kept: KeptArticle) -> dict[str, Any]:
    return {
        **article_as_json(kept.article),
        "version": kept.version,
        "versions": [*kept.versions],
        "origins": [origin_as_json(one) for one in kept.origins],
        "text": kept.article.text,
        "blocks": [block_as_json(one) for one in kept.blocks],
        "mentions": [mention_as_json(one) for one in kept.mentions if one.form == "name"],
        "attributions": [attribution_as_json(one) for one in kept.attributions],
        "claims": [judged_claim(*pair) for pair in kept.claims],
        "notes": [note_as_json(one) for one in kept.notes],
    }


@router.post("/articles", status_code=201, response_model=shapes.Added, responses=shapes.problems(400, 403, 413))
def add(request: Request, given: shapes.TextWithId) -> Response:
    """Read an article into the ledger."""
    desk = desk_of(request)
    check_length(desk, given.text)
    check_pace(desk, request)
    reading = desk.read(HandedIn(**given.model_dump()).article())
    added = desk.ledger.add(reading)
    headers = {"Location": path_of("api", "articles", reading.article.id)}
    return answer_json({"id": reading.article.id, "added": added, "claims": len(reading.claims)}, 201, headers)


@router.post("/annotate", tags=["annotate"], response_model=shapes.Reading, responses=shapes.problems(400, 403, 413))
def annotate(request: Request, given: shapes.Text) -> Response:
    """Everything found in a text; the ledger is not touched."""
    desk = desk_of(request)
    check_length(desk, given.text)
    check_pace(desk, request)
    return answer_json(reading_as_json(desk.read(HandedIn(**given.model_dump()).article())))

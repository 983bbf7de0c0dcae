"""The first page: search over claims or articles, with facets."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from zufolge.ask.search import COUNTED, FoundArticle
from zufolge.connect.finding import FACETS
from zufolge.serve.asked import Asked, AskedFor
from zufolge.serve.cursors import read_cursor, write_cursor
from zufolge.serve.desk import desk_of, words_of
from zufolge.serve.phrases import first_line, tell
from zufolge.serve.wording import Wording

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20
FACETS_SHOWN = 12


@router.get("/")
def search(
    request: Request,
    asked: AskedFor,
    before: str | None = None,
    view: Annotated[Literal["claims", "articles"], Query(alias="in")] = "claims",
) -> HTMLResponse:
    """The claims or articles that fit, newest first, beside the counts of all that fit."""
    desk, words = desk_of(request), words_of(request)
    ledger, place = desk.ledger, read_cursor(before)
    counts = ledger.count(asked.wanted)
    claims, articles, last = [], [], None
    if view == "claims":
        found = ledger.search(asked.wanted, before=place, most=ON_A_PAGE + 1)
        claims = [tell(one.kept, words, one.judgement) for one in found[:ON_A_PAGE]]
        last = found[ON_A_PAGE - 1].place if len(found) > ON_A_PAGE else None
    else:
        fitting = ledger.search_articles(asked.wanted, before=place, most=ON_A_PAGE + 1)
        articles = [_tell_article(one, words) for one in fitting[:ON_A_PAGE]]
        last = fitting[ON_A_PAGE - 1].place if len(fitting) > ON_A_PAGE else None
    return desk.page(
        request,
        "search.html",
        asked=asked.values,
        view=view,
        claims=claims,
        articles=articles,
        counts=counts,
        counted=COUNTED,
        facets=[(facet, _facet(asked, facet, counts.facets.get(facet, ()))) for facet in FACETS],
        next_cursor=write_cursor(last) if last is not None else None,
        is_first=place is None,
        is_empty=not asked.values and not claims and not articles,
    )


def _facet(asked: Asked, facet: str, counted: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    """The values of one facet with their counts; what has only one value tells nothing, unless it was chosen."""
    if facet in asked.values or len(counted) > 1:
        return list(counted[:FACETS_SHOWN])
    return []


def _tell_article(found: FoundArticle, words: Wording) -> dict[str, str | int | None]:
    article = found.article
    title = article.title or first_line(article.text)
    body = " ".join(article.text.removeprefix(title).split())
    return {
        "id": article.id,
        "title": title,
        "day": words.day(article.published),
        "published": article.published,
        "publisher": article.publisher,
        "claims": found.claims,
        "begins": body[:220].rsplit(" ", 1)[0] + " …" if len(body) > 220 else body,
    }

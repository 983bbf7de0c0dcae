"""Relations: companies and people as a graph, filtered by type, status and time; every edge opens its sentences."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from zufolge.ask.relations import MOST_EDGES, Relation, types_of_relations
from zufolge.serve.asked import AskedFor
from zufolge.serve.desk import address_with, desk_of, path_of, words_of
from zufolge.serve.draw.graph import Line, draw_graph
from zufolge.serve.pages.pictures import answer_picture
from zufolge.serve.phrases import tell
from zufolge.serve.wording import Wording

router = APIRouter(include_in_schema=False)
CLAIMS_SHOWN = 20
End = Annotated[str, Query(max_length=200)]


@router.get("/relations")
def relations(request: Request, asked: AskedFor, one: End = "", other: End = "", picture: bool = False) -> Response:
    """The graph, and behind it the sentences of the edge between `one` and `other`."""
    desk, words = desk_of(request), words_of(request)
    entity = asked.values.get("entity")
    found = desk.ledger.relations(asked.wanted, entity)
    lines = [_line(request, relation, words) for relation in found.relations]
    hrefs = {name: path_of("entities", name) for line in lines for name in (line.one, line.other)}
    chosen = found.entities[0] if found.entities else None
    graph = draw_graph(lines, hrefs, chosen)
    if picture:
        return answer_picture(request, "_graph.svg", graph=graph)
    opened = next((r for r in found.relations if {r.one, r.other} == {one, other}), None)
    return desk.page(
        request,
        "relations.html",
        asked=asked.values,
        graph=graph,
        lines=lines,
        opened=opened,
        claims=[
            tell(kept, words, judged)
            for kept, judged in desk.ledger.kept(opened.claims[:CLAIMS_SHOWN] if opened else ())
        ],
        types=types_of_relations(),
        is_limited=len(lines) == MOST_EDGES,
        limit=MOST_EDGES,
    )


def _line(request: Request, relation: Relation, words: Wording) -> Line:
    types = ", ".join(words.name("type", name) for name in relation.types[:3])
    label = f"{relation.one} – {relation.other}: {types} ({words.count(len(relation.claims), 'claim')})"
    href = address_with(request, {"one": relation.one, "other": relation.other, "picture": None}) + "#sentences"
    return Line(relation.one, relation.other, len(relation.claims), relation.certainty, href, label)

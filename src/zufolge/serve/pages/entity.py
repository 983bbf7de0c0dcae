"""One company, person or authority: what is known, figures over time, deals, people, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from zufolge.ask.about import About, Fact
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.known import KnownClaim
from zufolge.connect.timelines import Point, Timeline
from zufolge.model import ZufolgeError
from zufolge.serve.desk import desk_of, path_of, words_of
from zufolge.serve.draw.chart import Chart, Given, draw_chart
from zufolge.serve.draw.days import day_number
from zufolge.serve.handed_in import author_of
from zufolge.serve.pages.deals import tell_deal
from zufolge.serve.pages.pictures import answer_picture
from zufolge.serve.phrases import Named, tell_amount, tell_link, tell_number
from zufolge.serve.problems import NotFoundError
from zufolge.serve.reasons import tell_reason
from zufolge.serve.wording import Wording

router = APIRouter(include_in_schema=False)
FIGURES_SHOWN = 12
Place = Annotated[int | None, Query(ge=0, le=1000)]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One measure over time: its points in words, and a chart where there is more than one."""

    title: str
    unit: str
    rows: tuple[tuple[str, str, bool, str], ...]
    chart: Chart | None


@router.get("/entities/{entity:path}")
def entity(request: Request, entity: str, picture: Place = None) -> Response:
    """Everything about those called `entity`; `picture` gives one chart alone."""
    desk, words = desk_of(request), words_of(request)
    try:
        portrait = desk.ledger.portrait(entity)
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error
    about = portrait.about
    figures = [tell_timeline(line, words) for line, _ in about.figures[:FIGURES_SHOWN]]
    if picture is not None:
        if picture >= len(figures) or figures[picture].chart is None:
            raise NotFoundError("There is no such chart.")
        return answer_picture(request, "_chart.svg", chart=figures[picture].chart, line=figures[picture])
    return desk.page(
        request,
        "entity.html",
        entity=about.entities[0] if entity not in about.entities else entity,
        others=[one for one in about.names if one != entity],
        about=about,
        author=author_of(request),
        types=[(one, words.name("type", one), count) for one, count in about.types],
        figures=figures,
        deals=[tell_deal(one, words) for one in about.deals],
        deals_in_all=portrait.deals,
        is_part=portrait.is_part,
        facts=[_tell_fact(fact, words) for fact in about.facts],
        contradictions=[_tell_contradiction(one, words) for one in about.contradictions],
        people=_people(about),
    )


def tell_timeline(timeline: Timeline, words: Wording) -> FigureLine:
    """The measure in words and as a chart."""
    unit = "%" if timeline.unit == "percent" else "" if timeline.unit == "rank" else words.name("word", timeline.unit)
    scope = _tell_scope(timeline.scope, words)
    title = f"{words.name('word', timeline.measure)}{f' ({scope})' if scope else ''}"
    rows = tuple(_row(point, words) for point in timeline.points)
    given = [_given(point, words) for point in timeline.points]
    drawn = [one for one in given if one is not None]
    return FigureLine(title, unit, rows, draw_chart(drawn) if len(drawn) > 1 else None)


def _tell_scope(scope: Sequence[str], words: Wording) -> str:
    """What part the figures speak of: a kind of profit by its name, then the other words."""
    kinds = [key for key in words.tables["word"] if " " in key and set(key.split()) <= set(scope)]
    named = {part for key in kinds for part in key.split()}
    return ", ".join([*(words.name("word", key) for key in kinds), *(part for part in scope if part not in named)])


def _row(point: Point, words: Wording) -> tuple[str, str, bool, str]:
    return (point.when, tell_amount(point.figure, words), point.is_forecast, _href(point))


def _given(point: Point, words: Wording) -> Given | None:
    day = day_number(point.when)
    if day is None:
        return None
    return Given(
        day, point.figure.value, f"{point.when}: {tell_amount(point.figure, words)}", _href(point), point.is_forecast
    )


def _href(point: Point) -> str:
    known = point.claims[-1]
    return path_of("articles", known.article, claim=known.id) + f"#c-{known.id}"


def _tell_fact(fact: Fact, words: Wording) -> tuple[str, str, str, str, int]:
    """A fact as its type, its line, the words, where it leads, and in how many articles it stands."""
    known = fact.latest
    parts = [
        f.entity or (tell_number(f.value, words) if f.value is not None else f.text)
        for role in known.claim.roles
        for f in role.fillers
    ]
    type_name = words.name("type", known.claim.type)
    href = path_of("articles", known.article, claim=known.id) + f"#c-{known.id}"
    return type_name, " · ".join(parts), known.evidence, href, len(fact.articles)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, whose word the first sentence is, and how many articles have it."""

    says: str
    by: tuple[Named, ...]
    evidence: str
    href: str
    articles: int


def _tell_contradiction(one: Contradiction, words: Wording) -> dict[str, object]:
    sides = [_tell_side(value, side, words) for value, side in zip(one.values, one.sides, strict=True)]
    first, _, rest = one.about.partition(": ")
    if one.type == "metric":
        measure, _, when = rest.partition(" ")
        named = f"{first}: {words.name('word', measure)} {when}".strip()
    else:
        named = f"{words.name('type', first)}: {rest}"
    return {"about": named, "kind": one.kind, "sides": sides}


def _tell_side(value: str, side: Sequence[KnownClaim], words: Wording) -> Side:
    known = side[0]
    chain = known.claim.attribution
    medium = known.publisher or next(iter(known.origins), None)
    by = tell_link(chain[-1], words) if chain else (Named(medium),) if medium else ()
    return Side(
        says=tell_reason(words.name("word", value), words).text,
        by=by,
        evidence=known.evidence,
        href=path_of("articles", known.article, claim=known.id) + f"#c-{known.id}",
        articles=len({claim.article for claim in side}),
    )


def _people(about: About) -> list[tuple[str, str]]:
    """Who holds which position, once each, as the latest claim says."""
    people: dict[str, str] = {}
    for fact in about.facts:
        claim = fact.latest.claim
        if claim.type == "leadership":
            positions = [filler.entity or filler.text for filler in claim.fillers("position")]
            for person in claim.fillers("person"):
                if person.entity is not None and person.entity not in about.entities:
                    people.setdefault(person.entity, ", ".join(positions))
    return list(people.items())

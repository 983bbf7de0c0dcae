"""One company, person or authority: what is known, figures over time, deals, people, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from zufolge.ask.about import About, Fact
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.timelines import Point, Timeline
from zufolge.model import ZufolgeError
from zufolge.serve.desk import desk_of, path_of, words_of
from zufolge.serve.draw.chart import Chart, Given, draw_chart
from zufolge.serve.draw.days import day_number
from zufolge.serve.handed_in import author_of
from zufolge.serve.pages.deals import tell_deal
from zufolge.serve.pages.pictures import answer_picture
from zufolge.serve.phrases import tell_number
from zufolge.serve.problems import NotFoundError
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
        about = desk.ledger.about(entity)
    except ZufolgeError as error:
        raise NotFoundError(str(error)) from error
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
        deals=[tell_deal(one, words) for one in sorted(about.deals, key=lambda d: d.deal.last_day or "", reverse=True)],
        facts=[_tell_fact(fact, words) for fact in about.facts],
        contradictions=[_tell_contradiction(one, words) for one in about.contradictions],
        people=_people(about),
    )


def tell_timeline(timeline: Timeline, words: Wording) -> FigureLine:
    """The measure in words and as a chart."""
    unit = "%" if timeline.unit == "percent" else words.name("word", timeline.unit)
    scope = f" ({', '.join(timeline.scope)})" if timeline.scope else ""
    title = f"{words.name('word', timeline.measure)}{scope}"
    rows = tuple(_row(point, unit, words) for point in timeline.points)
    given = [_given(point, unit, words) for point in timeline.points]
    drawn = [one for one in given if one is not None]
    return FigureLine(title, unit, rows, draw_chart(drawn) if len(drawn) > 1 else None)


def _row(point: Point, unit: str, words: Wording) -> tuple[str, str, bool, str]:
    return (point.when, _value(point, unit, words), point.is_forecast, _href(point))


def _value(point: Point, unit: str, words: Wording) -> str:
    approx = f"{words.name('approx', point.figure.approx)} " if point.figure.approx else ""
    most = f"–{tell_number(point.figure.value_max, words)}" if point.figure.value_max is not None else ""
    return f"{approx}{tell_number(point.figure.value, words)}{most} {unit}".strip()


def _given(point: Point, unit: str, words: Wording) -> Given | None:
    day = day_number(point.when)
    if day is None:
        return None
    return Given(
        day, point.figure.value, f"{point.when}: {_value(point, unit, words)}", _href(point), point.is_forecast
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


def _tell_contradiction(one: Contradiction, words: Wording) -> dict[str, object]:
    sides = [
        (
            words.name("word", value),
            known[0].evidence,
            path_of("articles", known[0].article, claim=known[0].id) + f"#c-{known[0].id}",
        )
        for value, known in zip(one.values, one.sides, strict=True)
    ]
    type_, _, about = one.about.partition(": ")
    named = f"{words.name('type', type_)}: {about}" if about else one.about
    return {"about": named, "kind": one.kind, "reason": one.reason, "sides": sides}


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

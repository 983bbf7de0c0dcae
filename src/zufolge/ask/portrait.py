"""What is told about an entity, at first sight: everything counted, the newest looked at. All of it: see `about`.

Whoever is named in thousands of claims costs no more than somebody named in hundreds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.about import FACTS, About, tell_facts
from zufolge.ask.contradictions import compare_figures
from zufolge.ask.deals import load_found, strands_of
from zufolge.connect.called import entities_called
from zufolge.connect.contradictions import Contradiction, in_order
from zufolge.connect.judged import load_judged
from zufolge.connect.kept_reading import told_contradictions
from zufolge.connect.known import KnownClaim
from zufolge.connect.name_forms import family_of
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.timelines import find_timelines
from zufolge.connect.who import Who
from zufolge.ledger import schema
from zufolge.model import ZufolgeError

CLAIMS_LOOKED_AT: Final = 300
"""So many of the newest figures, and of the newest facts, are looked at."""
DEALS_SHOWN: Final = 12
CONTRADICTIONS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is told: `about` counts every claim, but holds only the newest deals, figures, facts and contradictions.

    `deals` is how many there are; where `is_part`, there are more figures or facts than were looked at.
    """

    about: About
    deals: int
    is_part: bool


@dataclass(frozen=True, slots=True)
class _Named:
    """A current claim that names one of the entities."""

    place: int
    number: int
    article: int
    type: str


def tell_portrait(connection: Connection, name: str) -> Portrait:
    """What is told about everybody called `name`. Raises ZufolgeError where no article names anybody so."""
    entities = tuple(sorted(entities_called(connection, name)))
    claims = _claims_of(connection, entities)
    if not claims:
        raise ZufolgeError(f"No article tells anything about {name!r}; `zufolge stats` lists the most named.")
    figures, facts = _newest(claims, ("metric",)), _newest(claims, FACTS)
    known = _load(connection, [*figures[:CLAIMS_LOOKED_AT], *facts[:CLAIMS_LOOKED_AT]])
    metrics = [one for one in known if one.claim.type == "metric"]
    timelines = find_timelines(metrics, entities)
    strands = strands_of(connection, name)
    types = Counter(one.type for one in claims)
    who = Who(connection)
    about = About(
        entities=entities,
        names=tuple(sorted({spelling for entity in entities for spelling in who.names_of(entity)})),
        articles=len({one.article for one in claims}),
        claims=len(claims),
        types=tuple(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
        deals=tuple(load_found(connection, _told_last(connection, strands))),
        figures=tuple((timeline, timeline.points[-1]) for timeline in timelines),
        facts=tell_facts([one for one in known if one.claim.type in FACTS]),
        contradictions=_contradictions(connection, entities, metrics, strands),
    )
    is_part = max(len(figures), len(facts)) > CLAIMS_LOOKED_AT
    return Portrait(about, len(strands), is_part)


def _claims_of(connection: Connection, entities: Sequence[str]) -> list[_Named]:
    """The current claims in which a role is filled by one of the entities, newest first."""
    f, p, k, u = schema.fillers, schema.claim_places, schema.known_names, schema.name_uses
    meant = sa.func.coalesce(u.c.entity, k.c.entity)
    found: dict[int, _Named] = {}
    for some in in_parts(_names_of(connection, entities)):
        query = (
            sa.select(p.c.place, p.c.claim, p.c.article, p.c.type, f.c.kind, k.c.family)
            .select_from(k)
            .join(f, f.c.entity == k.c.name)
            .join(p, p.c.claim == f.c.claim)
            .join(u, (u.c.known == k.c.number) & (u.c.article == p.c.article), isouter=True)
            .where(k.c.number.in_(some), meant.in_(entities), p.c.judged != "rejected")
        )
        for row in connection.execute(query):
            if family_of(row.kind) == row.family or row.kind is None:
                found[row.claim] = _Named(row.place, row.claim, row.article, row.type)
    return sorted(found.values(), key=lambda one: -one.place)


def _names_of(connection: Connection, entities: Sequence[str]) -> list[int]:
    """The names under which some article means one of the entities."""
    k, u = schema.known_names, schema.name_uses
    found: set[int] = set()
    for some in in_parts(entities):
        found.update(connection.execute(sa.select(k.c.number).where(k.c.entity.in_(some))).scalars())
        found.update(connection.execute(sa.select(u.c.known).where(u.c.entity.in_(some)).distinct()).scalars())
    return sorted(found)


def _newest(claims: Sequence[_Named], types: Sequence[str]) -> list[_Named]:
    return [one for one in claims if one.type in types][: CLAIMS_LOOKED_AT + 1]


def _load(connection: Connection, claims: Sequence[_Named]) -> list[KnownClaim]:
    who = Who(connection)
    who.load(sorted({one.article for one in claims}))
    return list(load_judged(connection, sorted(one.number for one in claims), who))


def _told_last(connection: Connection, strands: Sequence[int]) -> list[int]:
    """Those of the deals that were told last."""
    table = schema.deals
    rows: list[Any] = []
    for some in in_parts(strands):
        query = sa.select(table.c.strand, table.c.last, table.c.id).where(table.c.strand.in_(some))
        rows += connection.execute(query).all()
    rows.sort(key=lambda row: (row.last or "", row.id), reverse=True)
    return [row.strand for row in rows[:DEALS_SHOWN]]


def _contradictions(
    connection: Connection, entities: Sequence[str], metrics: Sequence[KnownClaim], strands: Sequence[int]
) -> tuple[Contradiction, ...]:
    """The weightiest among the figures looked at, with those that later versions replaced, and among the deals."""
    figures = compare_figures(connection, [*metrics, *_replaced(connection, entities)])
    table = schema.deal_contradictions
    rows: list[Any] = []
    for some in in_parts(strands):
        query = sa.select(table).where(table.c.deal.in_(some)).order_by(table.c.rank, table.c.number)
        rows += connection.execute(query.limit(CONTRADICTIONS_SHOWN)).all()
    rows.sort(key=lambda row: (row.rank, row.number))
    kept = told_contradictions(connection, rows[:CONTRADICTIONS_SHOWN])
    return tuple(in_order([*figures, *kept]))[:CONTRADICTIONS_SHOWN]


def _replaced(connection: Connection, entities: Sequence[str]) -> list[KnownClaim]:
    """Figures of the entities in versions of articles that later ones have replaced."""
    c, f, k, at = schema.claims, schema.fillers, schema.known_names, schema.article_places
    found: set[int] = set()
    articles: set[int] = set()
    for some in in_parts(_names_of(connection, entities)):
        query = (
            sa.select(c.c.number, c.c.article)
            .select_from(at)
            .join(c, c.c.article == at.c.article)
            .join(f, f.c.claim == c.c.number)
            .join(k, k.c.name == f.c.entity)
            .where(at.c.is_current == 0, c.c.type == "metric", k.c.number.in_(some))
        )
        for row in connection.execute(query.limit(CLAIMS_LOOKED_AT)):
            found.add(row.number)
            articles.add(row.article)
    who = Who(connection)
    who.load(sorted(articles))
    return list(load_judged(connection, sorted(found), who))

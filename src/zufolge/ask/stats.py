"""How much does the ledger hold, and of what?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ledger import schema
from zufolge.ledger.views import current_articles

MOST_NAMED = 10
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over the current versions; `versions` counts the older ones, too. Counts come largest first."""

    articles: int
    versions: int
    claims: int
    entities: int
    first_published: str | None
    last_published: str | None
    types: Counts
    statuses: Counts
    most_named: Counts
    sources: Counts


def count_ledger(connection: Connection) -> Stats:
    """What the ledger holds."""
    articles, claims = schema.articles, schema.claims
    current = current_articles()
    numbers = sa.select(current.c.number)
    is_current = claims.c.article.in_(numbers)
    days = sa.select(sa.func.min(articles.c.published), sa.func.max(articles.c.published))
    first, last = connection.execute(days.where(articles.c.number.in_(numbers))).one()
    return Stats(
        articles=_count(connection, current),
        versions=_count(connection, articles),
        claims=_count(connection, sa.select(claims.c.number).where(is_current).subquery()),
        entities=_count(connection, schema.entities),
        first_published=first,
        last_published=last,
        types=_tally(connection, sa.select(claims.c.type.label("name")).where(is_current)),
        statuses=_tally(connection, sa.select(_status().label("name")).where(is_current)),
        most_named=_tally(connection, _named(is_current), MOST_NAMED),
        sources=_tally(connection, _vouching(is_current), MOST_NAMED),
    )


def _count(connection: Connection, table: sa.FromClause) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def _status() -> sa.ColumnElement[str]:
    """The status, with "negative" where the claim denies."""
    claims = schema.claims
    word = sa.func.coalesce(claims.c.status, "unjudged")
    return sa.case((claims.c.polarity == "negative", word + ", negative"), else_=word)


def _named(is_current: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Each name once for every claim that has it in a role."""
    claims, fillers, entities = schema.claims, schema.fillers, schema.entities
    return (
        sa.select(entities.c.name.label("name"), claims.c.number)
        .distinct()
        .select_from(fillers)
        .join(claims, claims.c.number == fillers.c.claim)
        .join(entities, entities.c.number == fillers.c.entity)
        .where(is_current)
    )


def _vouching(is_current: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Each source once for every claim it vouches for; unnamed ones count by their kind."""
    claims, attributions, links = schema.claims, schema.attributions, schema.links
    sources, entities = schema.sources, schema.entities
    name = sa.func.coalesce(entities.c.name, "(" + sources.c.kind + ")").label("name")
    return (
        sa.select(name, claims.c.number)
        .distinct()
        .select_from(sources)
        .join(links, links.c.number == sources.c.link)
        .join(attributions, attributions.c.number == links.c.attribution)
        .join(claims, claims.c.number == attributions.c.claim)
        .join(entities, entities.c.number == sources.c.entity, isouter=True)
        .where(is_current)
    )


def _tally(connection: Connection, names: sa.Select[Any], most: int | None = None) -> Counts:
    each = names.subquery()
    count = sa.func.count().label("count")
    query = sa.select(each.c.name, count).group_by(each.c.name).order_by(count.desc(), each.c.name).limit(most)
    return tuple((row[0], int(row[1])) for row in connection.execute(query))

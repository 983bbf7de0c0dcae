"""Loads the claims that a question about deals needs: all that tell of undertakings, or those around one entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.judged import load_judged
from zufolge.connect.known import KnownClaim, numbers_of_names
from zufolge.connect.passages import Passage, articles_naming, load_passages
from zufolge.connect.versions import counting_versions, published_by
from zufolge.connect.who import Who
from zufolge.ledger import schema
from zufolge.ledger.views import CLAIMS_AT_ONCE


def load_all(connection: Connection, types: Iterable[str], as_of: str | None = None) -> list[KnownClaim]:
    """Every claim of these types in articles that count."""
    return _load(connection, _rows(connection, None, types), as_of)


def load_around(
    connection: Connection, entities: Iterable[str], types: Iterable[str], as_of: str | None = None
) -> list[KnownClaim]:
    """Every claim of these types that names one of the entities, in articles that count."""
    return _load(connection, _rows(connection, entities, types), as_of)


def load_every_version(
    connection: Connection,
    entities: Iterable[str] | None,
    types: Iterable[str],
    as_of: str | None = None,
    among: Sequence[int] | None = None,
) -> list[KnownClaim]:
    """The same (None: whoever they name), also in versions of articles that later ones have replaced.

    `among`: of the claims with these numbers only.
    """
    rows = _rows(connection, entities, types) if among is None else _rows_of(connection, among)
    who = Who(connection)
    who.load(sorted({article for _, article in rows}))
    found = load_judged(connection, sorted(number for number, _ in rows), who)
    return [known for known in found if published_by(known.published, as_of)]


def load_passages_around(
    connection: Connection, entities: Iterable[str] | None, as_of: str | None = None
) -> tuple[Passage, ...]:
    """The sentences of the articles that name one of the entities (None: of all), in versions that count."""
    who = Who(connection)
    if entities is None:
        articles = frozenset(connection.execute(sa.select(schema.articles.c.number)).scalars())
    else:
        articles = articles_naming(connection, sorted({name for one in entities for name in who.names_of(one)}))
    counting = counting_versions(connection, articles, as_of)
    who.load(sorted(counting))
    return load_passages(connection, counting, who)


def _rows(connection: Connection, entities: Iterable[str] | None, types: Iterable[str]) -> list[tuple[int, int]]:
    """The numbers of claims and of their articles."""
    table = schema.claims
    query = sa.select(table.c.number, table.c.article).where(table.c.type.in_(sorted(types)))
    if entities is None:
        return [(row.number, row.article) for row in connection.execute(query)]
    who = Who(connection)
    numbers = numbers_of_names(connection, sorted({name for entity in entities for name in who.names_of(entity)}))
    return _rows_of(connection, numbers, types)


def _rows_of(
    connection: Connection, numbers: Sequence[int], types: Iterable[str] | None = None
) -> list[tuple[int, int]]:
    table = schema.claims
    query = sa.select(table.c.number, table.c.article)
    query = query if types is None else query.where(table.c.type.in_(sorted(types)))
    rows: list[tuple[int, int]] = []
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        some = query.where(table.c.number.in_(numbers[first : first + CLAIMS_AT_ONCE]))
        rows += [(row.number, row.article) for row in connection.execute(some)]
    return rows


def _load(connection: Connection, rows: Iterable[tuple[int, int]], as_of: str | None) -> list[KnownClaim]:
    pairs = list(rows)
    counting = counting_versions(connection, {article for _, article in pairs}, as_of)
    who = Who(connection)
    who.load(sorted(counting))
    return list(load_judged(connection, sorted(number for number, article in pairs if article in counting), who))

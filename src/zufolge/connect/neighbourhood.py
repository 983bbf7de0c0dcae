"""Loads the claims that a question about deals needs: all that tell of undertakings, or those around one entity."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.declarations import load_tellings
from zufolge.connect.known import KnownClaim, count_claims_of_names, load_known, numbers_of_names
from zufolge.connect.passages import Passage, articles_naming, load_passages
from zufolge.connect.versions import counting_versions, published_by
from zufolge.connect.who import Who
from zufolge.ledger import schema
from zufolge.ledger.views import CLAIMS_AT_ONCE

OWNERSHIP = "ownership"


def load_all(connection: Connection, types: Iterable[str], as_of: str | None = None) -> list[KnownClaim]:
    """Every claim of these types in articles that count."""
    return _load(connection, _rows(connection, None, types), as_of)


def load_around(
    connection: Connection, entities: Iterable[str], types: Iterable[str], as_of: str | None = None
) -> list[KnownClaim]:
    """Every claim of these types that names one of the entities, in articles that count."""
    return _load(connection, _rows(connection, entities, types), as_of)


class ClaimsAround:
    """Claims of these types around entities that become more and more: what was loaded once is not loaded again."""

    def __init__(self, connection: Connection, types: Iterable[str], as_of: str | None = None) -> None:
        self._connection = connection
        self._types = tuple(types)
        self._as_of = as_of
        self._who = Who(connection)
        self._known: dict[int, KnownClaim | None] = {}

    def load(self, entities: Iterable[str]) -> list[KnownClaim]:
        """The same as `load_around`."""
        rows = _rows(self._connection, entities, self._types)
        missing = [row for row in rows if row[0] not in self._known]
        self._known |= {number: None for number, _ in missing}
        for known in _load(self._connection, missing, self._as_of, self._who):
            self._known[known.number] = known
        found = (self._known[number] for number in sorted({number for number, _ in rows}))
        return [known for known in found if known is not None]


def load_every_version(
    connection: Connection, entities: Iterable[str] | None, types: Iterable[str], as_of: str | None = None
) -> list[KnownClaim]:
    """The same (None: whoever they name), also in versions of articles that later ones have replaced."""
    rows = _rows(connection, entities, types)
    who = Who(connection)
    who.load(sorted({article for _, article in rows}))
    found = load_known(connection, sorted(number for number, _ in rows), who)
    return [known for known in found if published_by(known.published, as_of)]


def rarely_named(connection: Connection, entities: Iterable[str], most: int) -> frozenset[str]:
    """Those of the entities with the fewest claims, as many as have no more than `most` claims together.

    Who is named everywhere would bring along half the ledger, and says nothing of one deal.
    """
    who = Who(connection)
    counts = sorted((count_claims_of_names(connection, who.names_of(one), most), one) for one in sorted(set(entities)))
    found, total = set(), 0
    for count, entity in counts:
        total += count
        if total > most:
            break
        found.add(entity)
    return frozenset(found)


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
    rows: list[tuple[int, int]] = []
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        some = query.where(table.c.number.in_(numbers[first : first + CLAIMS_AT_ONCE]))
        rows += [(row.number, row.article) for row in connection.execute(some)]
    return rows


def _load(
    connection: Connection, rows: Iterable[tuple[int, int]], as_of: str | None, who: Who | None = None
) -> list[KnownClaim]:
    pairs = list(rows)
    counting = counting_versions(connection, {article for _, article in pairs}, as_of)
    who = who or Who(connection)
    who.load(sorted(counting))
    return list(load_known(connection, sorted(number for number, article in pairs if article in counting), who))


def types_of_undertakings() -> tuple[str, ...]:
    """The types of claims that tell of undertakings, or of who owns whom."""
    return (*load_tellings(), OWNERSHIP)

"""Which versions of articles count: the last of each page, as of some day. What a correction changed: see elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ledger import schema
from zufolge.ledger.views import CLAIMS_AT_ONCE


def published_by(published: str | None, as_of: str | None) -> bool:
    """Whether something published then was known on the day, month or year `as_of`; without a date it was not.

    >>> published_by("2024-03-05T10:00", "2024-03"), published_by("2024-04-01", "2024-03"), published_by(None, None)
    (True, False, True)
    """
    if as_of is None:
        return True
    return published is not None and published[: len(as_of)] <= as_of


def counting_versions(connection: Connection, articles: Iterable[int], as_of: str | None = None) -> frozenset[int]:
    """Those of these articles, by number, that no later version replaces, of what was published by `as_of`."""
    latest: dict[str, tuple[tuple[str, int], int]] = {}
    numbers = sorted(set(articles))
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        for number, key, version, published in _versions(connection, numbers[first : first + CLAIMS_AT_ONCE]):
            mark = ((published or "", version), number)
            if published_by(published, as_of) and mark > latest.get(key, (("", 0), 0)):
                latest[key] = mark
    return frozenset(number for _, number in latest.values()) & frozenset(numbers)


def _versions(connection: Connection, numbers: Sequence[int]) -> Iterable[tuple[int, str, int, str | None]]:
    """All versions of the pages of these articles."""
    table = schema.articles
    keys = sa.select(table.c.key).where(table.c.number.in_(numbers))
    columns = (table.c.number, table.c.key, table.c.version, table.c.published)
    rows = connection.execute(sa.select(*columns).where(table.c.key.in_(keys)))
    return [(row.number, row.key, row.version, row.published) for row in rows]

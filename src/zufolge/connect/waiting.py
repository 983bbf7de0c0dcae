"""Articles that wait to be read again, because names or judgements have changed what they tell."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ledger import schema


def ask_to_read_again(connection: Connection, articles: Iterable[int]) -> None:
    """Note that what these articles tell may be otherwise than before."""
    rows = [{"article": article} for article in sorted(set(articles))]
    if rows:
        connection.execute(sa.insert(schema.articles_to_read), rows)


def take_waiting(connection: Connection, until: int) -> list[int]:
    """The articles up to that number that have to be read again; they wait no longer."""
    table = schema.articles_to_read
    found = connection.execute(sa.select(table.c.article).where(table.c.article <= until).distinct()).scalars().all()
    if found:
        connection.execute(sa.delete(table).where(table.c.article <= until))
    return sorted(found)


def is_waiting(connection: Connection) -> bool:
    """Whether any article has to be read again."""
    return connection.execute(sa.select(schema.articles_to_read.c.number).limit(1)).first() is not None

"""Which entities somebody who asks may mean by a name."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.model import ZufolgeError


def entities_called(connection: Connection, name: str) -> frozenset[str]:
    """The entities that articles call exactly `name`; where more know a longer name with all its words, those, too.

    Raises ZufolgeError where `name` holds no word.
    """
    folded = fold_name(name)
    if not folded.strip():
        raise ZufolgeError(f"{name!r} is no name to look for; give at least one word.")
    column = schema.entities.c.folded
    exact = _articles_of(connection, column == folded)
    if sum(exact.values()) > _OFTEN:
        return frozenset(exact)
    longer = _articles_of(connection, column.contains(folded, autoescape=True))
    others = max((count for entity, count in longer.items() if entity not in exact), default=0)
    return frozenset(exact) if exact and sum(exact.values()) >= others else frozenset(longer)


_OFTEN = 100
"""A name in so many articles is meant as it stands; nobody needs to look for longer ones."""


def _articles_of(connection: Connection, condition: sa.ColumnElement[bool]) -> Counter[str]:
    """How many articles mean each entity by the names that fit the condition."""
    names, known, uses = schema.entities, schema.known_names, schema.name_uses
    entity = sa.func.coalesce(uses.c.entity, known.c.entity)
    query = (
        sa.select(entity.label("entity"), sa.func.count().label("articles"))
        .select_from(names)
        .join(known, known.c.name == names.c.number)
        .join(uses, uses.c.known == known.c.number)
        .where(condition)
        .group_by(entity)
    )
    rows = connection.execute(query).all()
    return Counter({row.entity: int(row.articles) for row in rows if row.entity is not None})

"""Which entities somebody who asks may mean by a name."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.model import ZufolgeError


def entities_called(connection: Connection, name: str) -> frozenset[str]:
    """The entities that go by `name` in some article; where none does, those with all of its words in a name.

    Raises ZufolgeError where `name` holds no word.
    """
    folded = fold_name(name)
    if not folded.strip():
        raise ZufolgeError(f"{name!r} is no name to look for; give at least one word.")
    column = schema.entities.c.folded
    exact = _entities(connection, column == folded)
    return exact or _entities(connection, column.contains(folded, autoescape=True))


def _entities(connection: Connection, condition: sa.ColumnElement[bool]) -> frozenset[str]:
    names, known, uses = schema.entities, schema.known_names, schema.name_uses
    of_name = sa.select(known.c.number, known.c.entity).join(names, names.c.number == known.c.name).where(condition)
    rows = connection.execute(of_name).all()
    found = {row.entity for row in rows}
    numbers = [row.number for row in rows]
    if numbers:
        found.update(connection.execute(sa.select(uses.c.entity).where(uses.c.known.in_(numbers))).scalars())
    return frozenset(entity for entity in found if entity is not None)

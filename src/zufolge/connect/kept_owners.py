"""Keeps up who owns whom, and which shapes tell of one undertaking because of that: a parent's and a subsidiary's
purchase of one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.declarations import load_families
from zufolge.connect.kept_shapes import KeptShapes, is_corable
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.strands import agree
from zufolge.connect.undertakings import Shape
from zufolge.ledger import schema

Pair = tuple[str, str]


def note_owners(connection: Connection, gone: Sequence[int], owned: Iterable[tuple[int, str, str]]) -> set[Pair]:
    """Keep what articles say of owners; gives the pairs about which the ledger says otherwise than before."""
    table = schema.ownerships
    before: set[Pair] = set()
    for some in in_parts(gone):
        query = sa.select(table.c.owner, table.c.owned).where(table.c.article.in_(some))
        before |= {(row[0], row[1]) for row in connection.execute(query)}
        connection.execute(sa.delete(table).where(table.c.article.in_(some)))
    told = list(owned)
    after = {(owner, one) for _, owner, one in told}
    known = _known(connection, after | before)
    rows = [{"article": article, "owner": owner, "owned": one} for article, owner, one in told]
    if rows:
        connection.execute(sa.insert(table), rows)
    return {pair for pair in before | after if pair not in known and (pair in before) != (pair in after)}


def _known(connection: Connection, pairs: set[Pair]) -> set[Pair]:
    """Those of the pairs that other articles tell, too."""
    table = schema.ownerships
    found: set[Pair] = set()
    for some in in_parts(sorted({owned for _, owned in pairs})):
        query = sa.select(table.c.owner, table.c.owned).where(table.c.owned.in_(some)).distinct()
        found |= {(row[0], row[1]) for row in connection.execute(query)}
    return found & pairs


def relatives_of(connection: Connection, names: Iterable[str]) -> dict[str, set[str]]:
    """Who owns each of these, and whom each of them owns."""
    table = schema.ownerships
    found: dict[str, set[str]] = {}
    for some in in_parts(sorted(set(names))):
        query = sa.select(table.c.owner, table.c.owned).where(table.c.owner.in_(some) | table.c.owned.in_(some))
        for owner, owned in connection.execute(query.distinct()):
            found.setdefault(owner, set()).add(owned)
            found.setdefault(owned, set()).add(owner)
    return found


def link_relatives(connection: Connection, shapes: KeptShapes, numbers: Iterable[int]) -> set[int]:
    """Link these shapes with those in which a parent or subsidiary does the same; gives the shapes linked anew."""
    own = {n: s for n, s in shapes.load(numbers).items() if s.actors and (s.objects or s.thing) and _is_purchase(s)}
    relatives = relatives_of(connection, {actor for shape in own.values() for actor in shape.actors})
    pairs: set[tuple[int, int]] = set()
    for number, shape in sorted(own.items()):
        near = {other for actor in shape.actors for other in relatives.get(actor, ())}
        if not near:
            continue
        for other, found in shapes.load(_doing_the_same(connection, shapes, shape, near)).items():
            if other != number and is_corable(found) == is_corable(shape) and _agree_by(shape, found, relatives):
                pairs |= {(number, other), (other, number)}
    known = shapes.linked(one for one, _ in pairs)
    new = {(one, other) for one, other in pairs if other not in known[one]}
    shapes.add_links(new, is_owned=True)
    return {one for one, _ in new}


def unlink_relatives(connection: Connection, shapes: KeptShapes, pairs: Iterable[Pair]) -> None:
    """Take back links between shapes of these two where nobody says any more that one owns the other."""
    table = schema.shape_links
    for owner, owned in sorted(pairs):
        if owned in relatives_of(connection, [owner]).get(owner, ()):
            continue
        numbers = shapes.names.find([owner, owned])
        query = sa.select(table.c.one, table.c.other).where(table.c.is_owned == 1)
        named = sa.select(schema.shape_names.c.shape)
        for name in (owner, owned):
            mine = named.where(schema.shape_names.c.name == numbers.get(name, 0))
            query = query.where(table.c.one.in_(mine) | table.c.other.in_(mine))
        for one, other in connection.execute(query).all():
            connection.execute(sa.delete(table).where(table.c.one == one, table.c.other == other))
            shapes.forget_links((one, other))
            shapes.unlinked |= {one, other}


def shapes_of(connection: Connection, shapes: KeptShapes, names: Iterable[str]) -> list[int]:
    """The shapes that name one of these."""
    table = schema.shape_names
    numbers = shapes.names.find(names)
    return sorted(
        {
            number
            for some in in_parts(sorted(numbers.values()))
            for number in connection.execute(sa.select(table.c.shape).where(table.c.name.in_(some))).scalars()
        }
    )


def _is_purchase(shape: Shape) -> bool:
    return load_families()[shape.telling.family.name].told_apart_by == "parties"


def _agree_by(one: Shape, other: Shape, relatives: dict[str, set[str]]) -> bool:
    return agree(one, other, lambda left, right: right in relatives.get(left, ()))


def _doing_the_same(connection: Connection, shapes: KeptShapes, shape: Shape, actors: set[str]) -> set[int]:
    """Shapes of the family that name one of the actors and what this one is about, or some thing."""
    table, family = schema.shape_names, shape.telling.family.name
    by_name = shapes.names.find(actors)
    objects = shapes.names.with_aliases(shapes.names.find(shape.objects).values())
    every = sorted({*by_name.values(), *(alias for some in objects.values() for alias in some)})
    found: set[int] = set()
    for some in in_parts(every):
        own = sa.select(table.c.shape).where(table.c.family == family, table.c.name.in_(some))
        found.update(connection.execute(own.group_by(table.c.shape).having(sa.func.count() > 1)).scalars())
    for some in in_parts(sorted(by_name.values())):
        own = sa.select(table.c.shape).where(table.c.family == family, table.c.name.in_(some))
        is_any = shape.thing or not by_name.keys().isdisjoint(shape.objects)
        found.update(connection.execute(own if is_any else own.where(table.c.has_thing == 1)).scalars())
    return found

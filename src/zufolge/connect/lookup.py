"""Finds the one entity, or the one name, that a person means by some words. Listing many: see `ask.entities`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from rapidfuzz import fuzz, process
from sqlalchemy.engine import Connection

from zufolge.connect.clusters import choose_name
from zufolge.connect.entities import KnownName, entity_of, load_names
from zufolge.connect.name_forms import Family, form_of
from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.model import ZufolgeError

FAMILIES: Final[tuple[Family, ...]] = ("organised", "person", "product", "place")
MOST_NAMED: Final = 6
LEAST_ALIKE: Final = 70


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody means by some words: an entity, and the name of it that the words give, if they give one."""

    entity: str
    family: Family
    names: tuple[KnownName, ...]
    spelling: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """All names of the entity, in the order of the alphabet."""
        return tuple(sorted(known.form.spelling for known in self.names))


def find_meant(connection: Connection, words: str, family: Family | None = None) -> Meant:
    """The entity with a name spelled like `words`, or called so; else one with a name of the same words.

    Raises ZufolgeError where no name fits, or names of several entities do, saying which there are.
    """
    k = schema.known_names
    for condition in (k.c.spelling == words, k.c.entity == words, k.c.compact.in_(_compacts(words))):
        found = _load(connection, condition, family)
        if found:
            return _one(connection, words, found)
    used = _load(connection, k.c.number.in_(sa.select(schema.name_uses.c.known).where(_is_used_as(words))), family)
    if used:
        names = tuple(used)
        return Meant(words, names[0].form.family, names, words)
    holding = _load(connection, k.c.spelling.icontains(words.strip(), autoescape=True), family)
    holding = [known for known in holding if fold_name(words) in fold_name(known.form.spelling)]
    if holding:
        return _one(connection, words, holding)
    raise ZufolgeError(f"No article names {words!r}{_nearest(connection, words)}; `zufolge entities` lists the names.")


def _compacts(words: str) -> list[str]:
    return sorted({form_of(words, family).compact for family in FAMILIES} - {""})


def _is_used_as(words: str) -> sa.ColumnElement[bool]:
    return schema.name_uses.c.entity == words


def _load(connection: Connection, condition: sa.ColumnElement[bool], family: Family | None) -> list[KnownName]:
    k = schema.known_names
    query = sa.select(k.c.number).where(condition).order_by(k.c.spelling).limit(500)
    if family is not None:
        query = query.where(k.c.family == family)
    return list(load_names(connection, k.c.number, connection.execute(query).scalars().all()))


def _one(connection: Connection, words: str, found: Sequence[KnownName]) -> Meant:
    """The one entity of these names; firms go before people, and those before products and places."""
    for family in FAMILIES:
        entities = sorted({entity_of(known) for known in found if known.form.family == family})
        if len(entities) > 1 and words in entities:
            entities = [words]
        if len(entities) > 1:
            named = ", ".join(entities[:MOST_NAMED]) + (", …" if len(entities) > MOST_NAMED else "")
            raise ZufolgeError(f"{words!r} can mean {len(entities)} entities: {named}; give one of these names.")
        if entities:
            names = names_of_entity(connection, entities[0], family)
            return Meant(entities[0], family, names, _spelling(words, names))
    raise AssertionError(f"{words!r} is of no family")


def names_of_entity(connection: Connection, entity: str, family: Family) -> tuple[KnownName, ...]:
    """The names that stand for the entity by themselves, in the order of the alphabet."""
    found = load_names(connection, schema.known_names.c.entity, [entity], family)
    return tuple(sorted(found, key=lambda known: known.form.spelling))


def _spelling(words: str, names: Iterable[KnownName]) -> str:
    """The name that the words spell, else the one by which the entity is called."""
    forms = [known.form for known in names]
    exact = [form for form in forms if form.spelling == words]
    same = [form for form in forms if form.compact in _compacts(words)]
    return choose_name(exact or same or forms).spelling


def _nearest(connection: Connection, words: str) -> str:
    """Names spelled alike, for a message."""
    spellings = connection.execute(sa.select(schema.known_names.c.entity).distinct()).scalars().all()
    near = process.extract(words, [s for s in spellings if s], scorer=fuzz.WRatio, limit=3, score_cutoff=LEAST_ALIKE)
    return f"; near are {', '.join(name for name, *_ in near)}" if near else ""

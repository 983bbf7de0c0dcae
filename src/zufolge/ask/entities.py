"""Who is named: the entities across articles with all their names, and which of them may be one. Why: see `why`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.decisions import Decision, decide
from zufolge.connect.entities import KnownName, entity_of, load_names
from zufolge.connect.knowledge import identifiers_of
from zufolge.connect.lookup import FAMILIES
from zufolge.connect.name_forms import Family, family_of, form_of
from zufolge.connect.names_of_articles import in_parts
from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.model import ZufolgeError

KINDS: Final = ("company", "organisation", "authority", "medium", "agency", "person", "place", "product")
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class AskedEntities:
    """What is asked for: words of a name, a kind or family, and how many at most (None: all)."""

    words: str | None = None
    kind: str | None = None
    most: int | None = MOST


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity: its kinds and names, each with the number of articles, most first; its identifiers by scheme."""

    entity: str
    kinds: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]
    articles: int
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities of which nobody knows whether they are one: the decision in words, and how many they stand with."""

    one: str
    other: str
    decision: Decision
    shared: int


def list_entities(connection: Connection, asked: AskedEntities) -> list[FoundEntity]:
    """The entities that fit, most named first."""
    wanted = _most_named(connection, asked)
    return [found for found in _describe(connection, wanted) if _has_kind(found, asked.kind)][: asked.most]


def _has_kind(found: FoundEntity, kind: str | None) -> bool:
    return kind is None or kind == "organised" or found.kinds[0][0] == kind


def _most_named(connection: Connection, asked: AskedEntities) -> list[tuple[str, Family]]:
    """The entities that may fit, with their family: by the counts of their names, before each article is asked."""
    k, u = schema.known_names, schema.name_uses
    families = _families(asked.kind)
    condition: sa.ColumnElement[bool] = k.c.family.in_(families)
    if asked.words is not None:
        condition &= k.c.number.in_(_numbers_called(connection, asked.words))
    count = sa.func.sum(k.c.articles).label("articles")
    by_name = sa.select(k.c.entity, k.c.family, count).where(condition).group_by(k.c.entity, k.c.family)
    by_use = (
        sa.select(u.c.entity, k.c.family, sa.func.count().label("articles"))
        .join(k, k.c.number == u.c.known)
        .where(condition, u.c.entity.is_not(None))
        .group_by(u.c.entity, k.c.family)
    )
    tally: Counter[tuple[str, Family]] = Counter()
    for query in (by_name, by_use):
        for row in connection.execute(query):
            if row.entity is not None:
                tally[row.entity, row.family] += row.articles
    ordered = sorted(tally, key=lambda key: (-tally[key], key))
    return ordered if asked.most is None or asked.kind in KINDS else ordered[: 2 * asked.most]


def _families(kind: str | None) -> tuple[Family, ...]:
    if kind is None:
        return FAMILIES
    family = "organised" if kind == "organised" else family_of(kind)
    if family is None or (kind != family and kind not in KINDS):
        raise ZufolgeError(f"{kind!r} is no kind of entity; known are organised, {', '.join(KINDS)}.")
    return (family,)


def _numbers_called(connection: Connection, words: str) -> list[int]:
    """The names of all entities of which a name holds the words."""
    folded = fold_name(words)
    if not folded.strip():
        raise ZufolgeError(f"{words!r} is no name to look for; give at least one word.")
    k, e = schema.known_names, schema.entities
    holding = sa.select(k.c.number, k.c.entity).join(e, e.c.number == k.c.name)
    rows = connection.execute(holding.where(e.c.folded.contains(folded, autoescape=True))).all()
    entities = sorted({row.entity for row in rows if row.entity is not None})
    whole = [known.number for known in load_names(connection, k.c.entity, entities)]
    return sorted({*whole, *(row.number for row in rows)})


def _describe(connection: Connection, wanted: Sequence[tuple[str, Family]]) -> list[FoundEntity]:
    """Names and kinds of these entities, counted by article, most named first."""
    k, u = schema.known_names, schema.name_uses
    meant = sa.func.coalesce(u.c.entity, k.c.entity).label("meant")
    query = sa.select(meant, k.c.family, k.c.spelling, u.c.kind, u.c.article).join(k, k.c.number == u.c.known)
    articles: dict[tuple[str, Family], set[int]] = defaultdict(set)
    names: dict[tuple[str, Family], Counter[str]] = defaultdict(Counter)
    kinds: dict[tuple[str, Family], Counter[str]] = defaultdict(Counter)
    for some in in_parts(sorted({entity for entity, _ in wanted})):
        for part in (k.c.entity.in_(some) & u.c.entity.is_(None), u.c.entity.in_(some)):
            for row in connection.execute(query.where(part)):
                key = (row.meant, row.family)
                articles[key].add(row.article)
                names[key][row.spelling] += 1
                kinds[key][row.kind] += 1
    forms = sorted({(name, family) for (_, family), counted in names.items() for name in counted})
    identifiers = identifiers_of(connection, [form_of(name, family) for name, family in forms])
    found = [
        FoundEntity(
            entity=key[0],
            kinds=_tally(kinds[key]),
            names=_tally(names[key]),
            articles=len(articles[key]),
            identifiers=tuple(sorted({pair for name in names[key] for pair in identifiers.get(name, ())})),
        )
        for key in wanted
        if key in articles
    ]
    return sorted(found, key=lambda one: (-one.articles, one.entity, one.kinds))


def _tally(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def list_candidates(connection: Connection, words: str | None = None, most: int | None = MOST) -> list[Candidate]:
    """Pairs of entities that may be one, those that stand with the most of the same names first."""
    k = schema.known_names
    query = sa.select(k.c.family, k.c.block).where(k.c.family.in_(("organised", "person")), k.c.block != "")
    if words is not None:
        query = query.where(k.c.number.in_(_numbers_called(connection, words)))
    blocks = connection.execute(query.group_by(k.c.family, k.c.block)).all()
    found: dict[tuple[str, str], Decision] = {}
    for family in FAMILIES[:2]:
        own = [row.block for row in blocks if row.family == family]
        by_block: dict[str, list[KnownName]] = defaultdict(list)
        for known in load_names(connection, k.c.block, own, family):
            by_block[known.form.block].append(known)
        for names in by_block.values():
            found |= _undecided(names)
    candidates = [
        Candidate(one, other, decision, _shared(connection, one, other)) for (one, other), decision in found.items()
    ]
    return sorted(candidates, key=lambda c: (-c.shared, c.one, c.other))[:most]


def _undecided(names: Sequence[KnownName]) -> dict[tuple[str, str], Decision]:
    found: dict[tuple[str, str], Decision] = {}
    for one, other in combinations(names, 2):
        decision = decide(one.form, other.form)
        if decision is not None and decision.verdict == "unsure" and entity_of(one) != entity_of(other):
            pair = sorted((entity_of(one), entity_of(other)))
            found.setdefault((pair[0], pair[1]), decision)
    return found


def _shared(connection: Connection, one: str, other: str) -> int:
    """How many names stand in articles of both."""
    k, u, v = schema.known_names, schema.name_uses, schema.name_uses.alias()
    parts: list[sa.Select[Any]] = [
        sa.select(v.c.known)
        .join(u, u.c.article == v.c.article)
        .join(k, k.c.number == u.c.known)
        .where(k.c.entity == entity, v.c.known != u.c.known, v.c.kind.in_(("company", "organisation", "person")))
        for entity in (one, other)
    ]
    both = sa.intersect(*parts).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(both)).scalar_one()

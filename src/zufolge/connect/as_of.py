"""Deals as they were known then: what is kept is taken where nothing came later, the rest is worked out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.deals import Deal, identify, told_by
from zufolge.connect.grouping import Group, group_told, related_by
from zufolge.connect.kept_reading import load_deals, load_members
from zufolge.connect.kept_shapes import KeptNames, KeptShapes
from zufolge.connect.kept_summaries import KeptGroup, load_kept_passages, read_of, summarise
from zufolge.connect.kept_told import load_posts_of, load_told, negotiators, types_of_undertakings
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.origin_tree import Origins
from zufolge.connect.strands import relations_of
from zufolge.connect.told import Told
from zufolge.connect.undertakings import read_undertaking
from zufolge.connect.versions import published_by
from zufolge.connect.who import Who
from zufolge.ledger import schema


def deals_as_of(connection: Connection, entities: Iterable[str], as_of: str) -> list[tuple[Deal, Origins]]:
    """The deals of these entities as they were known on that day, month or year."""
    wanted = frozenset(entities)
    strands = _strands_around(connection, wanted)
    pairs = _told_by_then(connection, strands, as_of)
    homes = {told.claim: deal for deal, told in pairs}
    groups = group_told((told for _, told in pairs), related_by(_owners(connection, wanted, pairs, as_of)))
    groups = tuple(group for group in groups if any(one.shape.parties & wanted for one in group.members))
    kept = _unchanged(connection, groups, homes, as_of)
    stored = dict(zip(kept.values(), load_deals(connection, list(kept.values())), strict=True))
    again = {n: group for n, group in enumerate(groups) if n not in kept}
    passages = _passages(connection, again, homes, as_of)
    read = {n: KeptGroup(group, read_of(group), tuple(passages.get(n, ()))) for n, group in again.items()}
    told = {one.number: one.summary for one in summarise(connection, read, as_of)} if read else {}
    found = []
    for number, identity in enumerate(identify(groups)):
        deal, origins = stored[kept[number]] if number in kept else (told[number].deal, told[number].origins)
        if wanted & {party.entity for party in deal.parties}:
            found.append((replace(deal, id=identity), origins))
    return found


def _strands_around(connection: Connection, entities: frozenset[str]) -> list[int]:
    numbers = KeptNames(connection).find(entities)
    names, parties = schema.strand_names, schema.deal_parties
    found: set[int] = set()
    for some in in_parts(sorted(numbers.values())):
        found.update(connection.execute(sa.select(names.c.strand).where(names.c.name.in_(some))).scalars())
    for part in in_parts(sorted(entities)):
        found.update(connection.execute(sa.select(parties.c.deal).where(parties.c.entity.in_(part))).scalars())
    return sorted(found)


def _told_by_then(connection: Connection, strands: Sequence[int], as_of: str) -> list[tuple[int, Told]]:
    """The claims of these strands that were known then, with the numbers of their deals."""
    shapes, t = KeptShapes(connection), schema.told
    found: dict[int, tuple[int, Told]] = {}
    for column in (t.c.strand, t.c.deal):
        for row, told in load_told(connection, column, strands, shapes):
            if published_by(told.published, as_of):
                found[row.claim] = (row.deal, told)
    return _with_posts_of_then(connection, sorted(found.values(), key=lambda pair: pair[1].order), as_of)


def _with_posts_of_then(
    connection: Connection, pairs: Sequence[tuple[int, Told]], as_of: str
) -> list[tuple[int, Told]]:
    """The same; who negotiates stands for those at whom articles of then give a post."""
    talks = [told for _, told in pairs if told.shape.type == "talks"]
    known = load_members(connection, talks)
    people = negotiators(known.values())
    if not people:
        return list(pairs)
    posts = load_posts_of(connection, people, Who(connection), as_of)
    again: dict[int, Told | None] = {}
    for told in talks:
        if told.claim in known:
            undertaking = read_undertaking(known[told.claim], posts)
            again[told.claim] = told_by(undertaking) if undertaking is not None else None
    renewed = ((deal, again.get(told.claim, told)) for deal, told in pairs)
    return [(deal, told) for deal, told in renewed if told is not None]


def _owners(
    connection: Connection, entities: frozenset[str], pairs: Sequence[tuple[int, Told]], as_of: str
) -> frozenset[tuple[str, str]]:
    """Who owned whom, as far as articles of then tell."""
    table, a = schema.ownerships, schema.articles
    names = sorted({name for _, told in pairs for name in told.shape.actors} | entities)
    found: list[tuple[str, str]] = []
    for some in in_parts(names):
        query = sa.select(table.c.owner, table.c.owned, a.c.published).join(a, a.c.number == table.c.article)
        rows = connection.execute(query.where(table.c.owner.in_(some)))
        found += [(owner, owned) for owner, owned, published in rows if published_by(published, as_of)]
    return relations_of(found)


def _unchanged(connection: Connection, groups: Sequence[Group], homes: dict[int, int], as_of: str) -> dict[int, int]:
    """The groups, by place, of which the deal that is kept rests on nothing later, with its strand."""
    table, t = schema.deals, schema.told
    deals = sorted({homes[one.claim] for group in groups for one in group.members})
    early: set[int] = set()
    sizes: Counter[int] = Counter()
    for some in in_parts(deals):
        query = sa.select(table.c.strand, table.c.known_by).where(table.c.strand.in_(some))
        early |= {row.strand for row in connection.execute(query) if published_by(row.known_by, as_of)}
        count = sa.select(t.c.deal, sa.func.count()).where(t.c.deal.in_(some)).group_by(t.c.deal)
        sizes.update({row[0]: row[1] for row in connection.execute(count)})
    found = {}
    for place, group in enumerate(groups):
        own = {homes[one.claim] for one in group.members}
        deal = min(own)
        if len(own) == 1 and deal in early and sizes[deal] == len(group.members):
            found[place] = deal
    return found


def _passages(
    connection: Connection, groups: dict[int, Group], homes: dict[int, int], as_of: str
) -> dict[int, list[Any]]:
    """The sentences of then that tell of the deals to which most claims of each group belong now."""
    main = {n: Counter(homes[one.claim] for one in group.members).most_common(1)[0][0] for n, group in groups.items()}
    kept = load_kept_passages(connection, sorted(set(main.values())), as_of)
    return {number: kept.get(deal, []) for number, deal in main.items()}


def has_replaced_versions(connection: Connection, entities: Iterable[str]) -> bool:
    """Whether later versions have replaced articles with claims about these: what those told counts as of then."""
    places, c, f, e = schema.article_places, schema.claims, schema.fillers, schema.entities
    replaced = connection.execute(sa.select(places.c.article).where(places.c.is_current == 0)).scalars().all()
    wanted = set(entities)
    who = Who(connection)
    for some in in_parts(replaced):
        query = (
            sa.select(e.c.name, f.c.kind, c.c.article)
            .join(f, f.c.entity == e.c.number)
            .join(c, c.c.number == f.c.claim)
            .where(c.c.article.in_(some), c.c.type.in_(types_of_undertakings()))
        )
        if any(who.in_article(article).of(name, kind) in wanted for name, kind, article in connection.execute(query)):
            return True
    return False

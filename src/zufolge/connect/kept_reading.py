"""Reads deals and what contradicts in them back out of the tables in which they are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.contradictions import Contradiction
from zufolge.connect.deals import Deal
from zufolge.connect.grouping import Group
from zufolge.connect.judged import load_judged
from zufolge.connect.kept_content import read_content
from zufolge.connect.kept_summaries import load_groups, read_of
from zufolge.connect.known import KnownClaim
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.origin_tree import Origins
from zufolge.connect.told import Told
from zufolge.connect.who import Who
from zufolge.ledger import schema

Heard = dict[int, list[tuple[str | None, str]]]


def load_deals(
    connection: Connection, strands: Sequence[int], *, with_members: bool = True
) -> list[tuple[Deal, Origins]]:
    """The deals of these strands, in that order, each with its origins; without members they are there sooner."""
    rows = _rows(connection, strands)
    groups = load_groups(connection, list(rows))
    heard = _heard(connection, list(rows))
    read = {number: read_of(group) if with_members else () for number, group in groups.items()}
    members = load_members(connection, (told for some in read.values() for told in some))
    return [
        _deal(rows[n], groups[n], [members[told.claim] for told in read[n] if told.claim in members], heard.get(n, []))
        for n in strands
        if n in rows and n in groups
    ]


def load_members(connection: Connection, told: Iterable[Told]) -> dict[int, KnownClaim]:
    """The claims by number, as they were judged."""
    numbers = sorted({one.claim for one in told})
    table, who = schema.told, Who(connection)
    articles: set[int] = set()
    for some in in_parts(numbers):
        query = sa.select(table.c.article).where(table.c.claim.in_(some)).distinct()
        articles.update(connection.execute(query).scalars())
    who.load(sorted(articles))
    return {one.number: one for one in load_judged(connection, numbers, who)}


def _rows(connection: Connection, strands: Sequence[int]) -> dict[int, Any]:
    table = schema.deals
    found: dict[int, Any] = {}
    for some in in_parts(strands):
        query = sa.select(table).where(table.c.strand.in_(some))
        found |= {row.strand: row for row in connection.execute(query)}
    return found


def _heard(connection: Connection, strands: Sequence[int]) -> Heard:
    """The articles of which only sentences tell of the deals."""
    w, a = schema.witnesses, schema.articles
    query = sa.select(w.c.strand, a.c.published, a.c.id).join(a, a.c.number == w.c.article)
    found: Heard = defaultdict(list)
    for some in in_parts(strands):
        rows = connection.execute(query.where(w.c.strand.in_(some)).order_by(w.c.strand, w.c.article))
        for strand, published, article in rows:
            found[strand].append((published, article))
    return found


def _deal(
    row: Any, group: Group, members: Sequence[KnownClaim], heard: Sequence[tuple[str | None, str]]
) -> tuple[Deal, Origins]:
    kept = read_content(row.content)
    deal = Deal(
        id=row.id,
        type=row.type,
        parties=kept.parties,
        history=kept.history,
        signs=(),
        told=group.members,
        members=tuple(members),
        figures=kept.figures,
        reasons=group.reasons,
        heard=tuple(heard),
    )
    return deal, kept.origins


def load_contradictions(
    connection: Connection, strands: Iterable[int] | None, most: int | None = None
) -> list[Contradiction]:
    """What contradicts in these deals (None: in any), weightiest first, at most so many."""
    table = schema.deal_contradictions
    rows: list[Any] = []
    if strands is None:
        rows += connection.execute(sa.select(table).order_by(table.c.rank, table.c.number).limit(most)).all()
    else:
        for some in in_parts(sorted(strands)):
            rows += connection.execute(sa.select(table).where(table.c.deal.in_(some))).all()
        rows.sort(key=lambda row: (row.rank, row.number))
    return told_contradictions(connection, rows[:most])


def told_contradictions(connection: Connection, rows: Sequence[Any]) -> list[Contradiction]:
    """The contradictions of these rows, with their claims."""
    numbers = sorted({number for row in rows for side in row.content[3] for number in side})
    who, claims = Who(connection), schema.claims
    articles: set[int] = set()
    for some in in_parts(numbers):
        query = sa.select(claims.c.article).where(claims.c.number.in_(some)).distinct()
        articles.update(connection.execute(query).scalars())
    who.load(sorted(articles))
    known = {one.number: one for one in load_judged(connection, numbers, who)}
    return [_contradiction(row.content, known) for row in rows]


def _contradiction(content: Sequence[Any], known: dict[int, KnownClaim]) -> Contradiction:
    about, type_, kind, sides, values, reason = content
    left, right = (tuple(known[number] for number in side if number in known) for side in sides)
    return Contradiction(about, type_, kind, (left, right), cast(Any, tuple(values)), reason)

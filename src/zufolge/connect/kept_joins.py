"""Keeps up which strand the claims join that tell little: after strands have changed, only those are asked again
whose answer may be another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.declarations import load_families, load_tellings
from zufolge.connect.joining import MOST_STRANDS, choose, families_of, strands_near
from zufolge.connect.kept_index import KeptIndex
from zufolge.connect.kept_shapes import KeptShapes, is_corable, shapes_naming
from zufolge.connect.kept_strands import Change, load_strands, shift
from zufolge.connect.kept_told import load_told
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.strands import Strand, is_general
from zufolge.connect.told import Told
from zufolge.connect.undertakings import Shape
from zufolge.ledger import schema


class JoinKeeper:
    """Asks claims again which strand they join; `deals` are those of which the claims are others than before."""

    def __init__(self, connection: Connection, shapes: KeptShapes) -> None:
        self._connection = connection
        self._shapes = shapes
        self.deals: set[int] = set()
        self.articles: set[int] = set()

    def find_asked(
        self, changes: Iterable[Change], strands: dict[int, Strand], counts: dict[tuple[int, str], int]
    ) -> set[int]:
        """The claims whose answer may be another; `counts` tells how often names are named more or less than before."""
        t, asked = schema.told, set()
        listed = list(changes)
        moved = [change.strand for change in listed if change.has_moved]
        flipped = [c.strand for c in listed if c.strand in strands and c.was_general != strands[c.strand].is_general]
        asked |= self._claims(t.c.joined, moved) | self._claims(t.c.strand, [*moved, *flipped])
        asked |= self._claims(t.c.article, self._articles_of(moved))
        for change in listed:
            strand = strands.get(change.strand)
            if strand is not None and strand.is_core:
                asked |= self._asked_around(change, strand)
        for name, family in self._became_frequent(counts):
            asked |= self._naming([name], family, [name], (None, None))
        return asked

    def _claims(self, column: sa.Column[int], values: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for some in in_parts(sorted(set(values))):
            found.update(self._connection.execute(sa.select(schema.told.c.claim).where(column.in_(some))).scalars())
        return found

    def _articles_of(self, strands: Iterable[int]) -> set[int]:
        t, found = schema.told, set[int]()
        for some in in_parts(sorted(set(strands))):
            query = sa.select(t.c.article).where(t.c.strand.in_(some)).distinct()
            found.update(self._connection.execute(query).scalars())
        return found

    def _asked_around(self, change: Change, strand: Strand) -> set[int]:
        """Claims that name parties of the strand and are near enough; if only its days are others, beyond those."""
        is_wider = (change.old_first, change.old_last) != (strand.first, strand.last)
        if not (change.has_new_shapes or is_wider):
            return set()
        numbers = self._shapes.names.find(strand.parties)
        aliases = self._shapes.names.with_aliases(numbers.values())
        index = KeptIndex(self._connection, self._shapes.names)
        index.learn(strand.parties)
        rare = [
            a for name, n in numbers.items() if index.count(name, strand.family) <= MOST_STRANDS for a in aliases[n]
        ]
        every = sorted({alias for some in aliases.values() for alias in some})
        inside = (None, None) if change.has_new_shapes else (change.old_first, change.old_last)
        reach = load_families()[strand.family].most_days
        return self._naming(every, strand.family, rare, inside, _stretch(strand, reach))

    def _became_frequent(self, counts: dict[tuple[int, str], int]) -> list[tuple[int, str]]:
        """The names that have come to be frequent in a family, or ceased to be, with those that mean the same."""
        aliases = self._shapes.names.with_aliases(name for name, _ in counts)
        wanted = {(alias, family) for name, family in counts for alias in aliases[name]}
        spelled = self._shapes.names.with_aliases(name for name, _ in wanted)
        table, now = schema.strand_counts, dict[tuple[int, str], int]()
        for some in in_parts(sorted({alias for others in spelled.values() for alias in others})):
            for row in self._connection.execute(sa.select(table).where(table.c.name.in_(some))):
                now[row.name, row.family] = row.strands
        found = []
        for name, family in sorted(wanted):
            after = sum(now.get((alias, family), 0) for alias in spelled[name])
            before = after - sum(counts.get((alias, family), 0) for alias in spelled[name])
            if (before <= MOST_STRANDS) != (after <= MOST_STRANDS):
                found.append((name, family))
        return found

    def _naming(
        self,
        names: Sequence[int],
        family: str,
        rare: Sequence[int],
        inside: tuple[str | None, str | None],
        within: tuple[str, str] | None = None,
    ) -> set[int]:
        """Claims of shapes that may join strands of the family, and name one of `rare` or two of the names."""
        t, s = schema.told, schema.shape_names
        found: set[int] = set()
        for own in _joining(family):
            numbers = set(shapes_naming(self._connection, own, rare))
            several = sa.select(s.c.shape).where(s.c.family == own, s.c.name.in_(list(names)[:500]))
            several = several.group_by(s.c.shape).having(sa.func.count() > 1)
            numbers.update(self._connection.execute(several).scalars())
            shapes = self._shapes.load(numbers)
            wanted = [number for number, shape in sorted(shapes.items()) if _may_join(shape, family)]
            for some in in_parts(wanted):
                query = sa.select(t.c.claim).where(t.c.shape.in_(some))
                if within is not None:
                    query = query.where(t.c.day.is_(None) | ((t.c.day >= within[0]) & (t.c.day <= within[1])))
                if inside[0] is not None and inside[1] is not None:
                    query = query.where((t.c.day < inside[0]) | (t.c.day > inside[1]))
                found.update(self._connection.execute(query).scalars())
        return found

    def ask(self, claims: Iterable[int]) -> None:
        """Decide which strand these claims join, and note what is otherwise than before."""
        pairs = load_told(self._connection, schema.told.c.claim, claims, self._shapes)
        if not pairs:
            return
        own = load_strands(self._connection, {row.strand for row, _ in pairs}, self._shapes)
        loose = [(row, told) for row, told in pairs if not own[row.strand].is_specific]
        in_article = self._in_articles({row.article for row, _ in loose})
        index = KeptIndex(self._connection, self._shapes.names)
        index.learn(name for _, told in loose for name in told.shape.parties)
        near = {}
        for row, told in loose:
            near[row.claim] = (
                strands_near(told.shape.parties, families_of(told), index) | in_article[row.article].keys()
            )
        strands = load_strands(self._connection, {n for some in near.values() for n in some}, self._shapes)
        rows = [_row(row, None) for row, _ in pairs if own[row.strand].is_specific and row.joined is not None]
        for row, told in loose:
            here = in_article[row.article]
            candidates = [
                replace(strands[n], articles=frozenset({told.article})) if n in here else strands[n]
                for n in sorted(near[row.claim])
            ]
            found = choose(told, [one for one in candidates if one.number != row.strand])
            if (row.joined, row.why) != (found or (None, None)):
                rows.append(_row(row, found))
        self._write(rows, pairs)

    def _in_articles(self, articles: Iterable[int]) -> dict[int, dict[int, None]]:
        """For each article the strands that its claims belong to by themselves."""
        t = schema.told
        found: dict[int, dict[int, None]] = defaultdict(dict)
        for some in in_parts(sorted(articles)):
            query = sa.select(t.c.article, t.c.strand).where(t.c.article.in_(some)).distinct()
            for row in self._connection.execute(query.order_by(t.c.article, t.c.strand)):
                found[row.article][row.strand] = None
        return found

    def _write(self, rows: Sequence[dict[str, Any]], pairs: Sequence[tuple[Any, Told]]) -> None:
        if not rows:
            return
        before = {row.claim: row for row, _ in pairs}
        t = schema.told
        update = sa.update(t).where(t.c.claim == sa.bindparam("c"))
        values = {"joined": sa.bindparam("j"), "deal": sa.bindparam("d"), "why": sa.bindparam("w")}
        self._connection.execute(update.values(values), rows)
        for row in rows:
            self.deals |= {before[row["c"]].deal, row["d"]}
            self.articles.add(before[row["c"]].article)


def _row(row: Any, found: tuple[int, str] | None) -> dict[str, Any]:
    joined, why = found or (None, None)
    return {"c": row.claim, "j": joined, "d": row.strand if joined is None else joined, "w": why}


def _stretch(strand: Strand, reach: int) -> tuple[str, str] | None:
    """The days on which a claim may be that joins the strand."""
    if strand.first is None or strand.last is None:
        return None
    return shift(strand.first, -reach), shift(strand.last, reach)


@cache
def _joining(family: str) -> tuple[str, ...]:
    """The families of claims that may join strands of the family."""
    return tuple(
        sorted({one.family.name for one in load_tellings().values() if family in (one.family.name, *one.joins)})
    )


def _may_join(shape: Shape, family: str) -> bool:
    """Whether claims of the shape may join a strand of the family; what makes a specific strand itself does not."""
    if is_corable(shape):
        kind = load_families()[family].told_apart_by
        return kind in ("matter", "opponents") and is_general(shape) and shape.telling.family.name == family
    return family in (shape.telling.family.name, *shape.telling.joins)

"""Keeps up which strand the claims join that tell little: after strands have changed, only those are asked again
whose answer may be another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.declarations import load_families, load_tellings
from zufolge.connect.joining import MOST_STRANDS, choose, families_of, strands_near
from zufolge.connect.kept_index import KeptIndex
from zufolge.connect.kept_shapes import KeptShapes, is_corable, shapes_naming
from zufolge.connect.kept_strands import Change, StrandKeeper, load_strands, shift
from zufolge.connect.kept_told import load_told
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.strands import Strand, is_general
from zufolge.connect.told import Told
from zufolge.connect.undertakings import Shape
from zufolge.ledger import schema

_MOST_NAMES: Final = 500


class JoinKeeper:
    """Asks claims again which strand they join; `deals` are those of which the claims are others than before.

    `now_frequent` are the names, with a family, that have come to be frequent, or ceased to be.
    """

    def __init__(self, connection: Connection, shapes: KeptShapes) -> None:
        self._connection = connection
        self._shapes = shapes
        self.deals: set[int] = set()
        self.articles: set[int] = set()
        self.now_frequent: list[tuple[int, str]] = []

    def find_asked(self, keeper: StrandKeeper, strands: dict[int, Strand]) -> set[int]:
        """The claims whose answer may be another, after strands have changed."""
        t, changes = schema.told, list(keeper.changes.values())
        lost = [change.strand for change in changes if change.has_lost or change.has_moved]
        flipped = [c.strand for c in changes if c.strand in strands and c.was_general != strands[c.strand].is_general]
        asked = self._claims(t.c.joined, lost) | self._claims(t.c.strand, flipped)
        asked |= self._claims(t.c.strand, [c.strand for c in changes if c.has_moved], t.c.joined.is_not(None))
        index = KeptIndex(self._connection, self._shapes.names)
        index.learn(name for change in changes if change.strand in strands for name in strands[change.strand].parties)
        for change in changes:
            strand = strands.get(change.strand)
            if strand is not None and strand.is_core:
                asked |= self._asked_around(change, strand, index)
                if change.has_new_shapes and change.was_general is not None:
                    asked |= self._beside(strand)
        self.now_frequent = self._became_frequent(keeper.counts)
        for name, family in self.now_frequent:
            asked |= self._naming([name], family, [name])
        return asked

    def _beside(self, strand: Strand) -> set[int]:
        """Claims that may join the strand and stand in articles that tell of it."""
        t, one = schema.told, schema.told.alias()
        query = sa.select(t.c.claim, t.c.shape).join(one, one.c.article == t.c.article)
        rows = self._connection.execute(query.where(one.c.strand == strand.number, t.c.strand != strand.number)).all()
        shapes = self._shapes.load(row.shape for row in rows)
        return {row.claim for row in rows if _may_join(shapes[row.shape], strand.family)}

    def _claims(
        self, column: sa.Column[int], values: Iterable[int], condition: sa.ColumnElement[bool] | None = None
    ) -> set[int]:
        found: set[int] = set()
        for some in in_parts(sorted(set(values))):
            query = sa.select(schema.told.c.claim).where(column.in_(some))
            query = query if condition is None else query.where(condition)
            found.update(self._connection.execute(query).scalars())
        return found

    def _asked_around(self, change: Change, strand: Strand, index: KeptIndex) -> set[int]:
        """Claims that name parties of the strand and are near enough; if only its days are others, beyond those."""
        is_wider = (change.old_first, change.old_last) != (strand.first, strand.last)
        if not (change.has_new_shapes or is_wider):
            return set()
        numbers = self._shapes.names.find(strand.parties)
        aliases = self._shapes.names.with_aliases(numbers.values())
        rare = [
            a for name, n in numbers.items() if index.count(name, strand.family) <= MOST_STRANDS for a in aliases[n]
        ]
        every = sorted({alias for some in aliases.values() for alias in some})
        stretch = _stretch(change, strand)
        return self._naming(every, strand.family, rare, stretch)

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
        self, names: Sequence[int], family: str, rare: Sequence[int], stretch: sa.ColumnElement[bool] | None = None
    ) -> set[int]:
        """Claims of shapes that may join strands of the family, and name one of `rare` or two of the names."""
        t, s = schema.told, schema.shape_names
        found: set[int] = set()
        for own in _joining(family):
            numbers = set(shapes_naming(self._connection, own, rare))
            several = sa.select(s.c.shape).where(s.c.family == own, s.c.name.in_(list(names)[:_MOST_NAMES]))
            several = several.group_by(s.c.shape).having(sa.func.count() > 1)
            numbers.update(self._connection.execute(several).scalars())
            shapes = self._shapes.load(numbers)
            wanted = [number for number, shape in sorted(shapes.items()) if _may_join(shape, family)]
            for some in in_parts(wanted):
                query = sa.select(t.c.claim).where(t.c.shape.in_(some))
                query = query if stretch is None else query.where(stretch)
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
        values: dict[str, Any] = {"joined": sa.bindparam("j"), "deal": sa.bindparam("d"), "why": sa.bindparam("w")}
        self._connection.execute(update.values(values), rows)
        for row in rows:
            self.deals |= {before[row["c"]].deal, row["d"]}
            self.articles.add(before[row["c"]].article)


def _row(row: Any, found: tuple[int, str] | None) -> dict[str, Any]:
    joined, why = found or (None, None)
    return {"c": row.claim, "j": joined, "d": row.strand if joined is None else joined, "w": why}


def _stretch(change: Change, strand: Strand) -> sa.ColumnElement[bool] | None:
    """When a claim may be told that joins the strand; if only its days are others, not within the old ones."""
    day = schema.told.c.day
    if strand.first is None or strand.last is None:
        return None
    reach = load_families()[strand.family].most_days
    near = (day >= shift(strand.first, -reach)) & (day <= shift(strand.last, reach))
    if change.has_new_shapes or change.old_first is None or change.old_last is None:
        return day.is_(None) | near
    return near & ((day < change.old_first) | (day > change.old_last))


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

"""Keeps strands up with what is told: new claims join strands, claims that go may part one. Which claims join which
strand besides is the business of `kept_joins`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.declarations import load_families
from zufolge.connect.kept_index import change_names
from zufolge.connect.kept_shapes import KeptShapes, is_corable
from zufolge.connect.kept_told import NewlyTold, insert_told, load_told
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.strands import Sets, Strand, are_told_together, most_days
from zufolge.connect.told import Told
from zufolge.connect.undertakings import Shape, days_between
from zufolge.ledger import schema

Node = int
"""A strand by its number, or a new claim by its place, negative."""


@dataclass(slots=True)
class Change:
    """How a strand is otherwise than before: other shapes, other days, or only further claims.

    `was_general` is None for a new one. `has_moved`: its claims came from other strands, or left for others;
    `has_lost`: some are gone.
    """

    strand: int
    was_general: bool | None = None
    old_first: str | None = None
    old_last: str | None = None
    has_new_shapes: bool = False
    has_moved: bool = False
    has_lost: bool = False
    is_gone: bool = False


class StrandKeeper:
    """Takes claims in and out; `changes` tells of which strands something is otherwise."""

    def __init__(self, connection: Connection, shapes: KeptShapes) -> None:
        self._connection = connection
        self._shapes = shapes
        self.changes: dict[int, Change] = {}
        self.counts: dict[tuple[int, str], int] = {}
        self.left_alone: set[int] = set()

    def take_out(self, articles: Sequence[int]) -> None:
        """Forget what these articles told; strands that they held together fall apart."""
        t = schema.told
        touched: set[int] = set()
        for some in in_parts(articles):
            query = sa.select(t.c.strand, t.c.deal).where(t.c.article.in_(some)).distinct()
            for row in self._connection.execute(query).all():
                touched.add(row.strand)
                self.left_alone.add(row.deal)
            self._connection.execute(sa.delete(t).where(t.c.article.in_(some)))
        self._remember(touched)
        for strand in sorted(touched):
            self._repair(strand)

    def mend(self, strands: Iterable[int]) -> None:
        """Look again at what holds these strands together."""
        wanted = sorted(set(strands))
        self._remember(wanted)
        for strand in wanted:
            self._repair(strand)

    def take_in(self, new: Sequence[NewlyTold]) -> None:
        """Keep these claims, each in its strand; strands that they hold together become one."""
        if not new:
            return
        numbers = self._shapes.note(one.told.shape for one in new)
        series = self._series(new, numbers)
        sets: dict[Node, Node] = {}
        for pair in self._pairs(new, numbers, series):
            _join(sets, *pair)
        groups: dict[Node, list[int]] = defaultdict(list)
        for place in range(len(new)):
            groups[_root(sets, -1 - place)].append(place)
        merged: dict[Node, set[int]] = defaultdict(set)
        for node in list(sets):
            if node >= 0:
                merged[_root(sets, node)].add(node)
        self._write(new, numbers, [(sorted(merged[root]), places) for root, places in sorted(groups.items())])

    def _series(self, new: Sequence[NewlyTold], numbers: dict[Shape, int]) -> dict[int, list[tuple[str, Node]]]:
        """The days of all claims of each shape that may be next to a new one, with their strands, in order."""
        dated: dict[str, list[NewlyTold]] = defaultdict(list)
        for one in new:
            if one.told.day is not None:
                dated[one.told.family].append(one)
        found: dict[int, list[tuple[str, Node]]] = defaultdict(list)
        t = schema.told
        for family, some in sorted(dated.items()):
            reach = load_families()[family].most_days
            days = sorted(one.told.day or "" for one in some)
            first, last = shift(days[0], -reach), shift(days[-1], reach)
            linked = self._shapes.linked(numbers[one.told.shape] for one in some)
            query = sa.select(t.c.shape, t.c.day, t.c.strand).where(t.c.day >= first, t.c.day <= last).distinct()
            for part in in_parts(sorted({other for others in linked.values() for other in others})):
                for row in self._connection.execute(query.where(t.c.shape.in_(part))):
                    found[row.shape].append((row.day, row.strand))
        for entries in found.values():
            entries.sort()
        for place, one in enumerate(new):
            if one.told.day is not None:
                insort(found[numbers[one.told.shape]], (one.told.day, -1 - place))
        return found

    def _pairs(
        self, new: Sequence[NewlyTold], numbers: dict[Shape, int], series: dict[int, list[tuple[str, Node]]]
    ) -> Iterable[tuple[Node, Node]]:
        linked = self._shapes.linked(numbers.values())
        shapes = self._shapes.load({other for others in linked.values() for other in others})
        by_article: dict[int, list[int]] = defaultdict(list)
        for place, one in enumerate(new):
            by_article[one.article].append(place)
            if one.told.day is None:
                continue
            own = numbers[one.told.shape]
            for other in sorted(linked[own]):
                reach = most_days(one.told.shape, shapes[other])
                for day, node in _next_to(series.get(other, []), (one.told.day, -1 - place)):
                    if days_between(day, one.told.day) <= reach:
                        yield -1 - place, node
        for places in by_article.values():
            for left, right in combinations(places, 2):
                if _are_together(new[left].told, new[right].told):
                    yield -1 - left, -1 - right

    def _write(
        self, new: Sequence[NewlyTold], numbers: dict[Shape, int], groups: Sequence[tuple[list[int], list[int]]]
    ) -> None:
        """Put strands together and make new ones; each group is the strands it joins and the places of new claims."""
        highest = self._connection.execute(sa.select(sa.func.max(schema.strands.c.number))).scalar_one() or 0
        self._remember({strand for strands, _ in groups for strand in strands})
        home = [0] * len(new)
        rows = []
        for strands, places in groups:
            if strands:
                number = strands[0]
                self._merge(number, strands[1:])
            else:
                highest += 1
                number = highest
                first = new[places[0]].told
                core = int(first.is_core)
                rows.append({"number": number, "family": first.family, "is_core": core, "is_general": 0})
                self.changes[number] = Change(number, has_new_shapes=True)
            for place in places:
                home[place] = number
        if rows:
            self._connection.execute(sa.insert(schema.strands), rows)
        insert_told(self._connection, new, numbers, home)
        self._find_new_shapes([(home[place], numbers[one.told.shape]) for place, one in enumerate(new)])

    def _find_new_shapes(self, added: Sequence[tuple[int, int]]) -> None:
        """Note which strands have a shape that they had not before."""
        t = schema.told
        more: dict[tuple[int, int], int] = defaultdict(int)
        for key in added:
            more[key] += 1
        known = sorted({strand for strand, _ in more if not self.changes[strand].has_new_shapes})
        for some in in_parts(known):
            wanted = sorted({shape for strand, shape in more if strand in set(some)})
            for part in in_parts(wanted):
                query = sa.select(t.c.strand, t.c.shape, sa.func.count()).group_by(t.c.strand, t.c.shape)
                counts = self._connection.execute(query.where(t.c.strand.in_(some), t.c.shape.in_(part)))
                for strand, shape, count in counts:
                    if more.get((strand, shape)) == count:
                        self.changes[strand].has_new_shapes = True

    def _merge(self, keep: int, others: Sequence[int]) -> None:
        t, w = schema.told, schema.witnesses
        for other in others:
            for strand, change in ((keep, self.changes[keep]), (other, self.changes[other])):
                change.has_new_shapes = change.has_moved = True
                change.is_gone = strand == other
            execute = self._connection.execute
            execute(sa.update(t).where(t.c.strand == other).values(strand=keep))
            execute(sa.update(t).where(t.c.deal == other, t.c.joined.is_(None)).values(deal=keep))
            execute(sa.update(t).where(t.c.deal == other).values(deal=keep, joined=keep))
            execute(sa.update(w).where(w.c.strand == other).values(strand=keep))
            execute(sa.delete(schema.strands).where(schema.strands.c.number == other))

    def _repair(self, strand: int) -> None:
        """Part a strand of which claims are gone into what still hangs together."""
        change = self.changes[strand]
        change.has_new_shapes = change.has_lost = True
        pairs = load_told(self._connection, schema.told.c.strand, [strand], self._shapes)
        if not pairs:
            change.is_gone = True
            self._connection.execute(sa.delete(schema.strands).where(schema.strands.c.number == strand))
            return
        parts = self._parts(pairs)
        change.has_moved = change.has_moved or len(parts) > 1
        for part in parts[1:]:
            self._part(strand, part)

    def _part(self, strand: int, part: Sequence[tuple[Any, Told]]) -> None:
        """Make these claims of a strand one of their own."""
        table, t = schema.strands, schema.told
        highest = self._connection.execute(sa.select(sa.func.max(table.c.number))).scalar_one() or 0
        row = self._connection.execute(sa.select(table).where(table.c.number == strand)).one()
        number = max(highest, strand) + 1
        values = {"number": number, "family": row.family, "is_core": row.is_core, "is_general": row.is_general}
        self._connection.execute(sa.insert(table), values)
        self.changes[number] = Change(number, bool(row.is_general), has_new_shapes=True, has_moved=True)
        for some in in_parts([told.claim for _, told in part]):
            mine = t.c.claim.in_(some)
            self._connection.execute(sa.update(t).where(mine, t.c.joined.is_(None)).values(deal=number))
            self._connection.execute(sa.update(t).where(mine).values(strand=number))

    def _parts(self, pairs: Sequence[tuple[Any, Told]]) -> list[list[tuple[Any, Told]]]:
        sets = Sets(len(pairs))
        series: dict[int, list[tuple[str, Node]]] = defaultdict(list)
        by_article: dict[int, list[int]] = defaultdict(list)
        for place, (row, told) in enumerate(pairs):
            by_article[row.article].append(place)
            if told.day is not None:
                series[row.shape].append((told.day, place))
        for entries in series.values():
            entries.sort()
        linked = self._shapes.linked(series)
        shapes = self._shapes.load({other for others in linked.values() for other in others})
        for place, (row, told) in enumerate(pairs):
            for other in sorted(linked[row.shape]) if told.day is not None else ():
                reach = most_days(told.shape, shapes[other])
                for day, node in _next_to(series.get(other, []), (told.day or "", place)):
                    if days_between(day, told.day or "") <= reach:
                        sets.join(place, node)
        for places in by_article.values():
            for left, right in combinations(places, 2):
                if _are_together(pairs[left][1], pairs[right][1]):
                    sets.join(left, right)
        return [[pairs[place] for place in places] for places in sets.all()]

    def _remember(self, strands: Iterable[int]) -> None:
        """Note how these strands were before anything changes."""
        table = schema.strands
        for some in in_parts(sorted(strand for strand in set(strands) if strand not in self.changes)):
            for row in self._connection.execute(sa.select(table).where(table.c.number.in_(some))):
                self.changes[row.number] = Change(row.number, bool(row.is_general), row.first, row.last)

    def note_features(self) -> dict[int, Strand]:
        """Bring days and names of changed strands up to date; gives those that there still are."""
        living = sorted(number for number, change in self.changes.items() if not change.is_gone)
        strands = load_strands(self._connection, living, self._shapes)
        rows = [{"n": s.number, "a": s.first, "z": s.last, "g": int(s.is_general)} for s in strands.values()]
        if rows:
            table = schema.strands
            update = sa.update(table).where(table.c.number == sa.bindparam("n"))
            values: dict[str, Any] = {
                "first": sa.bindparam("a"),
                "last": sa.bindparam("z"),
                "is_general": sa.bindparam("g"),
            }
            self._connection.execute(update.values(values), rows)
        renamed = [number for number, change in self.changes.items() if change.has_new_shapes]
        self.counts = change_names(self._connection, self._named_before(renamed), self._named_now(renamed, strands))
        return strands

    def _named_before(self, strands: Sequence[int]) -> list[tuple[int, str, int]]:
        table, found = schema.strand_names, []
        for some in in_parts(sorted(strands)):
            query = sa.select(table.c.name, table.c.family, table.c.strand).where(table.c.strand.in_(some))
            found += [(row[0], row[1], row[2]) for row in self._connection.execute(query)]
        return found

    def _named_now(self, numbers: Sequence[int], strands: dict[int, Strand]) -> list[tuple[int, str, int]]:
        own = [strands[number] for number in numbers if number in strands]
        names = self._shapes.names.find(name for strand in own for name in strand.parties)
        return [(names[name], strand.family, strand.number) for strand in own for name in strand.parties]


def load_strands(connection: Connection, numbers: Iterable[int], shapes: KeptShapes) -> dict[int, Strand]:
    """The strands with these numbers, without their articles."""
    wanted = sorted(set(numbers))
    table, t = schema.strands, schema.told
    found: dict[int, Strand] = {}
    told: dict[int, list[int]] = defaultdict(list)
    days: dict[int, tuple[str | None, str | None]] = {}
    for some in in_parts(wanted):
        query = sa.select(t.c.strand, t.c.shape, sa.func.min(t.c.day), sa.func.max(t.c.day))
        for strand, shape, first, last in connection.execute(
            query.where(t.c.strand.in_(some)).group_by(t.c.strand, t.c.shape)
        ):
            told[strand].append(shape)
            known = [day for day in (*days.get(strand, ()), first, last) if day is not None]
            days[strand] = min(known, default=None), max(known, default=None)
        for row in connection.execute(sa.select(table).where(table.c.number.in_(some))):
            found[row.number] = Strand(row.number, row.family, bool(row.is_core), (), None, None)
    known_shapes = shapes.load(shape for some in told.values() for shape in some)
    for number, strand in found.items():
        own = [known_shapes[shape] for shape in told[number]]
        strand.shapes = tuple(sorted(own, key=lambda shape: shape.sort_key))
        strand.first, strand.last = days.get(number, (None, None))
    return found


def _next_to(series: list[tuple[str, Node]], entry: tuple[str, Node]) -> Iterable[tuple[str, Node]]:
    """The entries right before and right after."""
    at = bisect_left(series, entry)
    if at > 0:
        yield series[at - 1]
    after = at + 1 if at < len(series) and series[at] == entry else at
    if after < len(series):
        yield series[after]


def _are_together(one: Told, other: Told) -> bool:
    if one.day is None or one.family != other.family or is_corable(one.shape) != is_corable(other.shape):
        return False
    return are_told_together(one, other)


def shift(day: str, days: int) -> str:
    """The day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _root(sets: dict[Node, Node], node: Node) -> Node:
    while sets.setdefault(node, node) != node:
        sets[node] = sets[sets[node]]
        node = sets[node]
    return node


def _join(sets: dict[Node, Node], one: Node, other: Node) -> None:
    left, right = _root(sets, one), _root(sets, other)
    sets[max(left, right)] = min(left, right)

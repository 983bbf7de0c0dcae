"""Finds strands in the ledger by who is named in them. Names that many strands share are counted, never listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.joining import MOST_STRANDS
from zufolge.connect.kept_shapes import KeptNames
from zufolge.connect.names_of_articles import in_parts
from zufolge.ledger import schema


class KeptIndex:
    """A `StrandIndex` over the ledger, which knows the names that it was told of by `learn`."""

    def __init__(self, connection: Connection, names: KeptNames) -> None:
        self._connection = connection
        self._names = names
        self._spellings: dict[str, frozenset[int]] = {}
        self._counts: dict[tuple[int, str], int] = {}
        self._strands: dict[tuple[int, str], set[int]] = defaultdict(set)
        self._common: dict[tuple[str, str, str], frozenset[int]] = {}

    def learn(self, names: Iterable[str]) -> None:
        """Look all these names up at once."""
        numbers = self._names.find(name for name in names if name not in self._spellings)
        aliases = self._names.with_aliases(numbers.values())
        self._spellings |= {name: aliases[number] for name, number in numbers.items()}
        wanted = sorted({alias for some in aliases.values() for alias in some})
        table = schema.strand_counts
        by_family: dict[str, list[int]] = defaultdict(list)
        for some in in_parts(wanted):
            for row in self._connection.execute(sa.select(table).where(table.c.name.in_(some))):
                self._counts[row.name, row.family] = row.strands
                if row.strands <= MOST_STRANDS:
                    by_family[row.family].append(row.name)
        named = schema.strand_names
        for family, of_family in sorted(by_family.items()):
            for some in in_parts(of_family):
                query = sa.select(named.c.name, named.c.strand).where(named.c.family == family, named.c.name.in_(some))
                for row in self._connection.execute(query):
                    self._strands[row.name, family].add(row.strand)

    def count(self, name: str, family: str) -> int:
        """See `StrandIndex`."""
        return sum(self._counts.get((alias, family), 0) for alias in self._spellings.get(name, ()))

    def strands(self, name: str, family: str) -> frozenset[int]:
        """See `StrandIndex`."""
        found = (self._strands.get((alias, family), set()) for alias in self._spellings.get(name, ()))
        return frozenset[int]().union(*found)

    def common(self, one: str, other: str, family: str) -> frozenset[int]:
        """See `StrandIndex`."""
        rare, frequent = sorted((one, other), key=lambda name: (self.count(name, family), name))
        key = (rare, frequent, family)
        if key not in self._common:
            few, many = schema.strand_names.alias(), schema.strand_names.alias()
            query = (
                sa.select(few.c.strand)
                .join(many, (many.c.strand == few.c.strand) & (many.c.family == few.c.family))
                .where(few.c.family == family)
                .where(few.c.name.in_(sorted(self._spellings[rare])))
                .where(many.c.name.in_(sorted(self._spellings[frequent])))
            )
            self._common[key] = frozenset(self._connection.execute(query).scalars())
        return self._common[key]


def change_names(
    connection: Connection, before: Iterable[tuple[int, str, int]], after: Iterable[tuple[int, str, int]]
) -> dict[tuple[int, str], int]:
    """Note who is named in strands, given as (name, family, strand); gives how the counts of names have changed."""
    old, new = set(before), set(after)
    table = schema.strand_names
    gone = sorted(old - new)
    if gone:
        condition = (
            (table.c.name == sa.bindparam("n"))
            & (table.c.family == sa.bindparam("f"))
            & (table.c.strand == sa.bindparam("s"))
        )
        connection.execute(sa.delete(table).where(condition), [{"n": n, "f": f, "s": s} for n, f, s in gone])
    come = sorted(new - old)
    if come:
        connection.execute(sa.insert(table), [{"name": n, "family": f, "strand": s} for n, f, s in come])
    deltas: dict[tuple[int, str], int] = defaultdict(int)
    for step, rows in ((-1, gone), (1, come)):
        for name, family, _ in rows:
            deltas[name, family] += step
    changed = {key: delta for key, delta in deltas.items() if delta}
    _count(connection, changed)
    return changed


def _count(connection: Connection, changed: dict[tuple[int, str], int]) -> None:
    table = schema.strand_counts
    known: dict[tuple[int, str], int] = {}
    for some in in_parts(sorted({name for name, _ in changed})):
        rows = connection.execute(sa.select(table).where(table.c.name.in_(some)))
        known |= {(row.name, row.family): row.strands for row in rows}
    new = [{"name": n, "family": f, "strands": d} for (n, f), d in sorted(changed.items()) if (n, f) not in known]
    if new:
        connection.execute(sa.insert(table), new)
    more = [{"n": n, "f": f, "d": d} for (n, f), d in sorted(changed.items()) if (n, f) in known]
    if more:
        condition = (table.c.name == sa.bindparam("n")) & (table.c.family == sa.bindparam("f"))
        connection.execute(sa.update(table).where(condition).values(strands=table.c.strands + sa.bindparam("d")), more)

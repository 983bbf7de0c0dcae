"""Finds the copies of an article among all that the ledger holds, through tables of what texts share.

Whole copies share bands of their MinHash (datasketch); abridged ones and reprints inside a longer text share enough
of their runs of words, one in four of which is kept. What the tables propose is compared word for word. Only
articles published within a month of each other are compared; those without a date are compared with all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.copies import LEAST_RUNS, Copies, Copy, compare_runs, join_copies, runs_of
from zufolge.ledger import schema
from zufolge.ledger.views import load_sentences

BANDS: Final = 20
ROWS_A_BAND: Final = 3
KEEPS_ONE_RUN_IN: Final = 4
MOST_DAYS_APART: Final = 30
_LEAST_SHARE_OF_KEPT: Final = 0.35
_LEAST_KEPT: Final = 2
_AT_ONCE: Final = 400


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a text goes into the tables: the bands of its MinHash, and the runs of words that are kept."""

    bands: tuple[int, ...]
    kept: tuple[int, ...]


def add_copies(connection: Connection, articles: Sequence[int]) -> None:
    """Find the copies of these articles among themselves and all that were added before, and remember both."""
    for number in articles:
        key, day, runs = _read(connection, number)
        if len(runs) < LEAST_RUNS:
            continue
        sketch = sketch_runs(runs)
        found = []
        for other in sorted(_proposed(connection, sketch, day)):
            other_key, _, other_runs = _read(connection, other)
            shares = compare_runs(runs, other_runs) if other_key != key else None
            if shares:
                found.append(Copy(number, other, *shares))
        _remember(connection, number, day, sketch, found)


def forget_copies(connection: Connection) -> None:
    """Empty everything that is derived about copies."""
    for table in (schema.copies, schema.copy_sizes, schema.copy_runs, schema.copy_bands):
        connection.execute(sa.delete(table))


def load_copies(connection: Connection, articles: Sequence[int]) -> Copies:
    """The copies among the articles with these numbers."""
    table, wanted = schema.copies, sorted(set(articles))
    known = frozenset(wanted)
    found = []
    for first in range(0, len(wanted), _AT_ONCE):
        query = sa.select(table).where(table.c.article.in_(wanted[first : first + _AT_ONCE]))
        found += [Copy(*row) for row in connection.execute(query) if row.other in known]
    return join_copies(found)


def sketch_runs(runs: Iterable[str]) -> Sketch:
    """The sketch of a text's runs of words; the same runs give the same sketch everywhere."""
    from datasketch import MinHash  # takes a second to import, and only adding articles needs it

    sorted_runs = sorted(run.encode() for run in runs)
    minhash = MinHash(num_perm=BANDS * ROWS_A_BAND, seed=1, scheme="affine32")
    minhash.update_batch(sorted_runs)
    values = [int(value) for value in minhash.hashvalues]
    bands = (values[i * ROWS_A_BAND : (i + 1) * ROWS_A_BAND] for i in range(BANDS))
    hashes = map(_hash, sorted_runs)
    return Sketch(
        tuple(_hash(f"{number}:{band}".encode()) for number, band in enumerate(bands)),
        tuple(sorted({value for value in hashes if value % KEEPS_ONE_RUN_IN == 0})),
    )


def _hash(words: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), "big", signed=True)


def _read(connection: Connection, number: int) -> tuple[str, int, frozenset[str]]:
    """What makes versions of the article one, the day it was published, and the runs of its text."""
    table = schema.articles
    query = sa.select(table.c.key, table.c.published, table.c.text).where(table.c.number == number)
    row = connection.execute(query).one()
    return row.key, _day(row.published), runs_of(row.text, load_sentences(connection, number))


def _day(published: str | None) -> int:
    return date.fromisoformat(published[:10]).toordinal() if published else 0


def _proposed(connection: Connection, sketch: Sketch, day: int) -> set[int]:
    """The articles that may share text: a band of the MinHash, or enough of the kept runs of the shorter one."""
    bands = schema.copy_bands
    query = sa.select(bands.c.article).distinct().where(bands.c.hash.in_(sketch.bands), _near(bands, day))
    found = set(connection.execute(query).scalars())
    runs, sizes = schema.copy_runs, schema.copy_sizes
    shared: dict[int, int] = {}
    for first in range(0, len(sketch.kept), _AT_ONCE):
        some = sketch.kept[first : first + _AT_ONCE]
        counting = sa.select(runs.c.article, sa.func.count()).where(runs.c.hash.in_(some), _near(runs, day))
        for article, count in connection.execute(counting.group_by(runs.c.article)):
            shared[article] = shared.get(article, 0) + count
    several = sorted(article for article, count in shared.items() if count >= _LEAST_KEPT)
    for first in range(0, len(several), _AT_ONCE):
        sized = sa.select(sizes).where(sizes.c.article.in_(several[first : first + _AT_ONCE]))
        for article, size in connection.execute(sized):
            if shared[article] >= _LEAST_SHARE_OF_KEPT * min(size, len(sketch.kept)):
                found.add(article)
    return found


def _near(table: sa.Table, day: int) -> sa.ColumnElement[bool]:
    """Whether a row was published about that day; days unknown are always near."""
    if not day:
        return sa.true()
    column = table.c.day
    return column.between(day - MOST_DAYS_APART, day + MOST_DAYS_APART) | (column == 0)


def _remember(connection: Connection, number: int, day: int, sketch: Sketch, found: Sequence[Copy]) -> None:
    for table, hashes in ((schema.copy_bands, sketch.bands), (schema.copy_runs, sketch.kept)):
        _insert(connection, table, [{"hash": value, "day": day, "article": number} for value in hashes])
    _insert(connection, schema.copy_sizes, [{"article": number, "runs": len(sketch.kept)}])
    rows = []
    for copy in found:
        shares = {"of_article": copy.of_article, "of_other": copy.of_other}
        turned = {"of_article": copy.of_other, "of_other": copy.of_article}
        rows += [{"article": number, "other": copy.other, **shares}, {"article": copy.other, "other": number, **turned}]
    _insert(connection, schema.copies, rows)


def _insert(connection: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)

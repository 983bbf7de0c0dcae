"""Articles that come as Parquet: one a row, with the columns that JSONL has as keys. Read by duckdb."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from zufolge.bulk.places import is_remote
from zufolge.model import Article, ZufolgeError
from zufolge.read import ReadOptions, Unreadable
from zufolge.read.jsonl import article_of_entry

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ROWS_IN_MEMORY = 50


def count_rows(where: str) -> int | None:
    """How many rows the file has; None where it is no Parquet."""
    with _connect(where) as database:
        import duckdb

        try:
            found = database.execute("SELECT sum(num_rows) FROM parquet_file_metadata(?)", [where]).fetchone()
        except duckdb.Error:
            return None
    return int(found[0] or 0) if found else 0


def read_rows(where: str, start: int, end: int, options: ReadOptions) -> Iterator[tuple[int, Article | Unreadable]]:
    """The articles in the rows from `start` to before `end`, each with its row."""
    query = "SELECT * FROM read_parquet(?, file_row_number = true) WHERE file_row_number >= ? AND file_row_number < ?"
    with _connect(where) as database:
        found = database.execute(query, [where, start, end])
        names = [column[0] for column in found.description or ()]
        while rows := found.fetchmany(_ROWS_IN_MEMORY):
            for row in rows:
                entry = {name: _plain(value) for name, value in zip(names, row, strict=True)}
                number = entry.pop("file_row_number")
                yield number, article_of_entry(entry, f"{where}, line {number + 1}", options)


def _connect(where: str) -> DuckDBPyConnection:
    try:
        import duckdb
    except ImportError:
        raise ZufolgeError(f"{where} needs duckdb; install it with: pip install 'zufolge[bulk]'.") from None
    database = duckdb.connect()
    database.execute("SET threads = 1")  # one thread keeps the order of the rows
    if is_remote(where):
        import fsspec

        database.register_filesystem(fsspec.filesystem(where.partition("://")[0]))
    return database


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date | datetime.datetime) else value

"""Parquet: the five tables of `tables`, one file each, written by duckdb."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zufolge.export.format import Articles, FolderFormat
from zufolge.export.tables import TABLES, Row, rows_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_AT_ONCE: Final = 5_000
_TYPES: Final = {"text": "VARCHAR", "texts": "VARCHAR[]", "integer": "BIGINT", "number": "DOUBLE"}


def write_parquet(articles: Articles, folder: Path) -> None:
    """Five files; the rows wait in a database on disk, not in memory. The same rows give the same bytes."""
    import duckdb

    waiting = folder / "rows.duckdb"
    try:
        with duckdb.connect(str(waiting)) as database:
            _fill(database, articles)
            for name in TABLES:
                place = str(folder / f"{name}.parquet").replace("'", "''")
                database.execute(f"COPY {name} TO '{place}' (FORMAT parquet, COMPRESSION zstd)")
    finally:
        for left in folder.glob("rows.duckdb*"):
            left.unlink()


def _fill(database: DuckDBPyConnection, articles: Articles) -> None:
    database.execute("SET threads = 1")  # one thread keeps the order of the rows, and with it the bytes
    for name, columns in TABLES.items():
        declared = ", ".join(f'"{column.name}" {_TYPES[column.type]}' for column in columns)
        database.execute(f"CREATE TABLE {name} ({declared})")
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for kept in articles:
        for name, row in rows_of(kept):
            rows[name].append(row)
        for name in [name for name, waiting in rows.items() if len(waiting) >= ROWS_AT_ONCE]:
            _append(database, name, rows.pop(name))
    for name, waiting in rows.items():
        _append(database, name, waiting)


def _append(database: DuckDBPyConnection, name: str, rows: list[Row]) -> None:
    appender = database.appender(name)
    appender.append_rows(rows)
    appender.flush()


FORMAT = FolderFormat("parquet", "five tables as Parquet, for duckdb, pandas, polars and R", write_parquet, "duckdb")

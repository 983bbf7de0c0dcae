"""CSV: the five tables of `tables`, one file each, with a head line; lists as JSON."""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack
from pathlib import Path

from zufolge.export.format import Articles, FolderFormat
from zufolge.export.tables import TABLES, Cell, rows_of


def write_csv_tables(articles: Articles, folder: Path) -> None:
    """Five files in UTF-8; a cell is empty where the article does not say."""
    with ExitStack() as opened:
        files = {
            name: opened.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            for name in TABLES
        }
        writers = {name: csv.writer(file, lineterminator="\n") for name, file in files.items()}
        for name, columns in TABLES.items():
            writers[name].writerow([column.name for column in columns])
        for kept in articles:
            for name, row in rows_of(kept):
                writers[name].writerow([_cell(cell) for cell in row])


def _cell(cell: Cell) -> Cell:
    """Lists as JSON; whole floats as ints, so that money reads as money."""
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


FORMAT = FolderFormat("csv", "five tables as CSV, for spreadsheets, pandas and R", write_csv_tables)

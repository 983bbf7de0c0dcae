"""Takes out of a damaged SQLite ledger what can still be read: articles that fit their digest, and judgements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ledger import schema
from zufolge.ledger.errors import LedgerError
from zufolge.ledger.writer import digest_article
from zufolge.model import Article

JUDGED: Final = (schema.claim_judgements, schema.entity_judgements, schema.known_aliases, schema.identifiers)
MISSES_TO_END: Final = 10_000
"""Where even the highest number cannot be read: so many numbers without an article are the end."""


@dataclass(frozen=True, slots=True)
class Lost:
    """An article that cannot be rescued: its number in the damaged ledger, and why."""

    number: int
    reason: str


def readable_articles(path: Path) -> Iterator[Article | Lost]:
    """The articles of the damaged ledger in the order in which they came; one that changed by itself counts as lost.

    Raises LedgerError where there is no such file, or nothing in it can be read.
    """
    with closing(_open(path)) as connection:
        last = _last_number(connection)
        misses = number = 0
        while number < last if last is not None else misses < MISSES_TO_END:
            number += 1
            found = _article(connection, number)
            misses = misses + 1 if found is None or isinstance(found, Lost) else 0
            if found is not None and (last is not None or not isinstance(found, Lost)):
                yield found


def rescue_judgements(path: Path, into: Connection) -> int:
    """Copy every judgement and alias that can be read; gives how many."""
    count = 0
    with closing(_open(path)) as connection:
        for table in JUDGED:
            names = [column.name for column in table.columns]
            for row in _rows(connection, table.name, names):
                into.execute(sa.insert(table), dict(zip(names, row, strict=True)))
                count += 1
    return count


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise LedgerError(f"There is no ledger {path} to salvage; name a SQLite file.")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    try:
        connection.execute("SELECT 1 FROM articles LIMIT 0")
    except sqlite3.Error as error:
        connection.close()
        raise LedgerError(f"Nothing in {path} can be read any more ({error}); restore it from a copy.") from error
    return connection


def _last_number(connection: sqlite3.Connection) -> int | None:
    try:
        return int(connection.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()[0])
    except (sqlite3.Error, TypeError, ValueError):
        return None


_COLUMNS: Final = ("id", "text", "path", "url", "title", "language", "published", "published_from", "publisher")


def _article(connection: sqlite3.Connection, number: int) -> Article | Lost | None:
    """The article with this number; None where the ledger has none."""
    query = f"SELECT digest, {', '.join(_COLUMNS)} FROM articles WHERE number = ?"
    try:
        row = connection.execute(query, (number,)).fetchone()
    except (sqlite3.Error, OverflowError) as error:
        return Lost(number, str(error))
    if row is None:
        return None
    if any(not isinstance(row[place], str) for place in (0, 1, 2, 6)):
        return Lost(number, "its row holds what no article holds")
    article = Article(**dict(zip(_COLUMNS, row[1:], strict=True)))
    if digest_article(article) != row[0]:
        return Lost(number, f"the text of {article.id} is no longer what was stored")
    return article


def _rows(connection: sqlite3.Connection, table: str, names: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows up to the first that cannot be read, then those from the end down to it."""
    columns = ", ".join(f'"{name}"' for name in names)
    last = -1
    try:
        for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY number"):
            last = row[0]
            yield row
    except sqlite3.Error:
        try:
            query = f"SELECT {columns} FROM {table} WHERE number > ? ORDER BY number DESC"
            yield from connection.execute(query, (last,))
        except sqlite3.Error:
            return

"""Words in full-text indexes: one question, asked of SQLite's FTS5 or of PostgreSQL's tsvector, with the same answer.

PostgreSQL gets the words as FTS5's tokenizer cuts and folds them, because its own parser keeps addresses, numbers and
hyphened words whole. Its columns are weights (A to D), which limits an index to four.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.engine import Connection

GAP_WORDS: Final = 8
"""Empty places between two columns of a tsvector, so that no phrase reaches over both."""
LAST_POSITION: Final = 16383
MOST_BYTES: Final = 700_000
"""PostgreSQL refuses a tsvector of 1 MB; the words behind this many bytes of an article cannot be found in it."""
_WEIGHTS: Final = "ABCD"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side; `is_beginning`: the last one may go on. `column` None means any column."""

    words: str
    column: str | None = None
    is_beginning: bool = False


Wanted = Sequence[Sequence[Phrase]]
"""All of these hold, and of each at least one of the alternatives."""


def cut_words(text: str) -> list[str]:
    """The words as FTS5's `unicode61 remove_diacritics 2` has them.

    >>> cut_words("Die Müller_AG zahlt 3,5 Mrd. Złoty")
    ['die', 'muller', 'ag', 'zahlt', '3', '5', 'mrd', 'złoty']
    """
    folded = "".join(map(_fold, text))
    return folded.split()


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    """The letter without case and marks, nothing for a mark of its own, a blank for what parts words."""
    kind = unicodedata.category(char)
    if kind[0] == "M":
        return ""
    if kind[0] not in "LN" and kind != "Co":
        return " "
    lower = char.lower()[0]
    parts = unicodedata.normalize("NFD", lower)
    return parts[0] if all(unicodedata.category(mark) == "Mn" for mark in parts[1:]) else lower


def write_fts5(wanted: Wanted) -> str:
    """The question in the language of FTS5.

    >>> write_fts5([[Phrase("Nordfalk AG", "names"), Phrase("Kahl", "names")], [Phrase("übern", is_beginning=True)]])
    '(names: "Nordfalk AG" OR names: "Kahl") AND "übern"*'
    """
    return " AND ".join(_any_of([_fts5_phrase(phrase) for phrase in some], " OR ") for some in wanted)


def _fts5_phrase(phrase: Phrase) -> str:
    column = f"{phrase.column}: " if phrase.column else ""
    return f'{column}"{phrase.words}"{"*" if phrase.is_beginning else ""}'


def _any_of(written: Sequence[str], word: str) -> str:
    return written[0] if len(written) == 1 else f"({word.join(written)})"


def write_tsquery(wanted: Wanted, columns: Sequence[str]) -> str:
    """The question as PostgreSQL's tsquery over an index with these columns.

    >>> write_tsquery([[Phrase("Nordfalk AG", "names")], [Phrase("übern", is_beginning=True)]], ("evidence", "names"))
    "('nordfalk':B <-> 'ag':B) & 'ubern':*"
    """
    return " & ".join(_any_of([_tsquery_phrase(phrase, columns) for phrase in some], " | ") for some in wanted)


def _tsquery_phrase(phrase: Phrase, columns: Sequence[str]) -> str:
    weight = _WEIGHTS[list(columns).index(phrase.column)] if phrase.column else ""
    words = cut_words(phrase.words)
    signs = [weight] * len(words)
    if phrase.is_beginning:
        signs[-1] = f"*{weight}"
    written = [f"'{word}'" + (f":{sign}" if sign else "") for word, sign in zip(words, signs, strict=True)]
    return _any_of(written, " <-> ")


def write_tsvector(columns: Mapping[str, str]) -> str:
    """The text of each column as PostgreSQL's tsvector, at most MOST_BYTES of it.

    >>> write_tsvector({"title": "Nordfalk kauft", "text": "Die Nordfalk AG"})
    "'nordfalk':1A 'kauft':2A 'die':11B 'nordfalk':12B 'ag':13B"
    """
    return " ".join(_within_bounds(columns))


def _within_bounds(columns: Mapping[str, str]) -> Iterator[str]:
    position = size = 0
    for weight, text in zip(_WEIGHTS, columns.values(), strict=False):
        for word in cut_words(text):
            position += 1
            short = word[:500]
            size += len(short.encode()) + 4
            if size > MOST_BYTES:
                return
            yield f"'{short}':{min(position, LAST_POSITION)}{weight}"
        position += GAP_WORDS


@dataclass(frozen=True, slots=True)
class Finder:
    """A full-text index of the ledger: `place` tells one thing from another, `columns` hold words."""

    name: str
    columns: tuple[str, ...]

    def ask(self, connection: Connection, wanted: Wanted) -> tuple[sa.ColumnElement[int], sa.ColumnElement[bool]]:
        """The column of places, and whether a place holds what is wanted."""
        if connection.dialect.name == "sqlite":
            index = sa.table(self.name, sa.column("rowid", sa.Integer))
            is_hit = sa.literal_column(self.name, sa.Text).op("MATCH", is_comparison=True)(write_fts5(wanted))
            return index.c.rowid, is_hit
        index = sa.table(self.name, sa.column("place", sa.BigInteger), sa.column("words", sa.Text))
        query = sa.cast(write_tsquery(wanted, self.columns), TSQUERY)
        return index.c.place, index.c.words.op("@@", is_comparison=True)(query)

    def add(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Bring rows of words, each with its `place`, into the index."""
        if connection.dialect.name == "sqlite":
            names = ", ".join(self.columns)
            values = ", ".join(f":{name}" for name in self.columns)
            connection.execute(sa.text(f"INSERT INTO {self.name}(rowid, {names}) VALUES (:place, {values})"), rows)
            return
        insert = sa.text(f"INSERT INTO {self.name} (place, words) VALUES (:place, CAST(:words AS tsvector))")
        written = [
            {"place": row["place"], "words": write_tsvector({name: row[name] for name in self.columns})} for row in rows
        ]
        connection.execute(insert, written)

    def take_out(self, connection: Connection, row: Mapping[str, Any]) -> None:
        """Take a row out of the index again; the words must be those that came in."""
        if connection.dialect.name == "sqlite":
            names = ", ".join(self.columns)
            values = ", ".join(f":{name}" for name in self.columns)
            take = f"INSERT INTO {self.name}({self.name}, rowid, {names}) VALUES ('delete', :place, {values})"
            connection.execute(sa.text(take), row)
        else:
            connection.execute(sa.text(f"DELETE FROM {self.name} WHERE place = :place"), {"place": row["place"]})

    def forget(self, connection: Connection) -> None:
        """Empty the index."""
        if connection.dialect.name == "sqlite":
            connection.execute(sa.text(f"INSERT INTO {self.name}({self.name}) VALUES ('delete-all')"))
        else:
            connection.execute(sa.text(f"DELETE FROM {self.name}"))

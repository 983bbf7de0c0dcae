"""Parquet and CSV, read back by duckdb."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.export.conftest import Export
from tests.export.press import FACTS

from zufolge.export.tables import TABLES


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """The answer to a query over the tables of `folder`, each under its name."""
    with duckdb.connect() as database:
        for name in TABLES:
            database.execute(f"CREATE VIEW {name} AS FROM '{folder}/{name}.parquet'")
        return database.execute(query).fetchall()


def test_parquet_has_the_columns_of_the_schema(export: Export) -> None:
    """Names and types are those of `tables`, in their order."""
    types = {"text": "VARCHAR", "texts": "VARCHAR[]", "integer": "BIGINT", "number": "DOUBLE"}
    folder = export("parquet")
    for name, columns in TABLES.items():
        found = duckdb.execute(f"DESCRIBE FROM '{folder}/{name}.parquet'").fetchall()
        assert [(row[0], row[1]) for row in found] == [(column.name, types[column.type]) for column in columns]
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.parquet" for name in TABLES)


def test_the_tables_join_by_the_ids(export: Export) -> None:
    """A question over claims, fillers and sources is one query."""
    found = ask(
        export("parquet"),
        """SELECT buyer.entity, target.entity, string_agg(source.source, ' > ' ORDER BY source.link)
           FROM claims
           JOIN fillers buyer ON buyer.claim = claims.claim AND buyer.role = 'buyer'
           JOIN fillers target ON target.claim = claims.claim AND target.role = 'target'
           LEFT JOIN attributions source ON source.claim = claims.claim
           WHERE type = 'acquisition' AND status = 'rumoured' GROUP BY ALL""",
    )
    assert found == [("Nordfalk", "Alpenwerk", 'die "Abendpost" > Insider')]


def test_offsets_count_code_points(export: Export) -> None:
    """An emoji before the words shifts them by one, in duckdb as here."""
    found = ask(
        export("parquet"),
        """SELECT DISTINCT fillers.text = substring(articles.text, start + 1, fillers.end - start)
           FROM fillers JOIN articles USING (article)""",
    )
    assert found == [(True,)]
    assert FACTS.startswith("😀")


def test_values_are_numbers_or_words(export: Export) -> None:
    """Money can be summed; what belongs to a closed vocabulary stays a word; the rest is empty."""
    found = ask(
        export("parquet"),
        """SELECT role, value_number, value_text, unit, approx FROM fillers
           JOIN claims USING (claim) WHERE type = 'metric' ORDER BY role""",
    )
    assert found == [
        ("company", None, None, None, None),
        ("measure", None, "revenue", None, None),
        ("period", None, "2023", None, None),
        ("value", 45e6, None, "EUR", "about"),
    ]


def test_an_article_without_claims_is_there_unless_the_question_is_narrowed(export: Export) -> None:
    """Everything means every article; a question gives the articles that answer it."""
    assert ask(export("parquet"), "SELECT count(*) FROM articles") == [(4,)]
    assert ask(export("parquet", status="rumoured"), "SELECT article FROM articles") == [("a1",)]


def test_the_same_ledger_gives_the_same_bytes(export: Export) -> None:
    """Two exports do not differ in a byte."""
    first = {path.name: path.read_bytes() for path in export("parquet").iterdir()}
    again = {path.name: path.read_bytes() for path in export("parquet").iterdir()}
    assert first == again


def test_many_rows_come_in_several_parts(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written in parts is whole and in order."""
    whole = ask(export("parquet"), "FROM fillers")
    monkeypatch.setattr("zufolge.export.formats.parquet.ROWS_AT_ONCE", 2)
    assert ask(export("parquet"), "FROM fillers") == whole


def test_csv_says_the_same_as_parquet(export: Export) -> None:
    """duckdb reads the same claims from both; empty cells are NULL."""
    columns = "claim, article, published, type, status, polarity, attribution, evidence, confidence"
    with duckdb.connect() as database:
        read = f"SELECT {columns} FROM read_csv('{export('csv')}/claims.csv', all_varchar = true) ORDER BY ALL"
        from_csv = database.execute(read).fetchall()
        cast = columns.replace("confidence", "confidence::VARCHAR").replace("attribution", "nullif(attribution, '')")
        read = f"SELECT {cast} FROM '{export('parquet')}/claims.parquet' ORDER BY ALL"
        assert from_csv == database.execute(read).fetchall()


def test_csv_writes_lists_as_json_and_money_without_a_point(export: Export) -> None:
    """A spreadsheet shows what a reader expects."""
    folder = export("csv")
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        origins = {row["article"]: json.loads(row["origins"]) for row in csv.DictReader(file)}
    with (folder / "fillers.csv").open(encoding="utf-8", newline="") as file:
        numbers = [row["value_number"] for row in csv.DictReader(file) if row["unit"] == "EUR"]
    assert origins == {"a1": ["dpa"], "facts 1/ä": ["dpa"], "doubts": [], "nothing": []}
    assert sorted(numbers) == ["45000000", "75000000"]

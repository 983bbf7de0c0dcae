"""`zufolge bulk` and `zufolge load` on the command line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from typer.testing import CliRunner

from zufolge.cli.app import app

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "articles"


def rows_of(ledger: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of a table, without the time of reading."""
    with sqlite3.connect(ledger) as database:
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] != "read_at"]
        return sorted(database.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall(), key=repr)


def test_a_loaded_ledger_is_the_one_that_reading_makes(tmp_path: Path) -> None:
    """Through shards or directly, a ledger holds the same rows; loading again adds nothing."""
    run, out = CliRunner(), str(tmp_path / "shards")
    read = run.invoke(app, ["read", str(EXAMPLES), "--ledger", str(tmp_path / "read.db")])
    bulk = run.invoke(app, ["bulk", str(EXAMPLES), "--out", out, "--workers", "1"])
    loaded = run.invoke(app, ["load", out, "--ledger", str(tmp_path / "loaded.db")])
    again = run.invoke(app, ["load", out, "--ledger", str(tmp_path / "loaded.db")])
    assert [one.exit_code for one in (read, bulk, loaded, again)] == [0, 0, 0, 0]
    assert loaded.stdout.endswith("8 new, 0 changed, 0 known already.\n")
    assert again.stdout.endswith("0 new, 0 changed, 8 known already.\n")
    for table in (
        "articles",
        "entities",
        "claims",
        "fillers",
        "attributions",
        "sources",
        "mentions",
        "links",
        "blocks",
        "sentences",
        "notes",
    ):
        assert rows_of(tmp_path / "loaded.db", table) == rows_of(tmp_path / "read.db", table), table


def test_a_dry_run_says_words_time_and_room(tmp_path: Path) -> None:
    """The estimate reads a few articles and writes nothing."""
    found = CliRunner().invoke(app, ["bulk", str(EXAMPLES), "--out", str(tmp_path / "shards"), "--dry-run"])
    assert found.exit_code == 0
    assert "1 shard to read, 0 finished" in found.stdout
    assert "about 8 articles with" in found.stdout
    assert not (tmp_path / "shards").exists()


def test_articles_put_aside_end_with_their_own_code(tmp_path: Path) -> None:
    """The rest was read; standard error says where the reasons stand."""
    (tmp_path / "a.jsonl").write_text('{"text": "Nordfalk wächst."}\n{broken\n', encoding="utf-8")
    found = CliRunner().invoke(app, ["bulk", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "s"), "--workers", "1"])
    assert found.exit_code == 1
    assert "1 article put aside" in found.stderr

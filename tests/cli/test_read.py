"""`zufolge read`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.readings import TEXT
from tests.running import Run

from zufolge.cli import exits
from zufolge.ledger import connection as ledger_connection

pytestmark = pytest.mark.usefixtures("by_hand")


def test_reading_says_what_was_added(run: Run, tmp_path: Path) -> None:
    """The first time the claims are added, the second time nothing is."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    answers = [run("read", "a.txt") for _ in range(2)]
    assert [(ended.code, ended.err) for ended in answers] == [(0, ""), (0, "")]
    assert [ended.out for ended in answers] == [
        "1 article read: 1 new, 0 changed, 0 known already; 1 claim added to zufolge.db.\n",
        "1 article read: 0 new, 0 changed, 1 known already; 0 claims added to zufolge.db.\n",
    ]


def test_the_ledger_can_come_from_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ZUFOLGE_LEDGER names the ledger where --ledger does not."""
    monkeypatch.setenv("ZUFOLGE_LEDGER", "other.db")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run("read", "a.txt")
    assert (tmp_path / "other.db").exists()


def test_one_bad_article_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    """The good ones are kept, the bad one is named, and the code is 1."""
    (tmp_path / "a.txt").write_text("Das ist kaputt.", encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    ended = run("read", "a.txt", "b.txt")
    assert (ended.code, ended.out.split(":")[0]) == (exits.SOME_UNREADABLE, "1 article read")
    assert "1 article could not be read" in ended.err


def test_progress_shows_on_a_terminal_only(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal sees the count go up and vanish; standard output is the same with and without one."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    piped = run("annotate", "a.txt")
    with monkeypatch.context() as patch:
        patch.setattr("sys.stderr.isatty", lambda: True)
        watched = run("annotate", "a.txt")
    assert (piped.err, watched.err, watched.out) == ("", "\r1 article read\r\x1b[K", piped.out)


def test_a_locked_ledger_ends_with_its_own_code(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program writes, one sentence says so; what was kept before stays."""
    monkeypatch.setattr(ledger_connection, "WAIT_SECONDS", 0.05)
    other = sqlite3.connect(ledger)
    other.execute("BEGIN IMMEDIATE")
    (ledger.parent / "b.txt").write_text(TEXT + " ", encoding="utf-8")
    ended = run("read", "b.txt")
    other.rollback()
    other.close()
    assert (ended.code, "is locked by another program; wait" in ended.err) == (exits.LEDGER_ERROR, True)
    assert run("claims", "--json").out.count("\n") == 1


def test_a_newer_ledger_ends_with_its_own_code(run: Run, ledger: Path) -> None:
    """A ledger of a later zufolge is left alone."""
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE ledger_revision SET version_num = '9999'")
    ended = run("read", "a1.txt")
    assert (ended.code, "written by a newer zufolge" in ended.err) == (exits.LEDGER_ERROR, True)


def test_a_text_named_as_ledger_is_left_alone(run: Run, tmp_path: Path) -> None:
    """Swapping the arguments cannot destroy an article."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ended = run("read", "a.txt", "--ledger", "a.txt")
    assert (ended.code, (tmp_path / "a.txt").read_text(encoding="utf-8")) == (exits.LEDGER_ERROR, TEXT)
    assert "a.txt is not a ledger" in ended.err

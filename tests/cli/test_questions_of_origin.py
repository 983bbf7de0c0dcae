"""`zufolge origins`, `watch` and `evidence` as a user runs them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.ask.affair import ARTICLES, ledger_of, reading_of
from tests.export.test_webhook import Listening, server
from tests.running import Run

import zufolge

__all__ = ["server"]


@pytest.fixture
def affair(run: Run, tmp_path: Path) -> zufolge.Ledger:
    """A ledger `zufolge.db` in the folder of the test, with the first article of the affair."""
    ledger = zufolge.Ledger(tmp_path / "zufolge.db")
    ledger.add(reading_of("rumour"))
    return ledger


def test_origins_are_printed_with_reasons(run: Run, affair: zufolge.Ledger) -> None:
    """People see the tree, programs the contract."""
    for name in ARTICLES:
        affair.add(reading_of(name))
    deal = json.loads(run("deals", "--json").out)["id"]
    printed = run("origins", deal)
    assert printed.code == 0
    assert "4 articles, 3 independent origins" in printed.out
    assert "repeat (2024-03-05, Weserbote)" in printed.out
    found = json.loads(run("origins", deal, "--json").out)
    assert [branch["kind"] for branch in found["tree"]] == ["anonymous", "company", "company"]
    assert run("origins", "zz").code == 2


def test_watch_tells_once(run: Run, affair: zufolge.Ledger, tmp_path: Path) -> None:
    """What was told is no news the next time, unless the state is another's."""
    (tmp_path / "w.toml").write_text('[[watch]]\nid = "n"\nentity = "Nordfalk"\n', encoding="utf-8")
    first = run("watch", "w.toml", "--json")
    assert [json.loads(line)["what"] for line in first.out.splitlines()] == ["new"]
    assert (run("watch", "w.toml").out, run("watch", "w.toml").err) == ("", "No news.\n")
    assert "1 piece of news." in run("watch", "w.toml", "--state", "other.json").out


def test_news_are_posted(run: Run, affair: zufolge.Ledger, tmp_path: Path, server: Listening) -> None:
    """Once and all at once; what did not arrive stays news."""
    (tmp_path / "w.toml").write_text('[[watch]]\nid = "n"\nentity = "Nordfalk"\n', encoding="utf-8")
    server.status = 503
    failed = run("watch", "w.toml", "--webhook", server.address)
    assert (failed.code, failed.out) == (2, "")
    server.status = 200
    assert run("watch", "w.toml", "--webhook", server.address).code == 0
    assert run("watch", "w.toml", "--webhook", server.address).err == "No news.\n"
    assert [len(posted["news"]) for _, posted in server.posted] == [1, 1]
    assert server.posted[1][1]["news"][0]["what"] == "new"


def test_a_wrong_address_is_refused_before_anything_is_asked(run: Run, affair: zufolge.Ledger, tmp_path: Path) -> None:
    """Nothing is remembered then."""
    (tmp_path / "w.toml").write_text('[[watch]]\nid = "n"\n', encoding="utf-8")
    assert run("watch", "w.toml", "--webhook", "nowhere").code == 2
    assert not (tmp_path / "w.toml.seen.json").exists()


def test_evidence_is_written(run: Run, affair: zufolge.Ledger, tmp_path: Path) -> None:
    """The file is named, with how many claims it holds."""
    deal = json.loads(run("deals", "--json").out)["id"]
    ended = run("evidence", deal, "--out", "deal.zip")
    assert (ended.code, ended.out) == (0, f"1 claim of deal {deal} written to deal.zip.\n")
    assert zipfile.is_zipfile(tmp_path / "deal.zip")
    assert run("evidence", deal, "--out", "deal.doc").code == 2


def test_the_ledger_in_memory_answers_alike() -> None:
    """The Python interface needs no file."""
    with ledger_of("rumour") as ledger:
        assert ledger.watch([]).news == ()

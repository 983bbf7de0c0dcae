"""The command line run in this process, with readings made by hand in the place of the pipeline."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.readings import TEXT, make_reading
from tests.running import Ended, Run

from zufolge.cli.app import main
from zufolge.model import Article, Reading


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `zufolge` with the arguments given, in an empty folder and a terminal 100 columns wide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ZUFOLGE_LEDGER", raising=False)

    def run(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["zufolge", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        return Ended(code or 0, printed.out, printed.err)

    return run


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The known text gives the reading made by hand; a text with "kaputt" fails; any other holds nothing."""

    def read_article(article: Article) -> Reading:
        if "kaputt" in article.text:
            raise ValueError("no idea")
        return make_reading(article) if article.text.strip() == TEXT else Reading(article)

    monkeypatch.setattr("zufolge.batch.read_article", read_article)


@pytest.fixture
def ledger(run: Run, by_hand: None, tmp_path: Path) -> Path:
    """A ledger that holds the one claim of the reading made by hand."""
    (tmp_path / "a1.txt").write_text(TEXT, encoding="utf-8")
    ended = run("read", "a1.txt", "--published", "2024-03-06")
    assert (ended.code, ended.err) == (0, "")
    return tmp_path / "zufolge.db"

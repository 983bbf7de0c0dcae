"""`zufolge serve` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.running import Run


def test_a_server_for_others_needs_a_token(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command ends with what to do, before anything listens."""
    monkeypatch.delenv("ZUFOLGE_TOKEN", raising=False)
    ended = run("serve", "--host", "0.0.0.0")
    assert (ended.code, "--token-file" in ended.err) == (2, True)
    assert run("serve", "--token-file", "nowhere.txt").code == 2


def test_a_server_that_only_reads_needs_a_ledger(run: Run) -> None:
    """It makes none."""
    ended = run("serve", "--read-only", "--ledger", "nowhere.db")
    assert (ended.code, Path("nowhere.db").exists()) == (3, False)

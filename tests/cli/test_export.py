"""`zufolge export`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.running import Run

from zufolge.cli import exits
from zufolge.export.formats import load_formats

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.mark.parametrize("name", [*load_formats()])
def test_every_format_is_written(run: Run, tmp_path: Path, name: str) -> None:
    """The last line says how much was written, and where; nothing half-made is left."""
    ended = run("export", name, "--out", "out")
    assert (ended.code, ended.out, ended.err) == (0, "1 claim of 1 article written to out.\n", "")
    places = [tmp_path / "out"] if (tmp_path / "out").is_file() else list((tmp_path / "out").iterdir())
    assert places
    assert all(place.stat().st_size > 0 for place in places)
    assert list(tmp_path.rglob(".zufolge-export-*")) == []


def test_standard_output_gets_the_file_and_nothing_else(run: Run) -> None:
    """What is said about it goes to standard error."""
    ended = run("export", "jsonl", "--out", "-")
    assert json.loads(ended.out)["type"] == "acquisition"
    assert ended.err == "1 claim of 1 article written to standard output.\n"


def test_the_questions_are_those_of_claims(run: Run) -> None:
    """Every option that narrows `zufolge claims` narrows the export."""
    options = {name: set(re.findall(r"--(\w+)", run(name, "--help").out)) for name in ("claims", "export")}
    assert options["claims"] - options["export"] == {"json", "csv"}
    assert {"entity", "text", "as"} < options["export"]
    for narrow in (("--entity", "fjord"), ("--as-of", "2024-03-05")):
        assert run("export", "jsonl", "--out", "-", *narrow).out == ""


def test_the_help_names_every_format(run: Run) -> None:
    """A new format shows in the help."""
    printed = " ".join(run("export", "--help").out.split())
    assert ", ".join(load_formats()) in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("excel", "--out", "x"), "'excel' is no format; known are csv, followthemoney,"),
        (("csv", "--out", "-"), "The format csv is several files; name a folder with --out."),
        (("jsonl", "--out", "nowhere/x"), "nowhere cannot be written to (No such file or directory)"),
        (("jsonl", "--out", "x", "--type", "fusion"), "--type fusion is not known"),
        (("jsonl", "--out", "x", "--since", "gestern"), "'gestern' is no date"),
        (("jsonl", "--out", "x", "--as-of", "gestern"), "'gestern' is no date"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence says what is wrong; nothing is written."""
    ended = run("export", *arguments)
    assert (ended.code, ended.out) == (exits.CALLER_ERROR, "")
    assert sentence in ended.err
    assert not Path("x").exists()


def test_what_is_not_installed_is_told_with_the_way_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to guess which package is missing."""
    monkeypatch.setattr("zufolge.export.writing.find_spec", lambda name: None)
    ended = run("export", "parquet", "--out", "x")
    assert (ended.code, ended.err) == (
        exits.CALLER_ERROR,
        "zufolge: The format parquet needs duckdb; install it with: pip install 'zufolge[export]'.\n",
    )

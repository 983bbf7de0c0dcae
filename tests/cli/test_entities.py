"""`zufolge entities`, `merge`, `split` and `why`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.running import Run

from zufolge.cli import exits

pytestmark = pytest.mark.usefixtures("ledger")


def test_entities_as_a_table_and_as_json(run: Run) -> None:
    """The same entities, for people and for programs."""
    assert "Alpenwerk  company" in run("entities", "alpenwerk").out
    (line,) = run("entities", "alpenwerk", "--json").out.splitlines()
    assert json.loads(line) == {
        "entity": "Alpenwerk",
        "kind": "company",
        "kinds": {"company": 1},
        "names": [{"name": "Alpenwerk", "articles": 1}],
        "articles": 1,
        "identifiers": [],
    }


def test_merge_why_split(run: Run) -> None:
    """A merge is told by `why` with its reason, and undone by a split."""
    merged = run("merge", "Alpenwerk", "Nordfalk", "--by", "Ute Rau", "--because", "register", "--json")
    judged = json.loads(merged.out)
    assert (judged["verdict"], judged["author"], len(judged["entities"])) == ("positive", "Ute Rau", 1)
    assert "judged by Ute Rau on" in run("why", "Alpenwerk", "Nordfalk").out
    assert run("split", "Alpenwerk", "Nordfalk").out.splitlines() == ["Alpenwerk: Alpenwerk", "Nordfalk: Nordfalk"]
    assert json.loads(run("why", "Alpenwerk", "Nordfalk", "--json").out)["answer"] == "two"


def test_import(run: Run, tmp_path: Path) -> None:
    """What is new is counted, and shown with the entity."""
    (tmp_path / "names.csv").write_text("name,wikidata\nNordfalk AG,Q1\n", encoding="utf-8")
    ended = run("entities", "--import", "names.csv")
    assert ended.out == "1 subject read from names.csv: 1 new name, 1 new identifier.\n"
    assert "wikidata Q1" in run("entities", "nordfalk").out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("merge", "Nordfalk", "Nirgendwo"), "No article names 'Nirgendwo'"),
        (("split", "Nordfalk", "Nordfalk"), "is the only name of Nordfalk"),
        (("entities", "nordfalk", "--import", "x.csv"), "--import only takes in what a file knows"),
        (("entities", "--import", "x.csv"), "There is no file x.csv"),
    ],
)
def test_calls_that_are_wrong(run: Run, arguments: tuple[str, ...], complaint: str) -> None:
    """One sentence, and the caller's exit code."""
    ended = run(*arguments)
    assert (ended.code, complaint in ended.err) == (exits.CALLER_ERROR, True)


def test_nothing_open(run: Run) -> None:
    """Says so on standard error."""
    assert run("entities", "--unsure").err == "No pair is open.\n"

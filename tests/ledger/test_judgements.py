"""Judgements of claims."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.judgements import Judgement, add_judgement, last_judgements, load_judgements
from zufolge.model import ZufolgeError


def make(id_: str, verdict: str, **more: str) -> Judgement:
    """A judgement of Eva's."""
    return Judgement(id_, verdict, "Eva Muster", "2024-05-01T08:00:00+00:00", **more)  # type: ignore[arg-type]


def test_the_last_of_each_counts_and_all_are_kept(tmp_path: Path) -> None:
    """In the order in which they were made."""
    engine = open_engine(str(tmp_path / "l.db"))
    with writing(engine) as connection:
        for judgement in (make("a", "accept"), make("b", "reject"), make("a", "reject", reason="doch nicht")):
            add_judgement(connection, judgement)
        assert {id_: one.verdict for id_, one in last_judgements(connection, ["a", "b", "c"]).items()} == {
            "a": "reject",
            "b": "reject",
        }
        assert [one.verdict for one in load_judgements(connection, "a")] == ["accept", "reject"]
    engine.dispose()


@pytest.mark.parametrize("change", ["DELETE FROM claim_judgements", "UPDATE claim_judgements SET author = 'x'"])
def test_judgements_cannot_be_taken_back(tmp_path: Path, change: str) -> None:
    """The database itself refuses."""
    engine = open_engine(str(tmp_path / "l.db"))
    with writing(engine) as connection:
        add_judgement(connection, make("a", "accept"))
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), writing(engine) as connection:
        connection.exec_driver_sql(change)
    engine.dispose()


@pytest.mark.parametrize(
    "judgement", [make("a", "perhaps"), make("a", "correct"), make("a", "accept", correction="merger(parties: A + B)")]
)
def test_a_judgement_says_what_it_must(tmp_path: Path, judgement: Judgement) -> None:
    """A known verdict; a correction, and only that, says how the claim should be."""
    engine = open_engine(str(tmp_path / "l.db"))
    with pytest.raises(ZufolgeError), writing(engine) as connection:
        add_judgement(connection, judgement)
    engine.dispose()

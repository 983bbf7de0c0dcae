"""`zufolge deals`, `deal`, `about`, `timeline`, `contradictions` and `changes` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ask.affair import ARTICLES, reading_of
from tests.running import Run

import zufolge

KEYS = ["id", "type", "parties", "stage", "history", "claims", "articles", "origins", "figures"]


@pytest.fixture
def affair(run: Run, tmp_path: Path) -> None:
    """A ledger `zufolge.db` in the folder of the test, with the whole affair."""
    with zufolge.Ledger(tmp_path / "zufolge.db") as ledger:
        for name in ARTICLES:
            ledger.add(reading_of(name))


def test_deals_are_printed_for_people_and_for_programs(run: Run, affair: None) -> None:
    """A table with a count, and one object a line with the keys of the contract."""
    printed = run("deals")
    assert (printed.code, printed.out.splitlines()[-1]) == (0, "1 deal.")
    assert "acquisition: buyer Nordfalk · target Alpenwerk" in printed.out
    found = json.loads(run("deals", "--json").out)
    assert (list(found), found["stage"]) == (KEYS, "announced")
    assert found["parties"] == [{"entity": "Nordfalk", "role": "buyer"}, {"entity": "Alpenwerk", "role": "target"}]
    assert json.loads(run("deals", "--json", "--as-of", "2024-03-06").out)["stage"] == "denied"
    assert run("deals", "--stage", "closed").err == "0 deals.\n"


def test_a_deal_says_why_each_claim_is_in_it(run: Run, affair: None) -> None:
    """The history, the origins, and a reason beside each claim."""
    deal = json.loads(run("deals", "--json").out)["id"]
    printed = run("deal", deal[:6])
    assert printed.code == 0
    assert "here because: about Alpenwerk and Nordfalk" in printed.out
    assert list(json.loads(run("deal", deal, "--json").out)) == [*KEYS, "reasons"]
    assert run("deal", "zz").code == 2


def test_the_other_questions_answer_both_ways(run: Run, affair: None) -> None:
    """Each prints words, and JSON that can be read back."""
    assert "Nordfalk: 4 claims in 4 articles" in run("about", "Nordfalk").out
    assert json.loads(run("about", "Nordfalk", "--json").out)["claims"] == 4
    assert "asserted against denied" in run("contradictions").out
    one = json.loads(run("contradictions", "--json").out)
    assert (one["type"], one["kind"], len(one["sides"])) == ("status", "contradiction", 2)
    assert "denied → announced" in run("changes", "--since", "2024-04").out
    lines = run("changes", "--since", "2024-03", "--json").out.splitlines()
    assert "new" in {json.loads(line)["what"] for line in lines}
    assert run("timeline", "Nordfalk").err == "0 timelines.\n"
    assert run("timeline", "Nordfalk", "--measure", "luck").code == 2

"""JSON Lines, read back by Python's own json."""

from __future__ import annotations

import json
from pathlib import Path

from tests.export.conftest import Export

import zufolge
from zufolge.export.annotate_json import claim_as_json


def test_a_line_is_the_claim_and_what_is_known_of_its_article(export: Export, press: Path) -> None:
    """The keys are those of `zufolge claims --json`, and four more."""
    (line,) = export("jsonl", status="rumoured").read_text(encoding="utf-8").splitlines()
    with zufolge.Ledger(press) as ledger:
        (kept,) = ledger.claims(status="rumoured")
    context = {"published": "2024-03-06", "publisher": "Kurier", "title": "Nordfalk greift nach Alpenwerk"}
    assert json.loads(line) == {**claim_as_json(kept.claim, kept.article), **context, "origins": ["dpa"]}


def test_claims_come_in_the_order_of_publication(export: Export) -> None:
    """As everywhere else."""
    lines = export("jsonl").read_text(encoding="utf-8").splitlines()
    articles = list(dict.fromkeys(json.loads(line)["article"] for line in lines))
    assert (len(lines), articles) == (12, ["a1", "facts 1/ä", "doubts"])


def test_a_judgement_changes_what_is_exported(export: Export, press: Path) -> None:
    """A rejected claim is left out; a corrected one comes corrected, under the id that it had."""
    with zufolge.Ledger(press) as ledger:
        (rumour,) = ledger.claims(status="rumoured")
        (plan,) = ledger.claims(status="planned")
        ledger.judge(rumour.id, "reject", author="Eva")
        line = "acquisition(buyer: Belmora [company], target: Seewerk [company]) possible"
        ledger.judge(plan.id, "correct", author="Eva", line=line)
    found = [json.loads(line) for line in export("jsonl").read_text(encoding="utf-8").splitlines()]
    assert rumour.id not in [claim["id"] for claim in found]
    assert [claim["status"] for claim in found if claim["id"] == plan.id] == ["possible"]

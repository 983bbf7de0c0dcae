"""What a deal rests on, gathered."""

from __future__ import annotations

import hashlib

import pytest
from tests.ask.affair import ARTICLES, ledger_of

from zufolge.model import ZufolgeError


def test_every_claim_comes_with_its_sentence_and_hash() -> None:
    """In the order of publication, verbatim, with the hash of the whole text."""
    with ledger_of(*ARTICLES) as ledger:
        gathered = ledger.evidence(next(ledger.deals()).deal.id)
    assert [one.kept.article.id for one in gathered.claims] == list(ARTICLES)
    for one in gathered.claims:
        text = ARTICLES[one.kept.article.id][2]
        assert (one.quote, one.digest) == (text, hashlib.sha256(text.encode()).hexdigest())
        assert one.reason


def test_evidence_as_of_a_day() -> None:
    """What was published later is not in it."""
    with ledger_of(*ARTICLES) as ledger:
        gathered = ledger.evidence(next(ledger.deals()).deal.id, as_of="2024-03-05")
    assert [one.kept.article.id for one in gathered.claims] == ["rumour", "repeat"]


def test_a_deal_that_is_not_there() -> None:
    """The message says how to list deals."""
    with ledger_of("rumour") as ledger, pytest.raises(ZufolgeError, match="`zufolge deals` lists them"):
        ledger.evidence("zz")

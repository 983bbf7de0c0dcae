"""Reasons of the ledger in the language of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.export.press import make_press

import zufolge
from zufolge.serve.reasons import Reason, Sentence, _sentence, load_sentences, tell_reason
from zufolge.serve.wording import wording


@pytest.mark.parametrize("sentence", load_sentences(), ids=lambda sentence: sentence.example)
def test_every_sentence_gives_what_it_says(sentence: Sentence) -> None:
    """The example beside each sentence is told as it stands there."""
    assert tell_reason(sentence.example, wording("de")) == Reason(sentence.gives, "de")


def test_english_pages_tell_reasons_as_they_are() -> None:
    """The ledger's own words are English."""
    assert tell_reason("cites dpa", wording("en")) == Reason("cites dpa", "en")


def test_what_fits_no_sentence_stays_english_and_says_so() -> None:
    """Half a translation would be worse than none."""
    for reason in ("because of the weather", "cites dpa; because of the weather", "“sagte” because of the weather"):
        assert tell_reason(reason, wording("de")) == Reason(reason, "en")


def test_an_unknown_key_is_refused() -> None:
    """A slip of the pen in the data does not go unnoticed."""
    with pytest.raises(ValueError, match="remark"):
        _sentence({"says": "a", "tells": "b", "example": "a", "gives": "b", "remark": "c"})


def test_all_reasons_of_a_ledger_are_told_in_german(tmp_path: Path) -> None:
    """Origins, and why claims belong to a deal."""
    with zufolge.Ledger(make_press(tmp_path / "press.db")) as ledger:
        reasons = [
            reason
            for found in ledger.deals()
            for reason in (*(branch.reason for branch in found.origins.tree), *found.deal.reasons.values())
        ]
    assert len(reasons) >= 6
    assert [reason for reason in reasons if reason and tell_reason(reason, wording("de")).language != "de"] == []

"""What is told about an entity at first sight, beside everything about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.export.press import make_press
from tests.readings import make_reading

import zufolge
from zufolge.ask import portrait as module
from zufolge.ask.about import About
from zufolge.ask.portrait import Portrait
from zufolge.model import ZufolgeError


def told_last_first(about: About) -> About:
    """The same with the deals as the portrait has them."""
    deals = sorted(about.deals, key=lambda one: (one.deal.last_day or "", one.deal.id), reverse=True)
    return replace(about, deals=tuple(deals))


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A ledger made by hand, in which one article comes in two versions."""
    place = make_press(tmp_path / "press.db")
    one = make_reading()
    with zufolge.Ledger(place) as ledger:
        ledger.add(replace(one, article=replace(one.article, text=one.text + " Mehr.", published="2024-03-09")))
    return place


@pytest.mark.parametrize("name", ["nordfalk", "Tannhof", "Belmora", "Seewerk", "Fjordbank", "Anna Beispiel"])
def test_a_small_ledger_is_told_whole(press: Path, name: str) -> None:
    """Where there is little, the portrait holds everything."""
    with zufolge.Ledger(press) as ledger:
        assert ledger.portrait(name) == whole(ledger, name)


def test_rejected_claims_do_not_count(press: Path) -> None:
    """Neither here nor there."""
    with zufolge.Ledger(press) as ledger:
        before = ledger.portrait("nordfalk").about.claims
        ledger.judge(next(ledger.claims(entity="nordfalk")).id, "reject", "ana")
        assert ledger.portrait("nordfalk") == whole(ledger, "nordfalk")
        assert ledger.portrait("nordfalk").about.claims < before


def whole(ledger: zufolge.Ledger, name: str) -> Portrait:
    """The portrait that `about` amounts to."""
    about = told_last_first(ledger.about(name))
    return Portrait(about, len(about.deals), is_part=False)


def test_counts_are_of_all_where_only_the_newest_are_looked_at(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With little patience there are fewer facts and deals, but as many claims."""
    with zufolge.Ledger(press) as ledger:
        about = ledger.about("nordfalk")
        monkeypatch.setattr(module, "CLAIMS_LOOKED_AT", 1)
        monkeypatch.setattr(module, "DEALS_SHOWN", 1)
        found = ledger.portrait("nordfalk")
    assert (found.about.claims, found.about.types, found.deals) == (about.claims, about.types, len(about.deals))
    assert (len(found.about.facts), len(found.about.deals), found.is_part) == (1, 1, True)


def test_nobody_of_that_name_is_said(press: Path) -> None:
    """As `about` says it."""
    with zufolge.Ledger(press) as ledger, pytest.raises(ZufolgeError, match="No article tells anything about 'Fjord'"):
        ledger.portrait("Fjord")

"""Questions about deals, from the ledger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.ask.affair import ARTICLES, ledger_of, reading_of

import zufolge
from zufolge.ask.changes import AskedChanges
from zufolge.ask.contradictions import AskedContradictions
from zufolge.ask.deals import AskedDeals
from zufolge.model import ZufolgeError


@pytest.fixture
def affair() -> Iterator[zufolge.Ledger]:
    """The whole affair in a ledger in memory."""
    ledger = ledger_of(*ARTICLES)
    yield ledger
    ledger.close()


def test_the_affair_is_one_deal(affair: zufolge.Ledger) -> None:
    """Rumour, repetition, denial and signature, with the days on which the stage changed."""
    found = list(affair.deals())
    assert [(one.deal.type, one.deal.stage, len(one.deal.articles)) for one in found] == [
        ("acquisition", "announced", 4)
    ]
    assert [(step.date, step.stage) for step in found[0].deal.history] == [
        ("2024-03-04", "rumoured"),
        ("2024-03-06", "denied"),
        ("2024-04-02", "announced"),
    ]


def test_as_of_sees_nothing_later(affair: zufolge.Ledger) -> None:
    """A day of knowledge leaves out what was published after it."""
    known = [one.deal for one in affair.deals(AskedDeals(as_of="2024-03-06"))]
    assert [(deal.stage, deal.articles) for deal in known] == [("denied", ("rumour", "repeat", "denial"))]
    assert list(affair.deals(AskedDeals(as_of="2024-03-03"))) == []
    assert [one.deal.stage for one in affair.deals(AskedDeals(at="2024-03-05"))] == ["rumoured"]


def test_deals_of_an_entity_are_those_of_all(affair: zufolge.Ledger) -> None:
    """A question about a party gives the same deal as the question about everything."""
    assert list(affair.deals(AskedDeals(entity="alpenwerk"))) == list(affair.deals())
    assert list(affair.deals(AskedDeals(entity="Unbekannt"))) == []
    assert list(affair.deals(AskedDeals(stage="closed"))) == []


def test_a_deal_is_shown_by_the_beginning_of_its_id(affair: zufolge.Ledger) -> None:
    """And no deal begins with what is none."""
    deal = next(affair.deals()).deal
    assert affair.deal(deal.id[:5]).deal == deal
    with pytest.raises(ZufolgeError, match="No deal's id begins with 'zz'"):
        affair.deal("zz")


def test_words_that_are_not_known_are_refused(affair: zufolge.Ledger) -> None:
    """Types, stages and dates are checked before anything is looked up."""
    for asked, message in (
        (AskedDeals(type="gift"), "'gift' is no type of deal"),
        (AskedDeals(stage="gone"), "'gone' is no stage"),
        (AskedDeals(as_of="gestern"), "'gestern' is no date"),
    ):
        with pytest.raises(ZufolgeError, match=message):
            list(affair.deals(asked))


def test_the_denial_contradicts_the_rumour(affair: zufolge.Ledger) -> None:
    """One contradiction of type status, as of the day of the denial, too."""
    asked = AskedContradictions(as_of="2024-03-06")
    assert [(one.type, one.kind) for one in affair.contradictions(asked)] == [("status", "contradiction")]
    assert affair.contradictions(AskedContradictions(as_of="2024-03-05")) == ()


def test_changes_tell_what_is_otherwise(affair: zufolge.Ledger) -> None:
    """Since the denial: denied; since April: confirmed, and one origin more."""
    changes = affair.changes(AskedChanges("2024-03-06", as_of="2024-03-31"))
    assert [change.what for change in changes] == ["contradiction", "denied", "origins"]
    later = affair.changes(AskedChanges("2024-04"))
    assert [(change.what, change.before, change.after) for change in later if change.what == "confirmed"] == [
        ("confirmed", "denied", "announced")
    ]


def test_everything_about_a_party_in_one_answer(affair: zufolge.Ledger) -> None:
    """Deals, claims and contradictions of one name; nobody of another."""
    about = affair.about("Nordfalk")
    assert (about.articles, about.claims, len(about.deals), len(about.contradictions)) == (4, 4, 1, 1)
    with pytest.raises(ZufolgeError, match="No article tells anything about 'Unbekannt'"):
        affair.about("Unbekannt")


def test_the_order_of_reading_does_not_matter() -> None:
    """The ledger read backwards gives the same deals."""
    forwards, backwards = ledger_of(*ARTICLES), ledger_of(*reversed(ARTICLES))
    kept = [
        [(one.deal.id, one.deal.history, one.deal.articles, one.origins) for one in ledger.deals()]
        for ledger in (forwards, backwards)
    ]
    assert kept[0] == kept[1]


def test_a_deal_grows_with_its_articles() -> None:
    """Read one by one, with questions in between, it ends as it does at once."""
    ledger = ledger_of()
    stages = []
    for name in ARTICLES:
        ledger.add(reading_of(name))
        stages.append(next(ledger.deals()).deal.stage)
    assert stages == ["rumoured", "rumoured", "denied", "announced"]
    assert next(ledger.deals()).deal.articles == next(ledger_of(*ARTICLES).deals()).deal.articles

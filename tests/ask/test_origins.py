"""Who says so independently: asked about claims and deals."""

from __future__ import annotations

import pytest
from tests.ask.affair import ARTICLES, ledger_of

from zufolge.ask.origins import says_same
from zufolge.model import ZufolgeError
from zufolge.notation import parse_claim

REVENUE = "metric(company: Nordfalk, measure=revenue, value={value}, period={period}) asserted"


def test_the_origins_of_a_deal() -> None:
    """All of its claims count, also those that deny it."""
    with ledger_of(*ARTICLES) as ledger:
        deal = next(ledger.deals()).deal.id
        found = ledger.origins(deal[:6])
    assert (found.of, found.id, found.origins.articles, found.origins.independent) == ("deal", deal, 4, 3)


def test_the_origins_of_a_claim() -> None:
    """Only what agrees with it counts; who repeats a paper adds nothing."""
    with ledger_of(*ARTICLES) as ledger:
        deal = next(ledger.deals()).deal
        repeat = next(member for member in deal.members if member.article == "repeat")
        found = ledger.origins(repeat.id)
        then = ledger.origins(repeat.id, as_of="2024-03-05")
    assert (found.of, found.deal, found.origins.independent) == ("claim", deal.id, 2)
    assert [known.article for known in found.claims] == ["rumour", "repeat", "signed"]
    assert [(branch.kind, branch.articles) for branch in then.origins.tree] == [("anonymous", ("rumour", "repeat"))]


def test_later_articles_are_not_seen() -> None:
    """As of a day before the claim there is no answer but a reason."""
    with ledger_of(*ARTICLES) as ledger:
        deal = next(ledger.deals()).deal
        signed = next(member for member in deal.members if member.article == "signed")
        assert ledger.origins(deal.id, as_of="2024-03-04").origins.articles == 1
        with pytest.raises(ZufolgeError, match=r"was not published by 2024-03;"):
            ledger.origins(signed.id, as_of="2024-03")


def test_an_id_that_nobody_has() -> None:
    """The message says where ids are listed."""
    with (
        ledger_of("rumour") as ledger,
        pytest.raises(ZufolgeError, match=r"No claim's id begins with 'zz'\. No deal's"),
    ):
        ledger.origins("zz")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (REVENUE.format(value="40_000_000 EUR", period='"2023"'), ("40_100_000 EUR", '"2023"'), True),
        (REVENUE.format(value="40_000_000 EUR", period='"2023"'), ("41_000_000 EUR", '"2023"'), False),
        (REVENUE.format(value="40_000_000 EUR", period='"2023"'), ("40_000_000 USD", '"2023"'), False),
        (REVENUE.format(value="40_000_000 EUR", period='"2023"'), ("40_000_000 EUR", '"2022"'), False),
    ],
)
def test_figures_say_the_same_where_they_agree(one: str, other: tuple[str, str], same: bool) -> None:
    """Rounding makes no second figure; another unit or period does."""
    value, period = other
    second = parse_claim(REVENUE.format(value=value, period=period))
    assert says_same(parse_claim(one), second) is same

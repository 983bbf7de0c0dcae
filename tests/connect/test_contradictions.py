"""Where claims contradict each other, and where they only change."""

from __future__ import annotations

import pytest
from tests.connect.stories import tell as tell_line

from zufolge.connect.contradictions import Circumstances, find_contradictions
from zufolge.connect.deals import find_deals
from zufolge.connect.known import KnownClaim


def tell(article: str, line: str, *, published: str | None = "2024-03-05", **more: str) -> KnownClaim:
    """The claim in an article of its own; it is asserted unless the line says otherwise."""
    return tell_line(article, f"{line} asserted" if line.endswith(")") else line, published=published, **more)


BUY = "acquisition(buyer: {} [company], target: {} [company])"


def revenue(article: str, value: str, published: str = "2024-03-05", period: str = '"2023"') -> KnownClaim:
    """That Nordfalk had this revenue."""
    roles = f'company: Nordfalk [company], measure: "Umsatz" =revenue, value={value} EUR, period={period}'
    return tell(article, f"metric({roles}) asserted", published=published, origin="dpa")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("412_000_000", "421_000_000", 1),
        ("1_900_000_000", "1_930_000_000", 0),
        ("about 400_000_000", "412_000_000", 0),
        ("412_000_000", "over 400_000_000", 0),
        ("300_000_000", "300_000_000", 0),
        ("300_000", "300_000_000", 0),
    ],
)
def test_figures_differ_beyond_rounding(one: str, other: str, found: int) -> None:
    """What can be right at the same time is no contradiction; what is far apart hardly means the same."""
    assert len(find_contradictions([revenue("a", one), revenue("b", other)], [])) == found


def test_what_changes_with_time_is_history() -> None:
    """Figures for two years, and forecasts against results, do not contradict each other."""
    forecast = tell(
        "c", 'metric(company: Nordfalk [company], measure=revenue, value=500_000_000 EUR, period="2023") expected'
    )
    claims = [revenue("a", "412_000_000"), revenue("b", "380_000_000", period='"2022"'), forecast]
    assert find_contradictions(claims, []) == ()


def test_a_source_that_corrects_itself_is_a_correction() -> None:
    """The later article is marked as one, or it is a later version of the page."""
    wrong, right = revenue("a", "412_000_000"), revenue("b", "421_000_000", "2024-03-06")
    around = Circumstances(correcting=frozenset({right.article_number}))
    assert [one.kind for one in find_contradictions([wrong, right], [], around)] == ["correction"]
    assert [one.kind for one in find_contradictions([wrong, right], [])] == ["contradiction"]


def test_asserted_and_denied_is_one_contradiction_a_deal() -> None:
    """Its sides are the claims for and against."""
    buy = BUY.format("Nordfalk", "Alpenwerk")
    claims = [
        tell("a", f'{buy} rumoured, says "Insidern" [anonymous]'),
        tell("b", f"not {buy} asserted, says Nordfalk", published="2024-03-06"),
        tell("c", f"{buy} asserted, says Alpenwerk", published="2024-03-07"),
    ]
    found = find_contradictions(claims, find_deals(claims))
    assert [(one.type, [[k.article for k in side] for side in one.sides]) for one in found] == [
        ("status", [["a", "c"], ["b"]])
    ]


def test_buyer_and_bought_the_other_way_round_contradict() -> None:
    """Two articles that disagree on who buys whom."""
    claims = [tell("a", BUY.format("Nordfalk", "Alpenwerk")), tell("b", BUY.format("Alpenwerk", "Nordfalk"))]
    assert [one.type for one in find_contradictions(claims, find_deals(claims))] == ["role"]


def test_the_weightiest_comes_first() -> None:
    """More articles on both sides weigh more."""
    claims = [revenue(name, "412_000_000") for name in "ab"] + [revenue(name, "450_000_000") for name in "cd"]
    lone = [revenue("e", "110_000_000", period='"2020"'), revenue("f", "150_000_000", period='"2020"')]
    found = find_contradictions([*lone, *claims], [])
    assert [one.about for one in found] == ["Nordfalk: revenue 2023", "Nordfalk: revenue 2020"]

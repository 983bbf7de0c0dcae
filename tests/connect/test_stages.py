"""How far an undertaking has come, by who says what and when."""

from __future__ import annotations

import pytest
from tests.connect.stories import tell as tell_line

from zufolge.connect.deals import find_deals
from zufolge.connect.known import KnownClaim


def tell(article: str, line: str, *, published: str | None = "2024-03-05", **more: str) -> KnownClaim:
    """The claim in an article of its own; it is asserted unless the line says otherwise."""
    return tell_line(article, f"{line} asserted" if line.endswith(")") else line, published=published, **more)


BUY = "acquisition(buyer: Nordfalk [company], target: Alpenwerk [company])"


@pytest.mark.parametrize(
    ("line", "evidence", "stage"),
    [
        (f'{BUY} rumoured, says "Insidern" [anonymous]', "", "rumoured"),
        (f"{BUY} planned, says Handelsbote [medium]", "", "rumoured"),
        (f"{BUY} planned, says Nordfalk", "Nordfalk will Alpenwerk kaufen.", "planned"),
        (f"{BUY} planned, says Nordfalk", "Nordfalk kündigte die Übernahme an.", "announced"),
        (f"{BUY} asserted, says Nordfalk", "Nordfalk übernimmt Alpenwerk.", "announced"),
        (f"{BUY} asserted, says Nordfalk", "Nordfalk hat den Kaufvertrag unterschrieben.", "agreed"),
        (f"{BUY} asserted, says Kartellamt [authority]", "Das Kartellamt hat die Übernahme genehmigt.", "approved"),
        (f"{BUY} asserted, says Nordfalk", "Die Kartellbehörden müssten noch zustimmen.", "announced"),
        (f"{BUY} asserted, says Nordfalk", "Nordfalk hat die Übernahme abgeschlossen.", "closed"),
        (f"{BUY} failed, says Nordfalk", "Die Übernahme ist gescheitert.", "failed"),
        (f"not {BUY} asserted, says Nordfalk", "Nordfalk dementierte.", "denied"),
    ],
)
def test_one_claim_gives_a_stage(line: str, evidence: str, stage: str) -> None:
    """Status, polarity, source and words of one claim together."""
    assert find_deals([tell("a", line, evidence=evidence or line)])[0].stage == stage


def test_who_stands_by_what_was_denied_contests_it() -> None:
    """A named source asserts, a party denies, the source says it again."""
    shut = "closure(company: Nordfalk [company]) planned, says Betriebsrat [group]"
    claims = [
        tell("a", shut, published="2024-03-01"),
        tell("b", "not closure(company: Nordfalk [company]) asserted, says Nordfalk", published="2024-03-02"),
    ]
    assert find_deals(claims)[0].stage == "denied"
    again = tell("c", shut, published="2024-03-05", evidence="Der Betriebsrat bleibt bei seiner Darstellung.")
    assert find_deals([*claims, again])[0].stage == "contested"


def test_a_repeated_rumour_does_not_lift_a_denial() -> None:
    """Only a party's word, or what is done, confirms what was denied."""
    rumour = f'{BUY} rumoured, says "Insidern" [anonymous]'
    claims = [
        tell("a", rumour, published="2024-03-01"),
        tell("b", f"not {BUY} asserted, says Nordfalk", published="2024-03-02"),
        tell("c", rumour, published="2024-03-03"),
    ]
    assert find_deals(claims)[0].stage == "denied"
    said = tell("d", f"{BUY} asserted, says Alpenwerk", published="2024-04-03")
    assert find_deals([*claims, said])[0].stage == "announced"


def test_what_has_failed_stays_failed_until_it_is_done() -> None:
    """Articles that recall the plan do not bring it back."""
    claims = [
        tell("a", f"{BUY} asserted, says Nordfalk", published="2024-03-01"),
        tell("b", f"{BUY} failed, says Nordfalk", published="2024-05-02"),
        tell("c", f"{BUY} planned, says Nordfalk", published="2024-05-03"),
    ]
    assert find_deals(claims)[0].stage == "failed"


def test_words_about_talks_are_no_decision() -> None:
    """Where one sentence tells of talks about a merger, the merger is not announced."""
    both = "Nordfalk und Alpenwerk sprechen über eine Fusion."
    claims = [
        tell("a", "talks(parties: Nordfalk [company] + Alpenwerk [company]) asserted, says Nordfalk", evidence=both),
        tell(
            "a",
            "merger(parties: Nordfalk [company] + Alpenwerk [company]) asserted, says Nordfalk",
            evidence=both,
        ),
    ]
    assert find_deals(claims)[0].stage == "talks"

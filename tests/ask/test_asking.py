"""Questions to a ledger, asked through the Python interface."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from tests.readings import make_article, make_claim, make_reading

import zufolge
from zufolge.ledger import views
from zufolge.model import Claim, Filler, Reading, Role, Span, ZufolgeError


def claim_about(name: str, start: int = 0) -> Claim:
    """An insolvency of somebody."""
    company = Filler(name, Span(start, start + 1), entity=name, kind="company")
    span = Span(start, start + 1)
    return Claim("insolvency", (Role("company", (company,)),), span, span, "cue:x", 0.5, "asserted")


def reading_of(article_id: str, published: str | None, *claims: Claim) -> Reading:
    """A reading with these claims and nothing else."""
    return Reading(make_article(article_id=article_id, published=published), claims=claims)


def test_the_answer_does_not_depend_on_the_order_of_reading() -> None:
    """Claims come in the order of publication, those without a date last."""
    readings = (
        reading_of("b", "2024-03-02", claim_about("Zwei")),
        reading_of("a", None, claim_about("Drei")),
        reading_of("c", "2024-03-01T08:00:00", claim_about("Eins", 5), claim_about("Null", 2)),
    )
    answers = set()
    for order in permutations(readings):
        with zufolge.Ledger(":memory:") as ledger:
            for reading in order:
                ledger.add(reading)
            answers.add(tuple(kept.claim.fillers("company")[0].entity for kept in ledger.claims()))
            counts = ledger.stats()
    assert answers == {("Null", "Eins", "Zwei", "Drei")}
    assert (counts.first_published, counts.last_published) == ("2024-03-01T08:00:00", "2024-03-02")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("söhne", True),
        ("KAHL & SÖHNE", True),
        ("Kahl", True),
        ("Kah", False),
        ("Kahl%", True),
        ("_ahl", False),
        ("Söhne Kahl", False),
    ],
)
def test_names_match_by_whole_words(asked: str, found: bool) -> None:
    """Case and marks do not count, parts of words and wildcards do not match."""
    with zufolge.Ledger(":memory:") as ledger:
        ledger.add(reading_of("a", None, claim_about("Kahl & Söhne AG")))
        assert bool(list(ledger.claims(entity=asked))) is found


def test_many_claims_come_in_several_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is loaded in parts comes out whole and in order."""
    monkeypatch.setattr(views, "CLAIMS_AT_ONCE", 3)
    names = [f"Firma {number:02}" for number in range(8)]
    with zufolge.Ledger(":memory:") as ledger:
        for half in (names[:5], names[5:]):
            claims = (claim_about(name, place) for place, name in enumerate(half))
            ledger.add(reading_of(half[0], "2024-03-01", *claims))
        found = [kept.claim.fillers("company")[0].entity for kept in ledger.claims()]
    assert found == names


def test_full_text_search_knows_umlauts_and_beginnings(tmp_path: Path) -> None:
    """Words are found in any case; a star stands for any ending."""
    claim = replace(make_claim(), evidence=make_reading().sentences[1].span)
    with zufolge.Ledger(tmp_path / "a.db") as ledger:
        ledger.add(make_reading(claims=(claim,)))
        counts = {words: len(list(ledger.claims(text=words))) for words in ("FÜR", "million*", "Million", "NOT für")}
    assert counts == {"FÜR": 1, "million*": 1, "Million": 0, "NOT für": 0}


def test_an_ambiguous_beginning_is_told_with_the_ids() -> None:
    """Nothing is shown where more than one claim fits."""
    claims = [claim_about(f"Firma {number}", number) for number in range(40)]
    with zufolge.Ledger(":memory:") as ledger:
        ledger.add(reading_of("a", None, *claims))
        ids = sorted(kept.id for kept in ledger.claims())
        twice = next(first[0] for first, second in pairwise(ids) if first[0] == second[0])
        with pytest.raises(ZufolgeError, match=f"claims have an id that begins with '{twice}': {twice}"):
            ledger.show(twice)
        assert ledger.show(ids[0]).kept.id == ids[0]


def test_show_widens_to_whole_sentences() -> None:
    """The sentence goes from the first to the last that the evidence touches."""
    with zufolge.Ledger(":memory:") as ledger:
        ledger.add(make_reading())
        shown = ledger.show(next(ledger.claims()).id)
    assert shown.sentence == make_reading().sentences[1].span
    assert [origin.entity for origin in shown.origins] == ["dpa"]


def test_show_names_the_claims_that_a_denial_is_about() -> None:
    """What `about` points at by its trigger is found again in the ledger, by id."""
    told, denied = claim_about("Eins", 2), replace(claim_about("Eins", 8), polarity="negative", about=(Span(2, 3),))
    with zufolge.Ledger(":memory:") as ledger:
        ledger.add(reading_of("a", "2024-03-01", told, denied))
        by_polarity = {kept.claim.polarity: kept.id for kept in ledger.claims()}
        shown = ledger.show(by_polarity["negative"])
        assert ledger.show(by_polarity["positive"]).about == ()
    assert [one.id for one in shown.about] == [by_polarity["positive"]] == [*shown.kept.about]

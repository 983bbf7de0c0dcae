"""Sentences that tell of a deal though no claim was read from them."""

from __future__ import annotations

from tests.connect.stories import tell

from zufolge.connect.deals import find_deals
from zufolge.connect.passages import Passage
from zufolge.model import Span

BUY = "acquisition(buyer: Nordfalk [company], target: Alpenwerk [company]) planned, says Nordfalk"


def passage(article: str, text: str, names: tuple[str, ...], published: str = "2024-03-06") -> Passage:
    """A sentence of an article."""
    found = frozenset(names)
    return Passage(article, 7, published, None, article, 1, (), Span(0, len(text)), text, found, found, ())


def test_a_sentence_that_names_both_parties_adds_its_article_and_its_stage() -> None:
    """The sentence names the two, says what it is about, and how far it has come."""
    said = passage("b", "Nordfalk und Alpenwerk haben den Kaufvertrag unterzeichnet.", ("Nordfalk", "Alpenwerk"))
    deal = find_deals([tell("a", BUY)], [said])[0]
    assert (deal.articles, deal.stage, [claim.id for claim in deal.vouching][1:]) == (("a", "b"), "agreed", ["b:0"])


def test_other_firms_other_matters_and_older_years_add_nothing() -> None:
    """One party, no word for the matter, or an earlier year is not enough."""
    sentences = [
        passage("b", "Nordfalk übernimmt Quarzberg.", ("Nordfalk", "Quarzberg")),
        passage("c", "Nordfalk und Alpenwerk sitzen in Jena.", ("Nordfalk", "Alpenwerk")),
        passage("d", "2019 wollte Nordfalk Alpenwerk kaufen.", ("Nordfalk", "Alpenwerk")),
    ]
    assert find_deals([tell("a", BUY)], sentences)[0].articles == ("a",)

"""Corrected claims, put back onto the words of the article."""

from __future__ import annotations

import pytest
from tests.readings import TEXT, make_article, make_claim, span_of

from zufolge.connect.correcting import correct
from zufolge.model import Span, ZufolgeError
from zufolge.notation import write_claim


def test_what_stays_keeps_its_place() -> None:
    """A claim that is written anew as it was is the same claim."""
    claim = make_claim()
    assert correct(claim, write_claim(claim), make_article()) == claim


def test_what_is_new_is_looked_for_in_the_evidence() -> None:
    """A name, a text and a source get the place where they stand."""
    line = 'acquisition(buyer: Nordfalk, target: "Alpenwerk" [company]) planned, says dpa [agency]'
    corrected = correct(make_claim(), line, make_article())
    target, (source,) = corrected.fillers("target")[0], corrected.attribution[0].sources
    assert (target.span, source.span) == (span_of("Alpenwerk", nth=1), span_of("dpa"))
    assert (corrected.status, corrected.evidence, corrected.by) == ("planned", make_claim().evidence, "cue:want-to-buy")
    assert target.span.of(TEXT) == target.text


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("purchase(buyer: Nordfalk) planned", "no type of claim"),
        ("acquisition(winner: Nordfalk) planned", "no role"),
        ("acquisition() planned", "at least one role"),
        ("acquisition(buyer: Nordfal, target: Alpenwerk) planned", "does not stand in the article"),
        ("acquisition(buyer: Nordfalk", "This is not a claim"),
    ],
)
def test_what_the_article_does_not_say_is_refused(line: str, complaint: str) -> None:
    """With a sentence that says what is wrong."""
    with pytest.raises(ZufolgeError, match=complaint):
        correct(make_claim(), line, make_article())


def test_a_value_may_change_without_new_words() -> None:
    """The words stay where they were; a value the text does not spell out stands at the trigger."""
    line = "acquisition(buyer: Nordfalk, target: Alpenwerk, price=over 75_000_000 EUR) rumoured"
    (price,) = correct(make_claim(), line, make_article()).fillers("price")
    assert (price.approx, price.span) == ("over", make_claim().trigger)
    assert isinstance(price.span, Span)

"""Sentences: where they end, and where a stop ends nothing."""

from __future__ import annotations

import pytest

from zufolge.languages import load_entries
from zufolge.model import Span
from zufolge.segment.sentences import split_span


def sentences(text: str) -> list[str]:
    """The sentences of `text` taken as one stretch."""
    return [span.of(text) for span in split_span(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "entry",
    load_entries("abbreviations", "abbreviation", ("id", "ends", "example", "sentences", "words")),
    ids=lambda e: str(e["id"]),
)
def test_abbreviation_example(entry: dict[str, object]) -> None:
    """The example of each kind of abbreviation has as many sentences as the data file says."""
    assert len(sentences(str(entry["example"]))) == entry["sentences"]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Mai zahlte sie 1,3 Mrd. Euro.",
        "Im 2. Quartal sank der Gewinn, z. B. in der Schweiz.",
        "Kaiser Wilhelm II. reiste nach Bern.",
        "Das Zimmer Nr. 5 ist frei, u.a. für Gäste.",
        "„Wir gehen!“, sagte die Chefin.",
        "„Es reicht.“ sagte die Chefin.",
        "Yahoo! wächst wieder.",
        "Der Umsatz stieg auf 12 Mio. € im Jahr.",
        "Plan.Net und Booking.com werben gemeinsam.",
        "Die Fa. Weber und die Muster & Co. KG bieten mit.",
        "Dr. Weber und Prof. St. Clair sprachen mit J. Smith.",
        "Der Konzern … schweigt.",
        "Das Geschäftsjahr 2014/15 endete am 30. September 2015 in Bern.",
        "Laut § 15 Abs. 2 WpHG gilt das nicht.",
    ],
)
def test_stop_inside(text: str) -> None:
    """None of these stops ends a sentence."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie zahlt 40 Mio. Die Aktie steigt.", ["Sie zahlt 40 Mio.", "Die Aktie steigt."]),
        ("Das war 2015. Weber ging.", ["Das war 2015.", "Weber ging."]),
        ("Er liegt auf Platz 4. Es folgt Bern.", ["Er liegt auf Platz 4.", "Es folgt Bern."]),
        ("Der Kurs liegt bei 5.Der Rest fiel.", ["Der Kurs liegt bei 5.", "Der Rest fiel."]),
        ("Das Werk schließt.Die Stadt bedauert das.", ["Das Werk schließt.", "Die Stadt bedauert das."]),
        ("„Das ist gut.“ Der Chef schwieg.", ["„Das ist gut.“", "Der Chef schwieg."]),
        ("Wer zahlt? Niemand! Also wir.", ["Wer zahlt?", "Niemand!", "Also wir."]),
        ("Es gab Motoren, Pumpen usw. Der Absatz stieg.", ["Es gab Motoren, Pumpen usw.", "Der Absatz stieg."]),
        ("Sie wartet ... Dann geht sie.", ["Sie wartet ...", "Dann geht sie."]),
    ],
)
def test_stop_at_end(text: str, expected: list[str]) -> None:
    """Each of these stops ends a sentence."""
    assert sentences(text) == expected

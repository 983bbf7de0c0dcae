"""Quantities: value, unit, approximation, change and noun, as text gives them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from zufolge.model import Article, Quantity, Reading
from zufolge.recognise.numbers_lexicon import load_tables
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.quantities_changes import find_sign
from zufolge.recognise.times import find_times

PATTERNS = load_tables("quantity_patterns")["pattern"]
CHANGES = load_tables("change_words")


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, read after its times."""
    return find_quantities(find_times(Reading(Article("test", text, published="2016-05-18")))).quantities


def brief(text: str) -> list[tuple[str, str, float]]:
    """The quantities of a text as words, kind and value."""
    return [(q.text, q.kind, q.value) for q in quantities_of(text)]


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"]) for e in PATTERNS if "gives" in e])
def test_pattern_reads_its_example(entry: dict[str, Any]) -> None:
    """Every pattern finds the words that its example marks, with the value it gives."""
    marked = re.search(r"\[(.+)\]", entry["example"])
    assert marked is not None
    text = re.sub(r"[\[\]]", "", entry["example"])
    assert (marked[1], entry["gives"]) in [(q.text, q.value) for q in quantities_of(text)]


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"]) for e in CHANGES["change"]])
def test_change_word_gives_its_sign(entry: dict[str, Any]) -> None:
    """Every word of change gives the quantity in its example its sign."""
    before, rest = entry["example"].split("[")
    assert find_sign(before, rest.split("]")[1]) == entry["gives"]


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"]) for e in CHANGES["factor"]])
def test_factor_holds_its_change(entry: dict[str, Any]) -> None:
    """Verbs such as "verdoppeln" hold their change themselves."""
    found = quantities_of(re.sub(r"[\[\]]", "", entry["example"]))
    assert [(q.value * (q.sign or 0), q.is_change) for q in found] == [(entry["gives"], True)]


def test_value_and_change_in_one_clause() -> None:
    """ "um" marks a change with the sign of its verb; "auf" the value that was reached."""
    change, value = quantities_of("Die Aktie sank um 4,25 Prozent auf 31,40 Euro.")
    assert (change.value, change.unit, change.is_change, change.sign) == (4.25, "percent", True, -1)
    assert (value.value, value.unit, value.is_change, value.sign) == (31.4, "EUR", False, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("von 1,72 auf 1,85 Milliarden Dollar", [1_720_000_000, 1_850_000_000]),
        ("auf 8,4 (Vorjahr: 7,9) Millionen Euro", [8_400_000, 7_900_000]),
        ("615,0 Mio. Franken nach 290,4 im Vorjahr", [615_000_000, 290_400_000]),
        ("um 31 beziehungsweise 27 Prozent", [31, 27]),
        ("von 640'000 auf 1,9 Millionen Franken", [640_000, 1_900_000]),
    ],
)
def test_left_out_words_are_filled_in(text: str, expected: list[float]) -> None:
    """Magnitude and unit that only one of two numbers carries count for both."""
    found = quantities_of(text)
    assert [q.value for q in found if q.kind != "duration"] == expected
    assert len({q.unit for q in found}) == 1


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6,4 bis 6,9 Milliarden Dollar", 6_400_000_000, 6_900_000_000),
        ("zwischen 3 und 5 Prozent", 3, 5),
        ("250-300 Mio. Euro", 250_000_000, 300_000_000),
        ("7,5 ± 0,5 Prozent", 7, 8),
        ("ein zweistelliger Millionenbetrag", 10_000_000, 99_000_000),
    ],
)
def test_range(text: str, low: float, high: float) -> None:
    """A range is one quantity with a lower and an upper value."""
    assert [(q.value, q.value_max) for q in quantities_of(text)] == [(low, high)]


def test_converted_amount_stays_with_its_original() -> None:
    """The same amount in another currency, in brackets, hangs on the first."""
    (amount,) = quantities_of("Der Preis beträgt 3,2 Milliarden Dollar (umgerechnet 2,9 Mrd. Euro).")
    assert amount.converted is not None
    assert (amount.unit, amount.converted.unit, amount.converted.value) == ("USD", "EUR", 2_900_000_000)


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("Rund 1700 Stellen", "about"),
        ("knapp zwölf Millionen Euro", "nearly"),
        ("gut ein Drittel", "over"),
        ("weniger als 5 Prozent", "under"),
        ("mindestens 300 Läden", "at_least"),
        ("bis zu 10.000 Stellen", "up_to"),
        ("1640 Stellen", None),
    ],
)
def test_approximator(text: str, approx: str | None) -> None:
    """The word before a number says how near it is, and belongs to the span."""
    (found,) = quantities_of(text)
    assert (found.approx, found.span.start) == (approx, 0)


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("streicht 1640 Stellen", 1640, "Stellen"),
        ("hat 1,6 Milliarden Netzwerk-Nutzer", 1_600_000_000, "Netzwerk-Nutzer"),
        ("hat 12 000 fest angestellte Mitarbeiter", 12000, "Mitarbeiter"),
        ("mit zwei Dutzend Filialen", 24, "Filialen"),
        ("von 54 auf 90 Mitarbeiter", 54, "Mitarbeiter"),
    ],
)
def test_count_names_what_it_counts(text: str, value: float, noun: str) -> None:
    """A count carries its noun; the span covers the number only."""
    found = quantities_of(text)[0]
    assert (found.kind, found.value, found.noun) == ("count", value, noun)
    assert noun not in found.text


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("auf den Plätzen drei und vier", [3, 4]),
        ("die Nummer fünf am Markt", [5]),
        ("der weltweit drittgrößte Hersteller", [3]),
        ("Europas größter Brauer", [1]),
        ("der Marktführer", [1]),
        ("einer der größten Hersteller", []),
        ("der größte Teil des Umsatzes", []),
        ("die größten Banken des Landes", []),
    ],
)
def test_rank(text: str, ranks: list[int]) -> None:
    """Places in an order are ranks, unless several share them or the superlative names no firm."""
    assert [q.value for q in quantities_of(text) if q.kind == "rank"] == ranks


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("US-$ 5 Mrd.", "USD", 5_000_000_000),
        ("17 Cent je Aktie", "EUR", 0.17),
        ("30 Rappen", "CHF", 0.3),
        ("16,4 Millionen kanadische Dollar", "CAD", 16_400_000),
        ("500 schwedische Kronen", "SEK", 500),
        ("eine halbe Milliarde Euro", "EUR", 500_000_000),
        ("anderthalb Millionen Franken", "CHF", 1_500_000),
        ("ein 500-Millionen-Euro-Programm", "EUR", 500_000_000),
    ],
)
def test_money(text: str, unit: str, value: float) -> None:
    """Money counts in whole units of its currency, whatever the notation."""
    assert [(q.kind, q.unit, q.value) for q in quantities_of(text)] == [("money", unit, value)]


def test_per_share_amount_names_its_base() -> None:
    """What an amount is reckoned by stands in its noun."""
    assert [q.noun for q in quantities_of("eine Dividende von 1,30 Euro je Aktie")] == ["Aktie"]


@pytest.mark.parametrize(
    "text",
    [
        "am 5. Mai 2015 um 20 Uhr",
        "WKN: 857069",
        "Rovelstraße 42",
        "Artikel 5 des Gesetzes",
        "Das Spiel endete 2:1",
        "https://example.org/a%2028?id=77",
        "Der 61-Jährige",
        "Der Dax",
    ],
)
def test_no_quantity(text: str) -> None:
    """Dates, codes, addresses, scores, links and ages are no quantities."""
    assert brief(text) == []


def test_order_of_the_text() -> None:
    """Quantities stand in the order of the text, with spans into it."""
    text = "Im Werk arbeiten 300 Menschen, 20 Prozent mehr als 2014; der Umsatz betrug 5 Mio. Euro."
    found = quantities_of(text)
    assert [q.text for q in found] == ["300", "20 Prozent", "5 Mio. Euro"]
    assert all(q.span.of(text) == q.text for q in found)

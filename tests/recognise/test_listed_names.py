"""Names that print and lists give."""

from __future__ import annotations

from zufolge.model import Article, Reading
from zufolge.recognise.listed_names import (
    dateline_places,
    is_place_adjective,
    place_adjectives,
    signed_agencies,
)


def test_agencies_sign_in_brackets() -> None:
    """What stands in brackets is an agency where it is the code of one."""
    text = "Lindau (dpa-AFX) - Korvent (früher Tarvo) wächst. (dpa/rs)"
    assert [m.text for m in signed_agencies(text)] == ["dpa-AFX", "dpa"]


def test_a_dateline_names_a_place() -> None:
    """The word at the head of a line, before an agency or a day, is a place; a weekday is none."""
    text = (
        "Oberlindau (dpa) - Tarvo wächst.\nBad Korb, 3. Mai 2024.\nMontag, 3. Mai 2024.\nTarvo (früher Rau) - wächst."
    )
    assert [m.text for m in dateline_places(text)] == ["Oberlindau", "Bad Korb"]


def test_adjectives_of_places() -> None:
    """Where something comes from is a place; the name of a language is not."""
    text = "Der norddeutsche Hersteller kauft eine US-amerikanische Firma. Auf Deutsch heißt sie politische Bühne."
    reading = Reading(Article("a", text))
    assert [m.text for m in place_adjectives(reading)] == ["norddeutsche", "US-amerikanische"]


def test_prefixes_and_endings_of_adjectives() -> None:
    """An adjective of a place stays one with a prefix and an ending."""
    assert [is_place_adjective(w) for w in ("süddeutschen", "britischer", "komischer")] == [True, True, False]

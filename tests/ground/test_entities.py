"""Short forms and genitives of one article's names."""

from __future__ import annotations

import pytest

from zufolge.ground.entities import choose_canonical, content_words, german_places, same_entity


@pytest.mark.parametrize(
    ("short", "full", "kind", "same"),
    [
        ("Korvent", "Korvent AG", "organised", True),
        ("Korvent", "Korvent Energie", "organised", True),
        ("Deutsche", "Deutsche Gleisbau", "organised", False),
        ("IGM", "Industrie Gleisbau Mitte", "organised", True),
        ("Rau", "Jan Rau", "person", True),
        ("Ute Rau", "Jan Rau", "person", False),
        ("Wels", "Wels Land", "place", False),
    ],
)
def test_short_forms(short: str, full: str, kind: str, same: bool) -> None:
    """A short form joins a full one only where it can mean nothing else."""
    assert same_entity(short, full, kind) is same


def test_longest_form_is_canonical() -> None:
    """All forms of a cluster get its fullest name."""
    forms = ["Korvent", "Korvent Energie AG", "Tarvo"]
    found = choose_canonical(forms, {f: f for f in forms}, "organised")
    assert found == {"Korvent": "Korvent Energie AG", "Korvent Energie AG": "Korvent Energie AG", "Tarvo": "Tarvo"}


def test_a_name_that_is_only_a_legal_form_keeps_it() -> None:
    """Content words never come out empty."""
    assert content_words("AG") == ["ag"]


def test_places_have_their_german_names() -> None:
    """Beijing is Peking, and no German name is another's alias."""
    assert german_places()["Beijing"] == "Peking"
    assert set(german_places()) & set(german_places().values()) == set()

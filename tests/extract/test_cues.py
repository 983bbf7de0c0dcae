"""Reading cues: what is refused, and how words find their cues."""

from __future__ import annotations

from typing import Any

import pytest

from zufolge.extract.cues import index_cues, is_of_class, read_cue
from zufolge.model import ZufolgeError

GOOD: dict[str, Any] = {
    "id": "test",
    "type": "merger",
    "verbs": ["fusionieren"],
    "roles": {"parties": "subject+mit"},
    "example": "Nordfalk fusioniert mit Belmora.",
    "gives": "merger | parties=Nordfalk | parties=Belmora",
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "red"}, "colour"),
        ({"type": "weather"}, "weather"),
        ({"roles": {"buyer": "subject"}}, "buyer"),
        ({"roles": {"parties": "moon"}}, "moon"),
        ({"roles": {"parties": "subject@moon"}}, "moon"),
        ({"status": "perhaps"}, "perhaps"),
        ({"example": ""}, "example"),
    ],
)
def test_wrong_cue_is_refused(change: dict[str, Any], message: str) -> None:
    """Whatever a cue says that nobody understands is refused by name."""
    with pytest.raises(ZufolgeError, match=message):
        read_cue({**GOOD, **change}, "deals/cues.de.toml")


def test_good_cue_is_read() -> None:
    """A cue with nothing but what it needs is read."""
    assert read_cue(GOOD, "deals/cues.de.toml").confidence == 0.8


def test_compounds_find_the_cues_of_their_ending() -> None:
    """A compound triggers the cues of the noun it ends in."""
    assert "takeover-noun" in [cue.id for cue in index_cues().for_noun("milliardenübernahme")]


def test_class_words_match_endings_only_with_a_hyphen() -> None:
    """A plain word of a class matches itself, one with a leading hyphen any compound that ends in it."""
    assert [is_of_class(word, ("-werk", "sparte")) for word in ("kraftwerk", "sparte", "ölsparte")] == [
        True,
        True,
        False,
    ]

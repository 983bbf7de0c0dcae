"""Who speaks for whom, by the nouns beside a name."""

from __future__ import annotations

import pytest

from zufolge.connect.voices import (
    VOICE_KEYS,
    bare_name,
    is_short_for,
    named_body,
    speaks_for_all,
    speaks_of_itself,
    union_of,
    voice_of,
)
from zufolge.languages import load_tables

ENTRIES = load_tables("voices", ("voice", "own", "joint"))


@pytest.mark.parametrize("entry", ENTRIES["voice"], ids=lambda entry: str(entry["id"]))
def test_every_voice_gives_what_it_says(entry: dict[str, str]) -> None:
    """Each example is found by its own entry, and no key is unknown."""
    assert voice_of(entry["example"]) == entry["gives"]
    assert set(entry) <= set(VOICE_KEYS)


def test_the_joint_example() -> None:
    """One statement of all parties, and one of whoever acts."""
    assert speaks_for_all(ENTRIES["joint"]["example"])
    assert speaks_of_itself(ENTRIES["own"]["example"])


@pytest.mark.parametrize(
    ("words", "bodies", "body"),
    [
        ("Nordfalk-Chefin Vera Holm", ["Alpenwerk", "Nordfalk"], "Nordfalk"),
        ("ein Sprecher der Nordfalk AG", ["Nordfalk"], "Nordfalk"),
        ("Kartellamtspräsidentin Vera Holm", ["Bundeskartellamt", "Nordfalk"], "Bundeskartellamt"),
        ("Vorstandschef Jens Kahl", ["Nordfalk", "Alpenwerk"], None),
        ("IG-Metall-Bevollmächtigter Jens Kahl", ["IG Metall"], "IG Metall"),
        ("Nordfalk-Energie-Chef Jens Kahl", ["Nordfalk", "Nordfalk Energie"], "Nordfalk Energie"),
    ],
)
def test_the_body_that_a_source_names(words: str, bodies: list[str], body: str | None) -> None:
    """Compounds, legal forms and longer names are understood; where none is named, nobody is."""
    assert named_body(words, bodies) == body


def test_names_without_what_does_not_tell_apart() -> None:
    """Legal forms go, the core stays; a beginning or end is short for the whole."""
    assert bare_name("Kahl & Söhne GmbH & Co. KG") == "kahl söhne"
    assert bare_name("AG") == "ag"
    assert is_short_for("Lindenau", "Optikhaus Lindenau")
    assert not is_short_for("Nordfalk Werke", "Nordfalk")


def test_branches_of_unions() -> None:
    """A branch speaks for its union; a firm is none."""
    assert [union_of(name) for name in ("IG Metall Küste", "NGG", "Nordfalk")] == ["IG Metall", "NGG", None]

"""Nominals and pronouns resolve to the article's entities, or stay open."""

from __future__ import annotations

from functools import cache

import pytest

from zufolge.ground.nominals import nominal_classes
from zufolge.languages import load_entries
from zufolge.model import Article, Mention
from zufolge.pipeline import read_article


@cache
def stand_ins(text: str) -> tuple[Mention, ...]:
    """The nominals and pronouns of a text."""
    return tuple(m for m in read_article(Article("a", text)).mentions if m.form in ("nominal", "pronoun"))


def meaning(text: str, words: str) -> list[str | None]:
    """What `words` stand for."""
    return [m.entity for m in stand_ins(text) if m.text == words]


ENTRIES = [
    e
    for e in load_entries(
        "nominals", "nominal", ("id", "kinds", "generic", "never_alone", "endings", "example", "gives")
    )
    if e["gives"]
]


@pytest.mark.parametrize("entry", ENTRIES, ids=[e["id"] for e in ENTRIES])
def test_examples_of_nominals(entry: dict[str, str]) -> None:
    """Every class of nominals does what its example says."""
    words, name = entry["gives"].split(" = ")
    found = [m.entity or "" for m in stand_ins(entry["example"]) if m.text.lower() == words.lower()]
    assert [name in f for f in found] == [True]


def test_classes_have_an_id_of_their_own() -> None:
    """No two classes share an id."""
    ids = [c.id for c in nominal_classes()]
    assert len(ids) == len(set(ids))


def test_nationality_tells_firms_apart() -> None:
    """A firm that is said to be Chinese is not meant by the US company."""
    text = (
        "Der US-Konzern IBM verkauft dem chinesischen Hersteller Lenovo ein Werk. "
        "Die Summe zahle Lenovo in bar, teilte der US-Konzern mit."
    )
    assert meaning(text, "der US-Konzern") == ["IBM"]


def test_both_firms_are_two() -> None:
    """A plural makes a mention of each."""
    text = "Siemens und Bosch arbeiten zusammen. Beide Konzerne schweigen zu den Kosten."
    assert sorted(str(e) for e in meaning(text, "Beide Konzerne")) == ["Bosch", "Siemens"]


def test_what_cannot_be_told_stays_open() -> None:
    """Without any firm before it a nominal names nobody."""
    assert meaning("Das Unternehmen wächst.", "Das Unternehmen") == [None]


def test_a_place_in_the_genitive_makes_a_phrase_definite() -> None:
    """ "Deutschlands größter Autobauer" stands for a known firm as "der größte Autobauer" does."""
    text = "Der Autobauer Volkswagen wächst. Deutschlands größter Autobauer stellt Leute ein."
    assert meaning(text, "Deutschlands größter Autobauer") == ["Volkswagen"]

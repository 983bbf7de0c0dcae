"""What bears a name, as the noun before it says."""

from __future__ import annotations

import re

import pytest

from zufolge.languages import Entry, load_entries
from zufolge.model import Mention, Span
from zufolge.recognise.name_bearers import bearers, kinds_as_told

ENTRIES = load_entries("name_bearers", "bearer", ("id", "kind", "endings", "example", "gives"))


@pytest.mark.parametrize("entry", ENTRIES, ids=[e["id"] for e in ENTRIES])
def test_examples(entry: Entry) -> None:
    """Each entry's example gives what it says, also where the name stands alone."""
    name, told = entry["gives"].split(" = ")
    places = [m.start() for m in re.finditer(name, entry["example"])]
    names = [Mention(Span(p, p + len(name)), name, "company") for p in places]
    kinds = [m.kind for m in kinds_as_told(names, entry["example"])]
    assert kinds == ([] if told == "none" else [told] * len(places))


def test_a_law_is_no_name() -> None:
    """What follows a paragraph sign and its number is a law."""
    text = "Nach § 26 Abs. 1 TGB ist das verboten."
    assert kinds_as_told([Mention(Span(17, 20), "TGB", "company")], text) == []


def test_other_names_stay() -> None:
    """A noun that tells nothing leaves the kind as it is."""
    text = "Der Chef Korvent"
    name = Mention(Span(9, 16), "Korvent", "person")
    assert kinds_as_told([name], text) == [name]


def test_ids_are_unique() -> None:
    """No two entries share an id."""
    assert len({b.id for b in bearers()}) == len(bearers())

"""The words of the pages."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

import pytest

from zufolge.claim_types import load_claim_types
from zufolge.serve.wording import LANGUAGES, wording


def test_both_languages_say_the_same_things() -> None:
    """Every key of one language is in the other, with the same places for values."""
    german, english = wording("de").tables, wording("en").tables
    assert {name: sorted(table) for name, table in german.items()} == {n: sorted(t) for n, t in english.items()}
    places = {key: [field for _, field, _, _ in Formatter().parse(words)] for key, words in german["page"].items()}
    for key, words in english["page"].items():
        assert sorted(filter(None, (field for _, field, _, _ in Formatter().parse(words)))) == sorted(
            filter(None, places[key])
        ), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_word_has_a_name(language: str) -> None:
    """Types, roles and closed vocabularies, so that no page shows a key."""
    tables = wording(language).tables
    declared = load_claim_types()
    roles = [role for one in declared.values() for role in one.roles]
    assert set(declared) - set(tables["type"]) == set()
    assert {role.name for role in roles} - set(tables["role"]) == set()
    assert {value for role in roles for value in role.values} - set(tables["word"]) == set()


def test_every_key_of_the_templates_is_known() -> None:
    """A template cannot ask for words that nobody wrote."""
    known = wording("de").tables["page"]
    for template in files("zufolge.serve").joinpath("templates").iterdir():
        for key in re.findall(r"words\('([a-z_]+)'[,)]", template.read_text(encoding="utf-8")):
            assert key in known, f"{template.name}: {key}"

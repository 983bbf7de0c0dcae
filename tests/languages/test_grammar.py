"""What the tables of German verb forms know."""

from __future__ import annotations

import pytest

from zufolge.languages.de.grammar import closed_classes, is_konjunktiv, speech_verb_forms


@pytest.mark.parametrize("word", ["sei", "seien", "habe", "werde", "könne", "müsse", "gebe", "verpflichte", "stehe"])
def test_konjunktiv_forms_are_known(word: str) -> None:
    """The third person of the Konjunktiv I is told from its form alone."""
    assert is_konjunktiv(word)


@pytest.mark.parametrize("word", ["hat", "sind", "gehen", "machte", "klare", "bitte"])
def test_what_an_indicative_or_another_word_shares_is_no_konjunktiv(word: str) -> None:
    """A form that could be something else decides nothing."""
    assert not is_konjunktiv(word)


def test_separable_verbs_are_found_in_both_forms() -> None:
    """ "teilte … mit" and "mitteilte" are the same verb."""
    apart = {form.verb.prefix for form in speech_verb_forms()["teilte"]}
    joined = {(form.verb.prefix, form.kind) for form in speech_verb_forms()["mitteilte"]}
    assert ("mit" in apart, ("mit", "joined") in joined) == (True, True)


def test_closed_classes_name_determiners_and_prepositions() -> None:
    """Function words have the letter of their class."""
    assert [closed_classes()[word] for word in ("der", "mit", "und", "dass", "sich")] == ["D", "P", "C", "S", "R"]

"""What the spelling of two names says about them."""

from __future__ import annotations

import pytest

from zufolge.connect.decisions import decide
from zufolge.connect.name_forms import Family, form_of


@pytest.mark.parametrize(
    ("one", "other", "family", "verdict", "rule"),
    [
        ("Korvent AG", "Korvent", "organised", "positive", "same-name"),
        ("Korvent AG", "Korvent SE", "organised", "positive", "same-name"),
        ("Korvent AG", "Korvent GmbH", "organised", "negative", "legal-form"),
        ("Korvents", "Korvent", "organised", "positive", "genitive"),
        ("Siemens", "Siemen", "organised", None, None),
        ("VW", "Volkswagen", "organised", "positive", "listed"),
        ("Porsche AG", "Porsche SE", "organised", "negative", "listed-apart"),
        ("Korvent", "Korvent Robotik", "organised", "unsure", "short-form"),
        ("Siemens", "Siemens Energy", "organised", None, None),
        ("Quarzbergwerke", "Quarzbergwerk X", "organised", "unsure", "alike"),
        ("Korvent", "Tarvo", "organised", None, None),
        ("Jan Peter Rau", "Jan Rau", "person", "unsure", "middle-name"),
        ("J. Rau", "Jan Rau", "person", "unsure", "initial"),
        ("Ute Rau", "Jan Rau", "person", None, None),
        ("Jan Raus", "Jan Rau", "person", "positive", "genitive"),
        ("Jan Jacobs", "Jan Jacob", "person", None, None),
        ("Peters", "Peter", "person", None, None),
        ("Rau", "Jan Rau", "person", None, None),
        ("Beijing", "Peking", "place", "positive", "same-name"),
    ],
)
def test_decisions(one: str, other: str, family: Family, verdict: str | None, rule: str | None) -> None:
    """Sure where only spelling differs, open where names are alike, silent elsewhere."""
    found = decide(form_of(one, family), form_of(other, family))
    assert ((found.verdict, found.rule) if found else (None, None)) == (verdict, rule)


def test_a_decision_does_not_depend_on_the_order() -> None:
    """One before the other in the alphabet, whoever is asked first."""
    one, other = form_of("Korvent AG", "organised"), form_of("Korvent", "organised")
    assert decide(one, other) == decide(other, one)

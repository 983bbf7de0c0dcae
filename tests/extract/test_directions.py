"""Figures without a number: what rose or fell."""

from __future__ import annotations

import pytest
from tests.extract.cue_readings import read_example

from zufolge.extract.by_cue import find_claims_by_cue


def directions(text: str) -> list[tuple[object, object]]:
    """Measure and change of each metric that the cues find."""
    claims = [c for c in find_claims_by_cue(read_example(text)).claims if c.type == "metric"]
    return [(c.fillers("measure")[0].value, c.fillers("change")[0].value) for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Nordfalk-Aktie legte daraufhin kräftig zu.", [("share_price", "up")]),
        ("Der Umsatz von Nordfalk ging zurück.", [("revenue", "down")]),
        ("Das Wetter hat den Umsatz von Nordfalk einbrechen lassen.", [("revenue", "down")]),
        ("Trotz mehr Umsatz schreibt Nordfalk rote Zahlen.", [("revenue", "up")]),
        ("Jan Becker nannte den Umsatzrückgang von Nordfalk.", [("revenue", "down")]),
        ("Nordfalk will die Kosten senken.", []),
        ("Nordfalk spricht über den Umsatz.", []),
    ],
)
def test_directions(text: str, expected: list[tuple[object, object]]) -> None:
    """Verbs, comparatives and compounds of change give a direction; costs belong to programmes."""
    assert directions(text) == expected


def test_a_mother_is_not_the_daughter_that_tells() -> None:
    """ "die Tochter der Belmora" says whose daughter it is, and leaves its name to the sentences before."""
    text = "Die Nordfalk AG wächst. Der Gewinn sank um 4 Prozent auf 7 Millionen, wie die Tochter der Belmora sagte."
    claims = [c for c in find_claims_by_cue(read_example(text)).claims if c.type == "metric"]
    assert [f.entity for c in claims for f in c.fillers("company")] == ["Nordfalk AG"]

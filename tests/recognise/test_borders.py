"""Where a name begins and ends."""

from __future__ import annotations

import pytest

from zufolge.model import Mention, Span
from zufolge.model.mention import NameKind
from zufolge.recognise.borders import with_borders


def bordered(text: str, name: str, kind: NameKind) -> list[tuple[str, NameKind]]:
    """The names that one raw name becomes."""
    start = text.index(name)
    mention = Mention(Span(start, start + len(name)), name, kind)
    return [(m.text, m.kind) for m in with_borders([mention], text)]


CASES: tuple[tuple[str, str, NameKind, list[tuple[str, NameKind]]], ...] = (
    ("Von Jan Rau Jan Rau", "Jan Rau Jan Rau", "person", [("Jan Rau", "person"), ("Jan Rau", "person")]),
    ("Korb      Tarvo AG", "Korb      Tarvo AG", "company", [("Korb", "company"), ("Tarvo AG", "company")]),
    ("der Kreis (TGB) Lindau", "TGB) Lindau", "organisation", [("TGB", "organisation")]),
    (
        "der britische Bund Nord",
        "britische Bund Nord",
        "organisation",
        [("britische", "place"), ("Bund Nord", "organisation")],
    ),
    ("der britische Verband", "britische Verband", "organisation", [("britische", "place")]),
    ("Tarvo&Rau wächst", "Tarvo", "company", [("Tarvo&Rau", "company")]),
    ("Tarvo! wächst", "Tarvo", "company", [("Tarvo!", "company")]),
    ("Hallo Tarvo! Es wächst", "Tarvo", "company", [("Tarvo", "company")]),
    ("in Korb an der Lahn", "Korb", "place", [("Korb an der Lahn", "place")]),
    ("in Korb/Main", "Korb", "place", [("Korb/Main", "place")]),
    ("in Korb (Oder)", "Korb", "place", [("Korb (Oder)", "place")]),
    ("der Verband der Korbmacher tagt", "Verband", "organisation", [("Verband der Korbmacher", "organisation")]),
)


@pytest.mark.parametrize(("text", "name", "kind", "expected"), CASES, ids=[c[0] for c in CASES])
def test_borders(text: str, name: str, kind: NameKind, expected: list[tuple[str, NameKind]]) -> None:
    """Print tells where a name begins and ends."""
    assert bordered(text, name, kind) == expected


def test_a_half_of_a_double_name_is_completed() -> None:
    """What stands elsewhere with its second half has it here, too."""
    text = "Rau-Korb kommt, Rau-Korb geht."
    names = [Mention(Span(0, 8), "Rau-Korb", "person"), Mention(Span(16, 19), "Rau", "person")]
    assert [m.text for m in with_borders(names, text)] == ["Rau-Korb", "Rau-Korb"]

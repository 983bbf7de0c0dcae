"""What `undertakings.toml` declares fits the claim types and the words of the language."""

from __future__ import annotations

from typing import get_args

from zufolge.claim_types import load_claim_types
from zufolge.connect.declarations import load_families, load_tellings
from zufolge.connect.family_words import speaks_of
from zufolge.connect.stage_cues import Stage


def test_every_type_is_declared_and_its_stages_are_known() -> None:
    """Types, families and stages are those that there are."""
    tellings = load_tellings()
    assert set(tellings) <= set(load_claim_types())
    assert {stage for one in tellings.values() for stage in (one.asserted, one.planned)} <= set(get_args(Stage))
    assert {one.family.name for one in tellings.values()} == set(load_families())


def test_words_belong_to_families() -> None:
    """A sentence speaks of the families whose words it holds."""
    words = ("nordfalk", "streicht", "300", "stellen")
    assert [family for family in load_families() if speaks_of(words, family)] == ["cuts"]

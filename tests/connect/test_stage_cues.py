"""Words that tell how far an undertaking has come."""

from __future__ import annotations

import pytest

from zufolge.connect.declarations import load_families
from zufolge.connect.stage_cues import StageCue, split_words, stage_cues


@pytest.mark.parametrize("cue", stage_cues(), ids=lambda cue: cue.id)
def test_every_cue_fits_its_example(cue: StageCue) -> None:
    """The first cue that fits an example is the one that it stands beside."""
    family = sorted(cue.families)[0] if cue.families else "takeover"
    words = split_words(cue.example)
    assert next(one.id for one in stage_cues() if one.fits(words, family)) == cue.id


@pytest.mark.parametrize("cue", stage_cues(), ids=lambda cue: cue.id)
def test_cues_are_for_families_that_there_are(cue: StageCue) -> None:
    """A misspelt family would silence a cue."""
    assert cue.families <= set(load_families())

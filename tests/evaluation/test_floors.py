"""The pinned floors hold for the claims that can be measured in seconds; `python -m evaluation` measures the rest."""

from __future__ import annotations

import pytest
from evaluation.measurements import MEASUREMENTS
from evaluation.pins import below_floor, load_pins
from evaluation.tools import SHARED


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the shared gold is not beside this folder")
@pytest.mark.parametrize("name", ["claims-dev", "claims-seeds"])
def test_claims_stay_above_their_floors(name: str) -> None:
    """No change makes claims on the shared gold worse than what is pinned."""
    pin = load_pins().get(name)
    assert pin is not None
    assert below_floor(MEASUREMENTS[name](), pin) == []

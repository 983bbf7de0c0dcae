"""Pinned floors: what holds them, and what they let pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.counts import Count
from evaluation.measurements import Measurement
from evaluation.pins import Pin, below_floor, pin_of


def measured(folder: Path, right: int) -> Measurement:
    """A measurement with so many of ten claims right."""
    file = folder / "gold.jsonl"
    file.write_text("gold\n", encoding="utf-8")
    return Measurement("claims x", (file,), {"claims": [Count(right, 10, 10)]}, [f"{i}" for i in range(right)])


def test_a_worse_figure_is_below_its_floor(tmp_path: Path) -> None:
    """What falls by more than the slack is told, with both numbers."""
    pin = pin_of(measured(tmp_path, 8), None, "first")
    assert below_floor(measured(tmp_path, 8), pin) == []
    assert below_floor(measured(tmp_path, 7), pin) == [
        "claims x: claims is 0.700, below its floor 0.790",
        "claims x: claims precision is 0.700, below its floor 0.790",
    ]


def test_a_floor_falls_only_with_a_sentence(tmp_path: Path) -> None:
    """Pinning a worse figure needs a reason; a better one does not."""
    pin = pin_of(measured(tmp_path, 8), None, "first")
    with pytest.raises(ValueError, match="say why"):
        pin_of(measured(tmp_path, 6), pin, "")
    assert pin_of(measured(tmp_path, 6), pin, "two sources were split").floors["claims"] == 0.59
    assert pin_of(measured(tmp_path, 9), pin, "").floors["claims"] == 0.89


def test_other_gold_holds_no_floor(tmp_path: Path) -> None:
    """A pin of another gold file says nothing of this one."""
    pin = Pin("another", {"claims": 0.99}, "first")
    assert below_floor(measured(tmp_path, 1), pin) == []

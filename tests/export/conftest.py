"""A ledger made by hand that holds every kind of claim that exports must tell apart, and a way to export it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.export.press import readings

import zufolge
from zufolge.ask.claims import Wanted

Export = Callable[..., Path]


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """The ledger with the readings of `press`."""
    place = tmp_path / "press.db"
    with zufolge.Ledger(place) as ledger:
        for reading in readings():
            ledger.add(reading)
    return place


@pytest.fixture
def export(press: Path, tmp_path: Path) -> Export:
    """Writes the ledger in a format, narrowed as `zufolge claims` does, and gives the place."""

    def export(name: str, **wanted: str) -> Path:
        out = tmp_path / f"out-{name}"
        with zufolge.Ledger(press) as ledger:
            ledger.export(name, out, Wanted(**wanted))
        return out

    return export

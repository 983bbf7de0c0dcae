"""A ledger made by hand that holds every kind of claim that exports must tell apart, and a way to export it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.export.press import make_press

import zufolge
from zufolge.ask.claims import Wanted

Export = Callable[..., Path]


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger with the readings of `press`, made once."""
    return make_press(tmp_path_factory.mktemp("press") / "press.db")


@pytest.fixture
def press(pressed: Path, tmp_path: Path) -> Path:
    """A copy of that ledger."""
    return Path(shutil.copy(pressed, tmp_path))


@pytest.fixture
def export(press: Path, tmp_path: Path) -> Export:
    """Writes the ledger in a format, narrowed as `zufolge claims` does, and gives the place."""

    def export(name: str, **wanted: str) -> Path:
        out = tmp_path / f"out-{name}"
        with zufolge.Ledger(press) as ledger:
            ledger.export(name, out, Wanted(**wanted))
        return out

    return export

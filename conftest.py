"""What pytest knows everywhere: what it must not collect, and the marks that tests may carry."""

from __future__ import annotations

import pytest

collect_ignore = ["src/zufolge/ledger/migrations"]  # only Alembic can run these


def pytest_configure(config: pytest.Config) -> None:
    """Register our marks; an unknown one is an error."""
    config.addinivalue_line("markers", "slow: takes longer than a second; `make check` leaves it out")

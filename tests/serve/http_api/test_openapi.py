"""The OpenAPI document holds: whatever is asked within it, and much that is not, is answered as it says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.readings import make_reading

import zufolge
from zufolge.model import Reading
from zufolge.serve.app import create_app
from zufolge.serve.settings import Settings

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
pytestmark = pytest.mark.slow
EXAMPLES_A_ROUTE = int(os.environ.get("ZUFOLGE_EXAMPLES_A_ROUTE", "12"))


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The document of an application on a ledger with one article, whose reader reads nothing."""
    path: Path = tmp_path_factory.mktemp("openapi") / "press.db"
    with zufolge.Ledger(path) as kept:
        kept.add(make_reading())
    app = create_app(Settings(ledger=str(path), requests_a_minute=10**9, readings_a_minute=10**9))
    app.state.desk.read = Reading
    yield schemathesis.openapi.from_asgi("/api/openapi.json", app)
    app.state.desk.jobs.close()
    app.state.desk.ledger.close()


def test_answers_are_as_the_document_says(document: Any) -> None:
    """Statuses, content types and shapes of every route; wrong requests are refused, right ones are not."""
    asked = []
    for found in document.get_all_operations():
        operation = found.ok()
        asked.append(operation.label)
        check_route(operation)
    assert len(asked) >= 15


def check_route(operation: Any) -> None:
    """Ask the route in every way that its description allows, and in some that it does not."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES_A_ROUTE,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()

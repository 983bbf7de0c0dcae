"""The OpenAPI document holds: whatever is asked within it, and much that is not, is answered as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("schemathesis", reason="schemathesis is not installed")

import schemathesis
from hypothesis import HealthCheck, settings
from tests.readings import make_reading

import zufolge
from zufolge.model import Reading
from zufolge.serve.app import create_app
from zufolge.serve.settings import Settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """The document of an application on a ledger with one article, whose reader reads nothing."""
    path: Path = tmp_path_factory.mktemp("openapi") / "press.db"
    with zufolge.Ledger(path) as kept:
        kept.add(make_reading())
    app = create_app(Settings(ledger=str(path), requests_a_minute=10**9, readings_a_minute=10**9))
    app.state.desk.read = Reading
    yield schemathesis.openapi.from_asgi("/api/openapi.json", app)
    app.state.desk.jobs.close()
    app.state.desk.ledger.close()


schema = schemathesis.pytest.from_fixture("document")


@schema.parametrize()
@settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_answers_are_as_the_document_says(case: schemathesis.Case) -> None:
    """Statuses, content types and shapes; wrong requests are refused, right ones are not."""
    case.call_and_validate()

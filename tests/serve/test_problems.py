"""What is answered when something is wrong."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import MakeClient


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nowhere", 404),
        ("/api/claims/0000000000000000", 404),
        ("/api/claims/nonsense", 422),
        ("/api/claims?limit=0", 422),
        ("/api/claims?cursor=nonsense", 422),
        ("/api/claims?since=yesterday", 422),
        ("/api/claims?text=%3F%3F", 422),
        ("/api/articles/none", 404),
        ("/api/articles/a1?version=9", 404),
        ("/api/deals/000000000000", 404),
        ("/api/entities/Niemand", 404),
    ],
)
def test_problems_follow_the_standard(client: TestClient, path: str, status: int) -> None:
    """RFC 9457: type, title, status and a detail that says what to do."""
    answer = client.get(path)
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (problem["type"], problem["status"], sorted(problem)) == (
        "about:blank",
        status,
        ["detail", "status", "title", "type"],
    )


@pytest.mark.parametrize("path", ["/nowhere", "/articles/none", "/deals/none", "/entities/Niemand", "/add/none"])
def test_people_get_a_page(client: TestClient, path: str) -> None:
    """An error is a page like any other, with a way back."""
    answer = client.get(path)
    assert (answer.status_code, 'href="/"' in answer.text) == (404, True)


def test_nothing_leaks(make_client: MakeClient) -> None:
    """What nobody foresaw tells neither trace nor path, to programs or people."""
    client = make_client(raise_server_exceptions=False)
    for answer in (
        client.post("/api/annotate", json={"text": "kaputt"}),
        client.post("/add/text", data={"text": "kaputt"}),
    ):
        assert answer.status_code == 500
        assert [word for word in ("secret", "ValueError", "Traceback", ".py") if word in answer.text] == []


def test_a_ledger_that_is_gone_is_a_problem_without_its_path(make_client: MakeClient, tmp_path: object) -> None:
    """The name of the ledger is told, the folder is not."""
    client = make_client()
    desk = client.app.state.desk  # type: ignore[attr-defined]
    with desk.ledger._engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE claim_places")
        connection.commit()
    answer = client.get("/api/claims")
    assert (answer.status_code, str(tmp_path) in answer.text) == (503, False)

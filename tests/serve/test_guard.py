"""What stands before every request."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import MakeClient

from zufolge.model import ZufolgeError
from zufolge.serve.guard import HEADERS, Limiter, session_of
from zufolge.serve.settings import Settings, check_settings

TOKEN = "open-sesame-open-sesame"


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        (Settings(host="0.0.0.0"), "give a token"),
        (Settings(host="192.168.0.4", token="short"), "too short"),
    ],
)
def test_a_server_that_others_reach_needs_a_token(settings: Settings, complaint: str) -> None:
    """Nobody opens a ledger to the world by accident."""
    with pytest.raises(ZufolgeError, match=complaint):
        check_settings(settings)


def test_programs_give_the_token_and_browsers_sign_in(make_client: MakeClient) -> None:
    """Without the token the API says 401 and pages lead to the form; a wrong token is refused."""
    client = make_client(host="0.0.0.0", token=TOKEN)
    refused = client.get("/api/claims")
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert client.get("/api/claims", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.get("/api/claims", headers={"Authorization": "Bearer no"}).status_code == 401
    assert client.get("/", follow_redirects=False).headers["location"] == "/login"
    assert client.post("/login", data={"token": "no"}).status_code == 403
    assert client.post("/login", data={"token": TOKEN}, follow_redirects=False).status_code == 303
    assert client.get("/", follow_redirects=False).status_code == 200
    assert client.cookies["zufolge_session"] == session_of(TOKEN) != TOKEN


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    """Also errors and static files."""
    for path in ("/", "/nowhere", "/api/claims", "/api/nowhere", "/static/style.css"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path


def test_the_policy_allows_nothing_inline(client: TestClient) -> None:
    """No page holds a script, a style or a handler of its own."""
    for path in ("/", "/articles/a1", "/deals", "/relations", "/review", "/add", "/entities/Nordfalk", "/api"):
        page = client.get(path).text
        assert [word for word in ("<style", " style=", " onclick=", "javascript:") if word in page] == [], path
        assert page.count("<script") == page.count('<script src="/static/'), path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8765"])
def test_a_local_server_answers_only_to_its_own_name(client: TestClient, host: str) -> None:
    """A foreign name that points to this machine gets nothing."""
    assert client.get("/api/claims", headers={"Host": host}).status_code == 421


def test_forms_of_other_sites_are_refused(client: TestClient, claim: str) -> None:
    """A page elsewhere cannot judge in somebody's name."""
    form = {"verdict": "reject", "author": "x"}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(f"/claims/{claim}/judgement", data=form, headers=headers).status_code == 403
    assert client.get(f"/api/claims/{claim}/judgements").json() == {"judgements": []}


def test_a_server_that_only_reads_changes_nothing(make_client: MakeClient) -> None:
    """Adding and judging are refused and not offered; annotating is allowed, it touches nothing."""
    client = make_client(read_only=True)
    claim = client.get("/api/claims").json()["claims"][0]["id"]
    verdict = {"verdict": "accept", "author": "x"}
    assert client.post(f"/api/claims/{claim}/judgements", json=verdict).status_code == 403
    assert client.post("/api/articles", json={"text": "x"}).status_code == 403
    assert client.post("/add/text", data={"text": "x"}).status_code == 403
    assert client.post("/api/annotate", json={"text": "x"}).status_code == 200
    assert 'href="/review"' not in client.get("/").text


def test_too_much_is_refused(make_client: MakeClient) -> None:
    """By the length that is told, by what really comes, and by the length of a text."""
    client = make_client(most_bytes=2000, most_text=100)
    assert client.post("/api/annotate", json={"text": "x" * 3000}).status_code == 413

    def trickle() -> object:
        yield b'{"text": "'
        for _ in range(30):
            yield b"x" * 100
        yield b'"}'

    answer = client.post("/api/annotate", content=trickle(), headers={"Content-Type": "application/json"})  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert client.post("/api/annotate", json={"text": "x" * 101}).status_code == 413


def test_too_often_is_refused(make_client: MakeClient) -> None:
    """Requests and readings are counted apart."""
    client = make_client(readings_a_minute=2)
    assert [client.post("/api/annotate", json={"text": "x"}).status_code for _ in range(3)] == [200, 200, 429]
    few = make_client(requests_a_minute=3)
    assert [few.get("/login").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_a_limiter_forgives_with_time() -> None:
    """Whoever waits may ask again."""
    now = [0.0]
    limiter = Limiter(2, clock=lambda: now[0])
    first = [limiter.takes("a") for _ in range(3)]
    now[0] = 31.0
    assert (first, limiter.takes("a"), limiter.takes("b")) == ([True, True, False], True, True)

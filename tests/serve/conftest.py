"""The application on a ledger with one article, read by hand; and servers that a browser can reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.readings import TEXT, make_reading

import zufolge
from zufolge.model import Article, Reading
from zufolge.serve.app import create_app
from zufolge.serve.settings import Settings

MakeClient = Callable[..., TestClient]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that holds the reading made by hand, and one more whose text is full of markup."""
    path = tmp_path / "press.db"
    with zufolge.Ledger(path) as kept:
        kept.add(make_reading())
    return path


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The known text gives the reading made by hand, any other a reading without claims."""

    def read_article(article: Article) -> Reading:
        if "kaputt" in article.text:
            raise ValueError("no idea about /srv/secret/place.py")
        return make_reading(article) if article.text.strip() == TEXT else Reading(article)

    monkeypatch.setattr("zufolge.serve.desk.read_article", read_article)


@pytest.fixture
def make_client(ledger: Path, by_hand: None) -> Iterator[MakeClient]:
    """Makes clients of applications with other settings."""
    clients = []

    def make(raise_server_exceptions: bool = True, **changes: object) -> TestClient:
        app = create_app(replace(Settings(ledger=str(ledger)), **changes))  # type: ignore[arg-type]
        client = TestClient(app, raise_server_exceptions=raise_server_exceptions, headers={"Accept-Language": "en"})
        client.__enter__()
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: MakeClient) -> TestClient:
    """A client of the application as it is by default."""
    return make_client()


@pytest.fixture
def claim(client: TestClient) -> str:
    """The id of the one claim."""
    return str(client.get("/api/claims").json()["claims"][0]["id"])

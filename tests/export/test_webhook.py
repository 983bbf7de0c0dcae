"""News posted to an address, here one of this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from zufolge.export.webhook import check_address, post_json
from zufolge.model import ZufolgeError


class Listening(HTTPServer):
    """A server that keeps what is posted to it, and answers with `status`."""

    status = 204

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.posted: list[tuple[str | None, Any]] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Answering(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Listening)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.posted.append((self.headers["Content-Type"], json.loads(body)))
        self.send_response(server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name that the base class gives
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Listening]:
    """A server on this machine, for one test."""
    listening = Listening()
    thread = Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield listening
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_values_arrive_as_json(server: Listening) -> None:
    """With the umlauts that they have."""
    post_json(server.address, {"about": "Übernahme"})
    assert server.posted == [("application/json; charset=utf-8", {"about": "Übernahme"})]


def test_an_answer_that_is_no_yes(server: Listening) -> None:
    """The other side's status is told."""
    server.status = 500
    with pytest.raises(ZufolgeError, match="did not take the news \\(500"):
        post_json(server.address, {})


def test_nobody_there(server: Listening) -> None:
    """An address where nobody listens is named."""
    with pytest.raises(ZufolgeError, match="cannot be reached"):
        post_json("http://127.0.0.1:9/hook", {}, wait_seconds=2)


@pytest.mark.parametrize("address", ["hook", "file:///etc/passwd", "ftp://example.org/", "https://", "http://[x"])
def test_addresses_that_are_none(address: str) -> None:
    """Only the web is posted to."""
    with pytest.raises(ZufolgeError, match="is no address to post to"):
        check_address(address)

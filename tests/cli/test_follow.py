"""`zufolge follow` and `zufolge read URL` on the command line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zufolge.cli.app import app

PAGE = """<html><head><title>Nordfalk übernimmt Alpenwerk</title></head><body><article>
<h1>Nordfalk übernimmt Alpenwerk</h1><p>Die Nordfalk AG übernimmt die Alpenwerk GmbH für 40 Millionen Euro. Das teilte
Nordfalk mit.</p><p>Die Kartellbehörden müssen dem Geschäft noch zustimmen, sagte ein Sprecher der Nordfalk AG.</p>
</article></body></html>"""
FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kurier</title>
<entry><title>Nordfalk</title><link href="/page"/><updated>2024-03-05T08:00:00Z</updated></entry></feed>"""


class Server(BaseHTTPRequestHandler):
    """A page, a feed that names it, and nothing else."""

    def do_GET(self) -> None:
        """Answer by path."""
        text = {"/page": PAGE, "/feed": FEED}.get(self.path)
        self.send_response(404 if text is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((text or "").encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name that is overridden
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the server; nobody pauses."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_one_bad_feed_harms_no_other(site: str, tmp_path: Path) -> None:
    """The good feed is read into the ledger, the bad one told; looking again reads nothing anew."""
    options = ["--ledger", str(tmp_path / "press.db"), "--seen", str(tmp_path / "seen.json")]
    first = CliRunner().invoke(app, ["follow", f"{site}/nothing", f"{site}/feed", *options])
    again = CliRunner().invoke(app, ["follow", f"{site}/feed", *options])
    assert (first.exit_code, again.exit_code) == (1, 0)
    assert first.stdout.startswith("2 feeds, 1 article read: 1 new")
    assert f"{site}/nothing: The server answered 404" in first.stderr
    assert again.stdout.startswith("1 feed, 0 articles read: 0 new")


def test_an_address_is_read_like_a_file(site: str, tmp_path: Path) -> None:
    """`zufolge read URL` keeps the article of the page; the same page by feed is known then."""
    options = ["--ledger", str(tmp_path / "press.db")]
    read = CliRunner().invoke(app, ["read", f"{site}/page", *options])
    again = CliRunner().invoke(app, ["read", f"{site}/page", *options])
    assert read.stdout.startswith("1 article read: 1 new")
    assert again.stdout.startswith("1 article read: 0 new, 0 changed, 1 known")

"""Pages and feeds from a server on this machine that misbehaves in many ways."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from zufolge.model import Article, ZufolgeError
from zufolge.read import ReadOptions
from zufolge.read.follow import FeedMemory, follow_feed, load_memory, read_page, save_memory
from zufolge.read.kinds import Unreadable
from zufolge.read.web import Manners, Web

PAGE = """<html><head><title>Nordfalk übernimmt Alpenwerk</title></head><body><article>
<h1>Nordfalk übernimmt Alpenwerk</h1><p>Die Nordfalk AG übernimmt die Alpenwerk GmbH für 40 Millionen Euro. Das teilte
Nordfalk mit.</p><p>Die Kartellbehörden müssen dem Geschäft noch zustimmen, sagte ein Sprecher der Nordfalk AG.</p>
</article></body></html>"""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Kurier</title>
<item><title>Nordfalk</title><link>/page</link><pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate>
<source url="https://reuters.example/">Reuters</source></item>
<item><title>Weg</title><link>/missing</link></item>
<item><title>Kein Netz</title><link>javascript:alert(1)</link></item>
</channel></rss>"""


class Server(BaseHTTPRequestHandler):
    """Answers by path: well, never, wrongly, in circles, or only at the second try."""

    asked: ClassVar[list[str]] = []
    robots: ClassVar[str] = "User-agent: *\nDisallow: /private\n"

    def do_GET(self) -> None:
        """Answer as the path says."""
        times = self.asked.count(self.path)
        self.asked.append(self.path)
        if self.path == "/robots.txt":
            self.answer(200, self.robots, "text/plain")
        elif self.path == "/feed" and self.headers.get("If-None-Match") == '"1"':
            self.answer(304, "")
        elif self.path == "/feed":
            self.answer(200, FEED, "application/rss+xml", ETag='"1"')
        elif self.path in ("/page", "/private") or (self.path == "/busy" and times):
            self.answer(200, PAGE)
        elif self.path == "/busy":
            self.answer(503, "", **{"Retry-After": "7"})
        elif self.path == "/circle":
            self.answer(302, "", Location="/circle")
        elif self.path == "/moved":
            self.answer(301, "", Location="/private")
        elif self.path == "/broken":
            self.wfile.write(b"this is no HTTP\r\n\r\n")
        elif self.path == "/short":
            self.answer(200, PAGE, **{"Content-Length": "100000"})
        else:
            self.answer(404, "")

    def answer(self, status: int, text: str, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Send an answer; what is in `headers` goes before what is true."""
        told = {"Content-Type": kind, "Content-Length": str(len(text.encode())), "Connection": "close", **headers}
        self.send_response(status)
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name that is overridden
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of the server."""
    Server.asked, Server.robots = [], "User-agent: *\nDisallow: /private\n"
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def waits() -> list[float]:
    """How long was waited, in order."""
    return []


@pytest.fixture
def web(waits: list[float]) -> Iterator[Web]:
    """A web that writes down how long it would wait, and does not."""
    web = Web(Manners(pause=3.0, back_off=2.0, patience=2.0), lambda seconds: waits.append(round(seconds)))
    yield web
    web.close()


def test_a_feed_gives_its_articles_with_what_it_says_of_them(site: str, web: Web) -> None:
    """Day and source come from the feed; a page that is missing is told, and an address that is none left out."""
    article, missing = follow_feed(f"{site}/feed", web, FeedMemory(), ReadOptions())
    assert isinstance(article, Article)
    assert isinstance(missing, Unreadable)
    assert (article.url, article.published) == (f"{site}/page", "2024-03-05T08:00+00:00")
    assert [origin.entity for origin in article.given_origins] == ["Reuters"]
    assert missing.where == f"{site}/missing"


def test_what_was_seen_is_remembered(site: str, web: Web, tmp_path: Path) -> None:
    """A page is read once, a missing one tried three times; then the server is only asked whether anything changed."""
    memory = tmp_path / "seen.json"
    for _ in range(4):
        memories = load_memory(memory)
        list(follow_feed(f"{site}/feed", web, memories.setdefault(f"{site}/feed", FeedMemory()), ReadOptions()))
        save_memory(memory, memories)
    assert [Server.asked.count(path) for path in ("/robots.txt", "/feed", "/page", "/missing")] == [1, 4, 1, 3]
    assert load_memory(memory)[f"{site}/feed"].marks == {"If-None-Match": '"1"'}


def test_robots_are_obeyed_also_behind_a_redirect(site: str, web: Web) -> None:
    """What robots.txt forbids is not fetched, wherever the way there begins."""
    for path in ("/private", "/moved"):
        found = read_page(f"{site}{path}", web, ReadOptions())
        assert isinstance(found, Unreadable)
        assert "robots.txt" in found.reason
    assert "/private" not in Server.asked


def test_a_busy_server_is_asked_again_when_it_says(site: str, web: Web, waits: list[float]) -> None:
    """Retry-After is kept to, and so is the pause between two requests to one host."""
    assert isinstance(read_page(f"{site}/busy", web, ReadOptions()), Article)
    assert Server.asked == ["/robots.txt", "/busy", "/busy"]
    assert waits == [0, 3, 7, 3]


def test_the_pause_that_a_site_asks_for_is_kept(site: str, web: Web, waits: list[float]) -> None:
    """Crawl-delay is longer than our own pause, so it counts."""
    Server.robots = "User-agent: *\nCrawl-delay: 20\n"
    for _ in range(2):
        read_page(f"{site}/page", web, ReadOptions())
    assert waits == [0, 3, 20]


@pytest.mark.parametrize("path", ["/circle", "/broken", "/short", "/missing"])
def test_a_server_that_misbehaves_is_told(site: str, web: Web, path: str) -> None:
    """Circles, broken answers and answers that break off are one unreadable page each, never half an article."""
    found = read_page(f"{site}{path}", web, ReadOptions())
    assert isinstance(found, Unreadable)
    assert found.where == f"{site}{path}"


def test_a_server_that_is_not_there_is_told(web: Web) -> None:
    """No connection: three tries with growing pauses, then a sentence."""
    (found,) = follow_feed("http://127.0.0.1:9/feed", web, FeedMemory(), ReadOptions())
    assert isinstance(found, Unreadable)
    assert "3 times" in found.reason


def test_a_page_is_no_feed(site: str, web: Web) -> None:
    """Whoever names a page instead of a feed hears it."""
    (found,) = follow_feed(f"{site}/page", web, FeedMemory(), ReadOptions())
    assert isinstance(found, Unreadable)
    assert "no feed" in found.reason


def test_a_broken_memory_is_refused(tmp_path: Path) -> None:
    """A file that is something else is not overwritten."""
    (tmp_path / "seen.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(ZufolgeError, match="no memory of feeds"):
        load_memory(tmp_path / "seen.json")

"""Web archives: pages and texts become articles; what is none is passed over, and a broken archive says so."""

from __future__ import annotations

import gzip
from pathlib import Path

from zufolge.model import Article
from zufolge.read import ReadOptions, read_path
from zufolge.read.kinds import Unreadable

PAGE = """<html><head><title>Nordfalk übernimmt Alpenwerk</title>
<meta property="article:published_time" content="2024-03-05T08:00:00+01:00"></head><body><article>
<h1>Nordfalk übernimmt Alpenwerk</h1>
<p>Die Nordfalk AG übernimmt die Alpenwerk GmbH für 40 Millionen Euro. Das teilte das Unternehmen am Dienstag mit.</p>
<p>Die Kartellbehörden müssen dem Geschäft noch zustimmen, sagte ein Sprecher
der Nordfalk AG.</p></article></body></html>"""


def record(kind: str, url: str, body: bytes, content_type: str) -> bytes:
    """One WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-09T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(url)) % 10**12:012d}>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(url: str, page: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """A record of a server's answer."""
    body = page.encode()
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return record("response", url, http, "application/http; msgtype=response")


RECORDS = (
    response("https://kurier.example/a", PAGE),
    response("https://kurier.example/missing", PAGE, status="404 Not Found"),
    response("https://kurier.example/logo.svg", "<svg/>", kind="image/svg+xml"),
    response("https://kurier.example/empty", "<html><body></body></html>"),
    record("conversion", "https://bote.example/b", "Die Halvern SE wächst.".encode(), "text/plain"),
)


def read(path: Path) -> list[Article | Unreadable]:
    """Everything in the archive."""
    return list(read_path(str(path), ReadOptions()))


def test_pages_and_texts_of_an_archive_are_articles(tmp_path: Path) -> None:
    """Pages keep their address and date; errors of servers and pictures are no articles, an empty page is told."""
    (tmp_path / "news.warc").write_bytes(b"".join(RECORDS))
    page, empty, text = read(tmp_path / "news.warc")
    assert isinstance(page, Article)
    assert isinstance(empty, Unreadable)
    assert isinstance(text, Article)
    assert (page.url, (page.published or "")[:10]) == ("https://kurier.example/a", "2024-03-05")
    assert "für 40 Millionen Euro" in page.text
    assert (text.url, text.text) == ("https://bote.example/b", "Die Halvern SE wächst.")
    assert empty.where.endswith("https://kurier.example/empty")


def test_a_packed_archive_is_the_same(tmp_path: Path) -> None:
    """Each record packed on its own, as archives are."""
    (tmp_path / "news.warc").write_bytes(b"".join(RECORDS))
    (tmp_path / "packed.warc.gz").write_bytes(b"".join(map(gzip.compress, RECORDS)))
    plain, packed = (
        [article.text for article in read(tmp_path / name) if isinstance(article, Article)]
        for name in ("news.warc", "packed.warc.gz")
    )
    assert packed == plain


def test_an_archive_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    """What stands before the break is read, and the break is told."""
    whole = b"".join(map(gzip.compress, (RECORDS[4], RECORDS[0])))
    (tmp_path / "news.warc.gz").write_bytes(whole[:-200])
    found = read(tmp_path / "news.warc.gz")
    assert [type(one).__name__ for one in found] == ["Article", "Unreadable"]
    assert isinstance(found[-1], Unreadable)
    assert "broken" in found[-1].reason

"""Web archives: the pages of WARC files and the texts of WET files, one record after another. Not their crawling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from zufolge.model import Article, ZufolgeError
from zufolge.read.decode import decode
from zufolge.read.jsonl import article_of_entry
from zufolge.read.kinds import MAX_PAGE_BYTES, ReadOptions, Unreadable
from zufolge.read.text import text_id

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(
    archive: IO[bytes], where: str, options: ReadOptions, follow: Callable[[int], None] = lambda _: None
) -> Iterator[Article | Unreadable]:
    """The articles of a WARC or WET file, packed or not; `follow` hears the place of each record in the file.

    Responses that are no pages, or that the server answered with an error, are no articles and are passed over. An
    archive that breaks off gives what stands before the break, and says where it broke.
    """
    try:
        from fastwarc import warc
    except ImportError:
        raise ZufolgeError("Web archives need fastwarc; install it with: pip install 'zufolge[bulk]'.") from None
    kinds = warc.WarcRecordType.response | warc.WarcRecordType.conversion
    at = 0
    try:
        for record in warc.ArchiveIterator(archive, record_types=kinds, parse_http=False, fsspec_args=False):
            at = record.stream_pos
            follow(at)
            yield from _articles_of(record, where, options)
    except (OSError, EOFError, ValueError) as error:
        yield Unreadable(where, f"The archive is broken behind byte {at} ({error}); what stands before it was read.")


def _articles_of(record: WarcRecord, where: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    url = record.headers.get("WARC-Target-URI")
    place = f"{where}, {url}"
    told_length = int(record.headers.get("Content-Length") or 0)
    if told_length > MAX_PAGE_BYTES:
        yield Unreadable(place, f"The page has more than {MAX_PAGE_BYTES // 1_000_000} MB; no article is that long.")
        return
    record.freeze()
    if not told_length or record.content_length != told_length:
        raise OSError(f"it breaks off in the middle of {url or 'a record'}")
    if not record.is_http:
        text = decode(_payload(record))
        if text.strip():
            yield article_of_entry({"text": text, "url": url}, f"{where}, line {url}", options)
        return
    record.parse_http(auto_decode="all")
    if record.http_headers.status_code == 200 and (record.http_content_type or "") in _PAGE_TYPES:
        yield _read_page(_payload(record), place, url, options)


def _payload(record: WarcRecord) -> bytes:
    """The content, unpacked; a bomb is cut off."""
    return bytes(record.reader.read(MAX_PAGE_BYTES))


def _read_page(content: bytes, place: str, url: str | None, options: ReadOptions) -> Article | Unreadable:
    from zufolge.read.html import read_html

    page = decode(content, declares_itself=True)
    name = text_id(page)
    where = place.rpartition(", ")[0]
    article = read_html(page, name, f"{where}/{name}", options.published)
    if article is None:
        return Unreadable(place, "No article was found in the page.")
    return article if article.url else replace(article, url=url)

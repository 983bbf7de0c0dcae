"""Articles from the web: single pages, and what is new in feeds; and the memory of what was seen."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from zufolge.model import Article, ZufolgeError
from zufolge.read.decode import decode
from zufolge.read.feed import FeedEntry, read_feed, with_feed
from zufolge.read.html import read_html
from zufolge.read.kinds import ReadOptions, Unreadable
from zufolge.read.path import read_bytes
from zufolge.read.text import text_id
from zufolge.read.web import Fetched, Web

_MOST_TRIES: Final = 3
_READ: Final = -1


@dataclass(slots=True)
class FeedMemory:
    """What is remembered of a feed: the server's marks, and of each page in it how often it failed, or that it is read.

    Pages that have left the feed are forgotten, so the memory never grows beyond the feeds.
    """

    marks: dict[str, str] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)

    def is_due(self, url: str) -> bool:
        """Whether the page is to be fetched: it was neither read nor failed too often."""
        return _READ < self.pages.get(url, 0) < _MOST_TRIES

    def note(self, url: str, was_read: bool) -> None:
        """Remember what became of a page."""
        self.pages[url] = _READ if was_read else self.pages.get(url, 0) + 1


def read_page(url: str, web: Web, options: ReadOptions) -> Article | Unreadable:
    """The article of the page at `url`."""
    found = web.fetch(url)
    if isinstance(found, Unreadable):
        return found
    content = found.content or b""
    if b"<html" in content[:2_000].lower() or b"<body" in content[:100_000].lower():
        return _article_of_page(content, found, url, options)
    given = next(read_bytes(content, f"{url}#.txt", text_id(url), options), None)
    if isinstance(given, Article):
        return replace(given, path=None, url=found.url)
    return Unreadable(url, given.reason if given else "There is nothing in it; check the address.")


def follow_feed(feed: str, web: Web, memory: FeedMemory, options: ReadOptions) -> Iterator[Article | Unreadable]:
    """The articles that are new in `feed`; each is remembered when the next one is asked for."""
    found = web.fetch(feed, memory.marks)
    if isinstance(found, Unreadable):
        yield found
        return
    if found.content is None:
        return
    entries = read_feed(found.content, found.url)
    if not entries and b"<rss" not in found.content and b"<feed" not in found.content:
        yield Unreadable(feed, "This is no feed; give the address of RSS or Atom.")
        return
    for entry in entries:
        if memory.is_due(entry.url):
            article = _article_of_entry(entry, web, options)
            yield article
            memory.note(entry.url, isinstance(article, Article))
    memory.pages = {entry.url: memory.pages[entry.url] for entry in entries if entry.url in memory.pages}
    memory.marks = {} if any(memory.is_due(entry.url) for entry in entries) else dict(found.marks)


def load_memory(path: Path) -> dict[str, FeedMemory]:
    """What was remembered in the file at `path`, feed by feed; nothing where there is no file."""
    try:
        given = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {feed: FeedMemory(dict(one["marks"]), dict(one["pages"])) for feed, one in given.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ZufolgeError(f"{path} is no memory of feeds ({error}); name another file with --seen.") from error


def save_memory(path: Path, memories: dict[str, FeedMemory]) -> None:
    """Write the memory down, all of it or nothing."""
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with staged.open("w", encoding="utf-8") as file:
            told = {feed: {"marks": one.marks, "pages": one.pages} for feed, one in sorted(memories.items())}
            json.dump(told, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(staged, path)
    except OSError as error:
        raise ZufolgeError(f"{path} cannot be written ({error.strerror}); name another file with --seen.") from error


def _article_of_entry(entry: FeedEntry, web: Web, options: ReadOptions) -> Article | Unreadable:
    article = read_page(entry.url, web, options)
    return with_feed(article, entry) if isinstance(article, Article) else article


def _article_of_page(content: bytes, found: Fetched, url: str, options: ReadOptions) -> Article | Unreadable:
    page = decode(content, declares_itself=True)
    article = read_html(page, text_id(url), None, options.published)
    if article is None:
        return Unreadable(url, "No article was found in the page.")
    return article if article.url else replace(article, url=found.url)

"""Feeds, RSS and Atom: which pages they name, and what they say of them. Not the pages themselves."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from zufolge.languages.names import canonical_name
from zufolge.model import Article, Origin, ZufolgeError

_MOST_ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that a feed names: the address of its page, and title, day and source where the feed tells them."""

    url: str
    title: str | None = None
    published: str | None = None
    source: str | None = None


def read_feed(content: bytes, address: str) -> tuple[FeedEntry, ...]:
    """The entries of a feed in its order, each page once; none where `content` is no feed."""
    try:
        import feedparser
    except ImportError:
        raise ZufolgeError("Feeds need feedparser; install it with: pip install 'zufolge[feeds]'.") from None
    found = feedparser.parse(content, response_headers={"content-location": address})
    entries = (_entry(given, address) for given in found.entries[:_MOST_ENTRIES])
    return tuple({entry.url: entry for entry in entries if entry is not None}.values())


def with_feed(article: Article, entry: FeedEntry) -> Article:
    """The article of the page, with what only the feed says: the day where the page tells none, and the source."""
    if article.published is None and entry.published:
        article = replace(article, published=entry.published, published_from="metadata")
    origins = article.given_origins
    name = canonical_name(entry.source or "") or entry.source
    if name and name != article.publisher and name not in [origin.entity for origin in origins]:
        origins = (*origins, Origin(entry.source or name, name, None))
    return replace(article, url=article.url or entry.url, title=article.title or entry.title, given_origins=origins)


def _entry(given: Any, address: str) -> FeedEntry | None:
    link = str(given.get("link") or "").strip()
    url = urljoin(address, link)
    if not link or urlsplit(url).scheme not in ("http", "https"):
        return None
    when = given.get("published_parsed") or given.get("updated_parsed")
    source = (given.get("source") or {}).get("title")
    return FeedEntry(url, _words(given.get("title")), _told_day(when), _words(source))


def _told_day(when: Any) -> str | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(when), UTC).isoformat(timespec="minutes") if when else None
    except (OverflowError, ValueError, TypeError):
        return None


def _words(text: Any) -> str | None:
    return " ".join(text.split()) or None if isinstance(text, str) else None

"""What a page says of itself in JSON-LD, meta tags and `time` elements. Not its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from zufolge.read.kinds import PageFacts

_ARTICLE_TYPES = ("Article", "Report", "Posting", "Review", "LiveBlog")
_DATE_NAMES = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "publishdate",
    "publish-date",
    "pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "last-modified-date-first",
)
_CONTROLS = re.compile(r"[\x00-\x1f]+")


def page_facts(tree: HtmlElement) -> PageFacts:
    """The facts about the one article of the page; JSON-LD goes before meta tags."""
    entry = next(_article_entries(tree), {})
    meta = _meta(tree)
    publisher = _name(entry.get("publisher")) or meta.get("og:site_name") or meta.get("publisher")
    return PageFacts(
        title=_text(entry.get("headline")) or meta.get("og:title") or _first(tree, "//title"),
        url=_url(entry) or _link(tree) or meta.get("og:url"),
        publisher=publisher,
        description=_text(entry.get("description")) or meta.get("og:description") or meta.get("description"),
        published=tuple(_dates(entry, meta, tree)),
        authors=tuple(_names(entry.get("author"))) or tuple(filter(None, (meta.get("author"),))),
        sources=tuple(_sources(entry, meta)),
    )


def _dates(entry: dict[str, Any], meta: dict[str, str], tree: HtmlElement) -> Iterator[str]:
    for key in ("datePublished", "dateCreated"):
        if isinstance(entry.get(key), str):
            yield entry[key]
    for name in _DATE_NAMES:
        if name in meta:
            yield meta[name]
    yield from (
        str(v) for v in tree.xpath("//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime")
    )
    yield from (str(v) for v in tree.xpath("//article//header//time/@datetime | //time[@pubdate]/@datetime"))


def _sources(entry: dict[str, Any], meta: dict[str, str]) -> Iterator[str]:
    for key in ("sourceOrganization", "isBasedOn", "provider", "creditText", "copyrightHolder"):
        yield from _names(entry.get(key))
    for name in ("source", "article:source", "news_source", "dcterms.source", "original-source", "syndication-source"):
        if name in meta and not meta[name].startswith("http"):
            yield meta[name]


def _article_entries(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            content = json.loads(_CONTROLS.sub(" ", script.text or ""), strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        yield from (entry for entry in _entries(content) if _is_article(entry))


def _entries(content: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(content, list):
        for part in content:
            yield from _entries(part, depth + 1)
    elif isinstance(content, dict):
        yield content
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _entries(content.get(key), depth + 1)


def _is_article(entry: dict[str, Any]) -> bool:
    kinds = entry.get("@type")
    return any(str(kind).endswith(_ARTICLE_TYPES) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Meta tags by name or property in small letters; of several, the first that says anything."""
    found: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = (tag.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _url(entry: dict[str, Any]) -> str | None:
    page = entry.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    for url in (page, entry.get("url"), entry.get("@id")):
        if isinstance(url, str) and url.startswith("http"):
            return url
    return None


def _link(tree: HtmlElement) -> str | None:
    return next(
        (str(href) for href in tree.xpath("//link[@rel='canonical']/@href") if str(href).startswith("http")), None
    )


def _first(tree: HtmlElement, path: str) -> str | None:
    return next((text for node in tree.xpath(path) if (text := " ".join(node.text_content().split()))), None)


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    return next(_names(value), None)


def _names(value: Any) -> Iterator[str]:
    """The names in a JSON-LD value: a string, an object with a name, or a list of such."""
    if isinstance(value, str) and value.strip() and not value.startswith("http"):
        yield value.strip()
    elif isinstance(value, dict) and isinstance(value.get("name"), str) and value["name"].strip():
        yield value["name"].strip()
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)

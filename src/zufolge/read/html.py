"""Pages: the article's text with its headline, subheads, captions and teasers kept apart. Not feeds, not archives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document
from trafilatura.utils import load_html

from zufolge.languages.names import canonical_name, kind_of_name
from zufolge.model import Article, Block, Origin, Span
from zufolge.model.article import BlockKind
from zufolge.read.decode import normalise
from zufolge.read.facts import page_facts
from zufolge.read.kinds import PageFacts
from zufolge.read.publication import date_of_page
from zufolge.read.text import language_notes

_BODY_TAGS = {"head": "subhead", "p": "paragraph", "item": "paragraph", "quote": "paragraph", "cell": "paragraph"}
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_MAX_EXTRA_CHARS = 600
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the page with its kind, before offsets are known."""

    kind: BlockKind
    text: str


def read_html(page: str, name: str, path: str | None, published: str | None = None) -> Article | None:
    """The article of `page` under the id `name`, or None where the page holds none; `published` is the last resort.

    The text is put together from the blocks, one a line, with a blank line between them.
    """
    tree = load_html(page)
    if tree is None:
        return None
    facts = page_facts(tree)
    document = bare_extraction(page, with_metadata=False, include_comments=False, include_tables=True)
    body = list(_body_parts(document.body)) if isinstance(document, Document) else []
    if not body:
        return None
    parts = _ordered(tree, _headline(tree, facts, body), body)
    text, blocks = _joined(parts)
    date = date_of_page(facts, page, text, published)
    return Article(
        id=name,
        text=text,
        path=path,
        url=facts.url,
        title=_title(facts),
        published=date.published,
        published_from=date.published_from,
        publisher=facts.publisher,
        given_blocks=blocks,
        given_origins=tuple(_origins(facts)),
        notes=(*date.notes, *language_notes(text)),
    )


def _title(facts: PageFacts) -> str | None:
    title = normalise(facts.title or "").strip()
    if facts.publisher and title.endswith(facts.publisher):
        title = _SITE_SUFFIX.sub("", title)
    return title or None


def _body_parts(body: etree._Element) -> Iterator[_Part]:
    """The extracted body as blocks; a `quote` or `item` that holds others comes as those."""
    for node in body.iter():
        kind = _BODY_TAGS.get(str(node.tag))
        if kind is None or any(str(child.tag) in _BODY_TAGS for child in node.iterdescendants()):
            continue
        text = _clean("".join(node.itertext()))
        if text:
            yield _Part("subhead" if kind == "subhead" else "paragraph", text)


def _headline(tree: HtmlElement, facts: PageFacts, body: list[_Part]) -> _Part | None:
    """The page's headline: the `h1` that is most like its title, else the title."""
    title = _title(facts) or ""
    headings = [_clean(node.text_content()) for node in tree.xpath("//h1")]
    best = max(headings, key=lambda heading: _likeness(heading, title), default="")
    words = best if best and (_likeness(best, title) >= 0.3 or not title) else title
    return _Part("headline", words) if words else None


def _ordered(tree: HtmlElement, headline: _Part | None, body: list[_Part]) -> list[_Part]:
    """Headline, then the body in order, with captions and teasers where the page has them."""
    rest = [part for part in body if headline is None or part.text != headline.text]
    first = next((i for i, part in enumerate(rest) if part.kind == "paragraph"), 0)
    if headline is not None:
        rest[:first] = [_as_headline(part, headline) for part in rest[:first]]
    extras, linked = _extras(tree, rest)
    parts = [] if headline is None else [headline]
    parts += extras.get(-1, [])
    for i, part in enumerate(rest):
        parts.append(_Part("teaser", part.text) if i in linked else part)
        parts += extras.get(i, [])
    return parts


def _as_headline(part: _Part, headline: _Part) -> _Part:
    """A heading above the text that says the headline again is no subhead."""
    again = _key(headline.text) in _key(part.text) or _likeness(part.text, headline.text) > 0.6
    return _Part("headline", part.text) if again else part


def _extras(tree: HtmlElement, body: list[_Part]) -> tuple[dict[int, list[_Part]], set[int]]:
    """Captions and teasers by the block of the body they follow, and which blocks of the body are mere links."""
    places = {_key(part.text): i for i, part in enumerate(body)}
    known = set(places)
    found: dict[int, list[_Part]] = {}
    linked: set[int] = set()
    at = -1
    for node in tree.iter("p", "h1", "h2", "h3", "h4", "li", "blockquote", "figcaption", "aside"):
        text = _clean(node.text_content())
        key = _key(text)
        if key in places:
            at = max(at, places[key])
            if body[places[key]].kind == "paragraph" and _is_mere_link(node, text):
                linked.add(places[key])
        kind = _extra_kind(node, text)
        if kind and key not in known and at < len(body) - 1:
            known.add(key)
            found.setdefault(at, []).append(_Part(kind, text))
    return found, linked


def _extra_kind(node: HtmlElement, text: str) -> BlockKind | None:
    if not text or len(text) > _MAX_EXTRA_CHARS:
        return None
    if node.tag == "figcaption":
        return "caption"
    return "teaser" if node.tag == "aside" and _linked_share(node, text) >= 0.6 else None


def _is_mere_link(node: HtmlElement, text: str) -> bool:
    return len(text) < 200 and not text.endswith((".", "!", "“", "”")) and _linked_share(node, text) >= 0.9


def _linked_share(node: HtmlElement, text: str) -> float:
    return sum(len(_clean(link.text_content())) for link in node.iter("a")) / max(1, len(text))


def _joined(parts: list[_Part]) -> tuple[str, tuple[Block, ...]]:
    blocks = []
    texts: list[str] = []
    start = 0
    for part in parts:
        blocks.append(Block(Span(start, start + len(part.text)), part.kind))
        texts.append(part.text)
        start += len(part.text) + 2
    return "\n\n".join(texts), tuple(blocks)


def _origins(facts: PageFacts) -> Iterator[Origin]:
    """Sources that metadata names, and authors that are agencies; the publisher itself is no origin."""
    publisher = canonical_name(facts.publisher or "") or facts.publisher
    for name in (*facts.sources, *facts.authors):
        for part in re.split(r"[,/;]| und ", name):
            entity = canonical_name(part.strip())
            if entity and entity != publisher and kind_of_name(part.strip()) == "agency":
                yield Origin(part.strip(), entity, None)


def _clean(text: str) -> str:
    return " ".join(normalise(text).split())


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _likeness(first: str, second: str) -> float:
    """Share of words that two lines have in common, 0..1."""
    a, b = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return len(a & b) / len(a | b) if a and b else 0.0

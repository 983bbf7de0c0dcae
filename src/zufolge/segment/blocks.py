"""Blocks of an article that came as plain text: headline, paragraphs, captions, and what is no news of it.

What a line of boilerplate looks like is said in `languages/de/boilerplate.toml`, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from zufolge.languages import Entry, load_entries
from zufolge.languages.dates import is_date_line
from zufolge.model import Article, Block, Span, ZufolgeError
from zufolge.model.article import BlockKind
from zufolge.segment.captions import credit_parts, is_credit_line
from zufolge.segment.datelines import dateline_end, is_dateline
from zufolge.segment.lines import pieces
from zufolge.segment.signatures import is_signature, signature_start

LINE_KEYS = ("id", "kind", "pattern", "next", "after_text", "case", "example", "not")
_MAX_BOILERPLATE = 700
_MAX_HEADLINE = 160
_MAX_SUBHEAD = 110
_FINAL = re.compile(r"[.!?…:;,\"“”»«)]$")
_NO_HEADING = re.compile(r"[;,…]$|(?<!\.[A-Z])\.$|[.!?][\"“”»«)]$")
_COMMENTS_ID = "comment-lines"
_MIN_SHARE_ABOVE_COMMENTS = 0.6
_MIN_LINE_WITH_TAIL = 80
_TAIL_KINDS = ("teaser", "share", "notice", "source")
_SENTENCE_END = re.compile(r"[.!?][\"”“»«)]?\s*(?=[A-ZÄÖÜ])")
_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"[-–—•*·+]\s")


@dataclass(frozen=True, slots=True)
class LinePattern:
    """What a line of boilerplate looks like, and of which kind it is.

    `takes_next`: the short line after it belongs to it; `after_text`: only below the first paragraph.
    """

    id: str
    kind: BlockKind
    pattern: re.Pattern[str]
    takes_next: bool
    after_text: bool


def split_blocks(article: Article) -> tuple[Block, ...]:
    """The blocks of `article` in order; those the reader knows are kept, the rest is judged line by line.

    >>> article = Article("a", "Werk schließt\\n\\nTwittern\\nDas Werk in Bern schließt im Mai.")
    >>> [(b.kind, b.span.of(article.text)) for b in split_blocks(article)]
    [('headline', 'Werk schließt'), ('share', 'Twittern'), ('paragraph', 'Das Werk in Bern schließt im Mai.')]
    """
    text = article.text
    if article.given_blocks:
        return tuple(b for given in article.given_blocks for b in _refined(text, given))
    found = [b for piece in pieces(text, _stands_alone) for b in _judged(text, piece)]
    return tuple(_with_headlines(text, _without_comments(text, _with_context(text, found))))


@lru_cache(maxsize=2048)
def boilerplate_pattern(line: str) -> LinePattern | None:
    """The pattern that says the whole `line` is no news, or None."""
    if len(line) > _MAX_BOILERPLATE:
        return None
    words = " ".join(line.split())
    return next((p for p in line_patterns() if p.pattern.fullmatch(words)), None)


@cache
def line_patterns() -> tuple[LinePattern, ...]:
    """The patterns of `languages/de/boilerplate.toml`, checked and compiled."""
    return tuple(_line_pattern(entry) for entry in load_entries("boilerplate", "line", LINE_KEYS))


def _line_pattern(entry: Entry) -> LinePattern:
    if entry.get("kind") not in get_args(BlockKind):
        raise ZufolgeError(f"de/boilerplate.toml, entry {entry.get('id')}: kind must be one of {get_args(BlockKind)}.")
    flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
    pattern = re.compile(entry["pattern"], flags)
    return LinePattern(entry["id"], entry["kind"], pattern, bool(entry.get("next")), bool(entry.get("after_text")))


def _stands_alone(line: str) -> bool:
    return len(line) <= _MAX_HEADLINE and (is_date_line(line) or boilerplate_pattern(line) is not None)


def _refined(text: str, given: Block) -> Iterator[Block]:
    """A block from the reader, with datelines, credits and signatures set apart."""
    if given.kind == "paragraph":
        yield from _judged(text, given.span)
    else:
        yield given


def _judged(text: str, piece: Span) -> Iterator[Block]:
    """What one line holds: boilerplate, or a dateline or credit before the news and a signature after it."""
    line = piece.of(text)
    known = boilerplate_pattern(line)
    if is_date_line(line) or is_dateline(line):
        yield Block(piece, "dateline")
    elif is_signature(line):
        yield Block(piece, "source")
    elif known is not None and not known.after_text:
        yield Block(piece, known.kind)
    elif parts := credit_parts(line):
        yield from _parted(text, piece, parts)
    elif start := signature_start(line):
        yield from _parted(text, piece, ((None, start), ("source", len(line))))
    elif end := dateline_end(line):
        yield from _parted(text, piece, (("dateline", end), (None, len(line))))
    elif tail := _boilerplate_tail(line):
        yield from _parted(text, piece, ((None, tail[0]), (tail[1], len(line))))
    else:
        yield Block(piece, "paragraph")


def _boilerplate_tail(line: str) -> tuple[int, BlockKind] | None:
    """Where boilerplate begins that follows the last sentence on the same line, and of which kind it is."""
    if len(line) < _MIN_LINE_WITH_TAIL:
        return None
    found = list(_SENTENCE_END.finditer(line, max(0, len(line) - _MAX_HEADLINE - 2)))
    known = boilerplate_pattern(line[found[-1].end() :]) if found else None
    return (found[-1].end(), known.kind) if known and known.kind in _TAIL_KINDS else None


def _parted(text: str, piece: Span, parts: tuple[tuple[BlockKind | None, int], ...]) -> Iterator[Block]:
    """`piece` cut at the ends that `parts` give, trimmed; a part without a kind is judged by itself."""
    start = piece.start
    for kind, length in parts:
        part = text[start : piece.start + length]
        span = Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
        start = piece.start + length
        if span.start >= span.end:
            continue
        if kind is None and span != piece:
            yield from _judged(text, span)
        else:
            yield Block(span, kind or "paragraph")


def _with_context(text: str, blocks: list[Block]) -> list[Block]:
    """Lines that only their neighbours tell: what a picture shows, above its credit; what follows a gallery line."""
    kinds: list[BlockKind] = [b.kind for b in blocks]
    seen_text = False
    for i, block in enumerate(blocks):
        line = block.span.of(text)
        known = boilerplate_pattern(line)
        if known and known.after_text and seen_text:
            kinds[i] = known.kind
        if known and known.takes_next and _is_short_line(text, blocks, i + 1, kinds):
            kinds[i + 1] = known.kind
        is_credit = block.kind == "caption" and is_credit_line(line)
        if is_credit and _is_short_line(text, blocks, i - 1, kinds) and _is_new_below_headline(text, blocks, i - 1):
            kinds[i - 1] = "caption"
        if is_credit and i + 1 < len(blocks) and kinds[i + 1] == "paragraph" and blocks[i + 1].span.of(text) in line:
            kinds[i + 1] = "caption"
        seen_text = seen_text or (kinds[i] == "paragraph" and not _is_heading(line, _MAX_HEADLINE))
    return [Block(b.span, kind) for b, kind in zip(blocks, kinds, strict=True)]


def _without_comments(text: str, blocks: list[Block]) -> list[Block]:
    """What stands below the heading of the readers' comments, in the last part of the text, is no news."""
    total = sum(len(b.span) for b in blocks if b.is_news)
    seen = 0
    for i, block in enumerate(blocks):
        known = boilerplate_pattern(block.span.of(text))
        if known and known.id == _COMMENTS_ID and seen > total * _MIN_SHARE_ABOVE_COMMENTS:
            rest = (Block(b.span, "notice" if b.is_news else b.kind) for b in blocks[i + 1 :])
            return [*blocks[: i + 1], *rest]
        seen += len(block.span) if block.is_news else 0
    return blocks


def _is_new_below_headline(text: str, blocks: list[Block], i: int) -> bool:
    """Whether text stands above block `i` and none of it says the same: a headline that comes again is no caption."""
    words = set(_WORD.findall(blocks[i].span.of(text).lower()))
    above = [b.span.of(text) for b in blocks[max(0, i - 6) : i] if b.kind == "paragraph"]
    shared = (len(words & set(_WORD.findall(line.lower()))) for line in above if len(line) <= _MAX_HEADLINE)
    return bool(above) and all(count < 0.6 * len(words) for count in shared)


def _is_short_line(text: str, blocks: list[Block], i: int, kinds: list[BlockKind]) -> bool:
    if not 0 <= i < len(blocks) or kinds[i] != "paragraph":
        return False
    line = blocks[i].span.of(text)
    return len(line) <= _MAX_HEADLINE and not _FINAL.search(line)


def _with_headlines(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Short lines without a final stop: headlines above the first paragraph, subheads between paragraphs."""
    headings = {i for i, b in enumerate(blocks) if _is_heading(b.span.of(text), _MAX_HEADLINE)}
    bodies = [i for i, b in enumerate(blocks) if b.kind == "paragraph" and i not in headings]
    for i, block in enumerate(blocks):
        if block.kind != "paragraph" or not bodies or i not in headings:
            yield block
        elif i < bodies[0]:
            yield Block(block.span, "headline")
        elif i < bodies[-1] and len(block.span) <= _MAX_SUBHEAD:
            yield Block(block.span, "subhead")
        else:
            yield block


def _is_heading(line: str, max_length: int) -> bool:
    return len(line) <= max_length and not _BULLET.match(line) and not _NO_HEADING.search(line)

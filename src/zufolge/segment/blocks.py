"""Blocks of an article that came as plain text: headline, paragraphs, captions, and what is no news of it.

What a line of boilerplate looks like is said in `languages/de/boilerplate.toml`, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from zufolge.languages import load_entries
from zufolge.model import Article, Block, Span, ZufolgeError
from zufolge.model.article import BlockKind
from zufolge.segment.captions import caption_end, is_credit_line
from zufolge.segment.datelines import dateline_end
from zufolge.segment.lines import pieces

_LINE_KEYS = ("id", "kind", "pattern", "next", "case", "example", "not")
_MAX_BOILERPLATE = 700
_MAX_HEADLINE = 160
_MAX_SUBHEAD = 110
_FINAL = re.compile(r"[.!?…:;,\"“”»«)]$")
_BULLET = re.compile(r"[-–—•*·+]\s")


@dataclass(frozen=True, slots=True)
class LinePattern:
    """What a line of boilerplate looks like, and of which kind it is."""

    id: str
    kind: BlockKind
    pattern: re.Pattern[str]
    takes_next: bool


def split_blocks(article: Article) -> tuple[Block, ...]:
    """The blocks of `article` in order; those the reader knows are kept, unknown stretches are judged by their lines.

    >>> article = Article("a", "Werk schließt\\n\\nTwittern\\nDas Werk in Bern schließt im Mai.")
    >>> [(b.kind, b.span.of(article.text)) for b in split_blocks(article)]
    [('headline', 'Werk schließt'), ('share', 'Twittern'), ('paragraph', 'Das Werk in Bern schließt im Mai.')]
    """
    if article.given_blocks:
        return tuple(b for given in article.given_blocks for b in _refined(article.text, given))
    found = [b for piece in pieces(article.text) for b in _judged(article.text, piece)]
    return tuple(_with_headlines(article.text, _with_context(article.text, found)))


def boilerplate_kind(line: str) -> LinePattern | None:
    """The pattern that says the whole `line` is no news, or None."""
    if len(line) > _MAX_BOILERPLATE:
        return None
    return next((p for p in line_patterns() if p.pattern.fullmatch(line)), None)


@cache
def line_patterns() -> tuple[LinePattern, ...]:
    """The patterns of `languages/de/boilerplate.toml`, checked and compiled."""
    return tuple(_line_pattern(entry) for entry in load_entries("boilerplate", "line", _LINE_KEYS))


def _line_pattern(entry: object) -> LinePattern:
    assert hasattr(entry, "get")
    if entry.get("kind") not in get_args(BlockKind):
        raise ZufolgeError(
            f"de/boilerplate.toml, entry {entry.get('id')}: kind must be one of {get_args(BlockKind)}."
        )
    flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
    return LinePattern(
        entry["id"], entry["kind"], re.compile(entry["pattern"], flags), bool(entry.get("next"))
    )


def _refined(text: str, given: Block) -> Iterator[Block]:
    """A block from the reader, with a dateline or a caption glued to its front set apart."""
    if given.kind == "paragraph":
        yield from _judged(text, given.span)
    else:
        yield given


def _judged(text: str, piece: Span) -> Iterator[Block]:
    line = piece.of(text)
    known = boilerplate_kind(line)
    if known is not None:
        yield Block(piece, known.kind)
        return
    for kind, end in (("caption", caption_end(line)), ("dateline", dateline_end(line))):
        if end:
            yield from _cut(text, piece, kind, end)
            return
    yield Block(piece, "paragraph")


def _cut(text: str, piece: Span, kind: BlockKind, length: int) -> Iterator[Block]:
    cut = piece.start + length
    yield Block(Span(piece.start, piece.start + len(text[piece.start : cut].rstrip())), kind)
    rest = cut + len(text[cut : piece.end]) - len(text[cut : piece.end].lstrip())
    if rest < piece.end:
        yield from _judged(text, Span(rest, piece.end))


def _with_context(text: str, blocks: list[Block]) -> list[Block]:
    """Lines that only their neighbours tell: what a picture shows, before its credit; what follows a gallery line."""
    kinds: list[BlockKind] = [b.kind for b in blocks]
    for i, block in enumerate(blocks):
        line = block.span.of(text)
        known = boilerplate_kind(line)
        if known and known.takes_next and _is_short_line(text, blocks, i + 1, kinds):
            kinds[i + 1] = known.kind
        if (
            block.kind == "caption"
            and is_credit_line(line)
            and i > 0
            and _is_short_line(text, blocks, i - 1, kinds)
        ):
            if any(kind in ("paragraph", "dateline") for kind in kinds[: i - 1]):
                kinds[i - 1] = "caption"
    return [Block(b.span, kind) for b, kind in zip(blocks, kinds, strict=True)]


def _is_short_line(text: str, blocks: list[Block], i: int, kinds: list[BlockKind]) -> bool:
    if i >= len(blocks) or kinds[i] != "paragraph":
        return False
    line = blocks[i].span.of(text)
    return len(line) <= _MAX_HEADLINE and not _FINAL.search(line)


def _with_headlines(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Short lines without a final stop: headlines before the first paragraph, subheads after it."""
    bodies = [
        i
        for i, b in enumerate(blocks)
        if b.kind == "paragraph" and not _is_heading(b.span.of(text), _MAX_HEADLINE)
    ]
    for i, block in enumerate(blocks):
        if block.kind != "paragraph" or not bodies:
            yield block
        elif i < bodies[0] and _is_heading(block.span.of(text), _MAX_HEADLINE):
            yield Block(block.span, "headline")
        elif i < bodies[-1] and _is_heading(block.span.of(text), _MAX_SUBHEAD):
            yield Block(block.span, "subhead")
        else:
            yield block


def _is_heading(line: str, max_length: int) -> bool:
    if len(line) > max_length or _BULLET.match(line):
        return False
    return not re.search(r"[.;,…]$|[.!?][\"“”»«)]$", line)

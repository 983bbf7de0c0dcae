"""Where a name begins and ends, told by the print around it: doubled names, brackets, "&", hyphens, rivers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from zufolge.languages import load_words
from zufolge.model import Mention, Span
from zufolge.recognise.listed_names import is_place_adjective

_GAP = re.compile(r"[  ]{3,}|\s*\n\s*\n\s*")
_AMPERSAND = re.compile(r"(?:&[A-ZÄÖÜ]\w*)+")
_BANG = re.compile(r"!(?=[  ][a-zäöü])")
_HYPHENED = re.compile(r"-[A-ZÄÖÜ][\w-]*\w")
_BODY = re.compile(
    r"(?:[A-ZÄÖÜ]\w*)?(?:[Gg]ewerkschaft|[Vv]erband|[Vv]erbands|[Bb]und|[Bb]undes|[Vv]ereinigung|[Vv]erein|[Vv]ereins)"
)
_MEMBERS = re.compile(
    r" (?:der|für|zur)(?: [a-zäöü]+en)? [A-ZÄÖÜ][\w-]+(?: (?:und|in) [A-ZÄÖÜ][\w-]+| [A-ZÄÖÜ][\w-]+(?= \())?"
)


@cache
def _on_river() -> re.Pattern[str]:
    river = rf"(?:{'|'.join(load_words('rivers'))})\b"
    return re.compile(rf" (?:am|an der|a\. ?d\.|a\.) ?{river}| ?/ ?{river}| ?\({river}\)")


def with_borders(names: list[Mention], text: str) -> list[Mention]:
    """The names cut and completed as the print around them tells; overlaps are left to the caller."""
    whole = {m.text for m in names}
    return [widened(part, text, whole) for m in names for part in parted(m)]


def parted(mention: Mention) -> Iterator[Mention]:
    """The parts of what print set side by side: doubled names, columns, an adjective of a place, half a bracket."""
    for part in _columns(mention):
        words = list(re.finditer(r"\S+", part.text))
        half = len(words) // 2
        first, second = ([w.group() for w in side] for side in (words[:half], words[half:]))
        if half > 1 and first == second:
            yield _cut(part, 0, words[half - 1].end())
            yield _cut(part, words[half].start(), len(part.text))
        elif part.kind in ("company", "organisation") and len(words) > 1 and is_place_adjective(words[0].group()):
            if words[0].group().islower():
                yield replace(_cut(part, 0, words[0].end()), kind="place")
                if len(words) > 2:
                    yield _cut(part, words[1].start(), len(part.text))
            else:
                yield part
        else:
            yield _without_half_bracket(part)


def _columns(mention: Mention) -> Iterator[Mention]:
    start = 0
    for gap in _GAP.finditer(mention.text):
        yield _cut(mention, start, gap.start())
        start = gap.end()
    yield _cut(mention, start, len(mention.text))


def _without_half_bracket(mention: Mention) -> Mention:
    """A name up to a bracket that closes or opens only outside it ("TGB) Lindau")."""
    close, opening = mention.text.find(")"), mention.text.find("(")
    if close > 0 and not 0 <= opening < close:
        return _cut(mention, 0, close)
    if opening > 0 and close < 0:
        return _cut(mention, 0, len(mention.text[:opening].rstrip()))
    return mention


def _cut(mention: Mention, start: int, end: int) -> Mention:
    span = Span(mention.span.start + start, mention.span.start + end)
    return replace(mention, span=span, text=mention.text[start:end])


def widened(mention: Mention, text: str, whole: set[str]) -> Mention:
    """A name with what print ties to its end: "& Sons", a second half known from elsewhere, its river, its members."""
    end = mention.span.end
    ahead = None
    if mention.kind in ("company", "organisation"):
        ahead = _AMPERSAND.match(text, end)
        if ahead is None and mention.kind == "organisation" and _BODY.fullmatch(mention.text):
            ahead = _MEMBERS.match(text, end)
    if ahead is None and mention.kind == "place":
        ahead = _on_river().match(text, end)
    if ahead is None and mention.kind in ("company", "person"):
        ahead = _BANG.match(text, end)
    if ahead is None:
        tied = _HYPHENED.match(text, end)
        ahead = tied if tied and mention.text + tied.group() in whole else None
    if ahead is None:
        return mention
    span = Span(mention.span.start, ahead.end())
    return replace(mention, span=span, text=span.of(text))

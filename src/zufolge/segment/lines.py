"""Lines of plain text, and lines that hard wrapping broke in the middle of a sentence. Not blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zufolge.model import Span

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_MIN_WRAPPED = 45
_MAX_WRAPPED = 100
_BULLET = re.compile(r"[-–—•*·+>]\s|\d+[.)]\s")


def pieces(text: str) -> Iterator[Span]:
    """The lines of `text`, trimmed; hard-wrapped lines of one paragraph come as one piece."""
    lines = [span for match in _LINE.finditer(text) for span in _trimmed(text, match.start(), match.end())]
    width = wrap_width(text, lines)
    start = None
    for i, line in enumerate(lines):
        start = line.start if start is None else start
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is None or not is_wrapped(text, line, following, width):
            yield Span(start, line.end)
            start = None


def wrap_width(text: str, lines: list[Span]) -> int:
    """The width at which the text's lines were broken, 0 where they were not."""
    broken = [
        line
        for line, following in zip(lines, lines[1:], strict=False)
        if _MIN_WRAPPED <= len(line) <= _MAX_WRAPPED and _runs_on(text, line, following)
    ]
    return max(len(line) for line in broken) if len(broken) >= 3 else 0


def is_wrapped(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether `following` continues the sentence of `line`, which was broken at `width`."""
    if not width or len(line) > width or not _is_next_line(text, line, following):
        return False
    rest = following.of(text)
    first_word = rest.split(None, 1)[0]
    if _BULLET.match(rest) or len(line) + 1 + len(first_word) <= width - 8:
        return False
    return _runs_on(text, line, following) or len(line) + 1 + len(first_word) > width


def _runs_on(text: str, line: Span, following: Span) -> bool:
    last, first = text[line.end - 1], text[following.start]
    return _is_next_line(text, line, following) and last not in ".!?:;" and first.islower()


def _is_next_line(text: str, line: Span, following: Span) -> bool:
    return text.count("\n", line.end, following.start) == 1


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)

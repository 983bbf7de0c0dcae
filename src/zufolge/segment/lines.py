"""Lines of plain text, and lines that hard wrapping broke in the middle of a sentence. Not blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from zufolge.languages import load_words
from zufolge.model import Span

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_MIN_WRAPPED = 30
_MAX_WRAPPED = 100
_MIN_BROKEN_LINES = 3
_BULLET = re.compile(r"[-–—•*·+>]\s|\d+[.)]\s|[-=_*]{4}")
_OPEN_END = re.compile(r"[^\W\d_]$|[\w,–-]$")


def pieces(text: str, stands_alone: Callable[[str], bool] = lambda line: False) -> Iterator[Span]:
    """The lines of `text`, trimmed; lines of one hard-wrapped paragraph come as one piece.

    `stands_alone` says which lines never run on, whatever their look (datelines, buttons).
    """
    lines = [span for match in _LINE.finditer(text) for span in _trimmed(text, match.start(), match.end())]
    width = wrap_width(text, lines)
    start = None
    for i, line in enumerate(lines):
        start = line.start if start is None else start
        following = lines[i + 1] if i + 1 < len(lines) else None
        if (
            following is None
            or not is_broken(text, line, following, width, i == 0)
            or stands_alone(line.of(text))
            or stands_alone(following.of(text))
        ):
            yield Span(start, line.end)
            start = None


def wrap_width(text: str, lines: list[Span]) -> int:
    """The width at which the text's lines were broken, 0 where they were not."""
    broken = [
        line
        for line, following in pairwise(lines)
        if _MIN_WRAPPED <= len(line) <= _MAX_WRAPPED and _runs_on(text, line, following)
    ]
    return max(len(line) for line in broken) if len(broken) >= _MIN_BROKEN_LINES else 0


def is_broken(text: str, line: Span, following: Span, width: int, is_first: bool = False) -> bool:
    """Whether `following` continues the sentence of `line`: both are next to each other and it was broken there."""
    if not _is_next_line(text, line, following) or len(line) < _MIN_WRAPPED:
        return False
    rest = following.of(text)
    if _BULLET.match(rest):
        return False
    if _runs_on(text, line, following):
        return bool(width) or not is_first or _ends_in_run_on_word(line.of(text))
    first_word = rest.split(None, 1)[0]
    return len(line) <= width < len(line) + 1 + len(first_word)


def _runs_on(text: str, line: Span, following: Span) -> bool:
    """Whether the words themselves show that the sentence goes on in the next line."""
    if not _is_next_line(text, line, following) or not _OPEN_END.search(line.of(text)):
        return False
    return text[following.start].islower() or _ends_in_run_on_word(line.of(text))


def _ends_in_run_on_word(line: str) -> bool:
    return line.rsplit(None, 1)[-1] in _run_on_words()


def _is_next_line(text: str, line: Span, following: Span) -> bool:
    return text.count("\n", line.end, following.start) == 1


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


@cache
def _run_on_words() -> frozenset[str]:
    return frozenset(load_words("run_on_words"))

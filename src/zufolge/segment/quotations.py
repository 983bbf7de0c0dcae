"""Stretches between quotation marks of every kind; whether somebody says them is decided elsewhere."""

from __future__ import annotations

import re

from zufolge.model import Span

_QUOTATION = re.compile(
    r"„[^“”„]{1,2000}[“”\"]"
    r"|«[^»«]{1,2000}»"
    r"|»[^«»]{1,2000}«"
    r"|›[^‹›]{1,800}‹|‹[^‹›]{1,800}›"
    r"|“[^”“„]{1,2000}”"
    r"|(?<![\w\"])\"(?=\S)[^\"\n]{1,1500}\"(?!\w)"
)


def find_quotations(text: str) -> tuple[Span, ...]:
    """Every quotation with its marks, in order; none reaches over a blank line.

    >>> [span.of('Er nannte das „gut“.') for span in find_quotations('Er nannte das „gut“.')]
    ['„gut“']
    """
    return tuple(Span(match.start(), match.end()) for match in _QUOTATION.finditer(text) if "\n\n" not in match.group())

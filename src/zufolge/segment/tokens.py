"""Words and marks; hyphen compounds come apart, numbers stay whole. Not sentences."""

from __future__ import annotations

import re
from itertools import islice

from zufolge.model import Sentence, Span, Token

_TOKEN = re.compile(
    r"""
    https?://\S+ | www\.\S+                      # addresses
  | \d+(?:[.,:'’]\d+)*                            # 15.944  1,3  20:15  4'700
  | [^\W\d_]+(?:[’'][^\W\d_]+)*\d*                # words, L'Oréal, A380
  | _+ | [^\w\s]
    """,
    re.VERBOSE,
)


def split_tokens(text: str, sentences: tuple[Sentence, ...], most: int | None = None) -> tuple[Token, ...]:
    """The tokens of all sentences, in order, or the first of them; white space belongs to none.

    >>> from zufolge.model import Sentence, Span
    >>> text = "Xiaomi-Chef zahlt 1,3 Mrd. Euro."
    >>> [t.text for t in split_tokens(text, (Sentence(Span(0, len(text)), "paragraph"),))]
    ['Xiaomi', '-', 'Chef', 'zahlt', '1,3', 'Mrd', '.', 'Euro', '.']
    """
    found = (
        Token(Span(m.start(), m.end()), m.group(), number)
        for number, sentence in enumerate(sentences)
        for m in _TOKEN.finditer(text, sentence.span.start, sentence.span.end)
    )
    return tuple(islice(found, most))

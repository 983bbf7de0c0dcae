"""The words around a claim: which tokens a span covers, and the stretch between commas that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from zufolge.model import Reading, Span, Token

_MARKS = frozenset(",;:–()")


class Surroundings:
    """Token indices of an article by offset, sentence and clause-like stretch."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens: tuple[Token, ...] = reading.tokens
        self._starts = [t.span.start for t in reading.tokens]
        self._sentences = [t.sentence for t in reading.tokens]

    def first_of(self, span: Span) -> int:
        """The first token that a span touches."""
        return min(max(bisect_right(self._starts, span.start) - 1, 0), len(self.tokens) - 1)

    def last_of(self, span: Span) -> int:
        """The last token that a span touches."""
        return max(bisect_left(self._starts, span.end) - 1, self.first_of(span))

    def sentence(self, i: int) -> range:
        """The tokens of the sentence of token `i`."""
        number = self._sentences[i]
        return range(bisect_left(self._sentences, number), bisect_right(self._sentences, number))

    def stretch(self, i: int) -> range:
        """The tokens around token `i` up to the next comma, bracket or end of the sentence."""
        whole = self.sentence(i)
        start, stop = i, i + 1
        while start > whole.start and not self._is_mark(start - 1):
            start -= 1
        while stop < whole.stop and not self._is_mark(stop):
            stop += 1
        return range(start, stop)

    def _is_mark(self, i: int) -> bool:
        return self.tokens[i].text in _MARKS

    def word(self, i: int) -> str:
        """The word of token `i` in lower case; empty outside the article."""
        return self.tokens[i].text.lower() if 0 <= i < len(self.tokens) else ""

    def text_of(self, where: range) -> str:
        """The text from the first to the last token of a range."""
        return self.span_of(where).of(self.reading.text)

    def span_of(self, where: range) -> Span:
        """The stretch of text of a range of tokens."""
        return Span(self.tokens[where.start].span.start, self.tokens[where.stop - 1].span.end)

    def find(self, where: range, words: str) -> Span | None:
        """Where `words` stand as whole words within a range, in any case."""
        around = self.span_of(where)
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", around.of(self.reading.text), re.IGNORECASE)
        return Span(around.start + found.start(), around.start + found.end()) if found else None

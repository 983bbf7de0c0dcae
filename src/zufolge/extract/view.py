"""The tokens of a reading as columns, with mentions, quantities and times laid over them, and the trees mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from zufolge.extract.kinds import sober_mentions
from zufolge.extract.mending import mend_trees
from zufolge.extract.segments import Words
from zufolge.model import Mention, Quantity, Reading, Span, Time

_Laid = TypeVar("_Laid", Mention, Quantity, Time)


class Clauses:
    """The tokens of a reading as columns, with mentions, quantities and times laid over them."""

    __slots__ = (
        "children",
        "first",
        "heads",
        "last",
        "main",
        "mentions",
        "names",
        "pos",
        "quantities",
        "reading",
        "relations",
        "sentence",
        "spans",
        "sure_topics",
        "times",
        "topics",
        "words",
    )

    def __init__(self, reading: Reading) -> None:
        tokens = reading.tokens
        self.reading = reading
        self.words = [token.text for token in tokens]
        self.spans = [token.span for token in tokens]
        self.sentence = [token.sentence for token in tokens]
        self.pos = [token.pos or "" for token in tokens]
        self.first, self.last = _sentence_bounds(self.sentence, len(reading.sentences))
        self.mentions = _lay_over(self.spans, sober_mentions(reading))
        self.quantities = _lay_over(self.spans, reading.quantities)
        self.times = _lay_over(self.spans, reading.times)
        mended = mend_trees(
            Words(
                words=self.words,
                pos=self.pos,
                relations=[token.relation or "" for token in tokens],
                glued=[i > 0 and self.spans[i - 1].end == span.start for i, span in enumerate(self.spans)],
                names=_name_ranges(self.mentions),
                counted=[bool(t or q) for t, q in zip(self.times, self.quantities, strict=True)],
            ),
            [i if token.head is None else token.head for i, token in enumerate(tokens)],
            list(zip(self.first, self.last, strict=True)),
        )
        self.heads, self.relations, self.main = mended.heads, mended.relations, mended.main
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        self.names = {m.text.lower(): m for m in reversed(reading.mentions) if m.form == "name" and m.entity}
        self.topics: list[int | None] = []
        self.sure_topics: list[int | None] = []

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.article.text

    def range_of(self, i: int) -> range:
        """The tokens of the sentence that token `i` stands in."""
        number = self.sentence[i]
        return range(self.first[number], self.last[number])

    def span(self, start: int, end: int) -> Span:
        """The stretch of text from token `start` to token `end`, both inclusive."""
        return Span(self.spans[start].start, self.spans[end].end)

    def child(self, i: int, relations: tuple[str, ...]) -> int | None:
        """The first child of `i` with one of the relations."""
        return next((c for c in self.children[i] if self.relations[c] in relations), None)

    def subtree(self, i: int) -> Iterator[int]:
        """Token `i` and everything below it, `i` first."""
        stack, seen = [i], {i}
        while stack:
            here = stack.pop()
            yield here
            for c in self.children[here]:
                if c not in seen:
                    seen.add(c)
                    stack.append(c)

    def climb(self, i: int) -> Iterator[int]:
        """The heads above `i`, nearest first."""
        for _ in range(12):
            head = self.heads[i]
            if head == i:
                return
            yield head
            i = head


def _sentence_bounds(sentence: list[int], count: int) -> tuple[list[int], list[int]]:
    first, last = [0] * count, [0] * count
    for i, number in enumerate(sentence):
        if last[number] == 0:
            first[number] = i
        last[number] = i + 1
    return first, last


def _lay_over(spans: list[Span], items: Iterable[_Laid]) -> list[list[_Laid]]:
    """For every token the items that share a code point with it, in the order given."""
    over: list[list[_Laid]] = [[] for _ in spans]
    ordered = sorted(items, key=lambda item: (item.span.start, item.span.end))
    at = 0
    for item in ordered:
        while at < len(spans) and spans[at].end <= item.span.start:
            at += 1
        i = at
        while i < len(spans) and spans[i].start < item.span.end:
            over[i].append(item)
            i += 1
    return over


def _name_ranges(mentions: list[list[Mention]]) -> list[range | None]:
    """For every token the tokens of the name that it is part of."""
    first: dict[Span, int] = {}
    last: dict[Span, int] = {}
    own: list[Span | None] = []
    for i, here in enumerate(mentions):
        name = next((m for m in here if m.form == "name"), None)
        own.append(name.span if name is not None else None)
        if name is not None:
            first.setdefault(name.span, i)
            last[name.span] = i
    return [range(first[span], last[span] + 1) if span is not None else None for span in own]

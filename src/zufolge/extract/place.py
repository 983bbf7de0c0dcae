"""Where claims stand: the sentence and the clause around a trigger."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from zufolge.model import Reading, Span
from zufolge.segment.clauses import Clause, Words, sentences_of
from zufolge.segment.quotations import find_quotations


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its sentence, the positions of its trigger, the clause around them."""

    sentence: Words
    start: int
    end: int
    clause: Clause
    number: int


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of an article, found by offset."""

    sentences: tuple[Words, ...]
    starts: tuple[int, ...]

    def place_of(self, trigger: Span) -> Place:
        """The place of `trigger` in its sentence."""
        sentence = self.sentences[max(bisect_right(self.starts, trigger.start) - 1, 0)]
        inside = [i for i, token in enumerate(sentence.tokens) if token.span.overlaps(trigger)] or [0]
        number = sentence.clause_at(inside[0])
        return Place(sentence, inside[0], inside[-1] + 1, sentence.clauses[number], number)


def sentences_with(reading: Reading) -> Sentences:
    """The sentences of `reading`; it must have at least one."""
    sentences = tuple(sentences_of(reading, find_quotations(reading.text)))
    return Sentences(sentences, tuple(sentence.tokens[0].span.start for sentence in sentences))

"""Where claims stand: the sentence and the clause around a trigger."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from zufolge.model import Reading, Span
from zufolge.segment.clauses import Clause, Words, sentences_of

_MAX_FRAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its sentence, the positions of its trigger, the clause around them."""

    sentence: Words
    start: int
    end: int
    clause: Clause
    future: bool = False


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of an article, found by offset; `later` are its times after the day of publication."""

    sentences: tuple[Words, ...]
    starts: tuple[int, ...]
    later: tuple[Span, ...] = ()

    def place_of(self, trigger: Span) -> Place:
        """The place of `trigger` in its sentence."""
        sentence = self.sentences[max(bisect_right(self.starts, trigger.start) - 1, 0)]
        inside = [i for i, token in enumerate(sentence.tokens) if token.span.overlaps(trigger)] or [0]
        clause = clause_around(sentence, sentence.clause_at(inside[0]))
        span = sentence.span(clause.start, clause.end)
        future = any(span.covers(time) for time in self.later)
        return Place(sentence, inside[0], inside[-1] + 1, clause, future)


def clause_around(sentence: Words, number: int) -> Clause:
    """The clause with its verb: stretches between commas without one (lists, appositions) join their neighbour."""
    first = last = number
    while first and not _has_verb(sentence, first, last) and sentence.clauses[first].mark == ",":
        first -= 1
    while last + 1 < len(sentence.clauses) and sentence.clauses[last + 1].mark == ",":
        if _has_verb(sentence, last + 1, last + 1) and _has_verb(sentence, first, last):
            break
        last += 1
    first = _before_frame(sentence, first)
    opening = sentence.clauses[first]
    return Clause(opening.start, sentence.clauses[last].end, opening.mark)


def _before_frame(sentence: Words, first: int) -> int:
    """ "Nun könnte, so der Chef, die Firma wachsen": the clause begins before the frame that interrupts it."""
    if first < 2 or {sentence.clauses[first].mark, sentence.clauses[first - 1].mark} != {","}:
        return first
    frame, opening = sentence.clauses[first - 1], sentence.clauses[first - 2]
    interrupted = sentence.kinds[opening.end - 1] == "X" and frame.end - frame.start <= _MAX_FRAME_WORDS
    return first - 2 if interrupted else first


def _has_verb(sentence: Words, first: int, last: int) -> bool:
    kinds = sentence.kinds[sentence.clauses[first].start : sentence.clauses[last].end]
    return "X" in kinds or "V" in kinds


def sentences_with(reading: Reading) -> Sentences:
    """The sentences of `reading`; it must have at least one."""
    sentences = sentences_of(reading)
    published = (reading.article.published or "")[:10]
    later = tuple(time.span for time in reading.times if published and time.start_date and time.start_date > published)
    return Sentences(sentences, tuple(sentence.tokens[0].span.start for sentence in sentences), later)

"""The subject of a clause, as far as word classes tell it."""

from __future__ import annotations

import re

from zufolge.attribute.noun_phrases import Range, source_after, source_before
from zufolge.segment.clauses import Clause, Words


def subject_of(sentence: Words, clause: Clause) -> Range | None:
    """The noun phrase before or after the first verb of a main clause."""
    for i in range(clause.start, clause.end):
        if sentence.kinds[i] in "XV":
            return source_before(sentence, clause.start, i) or source_after(sentence, i + 1, clause.end)
    return None


def main_subject(sentence: Words) -> Range | None:
    """The subject of the first clause that has one."""
    for clause in sentence.clauses:
        if sentence.kinds[clause.start] != "S":
            found = subject_of(sentence, clause)
            if found:
                return found
    return None


def subject_before(sentence: Words, position: int) -> Range | None:
    """The subject of the clause that holds `position`, or of the nearest one before it."""
    number = sentence.clause_at(position)
    if number and sentence.clauses[number].mark == ":" and sentence.clauses[number].start == position:
        head = sentence.clauses[number - 1]
        if not re.search("[XV]", sentence.kinds[head.start : head.end]):
            return source_before(sentence, head.start, head.end)
    for clause in reversed(sentence.clauses[: number + 1]):
        found = subject_of(sentence, clause)
        if found and not found[0] <= position < found[1]:
            return found
    return None

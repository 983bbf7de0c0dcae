"""An attribution while it is being read: positions of words, not yet spans of the article."""

from __future__ import annotations

from dataclasses import dataclass

from zufolge.attribute.noun_phrases import Range
from zufolge.languages.de.grammar import SpeechVerb
from zufolge.model.attribution import Mode
from zufolge.segment.clauses import Words


@dataclass(frozen=True, slots=True)
class Found:
    """Content, cue and source as positions in one sentence; `clause` is the clause of the cue.

    `source` is None where the sentence names none; `earlier` then says that whoever spoke before speaks on.
    """

    content: tuple[Range, ...]
    cue: tuple[int, ...]
    source: Range | None
    mode: Mode
    clause: int
    verb: SpeechVerb | None = None
    earlier: bool = False
    previous: bool = False


def trimmed(sentence: Words, start: int, end: int) -> tuple[Range, ...]:
    """The positions without marks at either end; nothing where only marks are left."""
    while start < end and sentence.kinds[start] in ",;:~.*":
        start += 1
    while start < end and sentence.kinds[end - 1] in ",;:~.*":
        end -= 1
    return ((start, end),) if start < end else ()


def without(sentence: Words, whole: Range, gap: Range) -> tuple[Range, ...]:
    """`whole` without `gap`, in one or two trimmed pieces."""
    before = trimmed(sentence, whole[0], min(gap[0], whole[1]))
    return before + trimmed(sentence, max(gap[1], whole[0]), whole[1])

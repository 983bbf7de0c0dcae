"""Cuts a text where marks begin and end, so that marks may lie inside and across each other. Makes no HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zufolge.model import Claim, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text with what it is: `kind` as name, time, evidence, role, cue; `label` for people.

    `claim` is the id of the claim that the mark belongs to, where it belongs to one.
    """

    span: Span
    kind: str
    label: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that no mark begins or ends inside; `marks` cover it, `begins` begin with it."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


def cut_text(text: str, inside: Span, marks: Sequence[Mark]) -> list[Piece]:
    """The stretch `inside` of `text` in pieces, in order, nothing lost; offsets count code points.

    >>> both = [Mark(Span(0, 8), "evidence"), Mark(Span(4, 12), "role")]
    >>> [(piece.text, [mark.kind for mark in piece.marks]) for piece in cut_text("Kauf von Werk", Span(0, 13), both)]
    [('Kauf', ['evidence']), (' von', ['evidence', 'role']), (' Wer', ['role']), ('k', [])]
    """
    touching = [mark for mark in marks if len(mark.span) and mark.span.overlaps(inside)]
    begins: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, list[Mark]] = defaultdict(list)
    for mark in touching:
        begins[max(mark.span.start, inside.start)].append(mark)
        ends[min(mark.span.end, inside.end)].append(mark)
    cuts = sorted({inside.start, inside.end, *begins, *ends})
    return list(_pieces(text, cuts, begins, ends))


def _pieces(
    text: str, cuts: Sequence[int], begins: dict[int, list[Mark]], ends: dict[int, list[Mark]]
) -> Iterator[Piece]:
    open_marks: list[Mark] = []
    for start, end in pairwise(cuts):
        for mark in ends.get(start, ()):
            open_marks.remove(mark)
        opening = begins.get(start, [])
        open_marks.extend(opening)
        yield Piece(text[start:end], tuple(open_marks), tuple(opening))


def marks_of_claim(claim: Claim, id_: str) -> Iterator[Mark]:
    """Everything that the claim rests on: its evidence, trigger, roles, cues, sources and time."""
    yield Mark(claim.evidence, "evidence", claim=id_)
    if claim.trigger:
        yield Mark(claim.trigger, "trigger", claim=id_)
    for role in claim.roles:
        for filler in role.fillers:
            yield Mark(filler.span, "role", role.name, id_)
    for link in claim.attribution:
        for span in link.cue.spans if link.cue else ():
            yield Mark(span, "cue", claim=id_)
        for source in link.sources:
            yield Mark(source.span, "source", claim=id_)
    if claim.time:
        yield Mark(claim.time.span, "when", claim=id_)

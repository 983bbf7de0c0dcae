"""What can fill a role: names, nominals, phrases, quantities and times of an article, as word ranges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from zufolge.model import Mention, Quantity, Reading, Span, Time

KIND_OF_NAME = {"authority": "organisation", "medium": "organisation", "agency": "organisation"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible filler: first and last token, the kind the role head knows, its entity, and what it is."""

    first: int
    last: int
    kind: str
    entity: str | None
    filler: Mention | Quantity | Time


def candidates_of(reading: Reading) -> tuple[Candidate, ...]:
    """All candidates of an article, in the order of the text."""
    starts = [t.span.start for t in reading.tokens]
    ends = [t.span.end for t in reading.tokens]
    found: list[Candidate] = []

    def add(span: Span, kind: str, entity: str | None, filler: Mention | Quantity | Time) -> None:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
        if first <= last:
            found.append(Candidate(first, last, kind, entity, filler))

    for m in reading.mentions:
        add(m.span, candidate_kind(m), m.entity, m)
    for q in reading.quantities:
        add(q.span, q.kind, None, q)
    for t in reading.times:
        add(t.span, "time", None, t)
    return tuple(sorted(found, key=lambda c: (c.first, c.last, c.kind, c.entity or "")))


def candidate_kind(mention: Mention) -> str:
    """The kind under which the role head knows a mention."""
    if mention.form == "phrase":
        return "thing"
    if mention.form != "name":
        return mention.form
    return KIND_OF_NAME.get(mention.kind, mention.kind)

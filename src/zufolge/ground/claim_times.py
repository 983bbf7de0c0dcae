"""Gives each claim the time at which it holds or happens: the one its words hang on, never the time of speaking."""

from __future__ import annotations

from dataclasses import replace

from zufolge.ground.nominals import tokens_at
from zufolge.model import Claim, Reading, Span, Time

TIME_ROLES = ("date", "period")
STANDING_TYPES = frozenset(["headquarters", "ownership", "rivalry", "personal_relation", "no_comment"])
POINTS = ("DATE", "TIME")


def time_claims(reading: Reading) -> Reading:
    """`reading` whose claims carry their time where the text ties one to them."""
    governors = _Governors(reading)
    return replace(reading, claims=tuple(_timed(claim, reading, governors) for claim in reading.claims))


def _timed(claim: Claim, reading: Reading, governors: _Governors) -> Claim:
    if claim.time is not None:
        return claim
    spans = {f.span for role in TIME_ROLES for f in claim.fillers(role)}
    named = next((t for t in reading.times if t.span in spans), None)
    if named is not None:
        return replace(claim, time=named)
    return replace(claim, time=governors.time_of(claim))


class _Governors:
    """Which word each time of the article hangs on."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.cues = [s for a in reading.attributions for link in a.chain if link.cue for s in link.cue.spans]
        self.times = [(t, inside) for t in reading.times if t.type in POINTS and (inside := tokens_at(reading, t.span))]

    def time_of(self, claim: Claim) -> Time | None:
        """The time that hangs on the claim's trigger, or on the verb of its clause."""
        trigger = tokens_at(self.reading, claim.trigger)
        if not trigger:
            return None
        near = [self._head(trigger)]
        if claim.type not in STANDING_TYPES:
            near += self._ancestors(near[0])
        found = [(near.index(g), i, t) for i, (t, g) in enumerate(self._hanging(trigger[0])) if g in near]
        return min(found, key=lambda f: f[:2])[2] if found else None

    def _hanging(self, at: int) -> list[tuple[Time, int]]:
        sentence = self.reading.tokens[at].sentence
        here = [(t, inside) for t, inside in self.times if self.reading.tokens[inside[0]].sentence == sentence]
        return [(t, g) for t, inside in here if not self._is_cue(g := self._governor(inside))]

    def _head(self, inside: list[int]) -> int:
        tokens = self.reading.tokens
        return next((i for i in reversed(inside) if tokens[i].head not in inside or tokens[i].head == i), inside[-1])

    def _governor(self, inside: list[int]) -> int:
        head = self._head(inside)
        above = self.reading.tokens[head].head
        return head if above is None else above

    def _ancestors(self, index: int) -> list[int]:
        """The words above up to the verb of the clause, and the verb that carries it (auxiliary or infinitive)."""
        tokens = self.reading.tokens
        out: list[int] = []
        while len(out) < 4 and (above := tokens[index].head) is not None and above != index:
            out.append(above)
            if tokens[above].pos in ("VERB", "AUX") and (tokens[above].relation or "") not in ("xcomp",):
                break
            index = above
        return out

    def _is_cue(self, index: int) -> bool:
        span: Span = self.reading.tokens[index].span
        return any(span.overlaps(c) for c in self.cues)

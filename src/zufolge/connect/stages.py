"""How far an undertaking has come, day by day. What each claim says of it, and who says it: see `signs`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, cast

from zufolge.connect.signs import Sign
from zufolge.connect.stage_cues import RANKS, Stage
from zufolge.connect.undertakings import Names

_DONE: Final = ("agreed", "approved", "closed")
_FIRM: Final = RANKS["announced"]


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which the stage changed, with the claims and articles that say so."""

    date: str | None
    stage: Stage
    claims: tuple[str, ...]
    articles: tuple[str, ...]


def find_history(signs: Iterable[Sign]) -> tuple[Step, ...]:
    """The days on which the stage changed; the last step is the stage that the claims support now.

    Articles without a date never set the latest stage back: they count only where they tell of more.
    """
    told = sorted(signs, key=lambda s: (s.day or "", s.moment, s.article, s.claim))
    state = _State()
    steps: list[Step] = []
    for day, group in groupby((s for s in told if s.day is not None), key=lambda s: s.day):
        today = list(group)
        after = state.after(today)
        if after.stage is not None and after.stage != state.stage:
            steps.append(_step(day, after.stage, today))
        state = after
    return tuple(_with_undated(steps, state, [s for s in told if s.day is None]))


def _with_undated(steps: list[Step], state: _State, undated: Sequence[Sign]) -> list[Step]:
    if not undated:
        return steps
    after = _State().after(undated) if not steps else state
    best = max((RANKS[s.stage] for s in undated if s.stage in RANKS), default=-1)
    if not steps and after.stage is not None:
        return [_step(None, after.stage, undated)]
    if state.stage in RANKS and best > RANKS[state.stage]:
        stage = next(name for name, rank in RANKS.items() if rank == best)
        return [*steps, _step(None, cast(Stage, stage), undated)]
    return steps


def _step(day: str | None, stage: Stage, today: Sequence[Sign]) -> Step:
    wanted = {"contested": ("denied", *RANKS)}.get(stage, (stage,))
    saying = [s for s in today if s.stage in wanted] or list(today)
    return Step(
        day,
        stage,
        tuple(dict.fromkeys(s.claim for s in saying if s.claim)),
        tuple(dict.fromkeys(s.article for s in saying)),
    )


@dataclass(frozen=True, slots=True)
class _State:
    """The stage after some days: `rank` is the furthest that was told, `named` who had told it before a denial."""

    stage: Stage | None = None
    rank: int = -1
    named: Names = frozenset()

    def after(self, today: Sequence[Sign]) -> _State:
        """The state after one more day."""
        positive = [s for s in today if s.stage in RANKS]
        named = self.named | frozenset().union(*(s.named for s in positive if s.speaker != "party"))
        rank = max((RANKS[s.stage] for s in positive), default=-1)
        if any(s.stage == "failed" for s in today):
            return replace(self, stage="failed", rank=max(rank, self.rank), named=named)
        if any(s.stage == "denied" for s in today):
            return self._denied(positive, named)
        if not positive:
            return self
        if self.stage in ("denied", "contested"):
            return self._after_denial(positive, named)
        if self.stage == "failed":
            best = max((RANKS[s.stage] for s in positive if s.stage in _DONE), default=-1)
            return self if best < 0 else replace(self, stage=_stage_of(best), rank=best, named=named)
        best = max(rank, self.rank)
        return _State(_stage_of(best), best, named)

    def _denied(self, positive: Sequence[Sign], named: Names) -> _State:
        """After a denial: what a party itself has announced is contested, hearsay is denied."""
        standing = any(s.stands_by and s.named & self.named for s in positive)
        stage: Stage = "contested" if self.rank >= _FIRM or standing else "denied"
        return replace(self, stage=stage, named=named)

    def _after_denial(self, positive: Sequence[Sign], named: Names) -> _State:
        """A party's word, or what is done, confirms what was denied; who had told it before, and does so again,
        contests the denial."""
        confirming = [s for s in positive if _confirms(s)]
        if confirming:
            best = max(RANKS[s.stage] for s in confirming)
            return _State(_stage_of(best), best, named)
        again = [s for s in positive if s.stands_by or s.named & self.named]
        return replace(self, stage="contested" if again else self.stage, named=named)


def _confirms(sign: Sign) -> bool:
    if sign.stands_by or sign.speaker in ("hearsay", "other"):
        return False
    return RANKS[sign.stage] >= (_FIRM if sign.speaker == "article" else RANKS["talks"])


def _stage_of(rank: int) -> Stage:
    return cast(Stage, next(name for name, value in RANKS.items() if value == rank))

"""A claim: one thing that an article says happened, is, or will be, with everything needed to check it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zufolge.model.attribution import Link
from zufolge.model.mention import Time
from zufolge.model.span import Span

Status = Literal["asserted", "planned", "expected", "possible", "rumoured", "speculated", "failed"]
Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: words at a span, and what they stand for.

    Named things carry `entity` and `kind`, numbers `value` with `unit` and `approx`, closed vocabularies
    (measure, change, decision, kind, mutual) a `value`.
    """

    text: str
    span: Span
    entity: str | None = None
    kind: str | None = None
    value: float | int | str | bool | None = None
    value_max: float | int | None = None
    unit: str | None = None
    approx: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A named role with its fillers, in the order of the text."""

    name: str
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `trigger` is the word that announces it; `status` is None until it has been judged.

    `confidence` lies in 0..1; `by` names the cue or model that found it, as `cue:buy-verb` or `model`.
    `about` are the triggers of the claims that this one denies, confirms, or is silent on.
    """

    type: str
    roles: tuple[Role, ...]
    evidence: Span
    trigger: Span
    by: str
    confidence: float
    status: Status | None = None
    polarity: Polarity = "positive"
    attribution: tuple[Link, ...] = ()
    time: Time | None = None
    about: tuple[Span, ...] = ()

    def fillers(self, role: str) -> tuple[Filler, ...]:
        """The fillers of `role`, or an empty tuple."""
        return next((r.fillers for r in self.roles if r.name == role), ())

    def is_about(self, trigger: Span, type_: str) -> bool:
        """Whether this claim answers, or is silent on, the claim of type `type_` with that trigger."""
        return trigger in self.about and trigger != self.trigger and self.type in (type_, "no_comment", "allegation")

"""Claims that several cues find in one sentence count once: the fuller one stays. Not repeats across sentences."""

from __future__ import annotations

from collections.abc import Iterable

from zufolge.claim_types import load_claim_types
from zufolge.model import Claim, Filler


def drop_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that say the same of the same in the same sentence; their order stays."""
    listed = list(claims)
    best: dict[tuple[object, ...], int] = {}
    for n, claim in enumerate(listed):
        key = (claim.evidence.start, *identity(claim))
        known = best.get(key)
        if known is None or _strength(claim) > _strength(listed[known]):
            best[key] = n
    kept = set(best.values())
    return [claim for n, claim in enumerate(listed) if n in kept]


def identity(claim: Claim) -> tuple[object, ...]:
    """What two tellings of one claim share: type, status, polarity, and the fillers of the key roles."""
    names = list(load_claim_types()[claim.type].key_roles)
    if claim.type == "metric" and not claim.fillers("value"):
        names.append("change")
    values = tuple((name, tuple(sorted(map(_mark, claim.fillers(name))))) for name in names)
    return (claim.type, claim.status, claim.polarity, values)


def _mark(filler: Filler) -> str:
    return str(filler.entity or (filler.text if filler.value is None else filler.value))


def _strength(claim: Claim) -> tuple[int, float]:
    return (sum(len(role.fillers) for role in claim.roles), claim.confidence)

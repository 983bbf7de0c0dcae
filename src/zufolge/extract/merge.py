"""Brings claims by cue and by model together: agreement makes one surer claim, conflict keeps the surer one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from zufolge.claim_types import load_claim_types
from zufolge.model import Claim, Filler, Reading

VALUE_ROLES = ("value", "change")
STAFF_TYPES = ("layoffs", "hiring")


def merge_claims(reading: Reading) -> Reading:
    """`reading` with one claim where several finders say the same of the same sentence."""
    kept: list[Claim] = []
    for claim in sorted(reading.claims, key=_first_cues):
        index = next((i for i, k in enumerate(kept) if is_same_claim(k, claim)), None)
        if index is not None:
            kept[index] = joined(kept[index], claim)
            continue
        rivals = [k for k in kept if is_rival(k, claim)]
        if any(r.confidence >= claim.confidence for r in rivals):
            continue
        kept = [k for k in kept if k not in rivals] + [claim]
    kept = [k for k in kept if not _is_told_otherwise(k, kept)]
    return replace(reading, claims=in_text_order(kept))


def _is_told_otherwise(claim: Claim, others: list[Claim]) -> bool:
    """Whether a number of staff is the number of those who go or come ("125 Stellen will die Bank abbauen")."""
    if not any(f.value == "headcount" for f in claim.fillers("measure")):
        return False
    spans = {f.span for f in claim.fillers("value")}
    counts = {f.span for k in others if k.type in STAFF_TYPES and k.by != "model" for f in k.fillers("count")}
    return bool(spans & counts)


def without_repeats(reading: Reading) -> Reading:
    """`reading` whose claims each say something of their own: headline and lead that agree make one claim.

    Claims of one content differ still if their status, polarity or sources differ; what the headline says
    without a source is told by the body with one.
    """
    kept: list[Claim] = []
    for claim in sorted(in_text_order(reading.claims), key=lambda c: _is_headline(reading, c)):
        index = next((i for i, k in enumerate(kept) if _repeats(k, claim, _is_headline(reading, claim))), None)
        if index is None:
            kept.append(claim)
        else:
            kept[index] = fuller(kept[index], claim)
    return replace(reading, claims=in_text_order(kept))


def _first_cues(claim: Claim) -> tuple[bool, float, int]:
    return (claim.by == "model", -claim.confidence, claim.trigger.start)


def in_text_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims by evidence, trigger and type; what stands at one place, by what it says."""
    found: list[Claim] = []
    for _, here in groupby(sorted(claims, key=_place), key=_place):
        alike = list(here)
        found += alike if len(alike) == 1 else sorted(alike, key=lambda claim: repr(claim.roles))
    return tuple(found)


def _place(claim: Claim) -> tuple[int, int, int, int, str]:
    return (claim.evidence.start, claim.evidence.end, claim.trigger.start, claim.trigger.end, claim.type)


def is_same_claim(a: Claim, b: Claim) -> bool:
    """Whether two claims of one sentence have the same type and agree in every key role that both fill."""
    return a.evidence.overlaps(b.evidence) and has_same_content(a, b)


def has_same_content(a: Claim, b: Claim) -> bool:
    """Whether type and key roles agree, wherever the claims stand; a metric needs the same number."""
    if a.type != b.type:
        return False
    for role in load_claim_types()[a.type].key_roles:
        x, y = keys(a.fillers(role)), keys(b.fillers(role))
        if x and y and not (x <= y or y <= x):
            return False
    if a.type != "metric":
        return True
    return any(keys(a.fillers(r)) and keys(a.fillers(r)) == keys(b.fillers(r)) for r in VALUE_ROLES)


def keys(fillers: tuple[Filler, ...]) -> set[str]:
    """What tells fillers apart: the entity, the value, or the words."""
    return {str(f.entity or (f.value if f.value is not None else f.text.lower())) for f in fillers}


def is_rival(a: Claim, b: Claim) -> bool:
    """Whether two claims read the same words differently, so that at most one can be right."""
    if not a.evidence.overlaps(b.evidence):
        return False
    if a.type == b.type == "metric":
        return any(f.span == g.span for r in VALUE_ROLES for f in a.fillers(r) for g in b.fillers(r))
    if a.type != b.type or "model" not in (a.by, b.by):
        return False
    return _shares_number(a, b) or (a.trigger.overlaps(b.trigger) and _shares_entity(a, b))


def _shares_number(a: Claim, b: Claim) -> bool:
    """Whether the same number at the same place fills the same role of both ("1850 Stellen" of two firms)."""
    numbers = {(r.name, f.span) for r in a.roles for f in r.fillers if isinstance(f.value, int | float)}
    return any((r.name, f.span) in numbers for r in b.roles for f in r.fillers)


def _shares_entity(a: Claim, b: Claim) -> bool:
    x = {f.entity for r in a.roles for f in r.fillers if f.entity}
    return any(f.entity in x for r in b.roles for f in r.fillers if f.entity)


def joined(a: Claim, b: Claim) -> Claim:
    """`a` with the roles that only `b` fills; two finders are surer than one."""
    have = {r.name for r in a.roles}
    order = [r.name for r in load_claim_types()[a.type].roles]
    roles = sorted((*a.roles, *(r for r in b.roles if r.name not in have)), key=lambda r: order.index(r.name))
    by = a.by if a.by == b.by or b.by in a.by.split("+") else f"{a.by}+{b.by}"
    both = a.confidence if by == a.by else 1 - (1 - a.confidence) * (1 - b.confidence)
    return replace(a, roles=tuple(roles), by=by, confidence=round(both, 3), status=a.status or b.status)


def fuller(a: Claim, b: Claim) -> Claim:
    """The claim with more roles, made as sure as the surer of the two."""
    best = max((a, b), key=lambda c: (len(c.roles), c is a))
    return replace(best, confidence=max(a.confidence, b.confidence))


def _is_headline(reading: Reading, claim: Claim) -> bool:
    return any(b.kind == "headline" and b.span.overlaps(claim.trigger) for b in reading.blocks)


def _repeats(known: Claim, claim: Claim, in_headline: bool) -> bool:
    if not has_same_content(known, claim) or known.polarity != claim.polarity:
        return False
    if in_headline and not claim.attribution:
        return True
    same_sources = _sources(known) == _sources(claim) or not claim.attribution or _tells_again(known, claim)
    return known.status == claim.status and same_sources


def _tells_again(known: Claim, claim: Claim) -> bool:
    """Whether a party to a deal is quoted with what the text has just said on its own."""
    if known.attribution or claim.type != "asset_sale":
        return False
    entities = {f.entity for role in claim.roles for f in role.fillers if f.entity}
    return all(s.entity in entities for link in claim.attribution for s in link.sources)


def _sources(claim: Claim) -> list[str]:
    return [s.entity or s.text for link in claim.attribution for s in link.sources]

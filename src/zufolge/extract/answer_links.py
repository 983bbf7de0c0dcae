"""Which claims a denial, a confirmation or silence is about, told from claims and sentences alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from zufolge.claim_types import load_claim_types
from zufolge.extract.answer_cues import names_report, points_back
from zufolge.extract.merge import VALUE_ROLES, keys
from zufolge.extract.status import verb_of
from zufolge.model import Claim, Filler, Reading
from zufolge.model.claim import Status

HEARSAY: tuple[Status, ...] = ("rumoured", "speculated", "possible")
_REACH = 3
_REACH_OF_STRANGERS = 1


def entities_of(claim: Claim) -> frozenset[str]:
    """The entities in the roles of a claim."""
    return frozenset(f.entity for role in claim.roles for f in role.fillers if f.entity)


def is_doubtful(claim: Claim) -> bool:
    """Whether a claim is told as something that may not be so: hearsay, possibilities, reproaches."""
    return claim.status in HEARSAY or claim.type == "allegation"


def link_answers(reading: Reading) -> Reading:
    """`reading` whose denials, confirmations and silences know the triggers of the claims that they are about."""
    starts = [sentence.span.start for sentence in reading.sentences]
    claims = tuple(_linked(claim, reading.claims, starts) for claim in reading.claims)
    return replace(reading, claims=claims)


def without_figures(claims: list[Claim]) -> list[Claim]:
    """The claims without those of figures, where they tell of anything else."""
    return [claim for claim in claims if claim.type != "metric"] or claims


def _linked(claim: Claim, claims: Sequence[Claim], starts: list[int]) -> Claim:
    if claim.type == "no_comment":
        about = _unspoken(claim, claims, starts)
    elif claim.polarity == "negative" or _confirms(claim):
        about = [other for other in claims if _is_answered(claim, other) and _is_near(claim, other, starts)]
    else:
        return claim
    return replace(claim, about=tuple(dict.fromkeys(other.trigger for other in about)))


def _confirms(claim: Claim) -> bool:
    """Whether a claim comes in by a verb of confirming."""
    if claim.by.startswith("answer:"):
        return True
    verbs = [verb_of(link) for link in claim.attribution]
    return claim.status not in HEARSAY and any(verb is not None and verb.sense == "confirm" for verb in verbs)


def _is_answered(answer: Claim, other: Claim) -> bool:
    """Whether `answer` denies or confirms `other`: the same said with another voice, and open to doubt."""
    if other is answer or other.polarity == "negative" or not answer.attribution:
        return False
    if answer.by.startswith("answer:"):
        same_type = answer.type in (other.type, "allegation")
        return same_type and _fillers(answer) <= _fillers(other) and not other.by.startswith("answer:")
    if answer.status in HEARSAY or _sources(answer) & _sources(other):
        return False
    return is_doubtful(other) and _says_the_same(answer, other)


def _is_near(claim: Claim, other: Claim, starts: list[int]) -> bool:
    """Whether `other` stands in the sentence of `claim` or in one of the few before it."""
    return 0 <= bisect_right(starts, claim.trigger.start) - bisect_right(starts, other.trigger.start) <= _REACH


def _fillers(claim: Claim) -> frozenset[Filler]:
    return frozenset(filler for role in claim.roles for filler in role.fillers)


def _sources(claim: Claim) -> frozenset[str]:
    return frozenset(source.entity or source.text for link in claim.attribution for source in link.sources)


def _says_the_same(a: Claim, b: Claim) -> bool:
    """Whether two claims agree in all key roles, at least one of which both fill; numbers must be the same."""
    if a.type != b.type:
        return False
    pairs = [(keys(a.fillers(r)), keys(b.fillers(r))) for r in load_claim_types()[a.type].key_roles]
    filled = [(x, y) for x, y in pairs if x and y]
    if a.type == "metric" and not any(_same_values(a.fillers(r), b.fillers(r)) for r in VALUE_ROLES):
        return False
    return bool(filled) and all(x <= y or y <= x for x, y in filled)


def _same_values(a: tuple[Filler, ...], b: tuple[Filler, ...]) -> bool:
    return bool(a) and keys(a) == keys(b)


def _unspoken(silence: Claim, claims: Sequence[Claim], starts: list[int]) -> list[Claim]:
    """What a party says nothing to: the nearest hearsay about it, or where it names a subject, what tells of that."""
    here = bisect_right(starts, silence.trigger.start)
    before: dict[int, list[Claim]] = {}
    for other in claims:
        number = bisect_right(starts, other.trigger.start)
        if other.trigger.end <= silence.trigger.start and here - number <= _REACH and _needs_word(other, silence):
            before.setdefault(number, []).append(other)
    for number in sorted(before, reverse=True):
        own = [other for other in before[number] if entities_of(other) & entities_of(silence)]
        if own:
            return without_figures(own)
    if not before:
        return []
    nearest = max(before)
    reach = _REACH if any(names_report(f.text) for f in silence.fillers("subject")) else _REACH_OF_STRANGERS
    return without_figures(before[nearest]) if here - nearest <= reach else []


def _needs_word(claim: Claim, silence: Claim) -> bool:
    """Whether a claim is what the silent party might have spoken to."""
    if claim.type == "no_comment":
        return False
    subjects = [filler.text for filler in silence.fillers("subject")]
    if subjects and not all(map(points_back, subjects)):
        named = {filler.text.lower() for role in claim.roles for filler in role.fillers}
        return any(subject.lower() in named for subject in subjects)
    told_by = {source.entity for link in claim.attribution for source in link.sources}
    told_by_others = bool(claim.attribution) and not told_by & entities_of(silence)
    return claim.polarity == "positive" and (is_doubtful(claim) or (told_by_others and claim.type != "metric"))

"""How sure a claim is, and whether it is denied: read from its sources, from cues and from modal verbs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from zufolge.extract.status_cues import negations, status_by_cue
from zufolge.languages.de.grammar import SpeechVerb, speech_verb_forms, words
from zufolge.model import Claim, Link, Reading, Span
from zufolge.model.claim import Polarity, Status
from zufolge.segment.clauses import Clause, Words, sentences_of
from zufolge.segment.quotations import find_quotations

_OUTRANKS: tuple[Status, ...] = ("rumoured", "speculated")
_PERFECT_ENDS = ("haben", "sein")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its sentence, the positions of its trigger, the clause around them."""

    sentence: Words
    start: int
    end: int
    clause: Clause
    number: int


def judge_claims(reading: Reading) -> Reading:
    """`reading` with the status and polarity of every claim, as its outermost source puts it."""
    if not reading.claims:
        return reading
    sentences = tuple(sentences_of(reading, find_quotations(reading.text)))
    starts = [sentence.tokens[0].span.start for sentence in sentences]
    claims = []
    for claim in reading.claims:
        number = bisect_right(starts, claim.trigger.start) - 1
        place = place_of(sentences[max(number, 0)], claim.trigger)
        claims.append(judge(claim, place))
    return replace(reading, claims=tuple(claims))


def place_of(sentence: Words, trigger: Span) -> Place:
    """The place of `trigger` in its sentence."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.span.overlaps(trigger)] or [0]
    number = sentence.clause_at(inside[0])
    return Place(sentence, inside[0], inside[-1] + 1, sentence.clauses[number], number)


def judge(claim: Claim, place: Place) -> Claim:
    """`claim` with its status and polarity; a status that its cue has set stays unless hearsay outranks it."""
    told, denied = status_of_sources(claim.attribution)
    if claim.status and told not in _OUTRANKS:
        status: Status = claim.status
    else:
        status = told or status_by_cue(place.sentence, place.start, place.clause) or status_by_mood(place) or "asserted"
    polarity: Polarity = "negative" if denied or is_negated(place) else "positive"
    return replace(claim, status=status, polarity=polarity)


def status_of_sources(chain: tuple[Link, ...]) -> tuple[Status | None, bool]:
    """What the sources make of a claim, the outermost first; and whether one of them denies it."""
    denied = False
    found: Status | None = None
    for link in chain:
        verb = _verb_of(link)
        denied = denied or (verb is not None and verb.denies)
        hidden = any(source.kind == "anonymous" for source in link.sources)
        given: Status | None = "rumoured" if hidden else verb.gives if verb else None
        found = found or given
    return found, denied


def _verb_of(link: Link) -> SpeechVerb | None:
    """The speech verb of a cue."""
    if link.cue is None:
        return None
    parts = [part.lower() for part in link.cue.text.split(" … ")]
    for part in parts:
        for form in speech_verb_forms().get(part, ()):
            if form.kind in ("joined", "participle") or not form.verb.prefix or form.verb.prefix in parts:
                return form.verb
    return None


def status_by_mood(place: Place) -> Status | None:
    """What the modal verb or the future of the trigger's clause gives."""
    lower = place.sentence.lower[place.clause.start : place.clause.end]
    kinds = place.sentence.kinds[place.clause.start : place.clause.end]
    for i, word in enumerate(lower):
        if kinds[i] in "qpN" and not (kinds[i] == "q" and place.sentence.kinds[place.start] == "q"):
            continue
        if word in words("soll"):
            return "rumoured" if _is_perfect(lower) else "planned"
        if word in words("will"):
            return "rumoured" if _is_perfect(lower) else "planned"
        if word in words("wird"):
            return "planned"
    return None


def _is_perfect(lower: tuple[str, ...] | list[str]) -> bool:
    """Whether the clause ends in a perfect infinitive ("geboten haben")."""
    return len(lower) > 2 and any(word in _PERFECT_ENDS for word in lower[-2:]) and lower[-2:][0] != "zu"


def is_negated(place: Place) -> bool:
    """Whether a negation stands in the clause of the trigger."""
    clause = place.clause
    return any(place.sentence.lower[i] in negations() for i in range(clause.start, clause.end))

"""How sure a claim is, and whether it is denied: read from its sources, from cues and from modal verbs."""

from __future__ import annotations

from dataclasses import replace

from zufolge.extract.background import is_background
from zufolge.extract.mood import status_by_mood
from zufolge.extract.negation import is_negated
from zufolge.extract.place import Place, sentences_with
from zufolge.extract.status_cues import cue_at
from zufolge.languages.de.grammar import SpeechVerb, speech_verb_forms
from zufolge.model import Claim, Link, Reading
from zufolge.model.claim import Polarity, Status

_OUTRANKS: tuple[Status, ...] = ("rumoured", "speculated")


def judge_claims(reading: Reading) -> Reading:
    """`reading` with the status and polarity of every claim, as its outermost source puts it."""
    if not reading.claims:
        return reading
    sentences = sentences_with(reading)
    claims = tuple(judge(claim, sentences.place_of(claim.trigger)) for claim in reading.claims)
    return replace(reading, claims=claims)


def judge(claim: Claim, place: Place) -> Claim:
    """`claim` with its status and polarity; a status that its cue has set stays unless hearsay outranks it."""
    if is_background(claim.type, place.sentence, place.start, place.end):
        beside = cue_at(place.sentence, place.start, place.clause, claim.type, only="noun")
        return replace(claim, status=claim.status or (beside.gives if beside else "asserted"), polarity="positive")
    told, denied = status_of_sources(claim.attribution)
    cue = cue_at(place.sentence, place.start, place.clause, claim.type)
    if cue is not None and cue.near == "noun" and cue.gives == "possible":
        told = None  # "Insider berichten von einer möglichen Übernahme": possible is what they say it is
    status = _status(claim, place, told, cue.gives if cue else None)
    negative = denied or (cue is not None and cue.denies) or is_negated(place)
    polarity: Polarity = "negative" if negative and _can_be_denied(claim.type, status) else "positive"
    return replace(claim, status=status, polarity=polarity)


def _can_be_denied(kind: str, status: Status) -> bool:
    """That somebody says nothing, or that something came to nothing, is no denial."""
    return kind != "no_comment" and status != "failed"


def _status(claim: Claim, place: Place, told: Status | None, by_cue: Status | None) -> Status:
    """The status by sources, cue and mood, in the order in which they outrank each other."""
    came_to_nothing: Status | None = "failed" if by_cue == "failed" else None
    own = came_to_nothing or claim.status or by_cue or status_by_mood(claim.type, place, bool(claim.attribution))
    if own == "failed" or (claim.status and told not in _OUTRANKS):
        return own or "asserted"
    return told or own or "asserted"


def status_of_sources(chain: tuple[Link, ...]) -> tuple[Status | None, bool]:
    """What the sources make of a claim, the outermost first; and whether one of them denies it."""
    denied = False
    found: Status | None = None
    for link in chain:
        verb = verb_of(link)
        denied = denied or (verb is not None and verb.denies)
        hidden = any(source.kind == "anonymous" for source in link.sources)
        given: Status | None = "rumoured" if hidden else verb.gives if verb else None
        found = found or given
    return ("asserted" if denied and found != "asserted" else found), denied


def verb_of(link: Link) -> SpeechVerb | None:
    """The speech verb of a cue; where the cue holds a companion ("davon"), the verb that needs it."""
    if link.cue is None:
        return None
    words = link.cue.text.split(" … ")
    parts = [word.lower() for word in words]
    fitting = [
        form.verb
        for part in parts
        for form in speech_verb_forms().get(part, ())
        if form.kind in ("joined", "participle") or not form.verb.prefix or form.verb.prefix in parts
    ]
    with_companion = [verb for verb in fitting if verb.companions & set(words)]
    plain = [verb for verb in fitting if not verb.companions]
    return next(iter(with_companion or plain), None)

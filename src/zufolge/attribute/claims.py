"""Gives every claim its attribution chain: who vouches for it, outermost first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zufolge.extract.background import is_background
from zufolge.extract.place import Sentences, sentences_with
from zufolge.languages.de.grammar import words
from zufolge.model import Attribution, Claim, Link, Reading


def attribute_claims(reading: Reading) -> Reading:
    """`reading` with each claim attributed to the sources whose words its trigger lies in."""
    if not reading.claims:
        return reading
    sentences = sentences_with(reading)
    claims = tuple(_attributed(claim, reading, sentences) for claim in reading.claims)
    return replace(reading, claims=claims)


def _attributed(claim: Claim, reading: Reading, sentences: Sentences) -> Claim:
    place = sentences.place_of(claim.trigger)
    if claim.type != "metric" and is_background(claim.type, place.sentence, place.start, place.end):
        releases = [a for a in reading.attributions if is_release(a)]
        return replace(claim, attribution=chain_of(claim, releases))
    return replace(claim, attribution=chain_of(claim, reading.attributions))


def is_release(attribution: Attribution) -> bool:
    """Whether the attribution is a release printed word for word, which vouches for all that it takes for granted."""
    cue = attribution.chain[-1].cue
    return cue is not None and bool(words("verbatim") & set(cue.text.lower().split()))


def chain_of(claim: Claim, attributions: Sequence[Attribution]) -> tuple[Link, ...]:
    """The links of all attributions around the trigger of `claim`, the widest content outermost."""
    around = [a for a in attributions if a.covers(claim.trigger)]
    named = {a.content for a in around if _has_sources(a)}
    around = [a for a in around if _has_sources(a) or a.content not in named]
    around.sort(key=lambda a: -sum(len(span) for span in a.content))
    chains = [a.chain if _has_sources(a) else _chain_before(a, attributions) for a in around]
    return without_repeats(link for chain in chains for link in chain if link.sources)


def _has_sources(attribution: Attribution) -> bool:
    return any(link.sources for link in attribution.chain)


def _chain_before(attribution: Attribution, attributions: Sequence[Attribution]) -> tuple[Link, ...]:
    """Who spoke before words that name nobody ("…, hieß es"), without the cue that brought them in."""
    start = attribution.content[0].start
    before = [
        a
        for a in attributions
        if a.content[0].start < start and not a.covers(attribution.content[0]) and _has_sources(a)
    ]
    return tuple(Link(link.sources, None, link.mode) for link in before[-1].chain) if before else ()


def without_repeats(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links without those that name again who spoke before."""
    kept: list[Link] = []
    seen: set[str] = set()
    for link in links:
        names = {source.entity or source.text for source in link.sources}
        if not names <= seen:
            kept.append(link)
        seen |= names
    return tuple(kept)

"""A claim as somebody writes it anew, put back onto the words of the article. What is not in the text is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from zufolge.claim_types import load_claim_types
from zufolge.model import Article, Claim, Filler, Link, Role, Source, Span, ZufolgeError
from zufolge.notation import parse_claim

NOWHERE: Final = Span(0, 0)


def correct(claim: Claim, line: str, article: Article) -> Claim:
    """The claim that the short line of notation says, with the places of `claim` and of the article's words.

    Fillers, sources and times that `claim` has already keep their places; new ones are looked for in the evidence,
    then in the article. Raises ZufolgeError for an unknown type or role, and for words that stand nowhere.
    """
    wanted = parse_claim(line)
    _check(wanted)
    roles = tuple(
        Role(role.name, tuple(_ground_filler(filler, claim, article) for filler in role.fillers))
        for role in wanted.roles
    )
    chain = tuple(_ground_link(link, claim, article) for link in wanted.attribution)
    time = wanted.time
    if time is not None:
        known = claim.time
        if known is not None and time.value == known.value:
            time = known
        else:
            span = _find(time.text, claim, article) if time.value is None else (known.span if known else claim.evidence)
            time = replace(time, span=span, text=span.of(article.text))
    return replace(
        wanted,
        roles=roles,
        attribution=chain,
        time=time,
        evidence=claim.evidence,
        trigger=claim.trigger,
        about=claim.about,
        by=claim.by,
        confidence=claim.confidence,
    )


def _check(wanted: Claim) -> None:
    declared = load_claim_types().get(wanted.type)
    if declared is None:
        raise ZufolgeError(f"{wanted.type!r} is no type of claim; known are {', '.join(load_claim_types())}.")
    known = [*(role.name for role in declared.roles), "place"]
    for role in wanted.roles:
        if role.name not in known:
            raise ZufolgeError(f"{wanted.type} has no role {role.name!r}; known are {', '.join(known)}.")
    if not wanted.roles:
        raise ZufolgeError("A claim needs at least one role; reject it if it says nothing.")


def _ground_filler(wanted: Filler, claim: Claim, article: Article) -> Filler:
    for known in (filler for role in claim.roles for filler in role.fillers):
        if wanted.entity is not None and known.entity == wanted.entity:
            return known
        if wanted.entity is None and wanted.value is None and known.text == wanted.text:
            return known
        if wanted.value is not None and _value(known) == _value(wanted):
            return known
    if wanted.value is not None and not wanted.text:
        return replace(wanted, text=claim.trigger.of(article.text), span=claim.trigger)
    span = _find(wanted.text or wanted.entity or "", claim, article)
    return replace(wanted, text=span.of(article.text), span=span)


def _value(filler: Filler) -> tuple[object, ...]:
    return (filler.value, filler.value_max, filler.unit, filler.approx)


def _ground_link(wanted: Link, claim: Claim, article: Article) -> Link:
    for known in claim.attribution:
        if [(s.entity, s.entity or s.text) for s in known.sources] == [
            (s.entity, s.entity or s.text) for s in wanted.sources
        ]:
            return known
    return replace(wanted, sources=tuple(_ground_source(source, claim, article) for source in wanted.sources))


def _ground_source(wanted: Source, claim: Claim, article: Article) -> Source:
    span = _find(wanted.text or wanted.entity or "", claim, article)
    return replace(wanted, text=span.of(article.text), span=span)


def _find(words: str, claim: Claim, article: Article) -> Span:
    """Where the words stand: in the evidence, else nearest before it, else first in the article."""
    places = [Span(*found.span()) for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", article.text)]
    if not places or not words:
        raise ZufolgeError(f"{words!r} does not stand in the article; a claim may only say what is written there.")
    inside = [place for place in places if claim.evidence.covers(place)]
    before = [place for place in places if place.end <= claim.evidence.end]
    return (inside or before[::-1] or places)[0]

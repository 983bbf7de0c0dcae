"""What do the articles tell about an entity: its deals, its latest figures, its people, and what contradicts?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy.engine import Connection

from zufolge.ask.contradictions import AskedContradictions, list_contradictions
from zufolge.ask.deals import AskedDeals, FoundDeal, begins_by, list_deals
from zufolge.ask.timeline import AskedTimeline, show_timeline
from zufolge.claim_types import load_claim_types
from zufolge.connect.called import entities_called
from zufolge.connect.contradictions import Contradiction
from zufolge.connect.known import KnownClaim
from zufolge.connect.neighbourhood import load_around
from zufolge.connect.timelines import Point, Timeline
from zufolge.connect.who import Who
from zufolge.model import ZufolgeError

FACTS: Final = ("leadership", "ownership", "headquarters", "founding", "rivalry")


@dataclass(frozen=True, slots=True)
class Fact:
    """What surrounds the news, told once however many articles tell it: the latest claim, and all their ids."""

    latest: KnownClaim
    claims: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """Everything about one name. `figures` are timelines with their latest point; `types` counts claims."""

    entities: tuple[str, ...]
    names: tuple[str, ...]
    articles: int
    claims: int
    types: tuple[tuple[str, int], ...]
    deals: tuple[FoundDeal, ...]
    figures: tuple[tuple[Timeline, Point], ...]
    facts: tuple[Fact, ...]
    contradictions: tuple[Contradiction, ...]


def tell_about(connection: Connection, name: str, as_of: str | None = None, at: str | None = None) -> About:
    """What is told about everybody called `name`. Raises ZufolgeError where no article names anybody so."""
    entities = tuple(sorted(entities_called(connection, name)))
    claims = [
        known
        for known in load_around(connection, entities, tuple(load_claim_types()), as_of)
        if begins_by(known, at) and _is_about(known, entities)
    ]
    if not entities or not claims:
        raise ZufolgeError(f"No article tells anything about {name!r}; `zufolge stats` lists the most named.")
    who = Who(connection)
    types = Counter(known.claim.type for known in claims)
    timelines = show_timeline(connection, AskedTimeline(name, as_of=as_of, at=at))
    return About(
        entities=entities,
        names=tuple(sorted({spelling for entity in entities for spelling in who.names_of(entity)})),
        articles=len({known.article for known in claims}),
        claims=len(claims),
        types=tuple(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
        deals=tuple(list_deals(connection, AskedDeals(name, as_of=as_of, at=at))),
        figures=tuple((timeline, timeline.points[-1]) for timeline in timelines),
        facts=tell_facts(claims),
        contradictions=list_contradictions(connection, AskedContradictions(name, as_of, at)),
    )


def _is_about(known: KnownClaim, entities: tuple[str, ...]) -> bool:
    return any(filler.entity in entities for role in known.claim.roles for filler in role.fillers)


def tell_facts(claims: list[KnownClaim]) -> tuple[Fact, ...]:
    """The facts by kind, the most told first."""
    same: dict[tuple[object, ...], list[KnownClaim]] = {}
    for known in sorted(claims, key=lambda one: (one.published or "", one.article, one.id)):
        if known.claim.type in FACTS and known.claim.polarity == "positive":
            same.setdefault(_key(known), []).append(known)
    facts = [
        Fact(some[-1], tuple(one.id for one in some), tuple(dict.fromkeys(one.article for one in some)))
        for some in same.values()
    ]
    return tuple(sorted(facts, key=lambda f: (FACTS.index(f.latest.claim.type), -len(f.articles), f.claims)))


def _key(known: KnownClaim) -> tuple[object, ...]:
    """What makes two facts one: type, who is named, and in leadership whether somebody comes, goes or stays."""
    claim = known.claim
    named = sorted({f.entity for role in claim.roles for f in role.fillers if f.entity is not None})
    return (claim.type, *named, *(filler.value for filler in claim.fillers("change")))

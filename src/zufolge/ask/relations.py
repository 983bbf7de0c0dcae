"""Who has to do with whom: companies, people and authorities that the same claims name, with those claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from typing import Final

from sqlalchemy.engine import Connection

from zufolge.ask.search import Query, articles_of, find_numbers
from zufolge.claim_types import load_claim_types
from zufolge.connect.called import entities_called
from zufolge.connect.known import KnownClaim, load_known
from zufolge.connect.who import Who
from zufolge.model import Claim

LOOKED_AT: Final = 400
"""So many of the newest claims that fit are looked at."""
MOST_EDGES: Final = 60
_ACTORS: Final = ("company", "organisation", "authority", "medium", "agency", "person")
_DOUBTFUL: Final = ("planned", "expected", "possible", "rumoured", "speculated")


@dataclass(frozen=True, slots=True)
class Relation:
    """Two who take part in the same claims; `one` comes before `other` by name. Claims are newest first."""

    one: str
    other: str
    claims: tuple[KnownClaim, ...]

    @property
    def types(self) -> tuple[str, ...]:
        """The types of the claims, the most frequent first."""
        names = [known.claim.type for known in self.claims]
        return tuple(sorted(set(names), key=lambda name: (-names.count(name), name)))

    @property
    def certainty(self) -> str:
        """denied, where every claim is; doubtful, where none says that it is so; else asserted."""
        if all(known.claim.polarity == "negative" for known in self.claims):
            return "denied"
        positive = [known.claim.status for known in self.claims if known.claim.polarity == "positive"]
        return "doubtful" if all(status in _DOUBTFUL for status in positive) else "asserted"


@dataclass(frozen=True, slots=True)
class Relations:
    """The strongest relations among the newest claims that fit; `kinds` says what each name is."""

    relations: tuple[Relation, ...]
    kinds: dict[str, str] = field(default_factory=dict)
    entities: tuple[str, ...] = ()
    looked_at: int = 0


def find_relations(connection: Connection, query: Query, entity: str | None = None) -> Relations:
    """The relations in the claims that fit; with `entity` only claims that name one called so."""
    who = Who(connection)
    entities = tuple(sorted(entities_called(connection, entity))) if entity else ()
    names = tuple(sorted({name for one in entities for name in who.names_of(one)}))
    if entity and not names:
        return Relations(())
    wanted = replace(query, entities=names, types=() if "type" in query.facets else types_of_relations())
    numbers = find_numbers(connection, wanted, LOOKED_AT)
    who.load(articles_of(connection, numbers))
    known = list(load_known(connection, numbers, who))
    if entities:
        known = [one for one in known if any(name in entities for name, _ in _actors(one.claim))]
    return _relate(known, entities)


@cache
def types_of_relations() -> tuple[str, ...]:
    """The types of claims in which two may take part."""
    return tuple(
        name
        for name, declared in load_claim_types().items()
        if sum(2 if role.is_many else 1 for role in declared.roles if set(role.takes) & set(_ACTORS)) > 1
    )


def _relate(known: Sequence[KnownClaim], entities: tuple[str, ...]) -> Relations:
    pairs: dict[tuple[str, str], list[KnownClaim]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for one in known:
        actors = dict(_actors(one.claim))
        kinds |= actors
        for pair in combinations(sorted(actors), 2):
            pairs[pair].append(one)
    found = [Relation(*pair, tuple(claims)) for pair, claims in pairs.items()]
    found.sort(key=lambda relation: (-len(relation.claims), relation.one, relation.other))
    return Relations(tuple(found[:MOST_EDGES]), kinds, entities, len(known))


def _actors(claim: Claim) -> Iterator[tuple[str, str]]:
    """Who takes part, with what they are."""
    for role in claim.roles:
        for filler in role.fillers:
            if filler.entity is not None and filler.kind in _ACTORS:
                yield filler.entity, filler.kind

"""Which deals do the articles tell of, how far are they, and how many independent origins vouch for them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from sqlalchemy.engine import Connection

from zufolge.ask.days import check_day
from zufolge.connect.called import entities_called
from zufolge.connect.deals import Deal, find_deals
from zufolge.connect.declarations import load_tellings
from zufolge.connect.known import KnownClaim
from zufolge.connect.neighbourhood import (
    ClaimsAround,
    load_all,
    load_passages_around,
    rarely_named,
    types_of_undertakings,
)
from zufolge.connect.origin_loading import count_in_ledger
from zufolge.connect.origin_tree import Origins
from zufolge.connect.passages import Passage
from zufolge.connect.stage_cues import Stage
from zufolge.connect.who import Who
from zufolge.model import ZufolgeError

_MOST_ROUNDS: Final = 2
MOST_CLAIMS_AROUND: Final = 400
"""So many claims of others than the asked entity are looked at, of those who are named least first."""

_DEALS_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class AskedDeals:
    """What is asked for; None leaves it open, and everything given must hold.

    `entity` is a party's name, whole words of it in any case. `as_of` is a day, month or year: only what was
    published by then counts. `at` asks for what held then: claims about later times do not count.
    """

    entity: str | None = None
    type: str | None = None
    stage: str | None = None
    as_of: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class FoundDeal:
    """A deal with its origins."""

    deal: Deal
    origins: Origins


def list_deals(connection: Connection, asked: AskedDeals) -> Iterator[FoundDeal]:
    """The deals that fit, by their first day. Raises ZufolgeError where a word or date is not known."""
    check_asked(asked)
    fitting = [deal for deal in load_deals(connection, asked) if _fits(deal, asked)]
    for first in range(0, len(fitting), _DEALS_AT_ONCE):
        yield from with_origins(connection, fitting[first : first + _DEALS_AT_ONCE], asked.as_of)


def with_origins(connection: Connection, deals: Sequence[Deal], as_of: str | None = None) -> list[FoundDeal]:
    """The deals with their origins, as far as they were known by `as_of`."""
    origins = count_in_ledger(connection, [deal.vouching for deal in deals], Who(connection), as_of)
    return [FoundDeal(deal, count) for deal, count in zip(deals, origins, strict=True)]


def load_deals(connection: Connection, asked: AskedDeals) -> tuple[Deal, ...]:
    """The deals that the asked entity, or anybody, is a party to."""
    types = types_of_undertakings()
    if asked.entity is None:
        claims = _held(load_all(connection, types, asked.as_of), asked.at)
        return find_deals(claims, _passages(connection, None, asked))
    entities = entities_called(connection, asked.entity)
    around: set[str] = set(entities)
    claims_around = ClaimsAround(connection, types, asked.as_of)
    claims = _held(claims_around.load(around), asked.at)
    for _ in range(_MOST_ROUNDS):
        parties = {name for some in [frozenset(p.entity for p in d.parties) for d in find_deals(claims)] if some & entities for name in some}
        further = rarely_named(connection, parties - around, MOST_CLAIMS_AROUND)
        if not further:
            break
        around |= further
        claims = _held(claims_around.load(around), asked.at)
    deals = find_deals(claims, _passages(connection, sorted(entities), asked))
    return tuple(deal for deal in deals if _has_party(deal, entities))


def _passages(connection: Connection, entities: Sequence[str] | None, asked: AskedDeals) -> tuple[Passage, ...]:
    """The sentences that may tell of the deals; of those published after `at` none."""
    found = load_passages_around(connection, entities, asked.as_of)
    return tuple(
        one for one in found if asked.at is None or (one.day is not None and one.day[: len(asked.at)] <= asked.at)
    )


def _held(claims: Sequence[KnownClaim], at: str | None) -> list[KnownClaim]:
    return [claim for claim in claims if begins_by(claim, at)]


def begins_by(known: KnownClaim, at: str | None) -> bool:
    """Whether what the claim tells had begun on the day, month or year `at`; untold, it begins with its article."""
    if at is None:
        return True
    time = known.claim.time
    start = time.start_date if time is not None and time.start_date is not None else known.day
    return start is not None and start[: len(at)] <= at


def _names(deal: Deal) -> frozenset[str]:
    return frozenset(party.entity for party in deal.parties)


def _has_party(deal: Deal, entities: frozenset[str]) -> bool:
    return bool(_names(deal) & entities)


def _fits(deal: Deal, asked: AskedDeals) -> bool:
    return asked.type in (None, deal.type) and asked.stage in (None, deal.stage)


def check_asked(asked: AskedDeals) -> None:
    """Raises ZufolgeError where a type, stage or date is none that is known."""
    for word, known, what in (
        (asked.type, tuple(load_tellings()), "type of deal"),
        (asked.stage, get_args(Stage), "stage"),
    ):
        if word is not None and word not in known:
            raise ZufolgeError(f"{word!r} is no {what}; known are {', '.join(known)}.")
    for date in (asked.as_of, asked.at):
        check_day(date)

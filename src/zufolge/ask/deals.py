"""Which deals do the articles tell of, how far are they, and how many independent origins vouch for them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.days import check_day
from zufolge.connect.as_of import deals_as_of, has_replaced_versions
from zufolge.connect.called import entities_called
from zufolge.connect.deals import Deal, find_deals
from zufolge.connect.declarations import load_tellings
from zufolge.connect.kept_reading import load_deals
from zufolge.connect.kept_told import types_of_undertakings
from zufolge.connect.known import KnownClaim
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.neighbourhood import load_all, load_around, load_every_version, load_passages_around
from zufolge.connect.origin_loading import count_in_ledger
from zufolge.connect.origin_tree import Origins
from zufolge.connect.stage_cues import Stage
from zufolge.connect.who import Who
from zufolge.ledger import schema
from zufolge.model import ZufolgeError

_DEALS_AT_ONCE: Final = 50


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
    """The deals that fit, by their first day. Raises ZufolgeError where a word or date is not known.

    They come as they are loaded: the first of a large ledger are there at once.
    """
    check_asked(asked)
    if asked.as_of is None and asked.at is None:
        yield from _kept(connection, asked)
        return
    for found in _at_that_time(connection, asked):
        if asked.type in (None, found.deal.type) and asked.stage in (None, found.deal.stage):
            yield found


def with_origins(connection: Connection, deals: Sequence[Deal], as_of: str | None = None) -> list[FoundDeal]:
    """The deals with their origins, as far as they were known by `as_of`."""
    origins = count_in_ledger(connection, [deal.vouching for deal in deals], Who(connection), as_of)
    return [FoundDeal(deal, count) for deal, count in zip(deals, origins, strict=True)]


def load_found(connection: Connection, strands: Sequence[int], *, with_members: bool = True) -> Iterator[FoundDeal]:
    """The kept deals of these strands, some at a time; without members they are there sooner."""
    for first in range(0, len(strands), _DEALS_AT_ONCE):
        some = strands[first : first + _DEALS_AT_ONCE]
        for deal, origins in load_deals(connection, some, with_members=with_members):
            yield FoundDeal(deal, origins)


def strands_of(connection: Connection, entity: str) -> list[int]:
    """The strands of the deals to which somebody called so is a party."""
    table, found = schema.deal_parties, set[int]()
    for some in in_parts(sorted(entities_called(connection, entity))):
        found.update(connection.execute(sa.select(table.c.deal).where(table.c.entity.in_(some))).scalars())
    return sorted(found)


def _kept(connection: Connection, asked: AskedDeals) -> Iterator[FoundDeal]:
    table = schema.deals
    query = sa.select(table.c.strand, table.c.first, table.c.begins).order_by(table.c.first, table.c.begins)
    for column, value in ((table.c.type, asked.type), (table.c.stage, asked.stage)):
        query = query.where(column == value) if value is not None else query
    if asked.entity is None:
        yield from _kept_in_pages(connection, query)
        return
    rows: list[Any] = []
    for some in in_parts(strands_of(connection, asked.entity)):
        rows += connection.execute(query.where(table.c.strand.in_(some))).all()
    rows.sort(key=lambda row: (row.first, row.begins))
    yield from load_found(connection, [row.strand for row in rows])


def _kept_in_pages(connection: Connection, query: sa.Select[Any]) -> Iterator[FoundDeal]:
    table = schema.deals
    rows = connection.execute(query.limit(_DEALS_AT_ONCE)).all()
    while rows:
        yield from load_found(connection, [row.strand for row in rows])
        first, begins = rows[-1].first, rows[-1].begins
        later = (table.c.first > first) | ((table.c.first == first) & (table.c.begins > begins))
        rows = connection.execute(query.where(table.c.first >= first, later).limit(_DEALS_AT_ONCE)).all()


def _at_that_time(connection: Connection, asked: AskedDeals) -> list[FoundDeal]:
    """The deals as they were known, or as they stood, at another time."""
    if asked.entity is None:
        return with_origins(connection, find_at_that_time(connection, asked), asked.as_of)
    entities = entities_called(connection, asked.entity)
    if asked.at is None and asked.as_of is not None and not has_replaced_versions(connection, entities):
        return [FoundDeal(*pair) for pair in deals_as_of(connection, entities, asked.as_of)]
    return with_origins(connection, find_at_that_time(connection, asked), asked.as_of)


def find_at_that_time(connection: Connection, asked: AskedDeals) -> tuple[Deal, ...]:
    """The deals, worked out from the claims that were known or held then."""
    types = types_of_undertakings()
    if asked.entity is None:
        claims, entities = load_all(connection, types, asked.as_of), None
    else:
        entities = entities_called(connection, asked.entity)
        claims = load_around(connection, entities, types, asked.as_of)
        known = {claim.number for claim in claims}
        claims += [one for one in _of_kept(connection, asked) if one.number not in known]
    passages = load_passages_around(connection, None if entities is None else sorted(entities), asked.as_of)
    held = [one for one in passages if asked.at is None or (one.day or "9")[: len(asked.at)] <= asked.at]
    deals = find_deals([claim for claim in claims if begins_by(claim, asked.at)], held)
    return tuple(deal for deal in deals if entities is None or any(party.entity in entities for party in deal.parties))


def _of_kept(connection: Connection, asked: AskedDeals) -> list[KnownClaim]:
    """The claims of the deals that are kept of the entity, as far as they were known then."""
    table, numbers = schema.told, set[int]()
    for some in in_parts(strands_of(connection, asked.entity or "")):
        numbers.update(connection.execute(sa.select(table.c.claim).where(table.c.deal.in_(some))).scalars())
    return load_every_version(connection, None, (), asked.as_of, sorted(numbers))


def begins_by(known: KnownClaim, at: str | None) -> bool:
    """Whether what the claim tells had begun on the day, month or year `at`; untold, it begins with its article."""
    if at is None:
        return True
    time = known.claim.time
    start = time.start_date if time is not None and time.start_date is not None else known.day
    return start is not None and start[: len(at)] <= at


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

"""Which deals do the newest articles tell of? For a first look at a ledger of any size."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.deals import AskedDeals, FoundDeal, check_asked, load_found, strands_of
from zufolge.ledger import schema


@dataclass(frozen=True, slots=True)
class RecentDeals:
    """The deals, the latest told first; where `is_part`, there are more."""

    deals: tuple[FoundDeal, ...]
    is_part: bool


def list_recent_deals(connection: Connection, asked: AskedDeals, most: int = 40) -> RecentDeals:
    """At most `most` deals that fit, those told last first.

    `asked.entity` and its dates do not count here: who asks for those wants `ask.deals`, which looks at everything.
    """
    check_asked(asked)
    table = schema.deals
    query = sa.select(table.c.strand).order_by(table.c.last.desc(), table.c.first.desc(), table.c.id.desc())
    for column, value in ((table.c.type, asked.type), (table.c.stage, asked.stage)):
        query = query.where(column == value) if value is not None else query
    strands = connection.execute(query.where(table.c.last.is_not(None)).limit(most + 1)).scalars().all()
    return RecentDeals(tuple(load_found(connection, strands[:most])), len(strands) > most)


def show_deal_of(connection: Connection, entity: str, deal: str) -> FoundDeal | None:
    """The deal with this id among those that `entity` is a party to."""
    table = schema.deals
    strands = connection.execute(sa.select(table.c.strand).where(table.c.id == deal)).scalars().all()
    own = set(strands) & set(strands_of(connection, entity))
    return next(load_found(connection, sorted(own)), None)

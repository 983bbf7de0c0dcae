"""Which deals do the newest articles tell of? For a first look at a ledger of any size."""

from __future__ import annotations

from typing import Final

from sqlalchemy.engine import Connection

from zufolge.ask.deals import AskedDeals, FoundDeal, check_asked, load_deals, with_origins
from zufolge.ask.search import Query, find_numbers
from zufolge.connect.deals import Deal, find_deals
from zufolge.connect.known import load_known
from zufolge.connect.neighbourhood import load_around, types_of_undertakings
from zufolge.connect.who import Who

LOOKED_AT: Final = 120
"""So many of the newest claims about undertakings are looked at, and everything else about those they name."""


def list_recent_deals(connection: Connection, asked: AskedDeals, most: int = 40) -> list[FoundDeal]:
    """At most `most` deals that the newest claims tell of and that fit, the latest told first.

    `asked.entity` and its dates do not count here: who asks for those wants `ask.deals`.
    """
    check_asked(asked)
    types = types_of_undertakings()
    query = Query(types=(asked.type,) if asked.type is not None else types)
    numbers = find_numbers(connection, query, LOOKED_AT)
    newest = list(load_known(connection, numbers, Who(connection)))
    entities = sorted({f.entity for one in newest for role in one.claim.roles for f in role.fillers if f.entity})
    ids = {one.id for one in newest}
    deals = [
        deal
        for deal in find_deals(load_around(connection, entities, types))
        if not ids.isdisjoint(deal.claims) and asked.type in (None, deal.type) and asked.stage in (None, deal.stage)
    ]
    deals = sorted(deals, key=_newest_first, reverse=True)[:most]
    return with_origins(connection, deals)


def show_deal_of(connection: Connection, entity: str, deal: str) -> FoundDeal | None:
    """The deal with this id among those that `entity` is a party to; quick, because it looks at those alone."""
    found = next((one for one in load_deals(connection, AskedDeals(entity)) if one.id == deal), None)
    if found is None:
        return None
    return with_origins(connection, [found])[0]


def _newest_first(deal: Deal) -> tuple[str, str, str]:
    return (deal.last_day or "", deal.first_day or "", deal.id)

"""Which deals do the newest articles tell of? For a first look at a ledger of any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy.engine import Connection

from zufolge.ask.deals import AskedDeals, FoundDeal, check_asked, load_deals, with_origins
from zufolge.ask.search import Query, articles_of, find_numbers
from zufolge.connect.deals import Deal, find_deals
from zufolge.connect.known import load_known
from zufolge.connect.neighbourhood import types_of_undertakings
from zufolge.connect.who import Who

LOOKED_AT: Final = 200
"""So many of the newest claims about undertakings are looked at."""


@dataclass(frozen=True, slots=True)
class RecentDeals:
    """The deals, the latest told first; where `is_part`, older claims may tell more of each."""

    deals: tuple[FoundDeal, ...]
    is_part: bool


def list_recent_deals(connection: Connection, asked: AskedDeals, most: int = 40) -> RecentDeals:
    """At most `most` deals that the newest claims tell of and that fit.

    `asked.entity` and its dates do not count here: who asks for those wants `ask.deals`, which looks at everything.
    """
    check_asked(asked)
    numbers = find_numbers(connection, Query(types=types_of_undertakings()), LOOKED_AT + 1)
    who = Who(connection)
    who.load(articles_of(connection, numbers))
    deals = [
        deal
        for deal in find_deals(load_known(connection, sorted(numbers[:LOOKED_AT]), who))
        if asked.type in (None, deal.type) and asked.stage in (None, deal.stage)
    ]
    deals = sorted(deals, key=_newest_first, reverse=True)[:most]
    return RecentDeals(tuple(with_origins(connection, deals)), len(numbers) > LOOKED_AT)


def show_deal_of(connection: Connection, entity: str, deal: str) -> FoundDeal | None:
    """The deal with this id among those that `entity` is a party to; quick, because it looks at those alone."""
    found = next((one for one in load_deals(connection, AskedDeals(entity)) if one.id == deal), None)
    if found is None:
        return None
    return with_origins(connection, [found])[0]


def _newest_first(deal: Deal) -> tuple[str, str, str]:
    return (deal.last_day or "", deal.first_day or "", deal.id)

"""What is known of one deal: its parties, its stages, its figures, who vouches, and why each claim belongs to it?"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.deals import AskedDeals, FoundDeal, check_asked, list_deals, load_found
from zufolge.ledger import schema
from zufolge.model import ZufolgeError

MOST_NAMED = 5


def show_deal(connection: Connection, beginning: str, as_of: str | None = None, at: str | None = None) -> FoundDeal:
    """The deal whose id begins with `beginning`. Raises ZufolgeError where no id, or more than one, begins so."""
    check_asked(AskedDeals(as_of=as_of, at=at))
    begins = beginning.lower()
    if as_of is None and at is None:
        rows = _called(connection, begins)
        _check([identity for identity, _ in rows], beginning)
        return next(load_found(connection, [rows[0][1]]))
    found = [one for one in _at_that_time(connection, begins, as_of, at) if begins and one.deal.id.startswith(begins)]
    _check([one.deal.id for one in found], beginning)
    return found[0]


def _called(connection: Connection, begins: str) -> list[tuple[str, int]]:
    table = schema.deals
    if not begins:
        return []
    query = sa.select(table.c.id, table.c.strand).where(table.c.id >= begins, table.c.id < begins + "g")
    return [(row.id, row.strand) for row in connection.execute(query.order_by(table.c.id))]


def _at_that_time(connection: Connection, begins: str, as_of: str | None, at: str | None) -> list[FoundDeal]:
    """The deals of then among which it is: of the parties that it has now, else of anybody."""
    table = schema.deal_parties
    strands = [strand for _, strand in _called(connection, begins)]
    parties = connection.execute(sa.select(table.c.entity).where(table.c.deal.in_(strands)).distinct()).scalars().all()
    found: dict[str, FoundDeal] = {}
    for party in sorted(parties):
        for one in list_deals(connection, AskedDeals(party, as_of=as_of, at=at)):
            found.setdefault(one.deal.id, one)
    if not any(identity.startswith(begins) for identity in found):
        return list(list_deals(connection, AskedDeals(as_of=as_of, at=at)))
    return list(found.values())


def _check(ids: list[str], beginning: str) -> None:
    if not ids:
        raise ZufolgeError(f"No deal's id begins with {beginning!r}; `zufolge deals` lists them.")
    if len(ids) > 1:
        named = ", ".join(ids[:MOST_NAMED]) + (", …" if len(ids) > MOST_NAMED else "")
        raise ZufolgeError(f"{len(ids)} deals have an id that begins with {beginning!r}: {named}; give more of it.")

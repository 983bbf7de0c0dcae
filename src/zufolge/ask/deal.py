"""What is known of one deal: its parties, its stages, its figures, who vouches, and why each claim belongs to it?"""

from __future__ import annotations

from sqlalchemy.engine import Connection

from zufolge.ask.deals import AskedDeals, FoundDeal, check_asked, load_deals, with_origins
from zufolge.model import ZufolgeError

MOST_NAMED = 5


def show_deal(connection: Connection, beginning: str, as_of: str | None = None, at: str | None = None) -> FoundDeal:
    """The deal whose id begins with `beginning`. Raises ZufolgeError where no id, or more than one, begins so."""
    asked = AskedDeals(as_of=as_of, at=at)
    check_asked(asked)
    begins = beginning.lower()
    found = [deal for deal in load_deals(connection, asked) if begins and deal.id.startswith(begins)]
    if not found:
        raise ZufolgeError(f"No deal's id begins with {beginning!r}; `zufolge deals` lists them.")
    if len(found) > 1:
        named = ", ".join(deal.id for deal in found[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")
        raise ZufolgeError(f"{len(found)} deals have an id that begins with {beginning!r}: {named}; give more of it.")
    return with_origins(connection, found, as_of)[0]

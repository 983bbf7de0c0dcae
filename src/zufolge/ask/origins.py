"""Who says so, independently of one another: the origins of a claim and all that say the same, or of a deal?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.days import check_day
from zufolge.ask.deal import show_deal
from zufolge.claim_types import load_claim_types
from zufolge.connect.kept_reading import load_deals
from zufolge.connect.known import KnownClaim, load_known
from zufolge.connect.neighbourhood import load_around
from zufolge.connect.origin_loading import count_in_ledger
from zufolge.connect.origin_tree import Origins
from zufolge.connect.versions import published_by
from zufolge.connect.who import Who
from zufolge.ledger import schema
from zufolge.model import Claim, ZufolgeError

MOST_NAMED = 5
LARGEST_DIFFERENCE = 0.01


@dataclass(frozen=True, slots=True)
class FoundOrigins:
    """The origins of a claim or a deal; `claims` are all that say it, `deal` is the deal that they belong to."""

    of: Literal["claim", "deal"]
    id: str
    deal: str | None
    claims: tuple[KnownClaim, ...]
    origins: Origins


def find_origins(connection: Connection, beginning: str, as_of: str | None = None) -> FoundOrigins:
    """The origins of the claim or deal whose id begins with `beginning`.

    For a claim, every claim counts that says the same: of its deal those of its type that agree with it, else those
    of the same type about the same. Raises ZufolgeError where no id, or more than one, begins so.
    """
    check_day(as_of)
    numbers = _claims_called(connection, beginning)
    if not numbers:
        return _of_deal(connection, beginning, as_of)
    who = Who(connection)
    known = next(load_known(connection, numbers[:1], who))
    if not published_by(known.published, as_of):
        raise ZufolgeError(f"The claim {known.id} was not published by {as_of}; ask for a later date.")
    deal, same = _same_claims(connection, known, as_of)
    return FoundOrigins("claim", known.id, deal, same, count_in_ledger(connection, [same], who, as_of)[0])


def _of_deal(connection: Connection, beginning: str, as_of: str | None) -> FoundOrigins:
    try:
        found = show_deal(connection, beginning, as_of)
    except ZufolgeError as error:
        raise ZufolgeError(f"No claim's id begins with {beginning!r}. {error}") from error
    return FoundOrigins("deal", found.deal.id, found.deal.id, found.deal.members, found.origins)


def _claims_called(connection: Connection, beginning: str) -> list[int]:
    """The numbers of the claim whose id begins so, the latest version of its article first."""
    table, articles = schema.claims, schema.articles
    if not beginning:
        return []
    query = (
        sa.select(table.c.id, table.c.number)
        .join(articles, articles.c.number == table.c.article)
        .where(table.c.id.startswith(beginning.lower(), autoescape=True))
        .order_by(table.c.id, articles.c.version.desc())
    )
    rows = connection.execute(query).all()
    ids = list(dict.fromkeys(row.id for row in rows))
    if len(ids) > 1:
        named = ", ".join(ids[:MOST_NAMED]) + (", …" if len(ids) > MOST_NAMED else "")
        raise ZufolgeError(f"{len(ids)} claims have an id that begins with {beginning!r}: {named}; give more of it.")
    return [row.number for row in rows]


def _same_claims(
    connection: Connection, known: KnownClaim, as_of: str | None
) -> tuple[str | None, tuple[KnownClaim, ...]]:
    """The deal of the claim, if it is in one, and the claims that say the same."""
    table = schema.told
    strand = connection.execute(sa.select(table.c.deal).where(table.c.claim == known.number)).scalar()
    for deal, _ in load_deals(connection, [strand] if strand is not None else []):
        same = [one for one in deal.members if _agree(one.claim, known.claim) and published_by(one.published, as_of)]
        return deal.id, tuple(same) or (known,)
    entities = sorted({f.entity for role in known.claim.roles for f in role.fillers if f.entity})
    around = load_around(connection, entities, (known.claim.type,), as_of)
    return None, _in_order(one for one in around if says_same(one.claim, known.claim)) or (known,)


def _agree(one: Claim, other: Claim) -> bool:
    return (one.type, one.polarity) == (other.type, other.polarity)


def says_same(one: Claim, other: Claim) -> bool:
    """Whether two claims outside deals say the same: of the same about the same, and figures that agree."""
    if not _agree(one, other):
        return False
    roles = ("company", "measure", "period") if one.type == "metric" else load_claim_types()[one.type].key_roles
    return all(_fillers(one, role) == _fillers(other, role) for role in roles) and _values_agree(one, other)


def _fillers(claim: Claim, role: str) -> frozenset[object]:
    return frozenset(f.entity or f.value or f.text.casefold() for f in claim.fillers(role))


def _values_agree(one: Claim, other: Claim) -> bool:
    """Whether the figures agree up to a hundredth; rounding makes no second figure."""
    mine, theirs = (_numbers(claim) for claim in (one, other))
    if len(mine) != len(theirs):
        return False
    pairs = zip(mine, theirs, strict=True)
    return all(
        unit == other_unit and abs(value - other_value) <= LARGEST_DIFFERENCE * max(abs(value), abs(other_value))
        for (value, unit), (other_value, other_unit) in pairs
    )


def _numbers(claim: Claim) -> Sequence[tuple[float, str]]:
    values = [(f.value, f.unit or "") for role in ("value", "count") for f in claim.fillers(role)]
    return sorted((float(value), unit) for value, unit in values if isinstance(value, int | float))


def _in_order(claims: Iterable[KnownClaim]) -> tuple[KnownClaim, ...]:
    return tuple(sorted(claims, key=lambda k: (k.published is None, k.published or "", k.article, k.id)))

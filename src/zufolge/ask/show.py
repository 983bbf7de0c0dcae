"""What exactly does one claim rest on: its chain, its sentence, the words?"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ledger import schema
from zufolge.ledger.views import KeptClaim, load_claims, load_origins, load_sentences
from zufolge.model import Origin, Span, ZufolgeError

MOST_NAMED = 5
_BEHIND_ALL = "\uffff"


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with the sentence it stands in, where its article comes from, and the claims that it is about."""

    kept: KeptClaim
    sentence: Span
    origins: tuple[Origin, ...]
    about: tuple[KeptClaim, ...] = ()


def show_claim(connection: Connection, beginning: str) -> Shown:
    """The claim whose id begins with `beginning`; in the latest version of its article that holds it.

    Raises ZufolgeError where no id, or more than one, begins so.
    """
    claims, articles = schema.claims, schema.articles
    query = (
        sa.select(claims.c.id, claims.c.number, claims.c.article)
        .join(articles, articles.c.number == claims.c.article)
        .where(claims.c.id >= beginning.lower(), claims.c.id < beginning.lower() + _BEHIND_ALL)  # an index helps
        .order_by(claims.c.id, articles.c.version.desc())
    )
    rows = connection.execute(query).all() if beginning else []
    _check_one(beginning, list(dict.fromkeys(row.id for row in rows)))
    kept = next(load_claims(connection, [rows[0].number]))
    sentences = load_sentences(connection, rows[0].article)
    touched = [s.span for s in sentences if s.span.overlaps(kept.claim.evidence)] or [kept.claim.evidence]
    sentence = Span(min(s.start for s in touched), max(s.end for s in touched))
    return Shown(
        kept, sentence, load_origins(connection, rows[0].article), _answered(connection, kept, rows[0].article)
    )


def _answered(connection: Connection, kept: KeptClaim, article: int) -> tuple[KeptClaim, ...]:
    """The claims of the same version of the article that the claim denies, confirms, or is silent on."""
    table = schema.claims
    query = sa.select(table.c.number).where(table.c.article == article, table.c.id.in_(kept.about))
    numbers = connection.execute(query.order_by(table.c.number)).scalars().all() if kept.about else []
    return tuple(load_claims(connection, numbers))


def _check_one(beginning: str, ids: list[str]) -> None:
    if not ids:
        raise ZufolgeError(f"No claim's id begins with {beginning!r}; `zufolge claims` lists them.")
    if len(ids) > 1:
        named = ", ".join(ids[:MOST_NAMED]) + (", …" if len(ids) > MOST_NAMED else "")
        raise ZufolgeError(f"{len(ids)} claims have an id that begins with {beginning!r}: {named}; give more of it.")

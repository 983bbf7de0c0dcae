"""Which claims did people judge, and how do they stand now?"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.search import judge_claims
from zufolge.ledger import schema
from zufolge.ledger.judgements import Judgement
from zufolge.ledger.views import KeptClaim, load_claims


def find_judged(connection: Connection) -> Iterator[tuple[KeptClaim, Judgement]]:
    """Every judged claim once, as its last judgement leaves it, in the order of articles and texts."""
    claims, articles, judged = schema.claims, schema.articles, schema.claim_judgements
    ids = sa.select(judged.c.id).where(judged.c.subject == "claim")
    query = (
        sa.select(claims.c.number, claims.c.id)
        .join(articles, articles.c.number == claims.c.article)
        .where(claims.c.id.in_(ids))
        .order_by(articles.c.published, articles.c.id, claims.c.evidence_start, claims.c.id, articles.c.version.desc())
    )
    numbers = {row.id: row.number for row in reversed(connection.execute(query).all())}
    kept = list(load_claims(connection, list(reversed(numbers.values()))))
    for one, judgement in judge_claims(connection, kept):
        if judgement is not None:
            yield one, judgement

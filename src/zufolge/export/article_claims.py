"""Articles with the claims that are asked for, one after another; what every export reads from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.claims import Wanted, find_claims
from zufolge.ask.search import judge_claims
from zufolge.claim_identity import identify_claim
from zufolge.connect.known import AsNamed, Resolver, resolve_claim
from zufolge.connect.who import Who
from zufolge.export.denials import Denials, find_denials, is_rejected
from zufolge.ledger import schema
from zufolge.ledger.judgements import Judgement
from zufolge.ledger.views import KeptClaim, current_articles, load_article, load_origins
from zufolge.model import Article, Mention, Origin, Reading, Span
from zufolge.model.mention import MentionForm, NameKind

Judged = tuple[KeptClaim, Judgement | None]


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """An article with its origins, its mentions, and those of its claims that are asked for.

    Claims are as their last judgements leave them, those that were rejected are left out. `contested` are the ids
    of those that some claim, here or elsewhere, denies or calls off; `judgements` stand under the ids, too.
    `resolved` are the same claims with every entity that several articles name under its one name.
    """

    article: Article
    version: int
    origins: tuple[Origin, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[KeptClaim, ...] = ()
    resolved: tuple[KeptClaim, ...] = ()
    contested: frozenset[str] = frozenset()
    judgements: Mapping[str, Judgement] = field(default_factory=dict)


def find_articles(connection: Connection, wanted: Wanted) -> Iterator[ArticleClaims]:
    """The articles that hold a claim that fits, in the order of publication; one at a time is in memory.

    Where everything is wanted, the articles without a claim come behind them. With `as_of` nothing published later
    counts, also no denial.
    """
    denials = find_denials(connection, Who(connection), wanted.as_of)
    is_everything = wanted == Wanted(as_of=wanted.as_of)
    for _, group in groupby(find_claims(connection, wanted), key=lambda kept: (kept.article, kept.version)):
        claims = list(group)
        number = _number_of(connection, claims[0])
        judged = [pair for pair in judge_claims(connection, claims) if not is_rejected(pair[1])]
        if judged or is_everything:
            who = Who(connection).in_article(number)
            yield _with_claims(_load(connection, number), judged, denials, who)
    if is_everything:
        for without in connection.execute(_without_claims(wanted.as_of)).scalars().all():
            yield _load(connection, without)


def of_reading(reading: Reading) -> ArticleClaims:
    """A reading as if it had just been kept, so that it can be exported without a ledger."""
    article = reading.article
    claims = {identify_claim(article.id, claim): claim for claim in reversed(reading.claims)}
    kept = []
    for identity, claim in reversed(claims.items()):
        about = (other for other, one in reversed(claims.items()) if claim.is_about(one.trigger, one.type))
        kept.append(KeptClaim(identity, claim, article, 1, tuple(about) if claim.about else ()))
    whole = ArticleClaims(article, 1, reading.origins, reading.mentions)
    return _with_claims(whole, [(one, None) for one in kept], Denials(kept), AsNamed())


def _with_claims(article: ArticleClaims, judged: list[Judged], denials: Denials, who: Resolver) -> ArticleClaims:
    resolved = tuple(replace(kept, claim=resolve_claim(kept.claim, who)) for kept, _ in judged)
    return replace(
        article,
        claims=tuple(kept for kept, _ in judged),
        resolved=resolved,
        contested=frozenset(kept.id for kept in resolved if denials.contest(kept.id, kept.claim)),
        judgements={kept.id: judgement for kept, judgement in judged if judgement is not None},
    )


def _load(connection: Connection, number: int) -> ArticleClaims:
    article, version = load_article(connection, number)
    return ArticleClaims(article, version, load_origins(connection, number), _load_mentions(connection, number))


def _number_of(connection: Connection, kept: KeptClaim) -> int:
    """The number of the article that the claim stands in; ids of articles are not always unique."""
    articles, claims, article = schema.articles, schema.claims, kept.article
    query = (
        sa.select(articles.c.number)
        .join(claims, claims.c.article == articles.c.number)
        .where(claims.c.id == kept.id, articles.c.version == kept.version)
        .where(articles.c.path.is_not_distinct_from(article.path), articles.c.url.is_not_distinct_from(article.url))
        .order_by(articles.c.number)
        .limit(1)
    )
    return int(connection.execute(query).scalar_one())


def _without_claims(as_of: str | None) -> sa.Select[Any]:
    articles, current = schema.articles, current_articles(as_of)
    has_claims = sa.exists().where(schema.claims.c.article == articles.c.number)
    return (
        sa.select(articles.c.number)
        .join(current, current.c.number == articles.c.number)
        .where(~has_claims)
        .order_by(articles.c.published.is_(None), articles.c.published, articles.c.id, articles.c.digest)
    )


def _load_mentions(connection: Connection, number: int) -> tuple[Mention, ...]:
    table, names = schema.mentions, schema.entities
    query = (
        sa.select(table, names.c.name.label("name"))
        .join(names, names.c.number == table.c.entity, isouter=True)
        .where(table.c.article == number)
        .order_by(table.c.start, table.c.end, table.c.kind)
    )
    return tuple(
        Mention(Span(row.start, row.end), row.text, cast(NameKind, row.kind), row.name, cast(MentionForm, row.form))
        for row in connection.execute(query)
    )

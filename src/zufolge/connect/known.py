"""Claims as everything that joins articles sees them: their names resolved across articles. Not the articles' texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from zufolge.ledger import schema
from zufolge.ledger.views import CLAIMS_AT_ONCE, load_claim_rows
from zufolge.model import Claim, Filler, Link, Role, Source, Span


class Resolver(Protocol):
    """Who knows which entity a name of an article means."""

    def of(self, name: str, kind: str | None) -> str:
        """The entity that `name`, a thing of that kind, stands for; the name itself where nobody knows better."""

    def in_article(self, article: int) -> Resolver:
        """The same for the names of the article with this number."""


class AsNamed:
    """Every name stands for itself: what holds before anybody has looked across articles."""

    def of(self, name: str, kind: str | None) -> str:
        """`name` as it is."""
        return name

    def in_article(self, article: int) -> AsNamed:
        """The same in every article."""
        return self


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim with what is known of its article; the entities of its fillers and sources are resolved.

    `number` and `article_number` are rows of the ledger and decide nothing; `article` is the article's id, `key`
    what all versions of it share. `origins` names where the article says it comes from. `about` are the ids of the
    claims of the same article that this one denies, confirms, or is silent on.
    """

    id: str
    number: int
    article: str
    article_number: int
    published: str | None
    publisher: str | None
    origins: tuple[str, ...]
    claim: Claim
    evidence: str
    about: tuple[str, ...] = ()
    key: str = ""
    version: int = 1

    @property
    def day(self) -> str | None:
        """The day of publication, as an ISO date."""
        return self.published[:10] if self.published else None


def load_known(connection: Connection, numbers: Sequence[int], who: Resolver | None = None) -> Iterator[KnownClaim]:
    """The claims with these numbers, in that order."""
    resolver = who or AsNamed()
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        yield from _load_some(connection, numbers[first : first + CLAIMS_AT_ONCE], resolver)


def numbers_of_articles(connection: Connection, articles: Sequence[int]) -> list[int]:
    """The numbers of the claims of the articles with these numbers, in the order of the ledger."""
    return _numbers(connection, schema.claims.c.number, schema.claims.c.article, articles)


def numbers_of_names(connection: Connection, names: Sequence[str]) -> list[int]:
    """The numbers of the claims with a role filled under one of these names, as articles give them."""
    entities = _numbers(connection, schema.entities.c.number, schema.entities.c.name, names)
    return _numbers(connection, schema.fillers.c.claim, schema.fillers.c.entity, entities)


def _numbers(
    connection: Connection, wanted: sa.Column[int], column: sa.Column[Any], values: Sequence[Any]
) -> list[int]:
    """The values of `wanted` in the rows whose `column` is one of `values`, once each, in their order."""
    found: set[int] = set()
    for first in range(0, len(values), CLAIMS_AT_ONCE):
        some = values[first : first + CLAIMS_AT_ONCE]
        found.update(connection.execute(sa.select(wanted).where(column.in_(some))).scalars())
    return sorted(found)


def _load_some(connection: Connection, numbers: Sequence[int], who: Resolver) -> Iterator[KnownClaim]:
    pairs = load_claim_rows(connection, numbers)
    articles = _load_articles(connection, sorted({row.article for row, _ in pairs}))
    origins = _load_origins(connection, sorted(articles))
    answered = _load_answered(connection, pairs)
    for row, claim in pairs:
        article = articles[row.article]
        here = who.in_article(article.number)
        yield KnownClaim(
            id=row.id,
            number=row.number,
            article=article.id,
            article_number=article.number,
            published=article.published,
            publisher=article.publisher,
            origins=tuple(here.of(name, "agency") for name in origins[row.article]),
            claim=resolve_claim(claim, here),
            evidence=row.evidence,
            about=answered.get(row.number, ()),
            key=article.key,
            version=article.version,
        )


def _load_articles(connection: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    table = schema.articles
    columns = (table.c.number, table.c.id, table.c.key, table.c.version, table.c.published, table.c.publisher)
    rows = connection.execute(sa.select(*columns).where(table.c.number.in_(numbers)))
    return {row.number: row for row in rows}


def _load_origins(connection: Connection, articles: Sequence[int]) -> dict[int, list[str]]:
    table = schema.origins
    names: dict[int, list[str]] = defaultdict(list)
    query = sa.select(table.c.article, table.c.name).where(table.c.article.in_(articles))
    for row in connection.execute(query.order_by(table.c.article, table.c.start, table.c.name)):
        if row.name not in names[row.article]:
            names[row.article].append(row.name)
    return names


def _load_answered(connection: Connection, pairs: Sequence[tuple[Row[Any], Claim]]) -> dict[int, tuple[str, ...]]:
    """What each claim that answers others is about, by its number."""
    answering = [(row, claim) for row, claim in pairs if claim.about]
    if not answering:
        return {}
    table = schema.claims
    columns = (table.c.article, table.c.id, table.c.type, table.c.trigger_start, table.c.trigger_end)
    articles = sorted({row.article for row, _ in answering})
    rows = connection.execute(sa.select(*columns).where(table.c.article.in_(articles)).order_by(table.c.number)).all()
    return {
        row.number: tuple(
            other.id
            for other in rows
            if other.article == row.article and claim.is_about(Span(other.trigger_start, other.trigger_end), other.type)
        )
        for row, claim in answering
    }


def resolve_claim(claim: Claim, who: Resolver) -> Claim:
    """`claim` with the entities of its fillers and sources resolved across articles."""
    roles = tuple(Role(role.name, tuple(_resolve_filler(f, who) for f in role.fillers)) for role in claim.roles)
    return replace(claim, roles=roles, attribution=tuple(_resolve_link(link, who) for link in claim.attribution))


def _resolve_filler(filler: Filler, who: Resolver) -> Filler:
    return filler if filler.entity is None else replace(filler, entity=who.of(filler.entity, filler.kind))


def _resolve_link(link: Link, who: Resolver) -> Link:
    return replace(link, sources=tuple(_resolve_source(source, who) for source in link.sources))


def _resolve_source(source: Source, who: Resolver) -> Source:
    return source if source.entity is None else replace(source, entity=who.of(source.entity, source.kind))

"""Reads claims and articles back out of the ledger, as the values that went in. Which ones: see `ask`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from zufolge.ledger import schema
from zufolge.model import Article, Claim, Cue, Filler, Link, Origin, Role, Sentence, Source, Span, Time

CLAIMS_AT_ONCE = 400
AnyRow = Row[Any]


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim as the ledger keeps it: with its id, the article it stands in, and the claims of that it is about."""

    id: str
    claim: Claim
    article: Article
    version: int
    about: tuple[str, ...] = ()

    @property
    def evidence(self) -> str:
        """The clause or sentence that says it, verbatim."""
        return self.claim.evidence.of(self.article.text)


def current_articles(as_of: str | None = None) -> sa.Subquery:
    """The numbers of those versions that no later version of the same article replaces.

    Later is the one published later; between versions published at the same time, the one read later. With `as_of`,
    a day, month or year, only what was published by then counts, and nothing without a date.
    """
    table, later = schema.articles, schema.articles.alias("later")
    days, later_days = sa.func.coalesce(table.c.published, ""), sa.func.coalesce(later.c.published, "")
    is_replaced = (
        sa.exists()
        .where(later.c.key == table.c.key)
        .where((later_days > days) | ((later_days == days) & (later.c.version > table.c.version)))
    )
    if as_of is None:
        return sa.select(table.c.number).where(~is_replaced).subquery()
    is_replaced = is_replaced.where(sa.func.substr(later.c.published, 1, len(as_of)) <= as_of)
    was_published = sa.func.substr(table.c.published, 1, len(as_of)) <= as_of
    return sa.select(table.c.number).where(was_published, ~is_replaced).subquery()


def load_claims(connection: Connection, numbers: Sequence[int]) -> Iterator[KeptClaim]:
    """The claims with these numbers, in that order; a text is loaded once for its run of claims."""
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        yield from _load_some(connection, numbers[first : first + CLAIMS_AT_ONCE])


def _load_some(connection: Connection, numbers: Sequence[int]) -> Iterator[KeptClaim]:
    wanted = load_claim_rows(connection, numbers)
    for article_number, group in groupby(wanted, key=lambda pair: int(pair[0].article)):
        article, version = load_article(connection, article_number)
        for row, claim in group:
            yield KeptClaim(row.id, claim, article, version, _answered(connection, article_number, claim))


def load_claim_rows(connection: Connection, numbers: Sequence[int]) -> list[tuple[AnyRow, Claim]]:
    """The rows of at most CLAIMS_AT_ONCE claims with these numbers, each with its claim, in that order."""
    table = schema.claims
    rows = {row.number: row for row in connection.execute(sa.select(table).where(table.c.number.in_(numbers)))}
    roles, times = _load_roles(connection, numbers), _load_times(connection, numbers)
    chains = _load_chains(connection, numbers)
    return [(rows[n], _claim(rows[n], roles[n], chains[n], times.get(n))) for n in numbers]


def _answered(connection: Connection, article: int, claim: Claim) -> tuple[str, ...]:
    """The ids of the claims of the article that `claim` denies, confirms, or is silent on, in the order of the text."""
    if not claim.about:
        return ()
    table = schema.claims
    query = sa.select(table).where(table.c.article == article).order_by(table.c.number)
    rows = connection.execute(query).all()
    return tuple(row.id for row in rows if claim.is_about(Span(row.trigger_start, row.trigger_end), row.type))


def load_article(connection: Connection, number: int) -> tuple[Article, int]:
    """The article with this number, and which version of it that is."""
    table = schema.articles
    row = connection.execute(sa.select(table).where(table.c.number == number)).one()
    article = Article(
        id=row.id,
        text=row.text,
        path=row.path,
        url=row.url,
        title=row.title,
        language=row.language,
        published=row.published,
        published_from=row.published_from,
        publisher=row.publisher,
    )
    return article, int(row.version)


def load_sentences(connection: Connection, article: int) -> tuple[Sentence, ...]:
    """The sentences of the article with this number, in the order of the text."""
    table = schema.sentences
    rows = connection.execute(sa.select(table).where(table.c.article == article).order_by(table.c.start))
    return tuple(Sentence(Span(row.start, row.end), row.block) for row in rows)


def load_origins(connection: Connection, article: int) -> tuple[Origin, ...]:
    """Where the article with this number comes from, as far as it says."""
    table = schema.origins
    rows = connection.execute(sa.select(table).where(table.c.article == article)).all()
    return tuple(
        Origin(row.text, row.name, Span(row.start, row.end) if row.start is not None else None) for row in rows
    )


def _claim(row: AnyRow, roles: list[Role], chain: list[Link], time: Time | None) -> Claim:
    return Claim(
        type=row.type,
        roles=tuple(roles),
        evidence=Span(row.evidence_start, row.evidence_end),
        trigger=Span(row.trigger_start, row.trigger_end),
        by=row.by,
        confidence=row.confidence,
        status=row.status,
        polarity=row.polarity,
        attribution=tuple(chain),
        time=time,
        about=tuple(Span(start, end) for start, end in row.about),
    )


def _load_roles(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Role]]:
    table, names = schema.fillers, schema.entities
    query = (
        sa.select(table, names.c.name.label("name"))
        .join(names, names.c.number == table.c.entity, isouter=True)
        .where(table.c.claim.in_(numbers))
        .order_by(table.c.claim, table.c.position)
    )
    roles: dict[int, list[Role]] = defaultdict(list)
    for (claim, role), rows in groupby(connection.execute(query), key=lambda row: (row.claim, row.role)):
        roles[claim].append(Role(role, tuple(_filler(row) for row in rows)))
    return roles


def _filler(row: AnyRow) -> Filler:
    return Filler(
        text=row.text,
        span=Span(row.start, row.end),
        entity=row.name,
        kind=row.kind,
        value=row.value,
        value_max=row.value_max,
        unit=row.unit,
        approx=row.approx,
    )


def _load_times(connection: Connection, numbers: Sequence[int]) -> dict[int, Time]:
    table = schema.claim_times
    rows = connection.execute(sa.select(table).where(table.c.claim.in_(numbers)))
    return {
        row.claim: Time(
            span=Span(row.start, row.end),
            text=row.text,
            type=row.type,
            value=row.value,
            start_date=row.start_date,
            end_date=row.end_date,
            granularity=row.granularity,
        )
        for row in rows
    }


def _load_chains(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Link]]:
    """The chains of the claims with these numbers."""
    table = schema.attributions
    rows = connection.execute(sa.select(table.c.number, table.c.claim).where(table.c.claim.in_(numbers))).all()
    chains = load_chains(connection, [row.number for row in rows])
    return defaultdict(list, {row.claim: chains[row.number] for row in rows})


def load_chains(connection: Connection, attributions: Sequence[int]) -> dict[int, list[Link]]:
    """The chains of the attributions with these numbers, outermost first."""
    links = schema.links
    query = (
        sa.select(links).where(links.c.attribution.in_(attributions)).order_by(links.c.attribution, links.c.position)
    )
    rows = connection.execute(query).all()
    sources = _load_sources(connection, [row.number for row in rows])
    chains: dict[int, list[Link]] = defaultdict(list)
    for row in rows:
        spans = tuple(Span(start, end) for start, end in row.cue_spans or ())
        cue = Cue(row.cue, spans) if row.cue is not None else None
        chains[row.attribution].append(Link(tuple(sources[row.number]), cue, row.mode))
    return chains


def _load_sources(connection: Connection, links: list[int]) -> dict[int, list[Source]]:
    table, names = schema.sources, schema.entities
    query = (
        sa.select(table, names.c.name.label("name"))
        .join(names, names.c.number == table.c.entity, isouter=True)
        .where(table.c.link.in_(links))
        .order_by(table.c.link, table.c.position)
    )
    sources: dict[int, list[Source]] = defaultdict(list)
    for row in connection.execute(query):
        sources[row.link].append(Source(row.text, Span(row.start, row.end), row.name, cast(Any, row.kind)))
    return sources

"""Counts the origins of claims in a ledger: loads what that needs beyond them, their copies, statements and posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.background import ArticleBackground, Background, Statement
from zufolge.connect.copy_index import load_copies
from zufolge.connect.known import KnownClaim, Resolver
from zufolge.connect.origin_tree import Origins
from zufolge.connect.origins import count_origins
from zufolge.connect.voices import Post
from zufolge.ledger import schema
from zufolge.model import Cue, Link, Source, Span

_AT_ONCE: Final = 400
_LEAD_SENTENCES: Final = 2
_OPENING_CHARS: Final = 800


class Speakers(Resolver, Protocol):
    """Who is meant by a name, in one article and across all."""

    def in_article(self, article: int) -> Resolver:
        """The same for the names of one article."""

    def load(self, articles: Iterable[int]) -> None:
        """Look the names of these articles up at once."""

    def names_of(self, entity: str) -> Sequence[str]:
        """All names under which articles may mean the entity."""


def count_in_ledger(
    connection: Connection, groups: Sequence[Sequence[KnownClaim]], who: Speakers, as_of: str | None = None
) -> list[Origins]:
    """The origins of each group of claims, in that order; `as_of` is the last day, month or year that counts."""
    background = load_background(connection, [known for group in groups for known in group], who, as_of)
    return [count_origins(group, background) for group in groups]


def load_background(
    connection: Connection, claims: Sequence[KnownClaim], who: Speakers, until: str | None = None
) -> Background:
    """What is known of the articles of `claims`; with `until`, only from articles published by that day, month or year.

    One load serves many groups of claims: give them all.
    """
    articles = sorted({known.article_number for known in claims})
    who.load(articles)
    statements = _statements(connection, articles, who)
    leads, openings = _leads(connection, articles), _openings(connection, articles)
    return Background(
        copies=load_copies(connection, articles),
        articles={
            number: ArticleBackground(tuple(statements.get(number, ())), leads.get(number), openings[number])
            for number in articles
        },
        posts=load_posts(connection, _speaking_persons(claims, statements), who, until),
    )


def _in_parts(numbers: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (numbers[first : first + _AT_ONCE] for first in range(0, len(numbers), _AT_ONCE))


def _openings(connection: Connection, articles: Sequence[int]) -> dict[int, str]:
    """How the text of each article begins."""
    table = schema.articles
    found: dict[int, str] = {}
    for some in _in_parts(articles):
        opening = sa.func.substr(table.c.text, 1, _OPENING_CHARS)
        query = sa.select(table.c.number, opening).where(table.c.number.in_(some))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _leads(connection: Connection, articles: Sequence[int]) -> dict[int, Span]:
    """The stretch from the headline to the second sentence of each article."""
    table = schema.sentences
    found: dict[int, list[Any]] = {}
    for some in _in_parts(articles):
        query = sa.select(table).where(table.c.article.in_(some)).order_by(table.c.article, table.c.start)
        for row in connection.execute(query):
            found.setdefault(row.article, []).append(row)
    leads = {}
    for article, rows in found.items():
        body = [row for row in rows if row.block == "paragraph"][:_LEAD_SENTENCES]
        news = [row for row in rows if row.block == "headline"] + body
        if body:
            leads[article] = Span(min(row.start for row in news), body[-1].end)
    return leads


def _statements(connection: Connection, articles: Sequence[int], who: Speakers) -> dict[int, list[Statement]]:
    """What each article lays into whose mouth, in the order of the text."""
    table, links = schema.attributions, schema.links
    rows: list[Any] = []
    for some in _in_parts(articles):
        query = (
            sa.select(table.c.article, table.c.content, links)
            .join(links, links.c.attribution == table.c.number)
            .where(table.c.article.in_(some), table.c.claim.is_(None))
            .order_by(table.c.article, table.c.number, links.c.position)
        )
        rows += connection.execute(query).all()
    sources = _sources(connection, [(row.number, row.article) for row in rows], who)
    chains: dict[tuple[int, int], list[Link]] = {}
    contents: dict[tuple[int, int], tuple[Span, ...]] = {}
    for row in rows:
        place = (row.article, row.attribution)
        spans = tuple(Span(start, end) for start, end in row.cue_spans or ())
        cue = Cue(row.cue, spans) if row.cue is not None else None
        chains.setdefault(place, []).append(Link(tuple(sources.get(row.number, ())), cue, row.mode))
        contents[place] = tuple(Span(start, end) for start, end in row.content)
    found: dict[int, list[Statement]] = {}
    for place, chain in chains.items():
        found.setdefault(place[0], []).append(Statement(contents[place], tuple(chain)))
    return found


def _sources(connection: Connection, links: Sequence[tuple[int, int]], who: Speakers) -> dict[int, list[Source]]:
    """The sources of links, their names resolved in the article of each."""
    table, names = schema.sources, schema.entities
    article_of = dict(links)
    found: dict[int, list[Source]] = {}
    for some in _in_parts(list(article_of)):
        query = (
            sa.select(table, names.c.name.label("name"))
            .join(names, names.c.number == table.c.entity, isouter=True)
            .where(table.c.link.in_(some))
            .order_by(table.c.link, table.c.position)
        )
        for row in connection.execute(query):
            resolver = who.in_article(article_of[row.link])
            entity = resolver.of(row.name, row.kind) if row.name is not None else None
            found.setdefault(row.link, []).append(Source(row.text, Span(row.start, row.end), entity, row.kind))
    return found


def _speaking_persons(claims: Sequence[KnownClaim], statements: dict[int, list[Statement]]) -> list[str]:
    chains = [known.claim.attribution for known in claims]
    chains += [one.chain for some in statements.values() for one in some]
    return sorted(
        {
            source.entity
            for chain in chains
            for link in chain
            for source in link.sources
            if source.kind == "person" and source.entity
        }
    )


def load_posts(connection: Connection, persons: Sequence[str], who: Speakers, until: str | None) -> tuple[Post, ...]:
    """The posts that articles of the ledger give these persons, the earliest article first."""
    names = sorted({name for person in persons for name in who.names_of(person)} | set(persons))
    fillers, entities, claims, articles = schema.fillers, schema.entities, schema.claims, schema.articles
    found: list[tuple[Any, ...]] = []
    for some in _in_parts(names):
        query = (
            sa.select(claims.c.number, claims.c.article, articles.c.id, articles.c.published, entities.c.name)
            .join(fillers, fillers.c.claim == claims.c.number)
            .join(entities, entities.c.number == fillers.c.entity)
            .join(articles, articles.c.number == claims.c.article)
            .where(entities.c.name.in_(some), fillers.c.role == "person", claims.c.type == "leadership")
        )
        found += [tuple(row) for row in connection.execute(query)]
    by_claim = {row[0]: row for row in found if until is None or (row[3] is not None and row[3][: len(until)] <= until)}
    roles = _roles(connection, sorted(by_claim))
    who.load(sorted({row[1] for row in by_claim.values()}))
    posts = []
    for number, article, id_, published, name in by_claim.values():
        resolver = who.in_article(article)
        position = " ".join(words for words, _ in roles.get((number, "position"), ()))
        for company, is_told in roles.get((number, "company"), ()):
            person = resolver.of(name, "person")
            post = Post(person, resolver.of(company, "company"), position, id_, is_told)
            posts.append((published is None, published or "", id_, post.body, person, post))
    return tuple(entry[-1] for entry in sorted(posts, key=lambda entry: entry[:5]))


def _roles(connection: Connection, claims: Sequence[int]) -> dict[tuple[int, str], list[tuple[str, bool]]]:
    """The names of companies and the words of positions in claims, and whether the evidence holds them."""
    table, entities, kept = schema.fillers, schema.entities, schema.claims
    found: dict[tuple[int, str], list[tuple[str, bool]]] = {}
    for some in _in_parts(claims):
        query = (
            sa.select(table, entities.c.name, kept.c.evidence_start, kept.c.evidence_end)
            .join(kept, kept.c.number == table.c.claim)
            .join(entities, entities.c.number == table.c.entity, isouter=True)
            .where(table.c.claim.in_(some), table.c.role.in_(("company", "position")))
            .order_by(table.c.claim, table.c.position)
        )
        for row in connection.execute(query):
            words = row.name if row.role == "company" else row.text
            is_told = row.evidence_start <= row.start and row.end <= row.evidence_end
            if words:
                found.setdefault((row.claim, row.role), []).append((words, is_told))
    return found

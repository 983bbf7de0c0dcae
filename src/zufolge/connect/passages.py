"""Sentences of articles with who is named in them and who speaks: what deals look at beside the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.known import Resolver
from zufolge.ledger import schema
from zufolge.ledger.views import CLAIMS_AT_ONCE
from zufolge.model import Link, Source, Span

NEWS: Final = ("headline", "paragraph", "subhead")
_NAMED: Final = ("company", "organisation", "authority", "person", "medium", "agency", "product")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article: `names` are the entities in it, `firms` those of them that are organised bodies.

    `chain` is who says it, outermost first; empty where the article itself does.
    """

    article: str
    article_number: int
    published: str | None
    publisher: str | None
    key: str
    version: int
    origins: tuple[str, ...]
    span: Span
    text: str
    names: frozenset[str]
    firms: frozenset[str]
    chain: tuple[Link, ...]

    @property
    def day(self) -> str | None:
        """The day of publication, as an ISO date."""
        return self.published[:10] if self.published else None


def load_passages(connection: Connection, articles: Iterable[int], who: Resolver) -> tuple[Passage, ...]:
    """The sentences of these articles, in the order of the articles' numbers and of the text."""
    numbers = sorted(set(articles))
    found: list[Passage] = []
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        found += _load_some(connection, numbers[first : first + CLAIMS_AT_ONCE], who)
    return tuple(found)


def articles_naming(connection: Connection, names: Sequence[str]) -> frozenset[int]:
    """The numbers of the articles that use one of these names."""
    entities, mentions = schema.entities, schema.mentions
    found: set[int] = set()
    for first in range(0, len(names), CLAIMS_AT_ONCE):
        some = entities.c.name.in_(names[first : first + CLAIMS_AT_ONCE])
        query = sa.select(mentions.c.article).join(entities, entities.c.number == mentions.c.entity).where(some)
        found.update(connection.execute(query.distinct()).scalars())
    return frozenset(found)


def _load_some(connection: Connection, numbers: Sequence[int], who: Resolver) -> list[Passage]:
    articles = {row.number: row for row in _rows(connection, schema.articles, "number", numbers)}
    origins = _by_article(_rows(connection, schema.origins, "article", numbers))
    sentences = _by_article(_rows(connection, schema.sentences, "article", numbers))
    mentions = _mentions(connection, numbers)
    said = _statements(connection, numbers, who)
    found = []
    for number in numbers:
        here = who.in_article(number)
        for row in sorted(sentences[number], key=lambda row: (row.start, row.end)):
            if row.block not in NEWS:
                continue
            span = Span(row.start, row.end)
            inside = [m for m in mentions[number] if span.covers(Span(m.start, m.end))]
            named = [(here.of(m.name, m.kind), m.kind) for m in inside if m.kind in _NAMED]
            article = articles[number]
            found.append(
                Passage(
                    article=article.id,
                    article_number=number,
                    published=article.published,
                    publisher=article.publisher,
                    key=article.key,
                    version=article.version,
                    origins=tuple(dict.fromkeys(one.name for one in origins[number])),
                    span=span,
                    text=span.of(article.text),
                    names=frozenset(name for name, _ in named),
                    firms=frozenset(name for name, kind in named if kind in ("company", "organisation")),
                    chain=_chain_of(said[number], span),
                )
            )
    return found


def _rows(connection: Connection, table: sa.Table, column: str, numbers: Sequence[int]) -> Sequence[Any]:
    return connection.execute(sa.select(table).where(table.c[column].in_(numbers))).all()


def _by_article(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.article].append(row)
    return found


def _mentions(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Any]]:
    mentions, entities = schema.mentions, schema.entities
    query = sa.select(mentions, entities.c.name.label("name")).join(entities, entities.c.number == mentions.c.entity)
    return _by_article(connection.execute(query.where(mentions.c.article.in_(numbers))).all())


_Statement = tuple[tuple[Span, ...], tuple[Link, ...]]


def _statements(connection: Connection, numbers: Sequence[int], who: Resolver) -> dict[int, list[_Statement]]:
    """What each article lays into somebody's mouth, with who that is."""
    table = schema.attributions
    query = sa.select(table).where(table.c.article.in_(numbers), table.c.claim.is_(None)).order_by(table.c.number)
    rows = connection.execute(query).all()
    chains = _chains(connection, {row.number: row.article for row in rows}, who)
    found: dict[int, list[_Statement]] = defaultdict(list)
    for row in rows:
        content = tuple(Span(start, end) for start, end in row.content)
        found[row.article].append((content, tuple(chains[row.number])))
    return found


def _chains(connection: Connection, homes: dict[int, int], who: Resolver) -> dict[int, list[Link]]:
    links, sources, entities = schema.links, schema.sources, schema.entities
    chains: dict[int, list[Link]] = defaultdict(list)
    numbers = sorted(homes)
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        some = links.c.attribution.in_(numbers[first : first + CLAIMS_AT_ONCE])
        query = (
            sa.select(links.c.attribution, links.c.number, links.c.mode, sources, entities.c.name.label("name"))
            .join(sources, sources.c.link == links.c.number)
            .join(entities, entities.c.number == sources.c.entity, isouter=True)
            .where(some)
            .order_by(links.c.attribution, links.c.position, sources.c.position)
        )
        last = None
        for row in connection.execute(query):
            here = who.in_article(homes[row.attribution])
            entity = here.of(row.name, row.kind) if row.name is not None else None
            source = Source(row.text, Span(row.start, row.end), entity, row.kind)
            if row.number == last:
                link = chains[row.attribution].pop()
                chains[row.attribution].append(Link((*link.sources, source), None, link.mode))
            else:
                chains[row.attribution].append(Link((source,), None, row.mode))
            last = row.number
    return chains


def _chain_of(statements: Sequence[_Statement], span: Span) -> tuple[Link, ...]:
    """The chain of the statement that fills most of the sentence, if any fills half of it."""
    filled = [(sum(_overlap(part, span) for part in content), chain) for content, chain in statements]
    most = max(filled, key=lambda pair: pair[0], default=(0, ()))
    return most[1] if most[0] * 2 >= len(span) else ()


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))

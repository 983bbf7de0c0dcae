"""What does the ledger hold of one article: its text and parts, what was found in it, and how that was judged?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.search import judge_claims
from zufolge.ledger import schema
from zufolge.ledger.judgements import Judgement
from zufolge.ledger.views import KeptClaim, load_article, load_chains, load_claims, load_origins
from zufolge.model import Article, Attribution, Block, Mention, Note, Origin, Span, ZufolgeError

BEGINS: Final = 200


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """One version of an article with its parts; `claims` are as their last judgements leave them.

    `versions` are the numbers of all versions of the article, oldest first.
    """

    article: Article
    version: int
    versions: tuple[int, ...]
    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    notes: tuple[Note, ...]
    claims: tuple[tuple[KeptClaim, Judgement | None], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a list tells of an article: its title or how it begins, and when it was published."""

    id: str
    title: str | None
    begins: str
    published: str | None


def load_heads(connection: Connection, ids: Sequence[str]) -> dict[str, Head]:
    """The heads of the articles with these ids, in the version that no other replaces."""
    table = schema.articles
    columns = (table.c.id, table.c.title, table.c.published, sa.func.substr(table.c.text, 1, BEGINS).label("begins"))
    query = sa.select(*columns).where(table.c.id.in_(ids))
    order = (sa.func.coalesce(table.c.published, ""), table.c.version)
    rows = connection.execute(query.order_by(*order))
    return {row.id: Head(row.id, row.title, row.begins, row.published) for row in rows}


def show_article(connection: Connection, id_: str, version: int | None = None) -> KeptArticle:
    """The article with this id, in the version asked for, or in the one that no other replaces.

    Raises ZufolgeError where there is none.
    """
    table = schema.articles
    columns = (table.c.number, table.c.key, table.c.version, table.c.published)
    rows = connection.execute(sa.select(*columns).where(table.c.id == id_)).all()
    if not rows:
        raise ZufolgeError(f"No article has the id {id_!r}.")
    rows = sorted(rows, key=lambda row: (row.published or "", row.version))
    wanted = [row for row in rows if version is None or row.version == version]
    if not wanted:
        raise ZufolgeError(f"The article {id_!r} has no version {version}.")
    number = int(wanted[-1].number)
    article, shown = load_article(connection, number)
    return KeptArticle(
        article=article,
        version=shown,
        versions=tuple(sorted(row.version for row in rows if row.key == wanted[-1].key)),
        blocks=_blocks(connection, number),
        origins=load_origins(connection, number),
        mentions=_mentions(connection, number),
        attributions=_attributions(connection, number),
        notes=_notes(connection, number),
        claims=_claims(connection, number),
    )


def _rows(connection: Connection, table: sa.Table, article: int) -> Sequence[sa.Row[Any]]:
    query = sa.select(table).where(table.c.article == article)
    return connection.execute(query.order_by(table.c.start, table.c.end)).all()


def _blocks(connection: Connection, article: int) -> tuple[Block, ...]:
    rows = _rows(connection, schema.blocks, article)
    return tuple(Block(Span(row.start, row.end), row.kind) for row in rows)


def _notes(connection: Connection, article: int) -> tuple[Note, ...]:
    rows = _rows(connection, schema.notes, article)
    return tuple(Note(Span(row.start, row.end), row.message) for row in rows)


def _mentions(connection: Connection, article: int) -> tuple[Mention, ...]:
    table, names = schema.mentions, schema.entities
    query = (
        sa.select(table, names.c.name.label("name"))
        .join(names, names.c.number == table.c.entity, isouter=True)
        .where(table.c.article == article)
        .order_by(table.c.start, table.c.end)
    )
    return tuple(
        Mention(Span(row.start, row.end), row.text, cast(Any, row.kind), row.name, cast(Any, row.form))
        for row in connection.execute(query)
    )


def _attributions(connection: Connection, article: int) -> tuple[Attribution, ...]:
    table = schema.attributions
    query = sa.select(table).where(table.c.article == article, table.c.claim.is_(None)).order_by(table.c.number)
    rows = connection.execute(query).all()
    chains = load_chains(connection, [row.number for row in rows])
    return tuple(
        Attribution(tuple(Span(start, end) for start, end in row.content), tuple(chains[row.number])) for row in rows
    )


def _claims(connection: Connection, article: int) -> tuple[tuple[KeptClaim, Judgement | None], ...]:
    table = schema.claims
    query = sa.select(table.c.number).where(table.c.article == article)
    order = (table.c.evidence_start, table.c.evidence_end, table.c.id)
    numbers = connection.execute(query.order_by(*order)).scalars().all()
    return tuple(judge_claims(connection, list(load_claims(connection, numbers))))

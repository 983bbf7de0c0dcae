"""Which claims does the ledger keep: about whom, of what kind, according to whom, and since when?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.ask.days import check_day
from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.ledger.full_text import Finder, Phrase
from zufolge.ledger.views import KeptClaim, current_articles, load_claims
from zufolge.model import ZufolgeError

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None leaves it open, and everything given must hold.

    Names match whole words in any case ("nordfalk" finds "Nordfalk AG"). `source` looks at the chain and at
    the article's origin. `since` and `until` are days, months or years of publication; articles without a
    date match neither. `text` asks for words in the evidence; a word may end in `*`. `as_of` is a day, month or year:
    only what was published by then counts, and of each article the version that counted then.
    """

    entity: str | None = None
    type: str | None = None
    status: str | None = None
    polarity: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    as_of: str | None = None


def find_claims(connection: Connection, wanted: Wanted) -> Iterator[KeptClaim]:
    """The claims of current articles that fit, in the order of publication and of the text."""
    claims, articles = schema.claims, schema.articles
    check_day(wanted.as_of)
    current = current_articles(wanted.as_of)
    query = (
        sa.select(claims.c.number)
        .join(articles, articles.c.number == claims.c.article)
        .join(current, current.c.number == articles.c.number)
        .where(*_conditions(connection, wanted))
        .order_by(
            articles.c.published.is_(None),
            articles.c.published,
            articles.c.id,
            claims.c.article,
            claims.c.evidence_start,
            claims.c.evidence_end,
            claims.c.id,
        )
    )
    return load_claims(connection, connection.execute(query).scalars().all())


def _conditions(connection: Connection, wanted: Wanted) -> Iterator[Condition]:
    claims = schema.claims
    for column, value in (
        (claims.c.type, wanted.type),
        (claims.c.status, wanted.status),
        (claims.c.polarity, wanted.polarity),
    ):
        if value is not None:
            yield column == value
    if wanted.entity is not None:
        yield _names_entity(wanted.entity)
    if wanted.source is not None:
        yield _has_source(wanted.source)
    published = schema.articles.c.published
    if wanted.since is not None:
        yield sa.func.substr(published, 1, len(_date(wanted.since))) >= wanted.since
    if wanted.until is not None:
        yield sa.func.substr(published, 1, len(_date(wanted.until))) <= wanted.until
    if wanted.text is not None:
        yield _says(connection, wanted.text)


def _date(words: str) -> str:
    check_day(words)
    return words


def _names_entity(name: str) -> Condition:
    """Whether a role is filled by somebody of that name."""
    fillers, entities = schema.fillers, schema.entities
    called = sa.select(entities.c.number).where(_holds_words(entities.c.folded, name))
    return schema.claims.c.number.in_(sa.select(fillers.c.claim).where(fillers.c.entity.in_(called)))


def _has_source(name: str) -> Condition:
    """Whether somebody of that name or kind vouches for the claim, or the article comes from there."""
    attributions, links = schema.attributions, schema.links
    sources, origins = schema.sources, schema.origins
    in_chain = (
        sa.exists()
        .where(attributions.c.claim == schema.claims.c.number)
        .where(links.c.attribution == attributions.c.number)
        .where(sources.c.link == links.c.number)
        .where(_holds_words(sources.c.folded, name) | (sources.c.kind == name))
    )
    in_article = (
        sa.exists().where(origins.c.article == schema.claims.c.article).where(_holds_words(origins.c.folded, name))
    )
    return in_chain | in_article


def _holds_words(column: sa.Column[str], name: str) -> Condition:
    folded = fold_name(name)
    if not folded.strip():
        raise ZufolgeError(f"{name!r} is no name to look for; give at least one word.")
    return column.contains(folded, autoescape=True)


def _says(connection: Connection, words: str) -> Condition:
    """Whether all the words stand in the evidence."""
    found = re.findall(r"\w+\*?", words)
    if not found:
        raise ZufolgeError(f"{words!r} holds no word to search for.")
    terms = [[Phrase(word.rstrip("*"), is_beginning=word.endswith("*"))] for word in found]
    place, is_hit = Finder("claim_search", ("evidence",)).ask(connection, terms)
    return schema.claims.c.number.in_(sa.select(place).where(is_hit))

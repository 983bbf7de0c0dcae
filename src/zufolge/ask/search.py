"""Which claims and articles hold these words, are of this kind, come from there? With counts, newest first, in pages.

Answers from the search index, so that it stays quick in a ledger of a million claims.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.finding import ARTICLE_FINDER, CLAIM_FINDER, FACETS, facet_token
from zufolge.connect.judged import correct_claim
from zufolge.connect.places import first_place_of_day
from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.ledger.full_text import Finder, Phrase, Wanted
from zufolge.ledger.judgements import Judgement, last_judgements
from zufolge.ledger.views import KeptClaim, load_article, load_claims
from zufolge.model import Article, ZufolgeError

COUNTED: Final = 2000
"""So many of the newest claims that fit are counted; where more fit, the counts are of these."""
_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; None leaves it open, and everything given must hold.

    `text` are words of the evidence, or of the article where articles are looked for; a word may end in `*`,
    "words in quotes" stand side by side. `entities` are names of which one fills a role; they and `source` match
    whole words. `types` are types of which the claim has one; `facets` are exact values by the name of the facet.
    Rejected claims are left out unless `judged` asks for them. `since` and `until` are days, months or years of
    publication.
    """

    text: str | None = None
    entities: tuple[str, ...] = ()
    source: str | None = None
    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    facets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that fits, as the last judgement leaves it; `place` is where it stands in the order of all."""

    place: int
    kept: KeptClaim
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that fits."""

    place: int
    article: Article
    claims: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims fit, and of what; where `is_more`, the counts are of the newest COUNTED only."""

    total: int
    is_more: bool
    facets: Mapping[str, tuple[tuple[str, int], ...]]


def search_claims(connection: Connection, query: Query, before: int | None = None, most: int = 20) -> list[FoundClaim]:
    """At most `most` claims that fit, newest first, from behind the place `before` on."""
    rows = connection.execute(_claims(connection, query, before, most)).all()
    kept = list(load_claims(connection, [row.claim for row in rows]))
    judged = judge_claims(connection, kept)
    return [FoundClaim(row.place, *pair) for row, pair in zip(rows, judged, strict=True)]


def find_numbers(connection: Connection, query: Query, most: int) -> list[int]:
    """The numbers of at most `most` claims that fit, newest first."""
    return [row.claim for row in connection.execute(_claims(connection, query, None, most))]


def articles_of(connection: Connection, claims: Sequence[int]) -> list[int]:
    """The numbers of the articles in which claims of the index stand, each once."""
    table = schema.claim_places
    query = sa.select(table.c.article).distinct().where(table.c.claim.in_(claims)).order_by(table.c.article)
    return list(connection.execute(query).scalars())


def count_claims(connection: Connection, query: Query) -> Counts:
    """How many claims fit, and how they spread over the facets."""
    chosen = _claims(connection, query, None, COUNTED + 1).subquery()
    rows = connection.execute(sa.select(*(chosen.c[facet] for facet in FACETS))).all()
    tallies = {facet: Counter(row[place] for row in rows[:COUNTED]) for place, facet in enumerate(FACETS)}
    facets = {facet: tuple(sorted(tally.items(), key=_largest_first)) for facet, tally in tallies.items()}
    return Counts(min(len(rows), COUNTED), len(rows) > COUNTED, facets)


def search_articles(
    connection: Connection, query: Query, before: int | None = None, most: int = 20
) -> list[FoundArticle]:
    """At most `most` articles that hold the words of `query.text`, newest first; its facets do not count here."""
    table, articles = schema.article_places, schema.articles
    chosen: sa.Select[Any] = sa.select(table.c.place, table.c.article).where(table.c.is_current == 1)
    publisher = query.facets.get("publisher")
    if publisher is not None:
        chosen = chosen.join(articles, articles.c.number == table.c.article)
        chosen = chosen.where(sa.func.coalesce(articles.c.publisher, "") == publisher)
    wanted = [[term] for term in _terms(query.text)] if query.text is not None else []
    chosen, place = _matching(connection, chosen, ARTICLE_FINDER, wanted)
    rows = connection.execute(_within(chosen, place, query, before).limit(most)).all()
    counts = _count_in(connection, [row.article for row in rows])
    return [FoundArticle(row.place, load_article(connection, row.article)[0], counts[row.article]) for row in rows]


def _largest_first(counted: tuple[str, int]) -> tuple[int, str]:
    return (-counted[1], counted[0])


def _claims(connection: Connection, query: Query, before: int | None, most: int) -> sa.Select[Any]:
    table = schema.claim_places
    judged = query.facets.get("judged")
    chosen = sa.select(table).where(table.c.judged == judged if judged is not None else table.c.judged != "rejected")
    chosen, place = _matching(connection, chosen, CLAIM_FINDER, list(_claim_terms(query)))
    return _within(chosen, place, query, before).limit(most)


def _matching(
    connection: Connection, chosen: sa.Select[Any], finder: Finder, wanted: Wanted
) -> tuple[sa.Select[Any], sa.ColumnElement[int]]:
    """Only what the full-text index of the places finds; and the column that orders them.

    The index is walked newest first and each place looked up in the table, so that the first page of a common
    word costs no more than that of a rare one.
    """
    table = schema.metadata.tables[finder.name.replace("_finder", "_places")]
    if not wanted:
        return chosen, table.c.place
    place, is_hit = finder.ask(connection, wanted)
    return chosen.where(is_hit, place == table.c.place), place


def _within(chosen: sa.Select[Any], place: sa.ColumnElement[int], query: Query, before: int | None) -> sa.Select[Any]:
    """Newest first, only places behind `before`, and of the days asked for; a day leaves undated articles out."""
    if query.since is not None or query.until is not None:
        first = _days(query.since)[0] if query.since is not None else date.min
        chosen = chosen.where(place >= first_place_of_day(first.toordinal()))
    if query.until is not None:
        chosen = chosen.where(place < first_place_of_day(_days(query.until)[1].toordinal() + 1))
    if before is not None:
        chosen = chosen.where(place < before)
    return chosen.order_by(place.desc())


def _claim_terms(query: Query) -> Iterator[list[Phrase]]:
    if query.text is not None:
        yield from ([replace(term, column="evidence")] for term in _terms(query.text))
    if query.entities:
        yield [_phrase("names", name) for name in query.entities]
    if query.source is not None:
        yield [_phrase("sources", query.source)]
    if query.types:
        yield [Phrase(facet_token("type", name), "facets") for name in query.types]
    for facet, value in query.facets.items():
        if facet not in FACETS:
            raise ZufolgeError(f"{facet!r} is no facet; known are {', '.join(FACETS)}.")
        if facet != "judged":
            yield [Phrase(facet_token(facet, value), "facets")]


def _phrase(column: str, name: str) -> Phrase:
    folded = fold_name(name).strip()
    if not folded:
        raise ZufolgeError(f"{name!r} is no name to look for; give at least one word.")
    return Phrase(folded, column)


def _terms(words: str) -> Iterator[Phrase]:
    """What the words ask for: phrases as they are quoted, beginnings with their star."""
    found = re.findall(r'["„“”]([^"„“”]*)["“”]|(\w+)(\*?)', words)
    terms = [_term(phrase, word, star) for phrase, word, star in found]
    if not any(terms):
        raise ZufolgeError(f"{words!r} holds no word to search for.")
    yield from (term for term in terms if term is not None)


def _term(phrase: str, word: str, star: str) -> Phrase | None:
    words = " ".join(re.findall(r"\w+", phrase)) or word
    return Phrase(words, is_beginning=bool(star)) if words else None


def _days(words: str) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year; a day that its month lacks is the month's last."""
    found = _DATE.fullmatch(words)
    if found is None or int(found[1]) == 0:
        raise ZufolgeError(f"{words!r} is no date; write 2024, 2024-03 or 2024-03-15.")
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if found[3]:
        only = date(year, month, min(day, monthrange(year, month)[1]))
        return only, only
    last_month = month if found[2] else 12
    return date(year, month, 1), date(year, last_month, monthrange(year, last_month)[1])


def judge_claims(connection: Connection, kept: Sequence[KeptClaim]) -> Iterator[tuple[KeptClaim, Judgement | None]]:
    """Each claim as its last judgement leaves it, and that judgement."""
    judgements = last_judgements(connection, [one.id for one in kept])
    for one in kept:
        judgement = judgements.get(one.id)
        yield replace(one, claim=correct_claim(one.claim, judgement)), judgement


def _count_in(connection: Connection, articles: Sequence[int]) -> Counter[int]:
    table = schema.claims
    query = sa.select(table.c.article, sa.func.count()).where(table.c.article.in_(articles)).group_by(table.c.article)
    return Counter({row[0]: row[1] for row in connection.execute(query)})

"""Why are two names one entity, or why not? Every decision that speaks for or against it, in words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import sqlalchemy as sa
from rapidfuzz import fuzz
from sqlalchemy.engine import Connection

from zufolge.connect.decisions import decide
from zufolge.connect.entities import KnownName
from zufolge.connect.judgements import decisions_of_judgements
from zufolge.connect.lookup import Meant, find_meant
from zufolge.ledger import schema

Answer = Literal["one", "two", "in some articles"]
MOST_ARTICLES: Final = 10


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (positive), against (negative) or for neither; `article` where one decides."""

    one: str
    other: str
    verdict: str
    rule: str
    words: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Whether two names are one entity, and what speaks for and against it."""

    one: str
    other: str
    answer: Answer
    entities: tuple[str, ...]
    reasons: tuple[Reason, ...]


def tell_why(connection: Connection, one: str, other: str) -> Why:
    """Whether `one` and `other` are one entity, and why. Raises ZufolgeError where a name is not known."""
    a = find_meant(connection, one)
    b = find_meant(connection, other)
    in_articles = tuple(_in_articles(connection, a, b))
    entities = tuple(dict.fromkeys((a.entity, b.entity)))
    if len(entities) == 1:
        reasons = tuple(_path(connection, a.names, a.spelling, b.spelling)) + in_articles
        return Why(one, other, "one", entities, reasons or (_same(a, b),))
    reasons = tuple(_between(connection, a, b)) + in_articles
    answer: Answer = "in some articles" if in_articles else "two"
    return Why(one, other, answer, entities, reasons or (_nothing(a, b),))


def _same(a: Meant, b: Meant) -> Reason:
    return Reason(a.spelling, b.spelling, "positive", "same-name", "one name of one entity")


def _nothing(a: Meant, b: Meant) -> Reason:
    if a.family != b.family:
        words = f"different kinds of things: {a.family} and {b.family}"
    else:
        score = fuzz.ratio(a.spelling.casefold(), b.spelling.casefold())
        words = f"nothing speaks for it: other words ({score:.0f} of 100 alike, rapidfuzz ratio), and nobody judged it"
    return Reason(a.spelling, b.spelling, "unsure", "no-decision", words)


def _path(connection: Connection, names: Sequence[KnownName], start: str, end: str) -> Iterator[Reason]:
    """The shortest chain of decisions that leads from one name to the other."""
    by_number = {known.number: known.form.spelling for known in names}
    links = _links(connection, list(by_number), list(by_number))
    ways: dict[str, list[Reason]] = {start: []}
    ahead = deque([start])
    while ahead and end not in ways:
        here = ahead.popleft()
        for row in links:
            pair = (by_number[row.one], by_number[row.other])
            if row.verdict == "positive" and here in pair:
                there = pair[1] if pair[0] == here else pair[0]
                if there not in ways:
                    ways[there] = [*ways[here], Reason(*pair, row.verdict, row.rule, row.reason)]
                    ahead.append(there)
    yield from ways.get(end, [])


def _links(connection: Connection, ones: Sequence[int], others: Sequence[int]) -> Sequence[sa.Row[Any]]:
    table = schema.entity_links
    one_way = table.c.one.in_(ones) & table.c.other.in_(others)
    other_way = table.c.one.in_(others) & table.c.other.in_(ones)
    query = sa.select(table).where(one_way | other_way).order_by(table.c.rule, table.c.reason, table.c.one)
    return connection.execute(query).all()


def _between(connection: Connection, a: Meant, b: Meant) -> Iterator[Reason]:
    """Every decision about a name of the one and a name of the other; also what spelling alone says."""
    spelling = {known.number: known.form.spelling for known in (*a.names, *b.names)}
    kept = _links(connection, [known.number for known in a.names], [known.number for known in b.names])
    for row in kept:
        yield Reason(spelling[row.one], spelling[row.other], row.verdict, row.rule, row.reason)
    if kept or a.family != b.family:
        return
    ones, others = set(a.spellings) | {a.spelling}, set(b.spellings) | {b.spelling}
    for decision in decisions_of_judgements(connection, a.family, sorted(ones)):
        if decision.one in others or decision.other in others:
            yield Reason(decision.one, decision.other, decision.verdict, decision.rule, decision.reason)
    yield from _by_spelling(a, b)


def _by_spelling(a: Meant, b: Meant) -> Iterator[Reason]:
    """What the spelling of their names says, each rule once, of the names asked for where it can."""
    pairs = sorted(
        ((one, other) for one in a.names for other in b.names),
        key=lambda pair: (pair[0].form.spelling != a.spelling, pair[1].form.spelling != b.spelling),
    )
    told: set[str] = set()
    for one, other in pairs:
        found = decide(one.form, other.form)
        if found is not None and found.rule not in told:
            told.add(found.rule)
            yield Reason(found.one, found.other, found.verdict, found.rule, found.reason)


def _in_articles(connection: Connection, a: Meant, b: Meant) -> Iterator[Reason]:
    """Articles that use a name of the one for the other, or either name for something else."""
    k, u, t = schema.known_names, schema.name_uses, schema.articles
    query = (
        sa.select(k.c.spelling, u.c.entity, u.c.reason, t.c.id)
        .join(k, k.c.number == u.c.known)
        .join(t, t.c.number == u.c.article)
        .where(k.c.number.in_([known.number for known in (*a.names, *b.names)]))
        .where(u.c.entity.in_({a.entity, b.entity}))
        .order_by(t.c.id, k.c.spelling)
        .limit(MOST_ARTICLES)
    )
    for row in connection.execute(query):
        yield Reason(row.spelling, row.entity, "positive", "in-article", row.reason or "", row.id)

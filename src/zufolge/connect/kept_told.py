"""Keeps what claims tell of undertakings: reads it from articles, and notes which articles have to be read again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.deals import ownerships, told_by
from zufolge.connect.declarations import load_tellings
from zufolge.connect.judged import load_judged
from zufolge.connect.kept_shapes import KeptShapes
from zufolge.connect.known import KnownClaim
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.origin_loading import load_posts
from zufolge.connect.told import Told
from zufolge.connect.undertakings import Posts, Shape, read_undertaking
from zufolge.connect.versions import counting_versions
from zufolge.connect.who import Who
from zufolge.ledger import schema

OWNERSHIP = "ownership"


@dataclass(frozen=True, slots=True)
class NewlyTold:
    """A claim that is to be kept: what it tells, the number of its article, and when what it tells begins."""

    told: Told
    article: int
    begins: str | None


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """What the articles tell now. `gone` are articles of which nothing counts any more, or all counts anew."""

    told: tuple[NewlyTold, ...]
    owned: tuple[tuple[int, str, str], ...]
    gone: tuple[int, ...]


def types_of_undertakings() -> tuple[str, ...]:
    """The types of claims that tell of undertakings, or of who owns whom."""
    return (*load_tellings(), OWNERSHIP)


def read_anew(connection: Connection, articles: Sequence[int]) -> ReadAnew:
    """What these articles tell of undertakings, in versions that count."""
    versions = _all_versions(connection, articles)
    counting = counting_versions(connection, versions)
    read = sorted(counting & set(articles))
    who = Who(connection)
    who.load(read)
    known = list(load_judged(connection, _claims_of(connection, read), who))
    posts = load_posts_of(connection, negotiators(known), who)
    told = []
    for one in known:
        undertaking = read_undertaking(one, posts)
        if undertaking is not None:
            told.append(NewlyTold(told_by(undertaking), one.article_number, begins(one)))
    owned = sorted({(one.article_number, *pair) for one in known for pair in ownerships([one])})
    return ReadAnew(tuple(told), tuple(owned), tuple(sorted({*read, *versions} - (counting - set(read)))))


def find_changed(connection: Connection, read: ReadAnew, shapes: dict[Shape, int]) -> ReadAnew:
    """The same without articles of which what they tell is what is kept of them."""
    t = schema.told
    before: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for some in in_parts(read.gone):
        query = sa.select(t.c.article, t.c.claim, t.c.shape, t.c.day, t.c.begins, t.c.hints)
        for row in connection.execute(query.where(t.c.article.in_(some))):
            before[row.article].add(tuple(row)[1:])
    after: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for one in read.told:
        hints = " ".join(sorted(one.told.hints))
        after[one.article].add((one.told.claim, shapes[one.told.shape], one.told.day, one.begins, hints))
    same = {article for article in read.gone if before[article] == after[article]}
    told = tuple(one for one in read.told if one.article not in same)
    return ReadAnew(told, read.owned, tuple(article for article in read.gone if article not in same))


def begins(known: KnownClaim) -> str | None:
    """When what the claim tells begins; untold, with its article."""
    time = known.claim.time
    return time.start_date if time is not None and time.start_date is not None else known.day


def load_posts_of(connection: Connection, people: Iterable[str], who: Who, until: str | None = None) -> Posts:
    """The bodies at which articles, of those published by then, give these people a post."""
    bodies: dict[str, set[str]] = {}
    wanted = sorted(set(people))
    for post in load_posts(connection, wanted, who, until) if wanted else ():
        bodies.setdefault(post.person, set()).add(post.body)
    return {person: frozenset(some) for person, some in bodies.items()}


def negotiators(known: Iterable[KnownClaim]) -> set[str]:
    """The people who negotiate."""
    roles = load_tellings()["talks"].together
    return {
        filler.entity
        for one in known
        if one.claim.type == "talks"
        for role in roles
        for filler in one.claim.fillers(role)
        if filler.kind == "person" and filler.entity is not None
    }


def speakers(known: Iterable[KnownClaim]) -> set[str]:
    """The people who say what the claims say."""
    chains = [one.claim.attribution for one in known]
    sources = (source for chain in chains for link in chain for source in link.sources)
    return {source.entity for source in sources if source.kind == "person" and source.entity is not None}


def _all_versions(connection: Connection, articles: Sequence[int]) -> list[int]:
    table = schema.articles
    found: set[int] = set()
    for some in in_parts(articles):
        keys = sa.select(table.c.key).where(table.c.number.in_(some))
        found.update(connection.execute(sa.select(table.c.number).where(table.c.key.in_(keys))).scalars())
    return sorted(found)


def _claims_of(connection: Connection, articles: Sequence[int]) -> list[int]:
    table = schema.claims
    found: list[int] = []
    for some in in_parts(articles):
        query = sa.select(table.c.number).where(table.c.article.in_(some), table.c.type.in_(types_of_undertakings()))
        found += connection.execute(query).scalars()
    return sorted(found)


def people_given_posts(connection: Connection, articles: Sequence[int]) -> list[str]:
    """The names of those to whom these articles give a post."""
    c, f, e = schema.claims, schema.fillers, schema.entities
    found: set[str] = set()
    for some in in_parts(articles):
        query = (
            sa.select(e.c.name)
            .join(f, f.c.entity == e.c.number)
            .join(c, c.c.number == f.c.claim)
            .where(c.c.article.in_(some), c.c.type == "leadership", f.c.role == "person")
        )
        found.update(connection.execute(query).scalars())
    return sorted(found)


def articles_where_they_speak(connection: Connection, names: Sequence[str]) -> list[int]:
    """The articles in which somebody of these names is a source, or negotiates."""
    e, s, links, a = schema.entities, schema.sources, schema.links, schema.attributions
    f, c = schema.fillers, schema.claims
    found: set[int] = set()
    for some in in_parts(names):
        called = sa.select(e.c.number).where(e.c.name.in_(some))
        said = (
            sa.select(a.c.article)
            .join(links, links.c.attribution == a.c.number)
            .join(s, s.c.link == links.c.number)
            .where(s.c.entity.in_(called))
        )
        talked = (
            sa.select(c.c.article).join(f, f.c.claim == c.c.number).where(f.c.entity.in_(called), c.c.type == "talks")
        )
        found.update(connection.execute(said.union(talked)).scalars())
    return sorted(found)


def insert_told(
    connection: Connection, new: Sequence[NewlyTold], shapes: dict[Shape, int], strands: Sequence[int]
) -> None:
    """Keep these claims, each in its strand."""
    rows = [
        {
            "claim": one.told.claim,
            "article": one.article,
            "shape": shapes[one.told.shape],
            "day": one.told.day,
            "begins": one.begins,
            "hints": " ".join(sorted(one.told.hints)),
            "strand": strand,
            "joined": None,
            "deal": strand,
            "why": None,
        }
        for one, strand in zip(new, strands, strict=True)
    ]
    if rows:
        connection.execute(sa.insert(schema.told), rows)


def load_told(connection: Connection, column: sa.Column[int], values: Iterable[int], shapes: KeptShapes) -> list[Any]:
    """Rows of kept claims, each with what it tells: pairs of row and `Told`."""
    t, c, a = schema.told, schema.claims, schema.articles
    query = (
        sa.select(t, c.c.id, c.c.trigger_start, c.c.trigger_end, a.c.id.label("article_id"), a.c.published)
        .join(c, c.c.number == t.c.claim)
        .join(a, a.c.number == t.c.article)
    )
    rows: list[Any] = []
    for some in in_parts(sorted(set(values))):
        rows += connection.execute(query.where(column.in_(some)).order_by(t.c.claim)).all()
    known = shapes.load(row.shape for row in rows)
    return [
        (
            row,
            Told(
                claim=row.claim,
                id=row.id,
                article=row.article_id,
                published=row.published,
                trigger=(row.trigger_start, row.trigger_end),
                hints=frozenset(row.hints.split()),
                shape=known[row.shape],
            ),
        )
        for row in rows
    ]

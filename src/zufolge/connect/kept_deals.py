"""Keeps deals up with the ledger: what each new article tells changes the strands it touches, and no others.

Everything here is derived: it can be emptied and worked out again, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.kept_joins import JoinKeeper
from zufolge.connect.kept_owners import link_relatives, note_owners, shapes_of, unlink_relatives
from zufolge.connect.kept_shapes import KeptShapes
from zufolge.connect.kept_strands import Change, StrandKeeper, load_strands
from zufolge.connect.kept_summaries import bury, mark_stale
from zufolge.connect.kept_told import (
    ReadAnew,
    articles_where_they_speak,
    find_changed,
    people_given_posts,
    read_anew,
)
from zufolge.connect.kept_witnesses import WitnessKeeper
from zufolge.connect.names_of_articles import in_parts
from zufolge.connect.waiting import take_waiting
from zufolge.connect.who import Who
from zufolge.ledger import schema

AT_ONCE: Final = 200
_TABLES: Final = (
    *(schema.deal_contradictions, schema.deal_parties, schema.deals, schema.stale_deals, schema.witnesses),
    *(schema.strand_names, schema.strand_counts, schema.strands, schema.told, schema.ownerships),
    *(schema.shape_links, schema.shape_names, schema.shapes),
    *(schema.party_aliases, schema.party_words, schema.party_names, schema.articles_to_read),
)


def add_deals(connection: Connection, articles: Sequence[int]) -> None:
    """Take in what these articles tell of undertakings, and what others tell otherwise since names have changed."""
    waiting = take_waiting(connection, max(articles))
    _take(connection, articles, max(articles))
    _take_parts(connection, sorted(set(waiting) - set(articles)), max(articles))


def take_changed(connection: Connection, until: int) -> None:
    """Read articles again, up to that number, of which names or judgements have changed."""
    _take_parts(connection, take_waiting(connection, until), until)


def _take_parts(connection: Connection, articles: Sequence[int], until: int) -> None:
    for first in range(0, len(articles), AT_ONCE):
        _take(connection, articles[first : first + AT_ONCE], until)


def forget_deals(connection: Connection) -> None:
    """Empty everything that is derived about deals."""
    for table in _TABLES:
        connection.execute(sa.delete(table))


def _take(connection: Connection, articles: Sequence[int], until: int) -> None:
    speaking = _speaking_again(connection, articles, until)
    shapes = KeptShapes(connection)
    read, whole = _read(connection, shapes, sorted({*articles, *_negotiating(connection, speaking)}))
    strands, joins = StrandKeeper(connection, shapes), JoinKeeper(connection, shapes)
    strands.take_out(read.gone)
    strands.mend(_strands_of(connection, shapes.unlinked))
    strands.take_in(read.told)
    kept = strands.note_features()
    joins.ask(joins.find_asked(strands, kept) | {one.told.claim for one in read.told})
    touched = strands.left_alone | strands.changes.keys() | joins.deals
    revived = _revived(connection, touched, strands.changes)
    kept |= load_strands(connection, [change.strand for change in revived], shapes)
    dying = touched - _living(connection, touched)
    witnesses = WitnessKeeper(connection, shapes)
    named = witnesses.find_articles([*strands.changes.values(), *revived], kept, joins.now_frequent)
    heard = {number for number in named if number <= until}
    witnesses.read({*whole.gone, *joins.articles, *heard, *_witnessing(connection, dying)})
    touched |= witnesses.deals | _deals_of(connection, {*speaking, *whole.gone})
    bury(connection, dying)
    mark_stale(connection, touched - dying)


def _read(connection: Connection, shapes: KeptShapes, articles: Sequence[int]) -> tuple[ReadAnew, ReadAnew]:
    """What is otherwise than is kept of these articles, and of those that hang together otherwise; and all of them."""
    whole = read_anew(connection, articles)
    pairs = note_owners(connection, whole.gone, whole.owned)
    unlink_relatives(connection, shapes, pairs)
    retold = _retold(connection, shapes, pairs)
    whole = read_anew(connection, sorted({*articles, *retold})) if retold else whole
    numbers = shapes.note(one.told.shape for one in whole.told)
    link_relatives(connection, shapes, shapes.added)
    changed = find_changed(connection, whole, numbers)
    again = tuple(sorted({*changed.gone, *retold}))
    told = tuple(one for one in whole.told if one.article in set(again))
    return ReadAnew(told, whole.owned, again), whole


def _speaking_again(connection: Connection, articles: Sequence[int], until: int) -> list[int]:
    """Earlier articles in which somebody speaks or negotiates to whom these articles give a post."""
    who = Who(connection)
    people = people_given_posts(connection, articles)
    names = sorted({name for one in people for name in (one, *who.names_of(who.of(one, "person")))})
    return [number for number in articles_where_they_speak(connection, names) if number <= until]


def _negotiating(connection: Connection, articles: Sequence[int]) -> set[int]:
    """Those of the articles that tell of talks."""
    c, found = schema.claims, set[int]()
    for some in in_parts(articles):
        query = (
            sa.select(c.c.article)
            .join(schema.fillers, schema.fillers.c.claim == c.c.number)
            .where(c.c.article.in_(some), c.c.type == "talks", schema.fillers.c.kind == "person")
        )
        found.update(connection.execute(query).scalars())
    return found


def _retold(connection: Connection, shapes: KeptShapes, pairs: Iterable[tuple[str, str]]) -> set[int]:
    """The articles whose claims hang together otherwise, because of who owns whom."""
    rare = [min(pair, key=lambda name: (_shapes_naming(connection, shapes, name), name)) for pair in sorted(pairs)]
    linked = link_relatives(connection, shapes, shapes_of(connection, shapes, rare)) if rare else set()
    t, found = schema.told, set[int]()
    for some in in_parts(sorted(linked)):
        found.update(connection.execute(sa.select(t.c.article).where(t.c.shape.in_(some)).distinct()).scalars())
    return found


def _shapes_naming(connection: Connection, shapes: KeptShapes, name: str) -> int:
    table = schema.shape_names
    number = shapes.names.find([name]).get(name, 0)
    return int(connection.execute(sa.select(sa.func.count()).where(table.c.name == number)).scalar_one())


def _strands_of(connection: Connection, shapes: Iterable[int]) -> set[int]:
    t, found = schema.told, set[int]()
    for some in in_parts(sorted(shapes)):
        found.update(connection.execute(sa.select(t.c.strand).where(t.c.shape.in_(some)).distinct()).scalars())
    return found


def _deals_of(connection: Connection, articles: Iterable[int]) -> set[int]:
    t, found = schema.told, set[int]()
    for some in in_parts(sorted(articles)):
        found.update(connection.execute(sa.select(t.c.deal).where(t.c.article.in_(some)).distinct()).scalars())
    return found


def _standing(connection: Connection, strands: Iterable[int]) -> set[int]:
    """Those of the strands that made a deal until now."""
    found: set[int] = set()
    for some in in_parts(sorted(strands)):
        for table in (schema.deals, schema.stale_deals):
            found.update(connection.execute(sa.select(table.c.strand).where(table.c.strand.in_(some))).scalars())
    return found


def _living(connection: Connection, strands: Iterable[int]) -> set[int]:
    t, found = schema.told, set[int]()
    for some in in_parts(sorted(strands)):
        found.update(connection.execute(sa.select(t.c.deal).where(t.c.deal.in_(some)).distinct()).scalars())
    return found


def _revived(connection: Connection, strands: set[int], known: dict[int, Change]) -> list[Change]:
    """Strands that make a deal now and made none before, though nothing else of them has changed."""
    others = {strand for strand in strands if strand not in known or not known[strand].has_new_shapes}
    return [
        Change(number, has_new_shapes=True)
        for number in sorted(_living(connection, others) - _standing(connection, others))
    ]


def _witnessing(connection: Connection, strands: Iterable[int]) -> set[int]:
    """The articles of which sentences tell of these strands."""
    table, found = schema.witnesses, set[int]()
    for some in in_parts(sorted(strands)):
        found.update(connection.execute(sa.select(table.c.article).where(table.c.strand.in_(some))).scalars())
    return found

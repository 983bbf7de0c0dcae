"""Brings what is derived up with the ledger: every step takes in the articles that it does not know yet.

Derived tables are never the truth: `rebuild` empties them and works everything out again, with the same result.
They keep the numbers of names, never entities, because who is who may change with any article or judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from zufolge.connect.copy_index import add_copies, forget_copies
from zufolge.connect.entities import KnownName, load_names, settle
from zufolge.connect.entities_in_articles import blocks_of_articles, settle_uses
from zufolge.connect.finding import add_search, forget_search
from zufolge.connect.judgements import load_judgements
from zufolge.connect.kept_deals import add_deals, forget_deals, take_changed
from zufolge.connect.kept_summaries import count_stale, refresh_deals
from zufolge.connect.names_of_articles import note_names
from zufolge.connect.waiting import is_waiting
from zufolge.ledger import schema
from zufolge.ledger.connection import writing

ARTICLES_AT_ONCE: Final = 200
STALE_AT_ONCE: Final = 1000
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is derived from articles.

    `add` takes in articles by number, ascending and each once, and must give the same whatever came before what;
    `forget` empties the step's tables. Raise `version` when the rules change: ledgers rebuild the step then, and those
    that rest on it.
    """

    name: str
    version: int
    add: Callable[[Connection, Sequence[int]], None]
    forget: Callable[[Connection], None]
    rests_on: tuple[str, ...] = ()


def add_names(connection: Connection, articles: Sequence[int]) -> None:
    """Note the names of these articles and decide who is who among them."""
    changed = settle(connection, note_names(connection, articles))
    blocks = {(known.form.family, known.form.block) for known in changed}
    settle_uses(connection, blocks | set(blocks_of_articles(connection, articles)))


def forget_names(connection: Connection) -> None:
    """Empty everything that is derived about names; the judgements stay."""
    for table in (schema.entity_links, schema.learnt_names, schema.name_uses, schema.known_names):
        connection.execute(sa.delete(table))


STEPS: Final = (
    Step("entities", 2, add_names, forget_names),
    Step("copies", 1, add_copies, forget_copies),
    Step("search", 1, add_search, forget_search),
    Step("deals", 1, add_deals, forget_deals, rests_on=("entities", "copies")),
)


def catch_up(connection: Connection, at_most: int | None = None) -> int:
    """Take in what came since the last time, at most so many articles; gives how much is left. Cheap if none came.

    Needs a connection that may write (`ledger.connection.writing`) where `is_behind`.
    """
    last, judged = _last_article(connection), _last_judgement(connection)
    marks = _marks(connection)
    left, anew = 0, set[str]()
    for step in STEPS:
        before = marks.get(step.name)
        is_anew = before is None or before[0] != step.version or not anew.isdisjoint(step.rests_on)
        if is_anew:
            anew.add(step.name)
            step.forget(connection)
        _, article, judgement = before if before is not None and not is_anew else (0, 0, 0)
        numbers = _articles_after(connection, article)
        some = numbers[:at_most]
        for first in range(0, len(some), ARTICLES_AT_ONCE):
            step.add(connection, some[first : first + ARTICLES_AT_ONCE])
        left = max(left, len(numbers) - len(some))
        if step.name == "entities" and judgement != judged:
            _take_judgements(connection, judgement)
        now = (step.version, last if len(some) == len(numbers) else some[-1], judged)
        if now != before:
            _set_mark(connection, step, now[1], judged)
    if left == 0:
        take_changed(connection, last)
        left = refresh_deals(connection, None if at_most is None else STALE_AT_ONCE)
    return left


def is_behind(connection: Connection) -> bool:
    """Whether there is anything for `catch_up` to do."""
    marks = _marks(connection)
    now = (_last_article(connection), _last_judgement(connection))
    if any(marks.get(step.name) != (step.version, *now) for step in STEPS):
        return True
    return is_waiting(connection) or count_stale(connection) > 0


def catch_up_ledger(engine: Engine, report: Report | None = None) -> None:
    """`catch_up` on a ledger, some articles a transaction; `report` hears how many are done, of how many."""
    with engine.connect() as connection:
        if not is_behind(connection):
            return
        marks = _marks(connection)
        start = min((marks[step.name][1] if step.name in marks else 0 for step in STEPS), default=0)
        whole = left = len(_articles_after(connection, start))
    is_done = False
    while not is_done:
        with writing(engine) as connection:
            left = catch_up(connection, ARTICLES_AT_ONCE)
        is_done = left == 0
        if report is not None:
            report(max(whole - left, 0), whole)


def rebuild(connection: Connection) -> None:
    """Empty all derived tables and work them out again."""
    for step in reversed(STEPS):
        step.forget(connection)
    connection.execute(sa.delete(schema.derived_marks))
    catch_up(connection)


def _last_article(connection: Connection) -> int:
    return connection.execute(sa.select(sa.func.max(schema.articles.c.number))).scalar_one() or 0


def _last_judgement(connection: Connection) -> int:
    return connection.execute(sa.select(sa.func.max(schema.entity_judgements.c.number))).scalar_one() or 0


def _articles_after(connection: Connection, number: int) -> Sequence[int]:
    table = schema.articles
    query = sa.select(table.c.number).where(table.c.number > number).order_by(table.c.number)
    return connection.execute(query).scalars().all()


def _marks(connection: Connection) -> dict[str, tuple[int, int, int]]:
    rows = connection.execute(sa.select(schema.derived_marks))
    return {row.step: (row.version, row.article, row.judgement) for row in rows}


def decide_anew(connection: Connection, names: list[KnownName]) -> None:
    """Decide again who is who among these names and those that hang together with them."""
    names += settle(connection, [known.number for known in names])
    settle_uses(connection, {(known.form.family, known.form.block) for known in names})


def _take_judgements(connection: Connection, after: int) -> None:
    """Decide anew about the names of later judgements."""
    table = schema.known_names
    for judgement in load_judgements(connection):
        if judgement.turn <= after:
            continue
        pair = sorted({name for one in (judgement.one, judgement.other) for name in (one, one.partition(" (")[0])})
        judged = load_names(connection, table.c.spelling, pair, judgement.family)
        decide_anew(connection, list(judged))


def _set_mark(connection: Connection, step: Step, article: int, judgement: int) -> None:
    table = schema.derived_marks
    connection.execute(sa.delete(table).where(table.c.step == step.name))
    row = {"step": step.name, "version": step.version, "article": article, "judgement": judgement}
    connection.execute(sa.insert(table), row)

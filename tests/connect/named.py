"""Readings whose names are marked in the text: "[Korvent AG|company] kauft [Tarvo|company=Tarvo Werke]"."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.catch_up import catch_up
from zufolge.connect.who import Who
from zufolge.ledger import schema
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.writer import add_reading
from zufolge.model import Article, Mention, Reading, Sentence, Span

_MARKED = re.compile(r"\[([^|\]]+)\|(\w+)(?:=([^\]]+))?\]")


def reading_of(article: str, *sentences: str, published: str | None = "2024-03-05") -> Reading:
    """The reading of an article of these sentences; a name without `=` is its own entity."""
    text, mentions, spans = "", [], []
    for sentence in sentences:
        start = len(text)
        last = 0
        for found in _MARKED.finditer(sentence):
            text += sentence[last : found.start()]
            name, kind, entity = found.groups()
            span = Span(len(text), len(text) + len(name))
            mentions.append(Mention(span, name, cast(Any, kind), entity or name))
            text += name
            last = found.end()
        text += sentence[last:]
        spans.append(Sentence(Span(start, len(text)), "paragraph"))
        text += " "
    return Reading(
        article=Article(article, text, published=published), sentences=tuple(spans), mentions=tuple(mentions)
    )


@cache
def _empty() -> Path:
    path = Path(mkdtemp()) / "empty.db"
    open_engine(str(path)).dispose()
    return path


@contextmanager
def ledger_of(readings: Iterable[Reading] = (), *, at_once: bool = True) -> Iterator[Connection]:
    """A connection that may write to a ledger of these readings, caught up at the end, or after each of them."""
    path = Path(mkdtemp()) / "press.db"
    shutil.copy(_empty(), path)
    engine = open_engine(str(path))
    try:
        with writing(engine) as connection:
            for reading in readings:
                add_reading(connection, reading)
                if not at_once:
                    catch_up(connection)
            catch_up(connection)
            yield connection
    finally:
        engine.dispose()
        shutil.rmtree(path.parent)


def meanings(connection: Connection) -> dict[tuple[str, str, str], str]:
    """What every name of every article stands for, by article, name and kind."""
    u, k, a = schema.name_uses, schema.known_names, schema.articles
    query = sa.select(a.c.id, a.c.number, k.c.spelling, u.c.kind)
    query = query.join(u, u.c.article == a.c.number).join(k, k.c.number == u.c.known)
    who = Who(connection)
    rows = connection.execute(query).all()
    return {(row.id, row.spelling, row.kind): who.in_article(row.number).of(row.spelling, row.kind) for row in rows}


def entities(connection: Connection) -> list[list[str]]:
    """The names that are one entity by themselves, where there is more than one."""
    k = schema.known_names
    by_entity: dict[tuple[str, str], list[str]] = {}
    for row in connection.execute(sa.select(k).order_by(k.c.spelling)):
        by_entity.setdefault((row.family, row.entity), []).append(row.spelling)
    return sorted(names for names in by_entity.values() if len(names) > 1)

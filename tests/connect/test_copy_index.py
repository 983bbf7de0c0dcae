"""Copies found among all articles of a ledger."""

from __future__ import annotations

from itertools import permutations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from tests.connect.test_copies import LEAD, MORE, OTHER

from zufolge.connect.copy_index import add_copies, forget_copies, load_copies, sketch_runs
from zufolge.ledger import schema
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.writer import add_reading
from zufolge.model import Article, Reading, Sentence, Span

TEXTS = {
    "whole": (LEAD + MORE, "2024-03-05"),
    "reprint": (f"{LEAD}{MORE}(dpa)", "2024-03-06"),
    "short": (LEAD, "2024-03-06"),
    "within": (OTHER + LEAD + OTHER.upper(), None),
    "late": (LEAD + MORE, "2025-01-01"),
    "other": (OTHER, "2024-03-05"),
}
EXPECTED = {
    ("reprint", "short"),
    ("reprint", "whole"),
    ("reprint", "within"),
    ("short", "whole"),
    ("short", "within"),
    ("late", "within"),
    ("whole", "within"),
    ("other", "within"),
}


def reading_of(name: str) -> Reading:
    """An article with that text, as one paragraph."""
    text, published = TEXTS[name]
    article = Article(name, text, published=published)
    return Reading(article, sentences=(Sentence(Span(0, len(text)), "paragraph"),))


def ledger_of(names: tuple[str, ...]) -> Engine:
    """A ledger that has read these articles, each at a time of its own."""
    engine = open_engine(":memory:")
    for number, name in enumerate(names, 1):
        with writing(engine) as connection:
            add_reading(connection, reading_of(name))
            add_copies(connection, [number])
    return engine


def pairs_in(connection: Connection) -> dict[tuple[str, str], tuple[float, float]]:
    """The copies in the ledger by the ids of their articles, each once."""
    articles = schema.articles
    ids = {row.number: row.id for row in connection.execute(sa.select(articles.c.number, articles.c.id))}
    found = {}
    for number in ids:
        for copy in load_copies(connection, list(ids)).of(number):
            if ids[number] < ids[copy.other]:
                found[ids[number], ids[copy.other]] = (round(copy.of_article, 3), round(copy.of_other, 3))
    return found


def test_the_order_of_reading_does_not_matter() -> None:
    """Whatever comes first, the same articles are copies with the same shares."""
    found = []
    for order in list(permutations(TEXTS))[::97]:
        with ledger_of(order).connect() as connection:
            found.append(pairs_in(connection))
    assert all(pairs == found[0] for pairs in found)
    assert {("reprint", "whole"), ("reprint", "short"), ("short", "whole")} <= set(found[0])


def test_articles_far_apart_in_time_are_not_compared() -> None:
    """A text printed again ten months later is no reprint; one without a date may be."""
    with ledger_of(tuple(TEXTS)).connect() as connection:
        pairs = set(pairs_in(connection))
    assert not any("late" in pair and "within" not in pair for pair in pairs)
    assert pairs <= EXPECTED


def test_rebuilt_is_as_it_was() -> None:
    """Forgetting everything and adding all at once gives the same copies."""
    engine = ledger_of(tuple(TEXTS))
    with writing(engine) as connection:
        before = pairs_in(connection)
        forget_copies(connection)
        assert pairs_in(connection) == {}
        add_copies(connection, range(1, len(TEXTS) + 1))
        assert pairs_in(connection) == before


def test_versions_of_an_article_are_no_copies() -> None:
    """A page that changed is no second paper."""
    engine = open_engine(":memory:")
    with writing(engine) as connection:
        for text in (LEAD + MORE, LEAD + MORE + "Nachtrag folgt."):
            article = Article("page", text, published="2024-03-05")
            add_reading(connection, Reading(article, sentences=(Sentence(Span(0, len(text)), "paragraph"),)))
        add_copies(connection, [1, 2])
        assert load_copies(connection, [1, 2]).by_article == {}


def test_sketches_are_the_same_everywhere() -> None:
    """The order of the runs does not matter, and hashes do not change from run to run."""
    runs = ["nordfalk kauft das alpenwerk", "das alpenwerk in kempten", "kauft das alpenwerk in"]
    assert sketch_runs(runs) == sketch_runs(reversed(runs))
    assert len(sketch_runs(runs).bands) == 20

"""What holds of a ledger whatever database keeps it: the same tests on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa
from tests.postgres import new_database
from tests.readings import TEXT, changed, make_article, make_reading

from zufolge.api import Ledger
from zufolge.ask.search import Query
from zufolge.connect.catch_up import catch_up_ledger, is_behind
from zufolge.ledger import schema
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.errors import LedgerError
from zufolge.model import Reading

GUARDED = ("articles", "claims", "claim_judgements", "entity_judgements", "known_aliases", "identifiers")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty ledger: a file, then a database on a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "press.db")
    else:
        with new_database() as url:
            yield url


def reading(article_id: str) -> Reading:
    """The invented story under another id."""
    return make_reading(make_article(article_id=article_id))


def test_what_was_stored_is_found_again(place: str) -> None:
    """A second program sees the claims that the first one stored, with all their parts."""
    with Ledger(place) as ledger:
        ledger.add(make_reading())
        kept = list(ledger.claims())
    with Ledger(place, must_exist=True) as ledger:
        assert (list(ledger.claims()), len(kept)) == (kept, 1)


def test_the_same_article_twice_changes_nothing(place: str) -> None:
    """A second reading is known; a changed one is a new version."""
    with Ledger(place) as ledger:
        said = [
            ledger.add(make_reading()),
            ledger.add(make_reading()),
            ledger.add(changed(make_reading(), TEXT + " Mehr dazu.")),
        ]
        assert (said, ledger.stats().claims) == (["new", "known", "new_version"], 1)


@pytest.mark.parametrize("table", GUARDED)
def test_nothing_changes_what_stands(place: str, table: str) -> None:
    """Articles, claims and judgements can be neither changed nor deleted, whoever asks the database for it."""
    with Ledger(place) as ledger:
        ledger.add(make_reading())
    with closing_engine(place) as engine:
        fill(engine, table)
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET number = number + 1"):
            with pytest.raises(sa.exc.DBAPIError, match="append-only"), writing(engine) as connection:
                connection.exec_driver_sql(change)


def fill(engine: sa.Engine, table: str) -> None:
    """Put a row into a table that a reading leaves empty."""
    if table in ("articles", "claims"):
        return
    columns = [column.name for column in schema.metadata.tables[table].columns if column.name != "number"]
    with writing(engine) as connection:
        connection.execute(sa.insert(schema.metadata.tables[table]), dict.fromkeys(columns, "x"))


@contextmanager
def closing_engine(place: str) -> Iterator[sa.Engine]:
    """An engine on the ledger that gives its connections back."""
    engine = open_engine(place)
    try:
        yield engine
    finally:
        engine.dispose()


def test_a_part_without_its_article_is_refused(place: str) -> None:
    """Foreign keys hold."""
    with closing_engine(place) as engine, pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        connection.execute(sa.insert(schema.blocks), {"article": 7, "start": 0, "end": 1, "kind": "share"})


def test_half_an_article_is_none(place: str) -> None:
    """Where writing fails half way, nothing of the article stays."""
    whole = make_reading()
    lost = replace(whole.claims[0], type="talks", by=None)  # type: ignore[arg-type]
    with Ledger(place) as ledger:
        with pytest.raises(LedgerError, match="by"):
            ledger.add(replace(whole, claims=(*whole.claims, lost)))
        assert (ledger.stats().articles, ledger.add(make_reading())) == (0, "new")


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("alpenwerk", 1),
        ("Alpenw*", 1),
        ("alpenw", 0),
        ('"75 Millionen"', 1),
        ('"Millionen 75"', 0),
        ("fur", 1),
        ("FÜR Euro", 1),
        ("Milliarden", 0),
    ],
)
def test_words_are_found_alike(place: str, words: str, hits: int) -> None:
    """Case and marks do not count, phrases stand side by side, a star lets a word go on."""
    with Ledger(place) as ledger:
        ledger.add(make_reading())
        ledger.catch_up()
        found = len(ledger.search(Query(text=words)))
        articles = len(ledger.search_articles(Query(text=words)))
        plain = words.replace('"', "")
        said = len(list(ledger.claims(text=plain))) if '"' not in words else hits
    assert (found, articles, said) == (hits, hits, hits)


def test_several_writers_lose_nothing(place: str) -> None:
    """Four writers store twelve articles each, some of them the same; each stands there once."""
    Ledger(place).close()
    told: list[str] = []

    def write(turn: int) -> None:
        with Ledger(place) as ledger:
            told.extend(ledger.add(reading(f"a{number + 6 * turn}")) for number in range(12))

    writers = [Thread(target=write, args=(turn,)) for turn in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Ledger(place) as ledger:
        assert (sorted(told), ledger.stats().articles) == (["known"] * 18 + ["new"] * 30, 30)


def test_a_reader_sees_one_state(place: str) -> None:
    """What is written while a question is asked does not show in the middle of the answer."""
    with closing_engine(place) as engine, Ledger(place) as ledger:
        ledger.add(reading("a1"))
        count = sa.select(sa.func.count()).select_from(schema.articles)
        with engine.connect() as connection:
            before = connection.execute(count).scalar_one()
            ledger.add(reading("a2"))
            assert (before, connection.execute(count).scalar_one()) == (1, 1)


def test_what_is_derived_keeps_up(place: str) -> None:
    """After catching up there is nothing left to do."""
    with Ledger(place) as ledger:
        ledger.add(make_reading())
    with closing_engine(place) as engine:
        catch_up_ledger(engine)
        with engine.connect() as connection:
            assert not is_behind(connection)

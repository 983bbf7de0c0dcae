"""What only a database server does: lost connections, wrong passwords, writers that wait, other collations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
import sqlalchemy as sa
from evaluation.scenarios.running import answer_story, read_story
from evaluation.scenarios.stories import load_stories
from sqlalchemy.engine import make_url
from tests.postgres import new_database
from tests.readings import make_article, make_reading

from zufolge.api import Ledger
from zufolge.ledger import connection as ledger_connection
from zufolge.ledger.connection import WRITERS_TAKE_TURNS, locate_ledger, open_engine
from zufolge.ledger.errors import LedgerError
from zufolge.ledger.schema import metadata
from zufolge.ledger.writer import add_reading


@pytest.fixture
def url() -> Iterator[str]:
    """An empty database."""
    with new_database() as url:
        yield url


def end_all_connections(url: str) -> None:
    """What a restart of the server does to its clients."""
    engine = sa.create_engine(locate_ledger(url), poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_connection_lost_between_two_articles_is_made_anew(url: str) -> None:
    """Nobody has to start again because the server did."""
    with Ledger(url) as ledger:
        ledger.add(make_reading())
        end_all_connections(url)
        assert ledger.add(make_reading(make_article(article_id="a2"))) == "new"
        end_all_connections(url)
        assert ledger.stats().articles == 2


def test_a_connection_lost_in_the_middle_stores_the_article_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article whose transaction breaks off is written again, and stands there once."""
    breaks = iter([True, False])

    def break_off(connection: Any, reading: Any) -> str:
        added = add_reading(connection, reading)
        if next(breaks):
            end_all_connections(url)
        return added

    with Ledger(url) as ledger:
        monkeypatch.setattr("zufolge.api.add_reading", break_off)
        assert ledger.add(make_reading()) == "new"
        assert (ledger.stats().articles, next(breaks, None)) == (1, None)


def test_a_connection_that_stays_lost_is_explained(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every try breaks off, one sentence says what is stored and what to do."""
    monkeypatch.setattr(ledger_connection, "TRIES_AFTER_LOSS", 2)

    def break_off(connection: Any, reading: Any) -> str:
        end_all_connections(url)
        return add_reading(connection, reading)

    monkeypatch.setattr("zufolge.api.add_reading", break_off)
    with Ledger(url) as ledger, pytest.raises(LedgerError, match="was lost; what was reported as stored is stored"):
        ledger.add(make_reading())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "wrong"}, "refuses the user or the password"),
        ({"database": "no_such_database"}, "does not know the database or the user"),
        ({"port": 1}, "does not answer; check that it runs"),
        ({"host": "no-such-host.invalid"}, "not known under that name"),
    ],
)
def test_a_server_that_refuses_is_explained(url: str, change: dict[str, Any], sentence: str) -> None:
    """One sentence, without the password."""
    wrong = make_url(url).set(**change).render_as_string(hide_password=False)
    with pytest.raises(LedgerError, match=sentence) as caught:
        Ledger(wrong)
    assert str(make_url(url).password) not in str(caught.value)


def test_a_writer_that_waits_too_long_says_so(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program keeps its turn, a writer waits, then gives up with a sentence."""
    monkeypatch.setattr(ledger_connection, "WAIT_SECONDS_OF_SERVER", 1.0)
    with Ledger(url) as ledger:
        other = sa.create_engine(locate_ledger(url), poolclass=sa.NullPool)
        with other.connect() as connection:
            connection.execute(sa.text("SELECT pg_advisory_lock(:number)"), {"number": WRITERS_TAKE_TURNS})
            with pytest.raises(LedgerError, match=r"has been writing to the ledger .* for too long"):
                ledger.add(make_reading())


def test_a_database_of_another_program_is_refused(url: str) -> None:
    """Tables that are not ours are left alone."""
    with sa.create_engine(locate_ledger(url), poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (name text)")
    with pytest.raises(LedgerError, match="is a database, but not a ledger of zufolge"):
        Ledger(url)


def test_tables_are_those_of_the_schema_in_the_order_of_code_points(url: str) -> None:
    """The migrations build what is declared, and no text is ordered by the words of the server's country."""
    engine = open_engine(url)
    with engine.connect() as connection:
        found = sa.inspect(connection)
        columns = {name: {column["name"] for column in found.get_columns(name)} for name in metadata.tables}
        unordered = connection.exec_driver_sql(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
        ).all()
    engine.dispose()
    assert columns == {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}
    assert unordered == []


def test_an_article_with_letters_that_no_server_takes_is_stored(url: str) -> None:
    """Characters that PostgreSQL or UTF-8 refuse cost no article."""
    article = replace(make_article(), title="Nordfalk\0 und \ud83d")
    with Ledger(url) as ledger:
        assert ledger.add(make_reading(article)) == "new"


@pytest.mark.slow
def test_questions_have_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deals, stages, origins and contradictions of ten stories are those that SQLite gives, in any order of reading."""
    stories = list(islice(load_stories(), 0, 40, 4))
    readings = [read_story(story) for story in stories]
    expected = [answer_story(story, read) for story, read in zip(stories, readings, strict=True)]
    found = []
    for story, read in zip(stories, readings, strict=True):
        with new_database() as url, monkeypatch.context() as patch:
            patch.setattr("evaluation.scenarios.running.Ledger", lambda _, url=url: Ledger(url))
            found.append(answer_story(story, read, is_quick=True))
    assert found == expected

"""Opening ledgers, good ones and bad ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from tests.readings import make_reading

from zufolge.api import Ledger
from zufolge.ledger import connection as ledger_connection
from zufolge.ledger.connection import KNOWN_REVISIONS, open_engine
from zufolge.ledger.errors import LedgerError
from zufolge.ledger.schema import LATEST_REVISION, REVISION_TABLE, metadata


def test_migrations_lead_to_the_tables_of_the_schema() -> None:
    """What the migrations build is what the schema declares, apart from SQLite's search tables."""
    with open_engine(":memory:").connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": REVISION_TABLE,
                "include_name": lambda name, kind, _: (
                    kind != "table" or not any(part in name for part in ("_search", "_finder"))
                ),
            },
        )
        assert compare_metadata(context, metadata) == []


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    """Opening an up-to-date ledger needs no Alembic because these constants agree with it."""
    folder = Path(ledger_connection.__file__).parent / "migrations"
    scripts = ScriptDirectory(str(folder))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert (scripts.get_current_head(), sorted(revisions)) == (LATEST_REVISION, sorted(KNOWN_REVISIONS))


def test_a_ledger_is_in_wal_mode(tmp_path: Path) -> None:
    """Readers do not wait for a writer."""
    with open_engine(str(tmp_path / "a.db")).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_a_ledger_opens_again(tmp_path: Path) -> None:
    """What one Ledger wrote, the next one reads."""
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.add(make_reading())
    with Ledger(tmp_path / "a.db", must_exist=True) as ledger:
        assert ledger.stats().claims == 1


def test_a_missing_ledger_is_not_made_by_asking(tmp_path: Path) -> None:
    """A question to a ledger that is not there says how to make one, and leaves no file behind."""
    with pytest.raises(LedgerError, match=r"There is no ledger .*a\.db; make one with `zufolge read PATH`"):
        Ledger(tmp_path / "a.db", must_exist=True)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    """A ledger with tables from the future asks for an update of zufolge."""
    path = tmp_path / "a.db"
    Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {REVISION_TABLE} SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"was written by a newer zufolge .*9999.*update zufolge"):
        Ledger(path)


def test_a_locked_ledger_says_so(tmp_path: Path) -> None:
    """While another program writes, adding waits a little, then says that the ledger is locked."""
    path = tmp_path / "a.db"
    Ledger(path).close()
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger_connection, "WAIT_SECONDS", 0.05)
        with Ledger(path) as ledger, pytest.raises(LedgerError, match="is locked by another program; wait"):
            ledger.add(make_reading())
    other.rollback()
    other.close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"This is a text, not a ledger. " * 50, "is not a ledger: it is no SQLite database"),
        (None, "is a folder"),
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    """A text file or a folder named as ledger is refused and left as it was."""
    path = tmp_path / "a.db"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(LedgerError, match=sentence):
        Ledger(path)
    assert content is None or path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """A SQLite file with tables that are not ours is no ledger."""
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LedgerError, match="is a database, but not a ledger of zufolge"):
        Ledger(path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sqlite:////no/such/folder/a.db", "cannot be opened; check that its folder exists"),
        ("nonsense://x", "No driver for the ledger nonsense://x is installed"),
        ("://", "is no database URL"),
    ],
)
def test_urls_that_lead_nowhere_are_explained(name: str, sentence: str) -> None:
    """A ledger that cannot be reached gives one sentence, whatever the driver says."""
    with pytest.raises(LedgerError, match=sentence):
        Ledger(name)


def test_foreign_keys_hold(tmp_path: Path) -> None:
    """A claim without its article cannot be written."""
    engine = open_engine(str(tmp_path / "a.db"))
    with (
        pytest.raises(sa.exc.IntegrityError, match="FOREIGN KEY"),
        ledger_connection.writing(engine) as connection,
    ):
        connection.exec_driver_sql("INSERT INTO blocks (article, start, \"end\", kind) VALUES (7, 0, 1, 'share')")

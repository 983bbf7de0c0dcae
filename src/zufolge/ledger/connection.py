"""Opens a ledger, brings its tables up to date, and says in one sentence why one cannot be used."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from zufolge.ledger.complaints import explain
from zufolge.ledger.errors import LedgerError
from zufolge.ledger.schema import LATEST_REVISION, REVISION_TABLE

WAIT_SECONDS = 5.0
WAIT_SECONDS_OF_SERVER = 60.0
CONNECT_SECONDS = 10
TRIES_AFTER_LOSS = 4
WRITERS_TAKE_TURNS: Final = 0x7A75666F6C6765  # the number of the lock: "zufolge"
KNOWN_REVISIONS: Final = ("0001", "0002", "0003", "0005", "0006", "0007")
Given = TypeVar("Given")


def open_engine(ledger: str, *, must_exist: bool = False, wait_seconds: float | None = None) -> Engine:
    """An engine for `ledger`, a file name or a database URL, with its tables up to date.

    Raises LedgerError where it is missing (if it must exist), locked, newer than this zufolge, or no ledger.
    """
    url = locate_ledger(ledger)
    if url.get_backend_name() == "sqlite":
        _check_file(url, must_exist)
    with explained(url):
        engine = _create_engine(url, WAIT_SECONDS if wait_seconds is None else wait_seconds)
        try:
            _bring_up_to_date(engine, url)
        except BaseException:
            engine.dispose()
            raise
    return engine


def locate_ledger(ledger: str) -> URL:
    """The database URL that `ledger` means; what is no URL is a SQLite file.

    >>> locate_ledger("zufolge.db").render_as_string()
    'sqlite:///zufolge.db'
    >>> locate_ledger("postgresql://desk@archive/news").drivername
    'postgresql+psycopg'
    """
    if "://" not in ledger:
        return URL.create("sqlite", database=ledger)
    try:
        url = make_url(ledger)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise LedgerError(
            f"{ledger!r} is no database URL; give a file name, sqlite:///FILE or postgresql://USER@HOST/DATABASE."
        ) from error
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turns what the database complains about into one sentence that says what to do."""
    name = _name(url)
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        cause = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error)
        raise LedgerError(explain(name, cause)) from error
    except UnicodeDecodeError as error:  # the driver could not even read the database's own complaint
        raise LedgerError(explain(name, "database disk image is malformed")) from error
    except (sa.exc.NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(
            f"No driver for the ledger {name} is installed ({error}); for PostgreSQL run "
            "`pip install 'zufolge[postgres]'`, or use a SQLite file."
        ) from error


def _name(url: URL) -> str:
    return url.database or ":memory:" if url.get_backend_name() == "sqlite" else url.render_as_string()


def _check_file(url: URL, must_exist: bool) -> None:
    """Complain about what SQLite would silently make or hide."""
    name = url.database
    if not name or name == ":memory:":
        return
    if Path(name).is_dir():
        raise LedgerError(f"{name} is a folder, not a ledger; name a file with --ledger.")
    if must_exist and not Path(name).exists():
        raise LedgerError(
            f"There is no ledger {name}; make one with `zufolge read PATH`, or name another with --ledger."
        )


def _create_engine(url: URL, wait_seconds: float) -> Engine:
    if url.get_backend_name() == "postgresql":
        return _create_engine_of_server(url)
    engine = sa.create_engine(url, connect_args={"timeout": wait_seconds})
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _create_engine_of_server(url: URL) -> Engine:
    """Every transaction sees one state of the ledger; a connection that died while nobody used it is made anew."""
    engine = sa.create_engine(
        url,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c lock_timeout={WAIT_SECONDS_OF_SERVER:.0f}s",
        },
    )
    sa.event.listen(engine, "begin", _begin_server)
    return engine


def _begin_server(connection: Connection) -> None:
    """Writers take turns, as in SQLite: the numbers of articles grow in the order in which articles become visible."""
    if connection.get_execution_options().get("writes", False):
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:number)"), {"number": WRITERS_TAKE_TURNS})


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin_sqlite
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once, so that it waits its turn instead of failing half way."""
    is_writer = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it, or nothing."""
    options: dict[str, Any] = {"writes": True}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"  # what others wrote while this one waited its turn counts
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def write_surely(engine: Engine, work: Callable[[Connection], Given]) -> Given:
    """Do `work` in one transaction; where a server's connection is lost, once more on a new one.

    `work` may run again although its first run was stored: it must do nothing where it finds its work done.
    """
    for tried in range(TRIES_AFTER_LOSS):
        try:
            with writing(engine) as connection:
                return work(connection)
        except sa.exc.DBAPIError as error:
            is_lost = error.connection_invalidated or (isinstance(error, sa.exc.OperationalError) and tried > 0)
            if engine.dialect.name == "sqlite" or not is_lost or tried == TRIES_AFTER_LOSS - 1:
                raise
            time.sleep(0.25 * 4**tried)
    raise AssertionError("the last try returns or raises")


def _bring_up_to_date(engine: Engine, url: URL) -> None:
    revision = _find_revision(engine, url)
    if revision == LATEST_REVISION:
        return
    if revision is not None and revision not in KNOWN_REVISIONS:
        raise LedgerError(
            f"The ledger {_name(url)} was written by a newer zufolge (its tables are at {revision}, "
            f"this one knows {LATEST_REVISION}); update zufolge, or name another ledger with --ledger."
        )
    _migrate(engine)


def _find_revision(engine: Engine, url: URL) -> str | None:
    """The revision of the tables; None where there are no tables yet."""
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        if REVISION_TABLE in tables:
            found = connection.execute(sa.text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar_one_or_none()
            return str(found) if found is not None else None
    if tables:
        raise LedgerError(f"{_name(url)} is a database, but not a ledger of zufolge; name another file with --ledger.")
    return None


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

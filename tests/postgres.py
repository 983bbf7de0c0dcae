"""A database on the PostgreSQL server that ZUFOLGE_TEST_POSTGRES names; `tests/with_postgres` runs one."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from zufolge.ledger.connection import locate_ledger

SERVER = "ZUFOLGE_TEST_POSTGRES"


@contextmanager
def new_database(template: str = "template0") -> Iterator[str]:
    """The URL of an empty database, dropped afterwards; skips the test where there is no server."""
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"no PostgreSQL server: run the tests through tests/with_postgres, or set {SERVER}")
    url = locate_ledger(server)
    name = f"zufolge_{uuid.uuid4().hex[:12]}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

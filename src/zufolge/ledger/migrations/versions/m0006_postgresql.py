"""What PostgreSQL needs to answer as SQLite does: texts in the order of their code points, guards, full-text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

APPEND_ONLY = ("articles", "claims", "claim_judgements", "entity_judgements", "known_aliases", "identifiers")


def upgrade() -> None:
    """On PostgreSQL only; SQLite has all of it since earlier steps."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    _order_by_code_points(connection)
    _guard()
    for table in ("claim_search", "claim_finder", "article_finder"):
        op.execute(f"CREATE TABLE {table} (place bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute(f"CREATE INDEX ix_{table}_words ON {table} USING gin (words)")


def _order_by_code_points(connection: sa.Connection) -> None:
    """Give every text the collation "C", whatever that of the database is: no answer depends on the server's words."""
    tables = sa.inspect(connection)
    for table in sorted(tables.get_table_names()):
        texts = [column["name"] for column in tables.get_columns(table) if isinstance(column["type"], sa.Text)]
        if texts:
            changes = (f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in texts)
            op.execute(f"ALTER TABLE {table} {', '.join(changes)}")


def _guard() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% are append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )

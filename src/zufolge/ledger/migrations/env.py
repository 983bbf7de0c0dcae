"""What Alembic runs: the steps, on the connection that `zufolge.ledger.connection` hands over."""

from __future__ import annotations

from alembic import context

from zufolge.ledger.schema import REVISION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

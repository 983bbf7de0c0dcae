"""Copies of articles: which articles print the same text, and the indexes that find them. All of it derived."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the two indexes of what texts share, and the copies that were found."""
    for table in ("copy_bands", "copy_runs"):
        op.create_table(
            table,
            sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("article", sa.Integer, primary_key=True, autoincrement=False),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "copy_sizes",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True, autoincrement=False),
        sa.Column("runs", sa.Integer, nullable=False),
    )
    op.create_table(
        "copies",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True, autoincrement=False),
        sa.Column("other", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True, autoincrement=False),
        sa.Column("of_article", sa.Float, nullable=False),
        sa.Column("of_other", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )

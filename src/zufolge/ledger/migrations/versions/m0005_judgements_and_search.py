"""Judgements of claims and deals, and the index in which they are searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the judgements with their guards; on SQLite also the full-text indexes."""
    _create_judgements()
    _create_places()
    if op.get_bind().dialect.name == "sqlite":
        _create_indexes()


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _create_judgements() -> None:
    op.create_table(
        "claim_judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("subject"),
        _text("id"),
        _text("verdict"),
        _text("author"),
        _text("judged"),
        _text("reason"),
        _text("correction", True),
    )
    op.create_index("ix_claim_judgements_id", "claim_judgements", ["id"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER claim_judgements_keep_{change.lower()} BEFORE {change} ON claim_judgements BEGIN "
                "SELECT RAISE(ABORT, 'judgements are append-only'); END"
            )


def _create_places() -> None:
    op.create_table(
        "claim_places",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("claim", sa.Integer, nullable=False, unique=True),
        sa.Column("article", sa.Integer, nullable=False, index=True),
        *map(_text, ("type", "status", "polarity", "source_kind", "publisher", "judged")),
    )
    op.create_table(
        "article_places",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("article", sa.Integer, nullable=False, unique=True),
        sa.Column("is_current", sa.Integer, nullable=False),
    )


def _create_indexes() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE claim_finder USING fts5("
        "evidence, names, sources, facets, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE article_finder USING fts5("
        "title, text, content='', tokenize='unicode61 remove_diacritics 2')"
    )

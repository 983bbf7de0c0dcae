"""Entities across articles: what people and imports judged, and what is derived from the names of the articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the judgements with their guard, and the derived tables."""
    _create_judgements()
    _create_names()
    _create_decisions()


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str, *, nullable: bool = False, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable, primary_key=primary_key)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _create_judgements() -> None:
    op.create_table(
        "entity_judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("family"),
        _text("one"),
        _text("other"),
        _text("verdict"),
        _text("author"),
        _text("judged"),
        _text("reason"),
    )
    _index("entity_judgements", "one")
    _index("entity_judgements", "other")
    op.create_table(
        "known_aliases",
        sa.Column("number", sa.Integer, primary_key=True),
        *map(_text, ("subject", "family", "spelling", "compact", "author", "noted")),
        sa.UniqueConstraint("subject", "spelling", name="one_row_per_alias"),
    )
    _index("known_aliases", "subject")
    _index("known_aliases", "compact")
    op.create_table(
        "identifiers",
        sa.Column("number", sa.Integer, primary_key=True),
        *map(_text, ("subject", "scheme", "value")),
        sa.UniqueConstraint("subject", "scheme", "value", name="one_row_per_identifier"),
    )
    _index("identifiers", "subject")
    _index("identifiers", "value")
    if op.get_bind().dialect.name == "sqlite":
        for table in ("entity_judgements", "known_aliases", "identifiers"):
            for change in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_keep_{change.lower()} BEFORE {change} ON {table} BEGIN "
                    f"SELECT RAISE(ABORT, '{table} are append-only'); END"
                )


def _create_names() -> None:
    op.create_table(
        "derived_marks",
        sa.Column("step", sa.Text, primary_key=True),
        _number("version"),
        _number("article"),
        _number("judgement"),
    )
    op.create_table(
        "known_names",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.Integer, sa.ForeignKey("entities.number"), nullable=False),
        _text("spelling"),
        _text("family"),
        _text("compact"),
        _text("block"),
        _text("entity", True),
        _number("articles"),
        sa.UniqueConstraint("name", "family", name="one_row_per_name_and_family"),
    )
    _index("known_names", "compact")
    _index("known_names", "block")
    _index("known_names", "entity")
    op.create_table(
        "name_uses",
        sa.Column("known", sa.Integer, sa.ForeignKey("known_names.number"), primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True),
        _text("kind"),
        _number("mentions"),
        sa.Column("context", sa.JSON(none_as_null=True)),
        _text("entity", True),
        _text("reason", True),
    )
    _index("name_uses", "article")
    _index("name_uses", "entity")


def _create_decisions() -> None:
    op.create_table(
        "learnt_names",
        sa.Column("known", sa.Integer, sa.ForeignKey("known_names.number"), primary_key=True),
        sa.Column("short", sa.Text, primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True),
        _text("words"),
    )
    _index("learnt_names", "short")
    op.create_table(
        "entity_links",
        sa.Column("one", sa.Integer, sa.ForeignKey("known_names.number"), primary_key=True),
        sa.Column("other", sa.Integer, sa.ForeignKey("known_names.number"), primary_key=True),
        _text("verdict"),
        _text("rule"),
        _text("reason"),
    )
    _index("entity_links", "other")

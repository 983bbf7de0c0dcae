"""The first ledger: articles, what was found in them, and full-text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table; on SQLite also the search index and the guards against later changes."""
    _create_articles()
    _create_parts_of_articles()
    _create_claims()
    _create_attributions()
    if op.get_bind().dialect.name == "sqlite":
        _create_search()
        for table in ("articles", "claims"):
            _guard(table)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _key(name: str, target: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable)


def _create(
    table: str, *columns: sa.Column[int] | sa.Column[str] | sa.Constraint, indexed: tuple[str, ...] = ()
) -> None:
    op.create_table(table, *columns)
    for column in indexed:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _create_articles() -> None:
    _create(
        "articles",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("key"),
        _number("version"),
        _text("digest"),
        _text("id"),
        _text("path", True),
        _text("url", True),
        _text("title", True),
        _text("language"),
        _text("published", True),
        _text("published_from", True),
        _text("publisher", True),
        _text("text"),
        _text("read_by"),
        sa.UniqueConstraint("key", "digest", name="one_row_per_version"),
        sa.UniqueConstraint("key", "version", name="versions_are_numbered"),
        indexed=("id", "published"),
    )
    _create(
        "entities",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        _text("folded"),
        indexed=("folded",),
    )


def _create_parts_of_articles() -> None:
    for table, words in (("blocks", "kind"), ("sentences", "block"), ("notes", "message")):
        _create(
            table,
            _key("article", "articles.number"),
            _number("start"),
            _number("end"),
            _text(words),
            indexed=("article",),
        )
    _create(
        "origins",
        _key("article", "articles.number"),
        _number("start", True),
        _number("end", True),
        _text("text"),
        _text("name"),
        _text("folded"),
        indexed=("article",),
    )
    _create(
        "mentions",
        _key("article", "articles.number"),
        _number("start"),
        _number("end"),
        _text("text"),
        _text("kind"),
        _text("form"),
        _key("entity", "entities.number", True),
        indexed=("article", "entity"),
    )


def _create_claims() -> None:
    _create(
        "claims",
        sa.Column("number", sa.Integer, primary_key=True),
        _key("article", "articles.number"),
        _text("id"),
        _text("type"),
        _text("status", True),
        _text("polarity"),
        _number("evidence_start"),
        _number("evidence_end"),
        _text("evidence"),
        _number("trigger_start"),
        _number("trigger_end"),
        sa.Column("confidence", sa.Float, nullable=False),
        _text("by"),
        sa.Column("about", sa.JSON, nullable=False),
        sa.UniqueConstraint("article", "id", name="one_row_per_claim"),
        indexed=("article", "id", "type"),
    )
    op.create_index("claims_by_type_and_status", "claims", ["type", "status"])
    _create(
        "claim_times",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.number"), primary_key=True),
        _number("start"),
        _number("end"),
        _text("text"),
        _text("type"),
        _text("value", True),
        _text("start_date", True),
        _text("end_date", True),
        _text("granularity", True),
        indexed=("start_date",),
    )
    _create(
        "fillers",
        _key("claim", "claims.number"),
        _number("position"),
        _text("role"),
        _number("start"),
        _number("end"),
        _text("text"),
        _key("entity", "entities.number", True),
        _text("kind", True),
        sa.Column("value", sa.JSON),
        sa.Column("value_max", sa.JSON),
        _text("unit", True),
        _text("approx", True),
        indexed=("claim", "entity"),
    )


def _create_attributions() -> None:
    _create(
        "attributions",
        sa.Column("number", sa.Integer, primary_key=True),
        _key("article", "articles.number"),
        _key("claim", "claims.number", True),
        sa.Column("content", sa.JSON, nullable=False),
        indexed=("article", "claim"),
    )
    _create(
        "links",
        sa.Column("number", sa.Integer, primary_key=True),
        _key("attribution", "attributions.number"),
        _number("position"),
        _text("mode"),
        _text("cue", True),
        sa.Column("cue_spans", sa.JSON),
        indexed=("attribution",),
    )
    _create(
        "sources",
        _key("link", "links.number"),
        _number("position"),
        _number("start"),
        _number("end"),
        _text("text"),
        _key("entity", "entities.number", True),
        _text("folded"),
        _text("kind"),
        indexed=("link", "entity", "folded"),
    )


def _create_search() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE claim_search USING fts5("
        "evidence, content='claims', content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER claims_are_searchable AFTER INSERT ON claims BEGIN "
        "INSERT INTO claim_search(rowid, evidence) VALUES (new.number, new.evidence); END"
    )


def _guard(table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_keep_{change.lower()} BEFORE {change} ON {table} BEGIN "
            f"SELECT RAISE(ABORT, '{table} are append-only'); END"
        )

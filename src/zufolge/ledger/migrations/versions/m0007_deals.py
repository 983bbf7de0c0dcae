"""Deals: who and what claims are about, how they hang together, and what is told of each. All of it derived."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of shapes, strands and deals."""
    _create_shapes()
    _create_strands()
    _create_deals()
    if op.get_bind().dialect.name == "postgresql":
        _order_by_code_points()


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _create_shapes() -> None:
    op.create_table("articles_to_read", sa.Column("number", sa.Integer, primary_key=True), _number("article"))
    op.create_table(
        "party_names",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        _text("words"),
    )
    _index("party_names", "words")
    word = sa.Column("word", sa.Text, primary_key=True)
    op.create_table("party_words", word, _key("name"), sqlite_with_rowid=False)
    op.create_table("party_aliases", _key("one"), _key("other"), sqlite_with_rowid=False)
    op.create_table(
        "shapes",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("content", sa.JSON, nullable=False),
    )
    op.create_table(
        "shape_names",
        _key("name"),
        sa.Column("family", sa.Text, primary_key=True),
        _key("has_thing"),
        _key("shape"),
        sqlite_with_rowid=False,
    )
    op.create_table("shape_links", _key("one"), _key("other"), _number("is_owned"), sqlite_with_rowid=False)
    op.create_table(
        "ownerships",
        sa.Column("number", sa.Integer, primary_key=True),
        _number("article"),
        _text("owner"),
        _text("owned"),
    )
    for column in ("article", "owner", "owned"):
        _index("ownerships", column)


def _create_strands() -> None:
    op.create_table(
        "told",
        _key("claim"),
        _number("article"),
        _number("shape"),
        _text("day", nullable=True),
        _text("begins", nullable=True),
        _text("hints"),
        _number("strand"),
        _number("joined", nullable=True),
        _number("deal"),
        _text("why", nullable=True),
    )
    _index("told", "article")
    _index("told", "shape", "day", "strand")
    _index("told", "strand", "day", "shape")
    _index("told", "deal", "day", "article")
    op.create_table(
        "strands",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("family"),
        _number("is_core"),
        _number("is_general"),
        _text("first", nullable=True),
        _text("last", nullable=True),
    )
    op.create_table(
        "strand_names",
        _key("name"),
        sa.Column("family", sa.Text, primary_key=True),
        _key("strand"),
        sqlite_with_rowid=False,
    )
    _index("strand_names", "strand")
    op.create_table(
        "strand_counts",
        _key("name"),
        sa.Column("family", sa.Text, primary_key=True),
        _number("strands"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "witnesses", _key("article"), _key("start"), _number("end"), _key("strand"), sqlite_with_rowid=False
    )
    _index("witnesses", "strand")


def _create_deals() -> None:
    op.create_table("stale_deals", _key("strand"))
    op.create_table(
        "deals",
        _key("strand"),
        sa.Column("id", sa.Text, nullable=False),
        _text("subject"),
        _text("type"),
        _text("stage", nullable=True),
        _text("first", nullable=True),
        _text("last", nullable=True),
        _text("begins"),
        _text("known_by", nullable=True),
        sa.Column("content", sa.JSON, nullable=False),
    )
    _index("deals", "id")
    _index("deals", "subject")
    _index("deals", "first", "begins")
    _index("deals", "last")
    op.create_table(
        "deal_parties", sa.Column("entity", sa.Text, primary_key=True), _key("deal"), sqlite_with_rowid=False
    )
    _index("deal_parties", "deal")
    op.create_table(
        "deal_contradictions",
        sa.Column("number", sa.Integer, primary_key=True),
        _number("deal"),
        _text("day"),
        _text("rank"),
        sa.Column("content", sa.JSON, nullable=False),
    )
    _index("deal_contradictions", "deal")
    _index("deal_contradictions", "rank")
    _index("deal_contradictions", "day")


def _order_by_code_points() -> None:
    """Give every new text the collation "C", as those of before have it."""
    tables = sa.inspect(op.get_bind())
    for table in (
        "party_names",
        "party_words",
        "shapes",
        "shape_names",
        "ownerships",
        "told",
        "strands",
        "strand_names",
        "strand_counts",
        "deals",
        "deal_parties",
        "deal_contradictions",
    ):
        texts = [column["name"] for column in tables.get_columns(table) if isinstance(column["type"], sa.Text)]
        changes = (f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in texts)
        op.execute(f"ALTER TABLE {table} {', '.join(changes)}")

"""The tables of what is derived about deals; all of them can be emptied and worked out again. See `schema`."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, Table, Text

from zufolge.ledger.metadata import metadata


def _key(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


articles_to_read = Table(
    "articles_to_read",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", Integer, nullable=False),
)

party_names = Table(
    "party_names",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("words", Text, nullable=False, index=True),
)

party_words = Table(
    "party_words", metadata, Column("word", Text, primary_key=True), _key("name"), sqlite_with_rowid=False
)
party_aliases = Table("party_aliases", metadata, _key("one"), _key("other"), sqlite_with_rowid=False)

shapes = Table(
    "shapes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("content", JSON, nullable=False),
)

shape_names = Table(
    "shape_names",
    metadata,
    _key("name"),
    Column("family", Text, primary_key=True),
    _key("has_thing"),
    _key("shape"),
    sqlite_with_rowid=False,
)

shape_links = Table(
    "shape_links",
    metadata,
    _key("one"),
    _key("other"),
    Column("is_owned", Integer, nullable=False),
    sqlite_with_rowid=False,
)

ownerships = Table(
    "ownerships",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", Integer, nullable=False, index=True),
    Column("owner", Text, nullable=False, index=True),
    Column("owned", Text, nullable=False, index=True),
)

told = Table(
    "told",
    metadata,
    _key("claim"),
    Column("article", Integer, nullable=False, index=True),
    Column("shape", Integer, nullable=False),
    Column("day", Text),
    Column("begins", Text),
    Column("hints", Text, nullable=False),
    Column("strand", Integer, nullable=False),
    Column("joined", Integer),
    Column("deal", Integer, nullable=False),
    Column("why", Text),
    Index("ix_told_shape_day_strand", "shape", "day", "strand"),
    Index("ix_told_strand_day_shape", "strand", "day", "shape"),
    Index("ix_told_deal_day_article", "deal", "day", "article"),
)

strands = Table(
    "strands",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("family", Text, nullable=False),
    Column("is_core", Integer, nullable=False),
    Column("is_general", Integer, nullable=False),
    Column("first", Text),
    Column("last", Text),
)

strand_names = Table(
    "strand_names",
    metadata,
    _key("name"),
    Column("family", Text, primary_key=True),
    Column("strand", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

strand_counts = Table(
    "strand_counts",
    metadata,
    _key("name"),
    Column("family", Text, primary_key=True),
    Column("strands", Integer, nullable=False),
    sqlite_with_rowid=False,
)

witnesses = Table(
    "witnesses",
    metadata,
    _key("article"),
    _key("start"),
    Column("end", Integer, nullable=False),
    Column("strand", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

stale_deals = Table("stale_deals", metadata, _key("strand"))

deals = Table(
    "deals",
    metadata,
    _key("strand"),
    Column("id", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("stage", Text),
    Column("first", Text),
    Column("last", Text, index=True),
    Column("begins", Text, nullable=False),
    Column("known_by", Text),
    Column("content", JSON, nullable=False),
    Index("ix_deals_first_begins", "first", "begins"),
)

deal_parties = Table(
    "deal_parties",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("deal", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

deal_contradictions = Table(
    "deal_contradictions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("deal", Integer, nullable=False, index=True),
    Column("day", Text, nullable=False, index=True),
    Column("rank", Text, nullable=False, index=True),
    Column("content", JSON, nullable=False),
)

"""The tables of a ledger as they are now. How an older ledger gets here stands in `migrations`.

Articles and claims are append-only. `entities` holds the names that articles give, not who is who.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from zufolge.ledger import deal_tables
from zufolge.ledger.metadata import metadata as metadata

LATEST_REVISION: Final = "0007"
REVISION_TABLE: Final = "ledger_revision"


def _article() -> Column[int]:
    return Column("article", Integer, ForeignKey("articles.number"), nullable=False, index=True)


def _entity() -> Column[int]:
    return Column("entity", Integer, ForeignKey("entities.number"), index=True)


def _span(nullable: bool = False) -> tuple[Column[int], Column[int]]:
    return Column("start", Integer, nullable=nullable), Column("end", Integer, nullable=nullable)


articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("path", Text),
    Column("url", Text),
    Column("title", Text),
    Column("language", Text, nullable=False),
    Column("published", Text, index=True),
    Column("published_from", Text),
    Column("publisher", Text),
    Column("text", Text, nullable=False),
    Column("read_by", Text, nullable=False),
    UniqueConstraint("key", "digest", name="one_row_per_version"),
    UniqueConstraint("key", "version", name="versions_are_numbered"),
)

blocks = Table("blocks", metadata, _article(), *_span(), Column("kind", Text, nullable=False))
sentences = Table("sentences", metadata, _article(), *_span(), Column("block", Text, nullable=False))
notes = Table("notes", metadata, _article(), *_span(), Column("message", Text, nullable=False))
origins = Table(
    "origins",
    metadata,
    _article(),
    *_span(nullable=True),
    Column("text", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("folded", Text, nullable=False, index=True),
)

mentions = Table(
    "mentions",
    metadata,
    _article(),
    *_span(),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("form", Text, nullable=False),
    _entity(),
)

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    Column("id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False, index=True),
    Column("status", Text),
    Column("polarity", Text, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("about", JSON, nullable=False),
    UniqueConstraint("article", "id", name="one_row_per_claim"),
)

claim_times = Table(
    "claim_times",
    metadata,
    Column("claim", Integer, ForeignKey("claims.number"), primary_key=True),
    *_span(),
    Column("text", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("value", Text),
    Column("start_date", Text, index=True),
    Column("end_date", Text),
    Column("granularity", Text),
)

fillers = Table(
    "fillers",
    metadata,
    Column("claim", Integer, ForeignKey("claims.number"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("role", Text, nullable=False),
    *_span(),
    Column("text", Text, nullable=False),
    _entity(),
    Column("kind", Text),
    Column("value", JSON(none_as_null=True)),
    Column("value_max", JSON(none_as_null=True)),
    Column("unit", Text),
    Column("approx", Text),
)

attributions = Table(
    "attributions",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    Column("claim", Integer, ForeignKey("claims.number"), index=True),
    Column("content", JSON, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("attribution", Integer, ForeignKey("attributions.number"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("mode", Text, nullable=False),
    Column("cue", Text),
    Column("cue_spans", JSON(none_as_null=True)),
)

sources = Table(
    "sources",
    metadata,
    Column("link", Integer, ForeignKey("links.number"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    *_span(),
    Column("text", Text, nullable=False),
    _entity(),
    Column("folded", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
)

claim_judgements = Table(
    "claim_judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("judged", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("correction", Text),
)

_place = BigInteger().with_variant(Integer, "sqlite")

claim_places = Table(
    "claim_places",
    metadata,
    Column("place", _place, primary_key=True),
    Column("claim", Integer, nullable=False, unique=True),
    Column("article", Integer, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("source_kind", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("judged", Text, nullable=False),
)

article_places = Table(
    "article_places",
    metadata,
    Column("place", _place, primary_key=True),
    Column("article", Integer, nullable=False, unique=True),
    Column("is_current", Integer, nullable=False),
)

entity_judgements = Table(
    "entity_judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("family", Text, nullable=False),
    Column("one", Text, nullable=False, index=True),
    Column("other", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("judged", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

known_aliases = Table(
    "known_aliases",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", Text, nullable=False, index=True),
    Column("family", Text, nullable=False),
    Column("spelling", Text, nullable=False),
    Column("compact", Text, nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("noted", Text, nullable=False),
    UniqueConstraint("subject", "spelling", name="one_row_per_alias"),
)

identifiers = Table(
    "identifiers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", Text, nullable=False, index=True),
    Column("scheme", Text, nullable=False),
    Column("value", Text, nullable=False, index=True),
    UniqueConstraint("subject", "scheme", "value", name="one_row_per_identifier"),
)

derived_marks = Table(
    "derived_marks",
    metadata,
    Column("step", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("article", Integer, nullable=False),
    Column("judgement", Integer, nullable=False),
)

known_names = Table(
    "known_names",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Integer, ForeignKey("entities.number"), nullable=False),
    Column("spelling", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("compact", Text, nullable=False, index=True),
    Column("block", Text, nullable=False, index=True),
    Column("entity", Text, index=True),
    Column("articles", Integer, nullable=False),
    UniqueConstraint("name", "family", name="one_row_per_name_and_family"),
)

name_uses = Table(
    "name_uses",
    metadata,
    Column("known", Integer, ForeignKey("known_names.number"), primary_key=True),
    Column("article", Integer, ForeignKey("articles.number"), primary_key=True, index=True),
    Column("kind", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("context", JSON(none_as_null=True)),
    Column("entity", Text, index=True),
    Column("reason", Text),
)

learnt_names = Table(
    "learnt_names",
    metadata,
    Column("known", Integer, ForeignKey("known_names.number"), primary_key=True),
    Column("short", Text, primary_key=True, index=True),
    Column("article", Integer, ForeignKey("articles.number"), primary_key=True),
    Column("words", Text, nullable=False),
)

entity_links = Table(
    "entity_links",
    metadata,
    Column("one", Integer, ForeignKey("known_names.number"), primary_key=True),
    Column("other", Integer, ForeignKey("known_names.number"), primary_key=True, index=True),
    Column("verdict", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("reason", Text, nullable=False),
)


def _hashed(name: str) -> Table:
    """Hashes of what texts share, by the day of publication (0 where it is unknown)."""
    return Table(
        name,
        metadata,
        Column("hash", BigInteger, primary_key=True, autoincrement=False),
        Column("day", Integer, primary_key=True, autoincrement=False),
        Column("article", Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )


copy_bands = _hashed("copy_bands")
copy_runs = _hashed("copy_runs")

copy_sizes = Table(
    "copy_sizes",
    metadata,
    Column("article", Integer, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("runs", Integer, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("article", Integer, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("other", Integer, ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    Column("of_article", Float, nullable=False),
    Column("of_other", Float, nullable=False),
    sqlite_with_rowid=False,
)

Index("claims_by_type_and_status", claims.c.type, claims.c.status)

articles_to_read = deal_tables.articles_to_read
party_names = deal_tables.party_names
party_words = deal_tables.party_words
party_aliases = deal_tables.party_aliases
shapes = deal_tables.shapes
shape_names = deal_tables.shape_names
shape_links = deal_tables.shape_links
ownerships = deal_tables.ownerships
told = deal_tables.told
strands = deal_tables.strands
strand_names = deal_tables.strand_names
strand_counts = deal_tables.strand_counts
witnesses = deal_tables.witnesses
stale_deals = deal_tables.stale_deals
deals = deal_tables.deals
deal_parties = deal_tables.deal_parties
deal_contradictions = deal_tables.deal_contradictions

"""Writes what was read into the ledger, one article a transaction. Never changes what stands there."""

from __future__ import annotations

import hashlib
import os
import re
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge import __version__
from zufolge.claim_identity import identify_claim
from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.ledger.full_text import write_tsvector
from zufolge.model import Article, Claim, Filler, Link, Reading, Source, Span

Added = Literal["new", "new_version", "known"]
Row = dict[str, Any]
_MAKE_SEARCHABLE = sa.text("INSERT INTO claim_search (place, words) VALUES (:place, CAST(:words AS tsvector))")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_WHOLE_SITE = re.compile(r"(?:\w+://)?[^/?]+/?")


def add_reading(connection: Connection, reading: Reading) -> Added:
    """Write `reading` down unless the ledger has it; a changed text becomes a new version."""
    article = reading.article
    key, digest = article_key(article), digest_article(article)
    table = schema.articles
    query = sa.select(table.c.key, table.c.version, table.c.digest)
    rows = connection.execute(query.where((table.c.key == key) | (table.c.id == article.id))).all()
    if any(row.digest == digest for row in rows):
        return "known"
    version = max((row.version for row in rows if row.key == key), default=0) + 1
    _Writer(connection, reading).write(key, version, digest)
    return "new" if version == 1 else "new_version"


def article_key(article: Article) -> str:
    """What makes two readings versions of one article: the address of its page, else its file, else its id.

    The address of a whole site is none of a page: feeds and collections sometimes give nothing better. A file's
    id is only its name, and every folder may hold an `index.html`; ids inside a collection are the caller's.

    >>> article_key(Article("a1", "…", url="https://example.org/news/1#comments"))
    'https://example.org/news/1'
    >>> article_key(Article("a1", "…", path="all.jsonl/a1", url="https://example.org/"))
    'a1'
    >>> article_key(Article("index", "…", path="/press/index.html"))
    '/press/index.html'
    """
    address = (article.url or "").split("#")[0].strip()
    if address and not _WHOLE_SITE.fullmatch(address):
        return address
    is_file = article.path is not None and not article.path.endswith(f"/{article.id}")
    return os.path.abspath(article.path) if is_file and article.path else article.id


def digest_article(article: Article) -> str:
    """A hash of what the article says and when; where it was found does not count."""
    parts = (article.text, article.title, article.published, article.publisher)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _storable(row: Row) -> Row:
    """The row with a replacement character for each that no database takes; offsets stay as they are."""
    is_odd = any(isinstance(value, str) and _UNSTORABLE.search(value) for value in row.values())
    if not is_odd:
        return row
    return {name: _UNSTORABLE.sub("\ufffd", value) if isinstance(value, str) else value for name, value in row.items()}


class _Writer:
    """Writes the parts of one reading; the article's row comes first, then what points to it."""

    def __init__(self, connection: Connection, reading: Reading) -> None:
        self._connection = connection
        self._reading = reading
        self._entities: dict[str, int] = {}
        self._article = 0

    def write(self, key: str, version: int, digest: str) -> None:
        self._article = self._insert_one(schema.articles, _article_row(self._reading.article, key, version, digest))
        self._note_entities()
        self._write_parts()
        known: set[str] = set()
        for claim in self._reading.claims:
            identity = identify_claim(self._reading.article.id, claim)
            if identity not in known:
                known.add(identity)
                self._write_claim(claim, identity)
        for attribution in self._reading.attributions:
            self._write_chain(attribution.chain, attribution.content, None)

    def _insert_one(self, table: sa.Table, row: Row) -> int:
        result = self._connection.execute(sa.insert(table), _storable(row))
        assert result.inserted_primary_key is not None
        return int(result.inserted_primary_key[0])

    def _insert(self, table: sa.Table, rows: list[Row]) -> None:
        if rows:
            self._connection.execute(sa.insert(table), [_storable(row) for row in rows])

    def _note_entities(self) -> None:
        """Find or make a row for every name that the article gives."""
        names = _names_of(self._reading)
        table = schema.entities
        found = sa.select(table.c.name, table.c.number).where(table.c.name.in_(names))
        self._entities = {row.name: row.number for row in self._connection.execute(found)}
        for name in names:
            if name not in self._entities:
                self._entities[name] = self._insert_one(table, {"name": name, "folded": fold_name(name)})

    def _entity(self, name: str | None) -> int | None:
        return self._entities[name] if name is not None else None

    def _write_parts(self) -> None:
        reading, article = self._reading, {"article": self._article}
        self._insert(schema.blocks, [{**article, **_span(b.span), "kind": b.kind} for b in reading.blocks])
        self._insert(schema.sentences, [{**article, **_span(s.span), "block": s.block} for s in reading.sentences])
        self._insert(schema.notes, [{**article, **_span(n.span), "message": n.message} for n in reading.notes])
        self._insert(
            schema.origins,
            [
                {**article, **_span(o.span), "text": o.text, "name": o.entity, "folded": fold_name(o.entity)}
                for o in reading.origins
            ],
        )
        self._insert(
            schema.mentions,
            [
                {
                    **article,
                    **_span(m.span),
                    "text": m.text,
                    "kind": m.kind,
                    "form": m.form,
                    "entity": self._entity(m.entity),
                }
                for m in reading.mentions
            ],
        )

    def _write_claim(self, claim: Claim, identity: str) -> None:
        row = _claim_row(claim, identity, self._article, self._reading.text)
        number = self._insert_one(schema.claims, row)
        if self._connection.dialect.name != "sqlite":  # there a trigger does it
            words = {"place": number, "words": write_tsvector({"evidence": row["evidence"]})}
            self._connection.execute(_MAKE_SEARCHABLE, words)
        fillers = [(role.name, filler) for role in claim.roles for filler in role.fillers]
        self._insert(
            schema.fillers,
            [self._filler_row(number, place, role, filler) for place, (role, filler) in enumerate(fillers)],
        )
        if claim.time:
            time = claim.time
            self._insert_one(
                schema.claim_times,
                {
                    "claim": number,
                    **_span(time.span),
                    "text": time.text,
                    "type": time.type,
                    "value": time.value,
                    "start_date": time.start_date,
                    "end_date": time.end_date,
                    "granularity": time.granularity,
                },
            )
        if claim.attribution:
            self._write_chain(claim.attribution, (claim.evidence,), number)

    def _filler_row(self, claim: int, position: int, role: str, filler: Filler) -> Row:
        return {
            "claim": claim,
            "position": position,
            "role": role,
            **_span(filler.span),
            "text": filler.text,
            "entity": self._entity(filler.entity),
            "kind": filler.kind,
            "value": filler.value,
            "value_max": filler.value_max,
            "unit": filler.unit,
            "approx": filler.approx,
        }

    def _write_chain(self, chain: tuple[Link, ...], content: tuple[Span, ...], claim: int | None) -> None:
        pairs = [[span.start, span.end] for span in content]
        attribution = self._insert_one(
            schema.attributions, {"article": self._article, "claim": claim, "content": pairs}
        )
        for position, link in enumerate(chain):
            row = {"attribution": attribution, "position": position, "mode": link.mode, **_cue(link)}
            number = self._insert_one(schema.links, row)
            self._insert(
                schema.sources,
                [self._source_row(number, place, source) for place, source in enumerate(link.sources)],
            )

    def _source_row(self, link: int, position: int, source: Source) -> Row:
        return {
            "link": link,
            "position": position,
            **_span(source.span),
            "text": source.text,
            "entity": self._entity(source.entity),
            "folded": fold_name(source.entity or source.text),
            "kind": source.kind,
        }


def _span(span: Span | None) -> Row:
    return {"start": None, "end": None} if span is None else {"start": span.start, "end": span.end}


def _cue(link: Link) -> Row:
    if link.cue is None:
        return {"cue": None, "cue_spans": None}
    return {"cue": link.cue.text, "cue_spans": [[span.start, span.end] for span in link.cue.spans]}


def _article_row(article: Article, key: str, version: int, digest: str) -> Row:
    return {
        "key": key,
        "version": version,
        "digest": digest,
        "id": article.id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "published": article.published,
        "published_from": article.published_from,
        "publisher": article.publisher,
        "text": article.text,
        "read_by": f"zufolge {__version__}",
    }


def _claim_row(claim: Claim, identity: str, article: int, text: str) -> Row:
    return {
        "article": article,
        "id": identity,
        "type": claim.type,
        "status": claim.status,
        "polarity": claim.polarity,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "evidence": claim.evidence.of(text),
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "confidence": claim.confidence,
        "by": claim.by,
        "about": [[span.start, span.end] for span in claim.about],
    }


def _names_of(reading: Reading) -> list[str]:
    """Every canonical name that the reading uses, once, in a fixed order."""
    names = [mention.entity for mention in reading.mentions]
    chains = [claim.attribution for claim in reading.claims]
    chains += [attribution.chain for attribution in reading.attributions]
    for claim in reading.claims:
        names += [filler.entity for role in claim.roles for filler in role.fillers]
    for chain in chains:
        names += [source.entity for link in chain for source in link.sources]
    return sorted({name for name in names if name is not None})

"""Keeps the search index up with the ledger: every claim and article at its place. Which ones fit: see `ask.search`.

The index is derived: it can be dropped and built again, and tells nothing that the ledger does not tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.judged import correct_claim
from zufolge.connect.known import KnownClaim, load_known, numbers_of_articles
from zufolge.connect.places import POSITIONS, place_of_article
from zufolge.connect.waiting import ask_to_read_again
from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.ledger.full_text import Finder
from zufolge.ledger.judgements import Judgement, last_judgements

FACETS: Final = ("type", "status", "polarity", "source_kind", "publisher", "judged")
JUDGED: Final = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}
BOUNDARY: Final = "zfnext"

CLAIM_FINDER: Final = Finder("claim_finder", ("evidence", "names", "sources", "facets"))
ARTICLE_FINDER: Final = Finder("article_finder", ("title", "text"))


def facet_token(facet: str, value: str) -> str:
    """The one word by which the index knows that a claim has that value.

    >>> facet_token("type", "asset_sale")
    'zfc7c3cc14468a2838'
    """
    return f"zf{sha256(f'{facet}={value}'.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of one claim."""

    evidence: str
    names: str
    sources: str
    facets: Mapping[str, str]

    def words(self, place: int) -> dict[str, str | int]:
        """The row of the full-text index."""
        tokens = " ".join(facet_token(facet, value) for facet, value in self.facets.items() if facet != "judged")
        return {
            "place": place,
            "evidence": self.evidence,
            "names": self.names,
            "sources": self.sources,
            "facets": tokens,
        }


def entry_of(known: KnownClaim, judgement: Judgement | None) -> Entry:
    """What the index holds of the claim, as the last judgement leaves it."""
    claim = correct_claim(known.claim, judgement)
    names = [filler.entity for role in claim.roles for filler in role.fillers if filler.entity is not None]
    sources = [source for link in claim.attribution for source in link.sources]
    said_by = [*known.origins, *(source.entity or source.text for source in sources)]
    return Entry(
        evidence=known.evidence,
        names=_folded(names),
        sources=_folded([*said_by, *(source.kind for source in sources)]),
        facets={
            "type": claim.type,
            "status": claim.status or "unjudged",
            "polarity": claim.polarity,
            "source_kind": sources[0].kind if sources else "article",
            "publisher": known.publisher or "",
            "judged": JUDGED[judgement.verdict] if judgement else "",
        },
    )


def _folded(names: Iterable[str]) -> str:
    """The names, each with a word behind it that no name holds, so that no phrase reaches over two."""
    return "".join(f"{fold_name(name)} {BOUNDARY} " for name in dict.fromkeys(names))


def forget_search(connection: Connection) -> None:
    """Empty the index."""
    for finder in (CLAIM_FINDER, ARTICLE_FINDER):
        finder.forget(connection)
    for table in (schema.claim_places, schema.article_places):
        connection.execute(sa.delete(table))


def add_search(connection: Connection, numbers: Sequence[int]) -> None:
    """Bring the articles with these numbers into the index; older versions of theirs go."""
    table = schema.articles
    rows = connection.execute(sa.select(table).where(table.c.number.in_(numbers))).all()
    current = _current_versions(connection, [row.key for row in rows])
    places: dict[int, int] = {}
    for row in sorted(rows, key=lambda row: int(row.number)):
        place = _free_place(connection, place_of_article(row.key, row.published))
        is_current = current[row.key] == row.number
        values = {"place": place, "article": row.number, "is_current": int(is_current)}
        connection.execute(sa.insert(schema.article_places), values)
        if is_current:
            places[row.number] = place
            _drop_versions(connection, row)
            ARTICLE_FINDER.add(connection, [{"place": place, "title": row.title or "", "text": row.text}])
    _index_claims(connection, places)


def _current_versions(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """The number of the version of each article that no other replaces; as `ledger.views.current_articles` has it."""
    table = schema.articles
    columns = (table.c.key, table.c.number, table.c.published, table.c.version)
    rows = connection.execute(sa.select(*columns).where(table.c.key.in_(keys))).all()
    ordered = sorted(rows, key=lambda row: (row.published or "", row.version))
    return {row.key: row.number for row in ordered}


def _free_place(connection: Connection, place: int) -> int:
    """The first free place from `place` on."""
    table = schema.article_places
    while connection.execute(sa.select(table.c.place).where(table.c.place == place)).first() is not None:
        place += POSITIONS
    return place


def _drop_versions(connection: Connection, current: sa.Row[Any]) -> None:
    """Take out what the index holds of the article's other versions."""
    if current.version == 1:
        return
    table = schema.articles
    others = sa.select(table.c.number).where(table.c.key == current.key, table.c.number != current.number)
    claims, articles = schema.claim_places, schema.article_places
    connection.execute(sa.delete(claims).where(claims.c.article.in_(others)))
    connection.execute(sa.update(articles).where(articles.c.article.in_(others)).values(is_current=0))


def _index_claims(connection: Connection, places: Mapping[int, int]) -> None:
    """Bring the claims of the articles at these places into the index."""
    known = list(load_known(connection, numbers_of_articles(connection, list(places))))
    judgements = last_judgements(connection, [one.id for one in known])
    positions: Counter[int] = Counter()
    rows, words = [], []
    for one in sorted(known, key=_order):
        position = POSITIONS - 1 - positions[one.article_number]
        positions[one.article_number] += 1
        if position < 0:
            continue  # an article of more claims than places: only a flood of generated text has that many
        place = places[one.article_number] + position
        entry = entry_of(one, judgements.get(one.id))
        rows.append({"place": place, "claim": one.number, "article": one.article_number, **entry.facets})
        words.append(entry.words(place))
    if rows:
        connection.execute(sa.insert(schema.claim_places), rows)
        CLAIM_FINDER.add(connection, words)


def _order(one: KnownClaim) -> tuple[int, int, int, str]:
    return (one.article_number, one.claim.evidence.start, one.claim.evidence.end, one.id)


def index_judgement(connection: Connection, claim: str, before: Judgement | None, after: Judgement) -> None:
    """Show a judgement of the claim with this id in the index; the deals that it tells of wait to be told anew."""
    table = schema.claim_places
    claims = schema.claims
    found = connection.execute(sa.select(claims.c.number, claims.c.article).where(claims.c.id == claim)).all()
    ask_to_read_again(connection, (row.article for row in found))
    numbers = [row.number for row in found]
    for row in connection.execute(sa.select(table).where(table.c.claim.in_(numbers))).all():
        known = next(iter(load_known(connection, [row.claim])))
        old, new = entry_of(known, before), entry_of(known, after)
        connection.execute(sa.update(table).where(table.c.place == row.place).values(**new.facets))
        if old.words(row.place) != new.words(row.place):
            CLAIM_FINDER.take_out(connection, old.words(row.place))
            CLAIM_FINDER.add(connection, [new.words(row.place)])

"""Claims of the ledger as rows of a table (CSV); not their full JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Final, TextIO

from zufolge.ledger.views import KeptClaim
from zufolge.notation import write_chain, write_roles

COLUMNS: Final = (
    "id",
    "article",
    "published",
    "path",
    "url",
    "type",
    "roles",
    "status",
    "polarity",
    "attribution",
    "time",
    "evidence",
    "confidence",
    "by",
)


def write_csv(kept: Iterable[KeptClaim], out: TextIO) -> None:
    """A line of names, then one line a claim; roles and chains in the notation."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(one) for one in kept)


def _row(kept: KeptClaim) -> tuple[str | float | None, ...]:
    claim, article = kept.claim, kept.article
    return (
        kept.id,
        article.id,
        article.published,
        article.path,
        article.url,
        claim.type,
        write_roles(claim),
        claim.status,
        claim.polarity,
        write_chain(claim.attribution),
        claim.time.value if claim.time else None,
        kept.evidence,
        claim.confidence,
        claim.by,
    )

"""What people judged of claims: accepted, corrected or rejected, by whom and why. Append-only; the last word counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from zufolge.ledger import schema
from zufolge.model import ZufolgeError

Verdict = Literal["accept", "correct", "reject"]
Subject = Literal["claim", "deal"]
VERDICTS: Final = get_args(Verdict)
IDS_AT_ONCE: Final = 400


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement. `correction` is the claim as it should be, as one line of the notation with its places.

    `judged` is an ISO time in UTC; `subject` says what `id` names.
    """

    id: str
    verdict: Verdict
    author: str
    judged: str
    reason: str = ""
    correction: str | None = None
    subject: Subject = "claim"


def add_judgement(connection: Connection, judgement: Judgement) -> None:
    """Write the judgement down, behind all earlier ones.

    Raises ZufolgeError where nobody signs it, or where a correction is missing or given without need.
    """
    if judgement.verdict not in VERDICTS:
        raise ZufolgeError(f"{judgement.verdict!r} is no verdict; give {', '.join(VERDICTS)}.")
    if judgement.subject == "deal" and judgement.verdict == "correct":
        raise ZufolgeError("A deal is accepted or rejected; correct its claims and names.")
    if not judgement.author.strip():
        raise ZufolgeError("A judgement needs an author; say who judges.")
    if (judgement.correction is None) == (judgement.verdict == "correct" and judgement.subject == "claim"):
        raise ZufolgeError("A correction, and only a correction, says how the claim should be.")
    connection.execute(
        sa.insert(schema.claim_judgements),
        {
            "subject": judgement.subject,
            "id": judgement.id,
            "verdict": judgement.verdict,
            "author": judgement.author.strip(),
            "judged": judgement.judged,
            "reason": judgement.reason.strip(),
            "correction": judgement.correction,
        },
    )


def load_judgements(connection: Connection, id_: str | None = None, subject: Subject = "claim") -> Iterator[Judgement]:
    """All judgements of one thing, or of all things of the kind, in the order in which they were made."""
    table = schema.claim_judgements
    query = sa.select(table).where(table.c.subject == subject).order_by(table.c.number)
    if id_ is not None:
        query = query.where(table.c.id == id_)
    for row in connection.execute(query):
        yield _judgement(row)


def last_judgements(connection: Connection, ids: Sequence[str], subject: Subject = "claim") -> dict[str, Judgement]:
    """The last judgement of each of these, where there is one."""
    table = schema.claim_judgements
    found: dict[str, Judgement] = {}
    for first in range(0, len(ids), IDS_AT_ONCE):
        some = ids[first : first + IDS_AT_ONCE]
        query = sa.select(table).where(table.c.subject == subject, table.c.id.in_(some)).order_by(table.c.number)
        found |= {row.id: _judgement(row) for row in connection.execute(query)}
    return found


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(
        id=row.id,
        verdict=cast(Verdict, row.verdict),
        author=row.author,
        judged=row.judged,
        reason=row.reason,
        correction=row.correction,
        subject=cast(Subject, row.subject),
    )

"""What people judged of two names: one entity, or two. Append-only; the last word counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from zufolge.connect.decisions import PEOPLE, Decision
from zufolge.connect.name_forms import Family
from zufolge.connect.names_of_articles import in_parts
from zufolge.ledger import schema
from zufolge.model import ZufolgeError

JudgedVerdict = Literal["positive", "negative", "unsure", "withdrawn"]
VERDICTS: Final = get_args(JudgedVerdict)
JUDGED: Final = "judgement"


@dataclass(frozen=True, slots=True)
class EntityJudgement:
    """One judgement about two names of one family, `one` before `other` in the alphabet.

    `author` says who judged, `judged` when, as an ISO time in UTC; "withdrawn" takes earlier judgements of the
    pair back.
    """

    family: Family
    one: str
    other: str
    verdict: JudgedVerdict
    author: str
    judged: str
    reason: str = ""
    turn: int = 0


def add_judgement(connection: Connection, judgement: EntityJudgement) -> None:
    """Write the judgement down, behind all earlier ones. What follows from it, `catch_up` works out.

    Raises ZufolgeError where nobody signs it, or where it is about one name only.
    """
    if judgement.verdict not in VERDICTS:
        raise ZufolgeError(f"{judgement.verdict!r} is no verdict; give {', '.join(VERDICTS)}.")
    if not judgement.author.strip():
        raise ZufolgeError("A judgement needs an author; say who judges.")
    if judgement.one == judgement.other:
        raise ZufolgeError(f"A judgement is about two names, and {judgement.one!r} is one.")
    one, other = sorted((judgement.one, judgement.other))
    row = {
        "family": judgement.family,
        "one": one,
        "other": other,
        "verdict": judgement.verdict,
        "author": judgement.author.strip(),
        "judged": judgement.judged,
        "reason": judgement.reason.strip(),
    }
    connection.execute(sa.insert(schema.entity_judgements), row)


def load_judgements(
    connection: Connection, family: str | None = None, names: Sequence[str] | None = None
) -> Iterator[EntityJudgement]:
    """The judgements about any of these names, or all, in the order in which they were made."""
    table = schema.entity_judgements
    query = sa.select(table).order_by(table.c.number)
    if family is not None:
        query = query.where(table.c.family == family)
    if names is None:
        for row in connection.execute(query):
            yield _judgement(row)
        return
    found: dict[int, Row[Any]] = {}
    for some in in_parts(names):
        for row in connection.execute(query.where(table.c.one.in_(some) | table.c.other.in_(some))):
            found[row.number] = row
    for _, row in sorted(found.items()):
        yield _judgement(row)


def judged_with(connection: Connection, family: str, names: Sequence[str]) -> list[str]:
    """The names that somebody judged together with one of these."""
    found = {
        name for judgement in load_judgements(connection, family, names) for name in (judgement.one, judgement.other)
    }
    return sorted(found - set(names))


def decisions_of_judgements(connection: Connection, family: str, names: Sequence[str]) -> Iterator[Decision]:
    """What holds of the judgements about these names: the last one of each pair."""
    last: dict[tuple[str, str], EntityJudgement] = {}
    for judgement in load_judgements(connection, family, names):
        last[judgement.one, judgement.other] = judgement
    for judgement in last.values():
        if judgement.verdict == "withdrawn":
            continue
        because = f": {judgement.reason}" if judgement.reason else ""
        reason = f"judged by {judgement.author} on {judgement.judged[:10]}{because}"
        yield Decision(judgement.one, judgement.other, judgement.verdict, JUDGED, reason, PEOPLE, judgement.turn)


def _judgement(row: Row[Any]) -> EntityJudgement:
    return EntityJudgement(
        family=cast(Family, row.family),
        one=row.one,
        other=row.other,
        verdict=cast(JudgedVerdict, row.verdict),
        author=row.author,
        judged=row.judged,
        reason=row.reason,
        turn=row.number,
    )

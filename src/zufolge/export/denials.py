"""What the ledger holds against a claim: denials and failures of the same thing. Not which side is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from zufolge.connect.known import KnownClaim, Resolver, load_known
from zufolge.ledger import schema
from zufolge.ledger.folding import fold_name
from zufolge.ledger.judgements import Judgement, last_judgements
from zufolge.ledger.views import CLAIMS_AT_ONCE, KeptClaim, current_articles
from zufolge.model import Claim

Words = frozenset[str]


class Denials:
    """The claims that deny or call off, found again by what they are about and by those whom they name.

    A name meets another where all words of the one are words of the other: "Nordfalk" and "Nordfalk AG".
    """

    def __init__(self, claims: Iterable[KeptClaim | KnownClaim]) -> None:
        self._answered: set[str] = set()
        self._by_name: dict[tuple[str, str], list[tuple[Words, ...]]] = defaultdict(list)
        for kept in claims:
            if _is_against(kept.claim):
                self._answered.update(kept.about)
                self._note(kept.claim)

    def _note(self, claim: Claim) -> None:
        parties = _parties(claim)
        named = tuple(frozenset(words) for words in parties)
        for first in sorted({words[0] for words in parties}):
            self._by_name[_matter(claim), first].append(named)

    def contest(self, identity: str, claim: Claim) -> bool:
        """Whether one of them is about the claim with that id, or denies the same of the same parties."""
        if _is_against(claim):
            return False
        if identity in self._answered:
            return True
        parties = _parties(claim)
        named = [frozenset(words) for words in parties]
        denied = (one for words in parties for one in self._by_name.get((_matter(claim), words[0]), ()))
        return any(all(_has(named, party) for party in one) for one in denied)


def find_denials(connection: Connection, who: Resolver, as_of: str | None = None) -> Denials:
    """All that the current articles of the ledger, or those of `as_of`, deny or call off, whatever else is asked."""
    table, current = schema.claims, current_articles(as_of)
    query = (
        sa.select(table.c.number)
        .join(current, current.c.number == table.c.article)
        .where((table.c.polarity == "negative") | (table.c.status == "failed"))
        .order_by(table.c.number)
    )
    return Denials(_not_rejected(connection, connection.execute(query).scalars().all(), who))


def _not_rejected(connection: Connection, numbers: Sequence[int], who: Resolver) -> Iterator[KnownClaim]:
    for first in range(0, len(numbers), CLAIMS_AT_ONCE):
        found = list(load_known(connection, numbers[first : first + CLAIMS_AT_ONCE], who))
        judgements = last_judgements(connection, [known.id for known in found])
        yield from (known for known in found if not is_rejected(judgements.get(known.id)))


def is_rejected(judgement: Judgement | None) -> bool:
    """Whether somebody judged that the claim does not stand in the article."""
    return judgement is not None and judgement.verdict == "reject"


def _is_against(claim: Claim) -> bool:
    return claim.polarity == "negative" or claim.status == "failed"


def _matter(claim: Claim) -> str:
    """What the claim is about, besides those whom it names: its type, and of figures the measure."""
    return " ".join([claim.type, *(str(filler.value) for filler in claim.fillers("measure"))])


def _parties(claim: Claim) -> list[list[str]]:
    """The words of every name in the claim."""
    names = [filler.entity for role in claim.roles for filler in role.fillers if filler.entity]
    return [words for words in (fold_name(name).split() for name in names) if words]


def _has(named: list[Words], party: Words) -> bool:
    return any(party <= one or one <= party for one in named)

"""What the ledger holds against a claim: denials and failures of the same thing. Not which side is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from sqlalchemy.engine import Connection

from zufolge.ask.claims import Wanted, find_claims
from zufolge.ask.search import judge_claims
from zufolge.ledger.folding import fold_name
from zufolge.ledger.judgements import Judgement
from zufolge.ledger.views import CLAIMS_AT_ONCE, KeptClaim
from zufolge.model import Claim

Words = frozenset[str]


class Denials:
    """The claims that deny or call off, found again by type and by those whom they name.

    A name meets another where all words of the one are words of the other: "Nordfalk" and "Nordfalk AG".
    """

    def __init__(self, claims: Iterable[KeptClaim]) -> None:
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
            self._by_name[claim.type, first].append(named)

    def contest(self, kept: KeptClaim) -> bool:
        """Whether one of them is about this claim, or denies the same of the same parties."""
        if _is_against(kept.claim):
            return False
        if kept.id in self._answered:
            return True
        parties = _parties(kept.claim)
        named = [frozenset(words) for words in parties]
        denied = (one for words in parties for one in self._by_name.get((kept.claim.type, words[0]), ()))
        return any(all(_has(named, party) for party in one) for one in denied)


def find_denials(connection: Connection) -> Denials:
    """All that the current articles of the ledger deny or call off, whatever else is asked for."""

    found = chain(
        find_claims(connection, Wanted(polarity="negative")), find_claims(connection, Wanted(status="failed"))
    )
    return Denials(_not_rejected(connection, found))


def _not_rejected(connection: Connection, found: Iterator[KeptClaim]) -> Iterator[KeptClaim]:
    while some := list(islice(found, CLAIMS_AT_ONCE)):
        yield from (kept for kept, judgement in judge_claims(connection, some) if not is_rejected(judgement))


def is_rejected(judgement: Judgement | None) -> bool:
    """Whether somebody judged that the claim does not stand in the article."""
    return judgement is not None and judgement.verdict == "reject"


def _is_against(claim: Claim) -> bool:
    return claim.polarity == "negative" or claim.status == "failed"


def _parties(claim: Claim) -> list[list[str]]:
    """The words of every name in the claim."""
    names = [filler.entity for role in claim.roles for filler in role.fillers if filler.entity]
    return [words for words in (fold_name(name).split() for name in names) if words]


def _has(named: list[Words], party: Words) -> bool:
    return any(party <= one or one <= party for one in named)

"""Claims as people judged them: what was rejected is left out, what was corrected is read as it should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from zufolge.connect.known import KnownClaim, Resolver, load_known, resolve_claim
from zufolge.ledger.judgements import Judgement, last_judgements
from zufolge.model import Claim
from zufolge.notation import parse_claim


def correct_claim(claim: Claim, judgement: Judgement | None) -> Claim:
    """The claim as the last judgement leaves it: with the correction where there is one."""
    if judgement is None or judgement.correction is None:
        return claim
    return replace(parse_claim(judgement.correction), by=f"judgement:{judgement.author}", confidence=1.0)


def load_judged(connection: Connection, numbers: Sequence[int], who: Resolver) -> Iterator[KnownClaim]:
    """The claims with these numbers that nobody rejected, in that order, as they were corrected."""
    known = list(load_known(connection, numbers, who))
    judgements = last_judgements(connection, [one.id for one in known])
    for one in known:
        judgement = judgements.get(one.id)
        if judgement is None or judgement.verdict == "accept":
            yield one
        elif judgement.verdict == "correct":
            claim = resolve_claim(correct_claim(one.claim, judgement), who.in_article(one.article_number))
            yield replace(one, claim=claim)

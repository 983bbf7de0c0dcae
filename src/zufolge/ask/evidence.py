"""What exactly does a deal rest on: each claim with its chain, its sentence, and the hash of its article?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from zufolge.ask.deal import show_deal
from zufolge.ask.deals import FoundDeal
from zufolge.ledger.views import KeptClaim, load_claims, load_origins, load_sentences
from zufolge.model import Origin, Span


@dataclass(frozen=True, slots=True)
class QuotedClaim:
    """A claim of the deal: the sentence it stands in, why it belongs to the deal, and what its article is."""

    kept: KeptClaim
    sentence: Span
    reason: str
    origins: tuple[Origin, ...]
    digest: str

    @property
    def quote(self) -> str:
        """The sentence, verbatim."""
        return self.sentence.of(self.kept.article.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A deal with everything it rests on, in the order of publication; `as_of` is the last day that counts."""

    found: FoundDeal
    claims: tuple[QuotedClaim, ...]
    as_of: str | None


def gather_evidence(connection: Connection, beginning: str, as_of: str | None = None) -> Evidence:
    """The evidence of the deal whose id begins with `beginning`. Raises ZufolgeError where none, or several, do."""
    found = show_deal(connection, beginning, as_of)
    members = found.deal.members
    kept = load_claims(connection, [member.number for member in members])
    quoted = []
    for member, one in zip(members, kept, strict=True):
        sentences = load_sentences(connection, member.article_number)
        touched = [s.span for s in sentences if s.span.overlaps(one.claim.evidence)] or [one.claim.evidence]
        quoted.append(
            QuotedClaim(
                kept=one,
                sentence=Span(min(s.start for s in touched), max(s.end for s in touched)),
                reason=found.deal.reasons[member.id],
                origins=load_origins(connection, member.article_number),
                digest=digest_text(one.article.text),
            )
        )
    return Evidence(found, tuple(quoted), as_of)


def digest_text(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal digits: whoever has the article can check that it is the same.

    >>> digest_text("Nordfalk")[:12]
    '83fdb83d2b39'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

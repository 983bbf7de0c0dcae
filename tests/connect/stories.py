"""Claims as they come out of articles, told in one line each, for the tests of what joins articles."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from zufolge.connect.known import KnownClaim
from zufolge.model import Claim
from zufolge.notation import parse_claim


def tell(
    article: str, line: str, *, publisher: str | None = "", published: str | None = "2024-03-05", **more: str
) -> KnownClaim:
    """The claim `line` (in the notation) in an article of a paper of its own.

    `more` may give `origin` (what the article says it comes from), `evidence` (the sentence), and `words` (those of
    the innermost source, where they are more than its name).
    """
    number = int(hashlib.sha256(article.encode()).hexdigest()[:6], 16)
    return KnownClaim(
        id=hashlib.sha256(f"{article}{line}".encode()).hexdigest()[:16],
        number=0,
        article=article,
        article_number=number,
        published=published,
        publisher=f"{article.capitalize()}-Zeitung" if publisher == "" else publisher,
        origins=(more["origin"],) if "origin" in more else (),
        claim=_reworded(parse_claim(line), more.get("words")),
        evidence=more.get("evidence", line),
        key=article,
    )


def _reworded(claim: Claim, words: str | None) -> Claim:
    """The claim with other words for its innermost source."""
    if words is None:
        return claim
    *outer, inner = claim.attribution
    source = replace(inner.sources[0], text=words)
    return replace(claim, attribution=(*outer, replace(inner, sources=(source,))))

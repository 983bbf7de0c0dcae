"""Which claims may stand as plain facts where a format knows no doubt. What doubt there is: see the claim itself."""

from __future__ import annotations

from typing import Final

from zufolge.export.article_claims import ArticleClaims
from zufolge.ledger.views import KeptClaim
from zufolge.model import Link

NEVER_FACTS: Final = ("allegation", "no_comment")
"""That somebody was accused, or kept silent, says nothing about the matter itself."""

_NOBODY: Final = ("anonymous", "group")


def is_fact(kept: KeptClaim, article: ArticleClaims) -> bool:
    """Whether the claim is asserted, by the article itself or by somebody named, and nobody denies it.

    What is planned, expected, possible, rumoured, speculated, failed, negative or contested is none.
    """
    claim = kept.claim
    if claim.status != "asserted" or claim.polarity != "positive" or claim.type in NEVER_FACTS:
        return False
    return kept.id not in article.contested and (not claim.attribution or _names_somebody(claim.attribution[-1]))


def _names_somebody(link: Link) -> bool:
    return any(source.entity is not None and source.kind not in _NOBODY for source in link.sources)

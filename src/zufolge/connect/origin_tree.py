"""What a count of origins answers: how many articles, how many independent origins, and why. Not the counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OriginKind = Literal["company", "person", "authority", "research", "document", "anonymous", "group", "agency", "medium"]


@dataclass(frozen=True, slots=True)
class Branch:
    """One independent origin: who it is, the articles that lead back to it, and why, in words."""

    origin: str
    kind: OriginKind
    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Origins:
    """Who said it independently of one another. `unknown` are the articles whose origin cannot be told; none counts.

    `articles` counts every article, also those whose origin is unknown. An article may stand on several branches.
    """

    articles: int = 0
    independent: int = 0
    tree: tuple[Branch, ...] = ()
    unknown: tuple[str, ...] = ()

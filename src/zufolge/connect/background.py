"""What is known of the articles of some claims beyond the claims: copies, statements, posts. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zufolge.connect.copies import Copies
from zufolge.connect.voices import Post
from zufolge.model import Link, Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that an article lays into somebody's mouth, whether or not they hold a claim."""

    content: tuple[Span, ...]
    chain: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ArticleBackground:
    """What an article says beside its claims: its statements, where headline and lead stand, how the text begins."""

    statements: tuple[Statement, ...] = ()
    lead: Span | None = None
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """What is known beyond the claims whose origins are counted; articles go by their number in the ledger."""

    copies: Copies = field(default_factory=Copies)
    articles: Mapping[int, ArticleBackground] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()

    def article(self, number: int) -> ArticleBackground:
        """What is known of one article."""
        return self.articles.get(number, ArticleBackground())

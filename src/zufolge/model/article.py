"""An article and what has been read from it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from zufolge.model.attribution import Attribution, Origin
from zufolge.model.claim import Claim
from zufolge.model.mention import Mention, Quantity, Time, Token
from zufolge.model.span import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BlockKind = Literal[
    "headline",
    "paragraph",
    "subhead",
    "caption",
    "teaser",
    "share",
    "dateline",
    "source",
    "byline",
    "notice",
]
PublishedFrom = Literal["metadata", "url", "dateline", "argument", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article of one kind; only headline, paragraph and subhead are the article's own news."""

    span: Span
    kind: BlockKind

    @property
    def is_news(self) -> bool:
        """Whether claims may be read from this block."""
        return self.kind in ("headline", "paragraph", "subhead")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; a headline or a line that stands alone is one, too."""

    span: Span
    block: BlockKind

    @property
    def is_news(self) -> bool:
        """Whether claims may be read from this sentence."""
        return self.block in ("headline", "paragraph", "subhead")


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about the article, said in one sentence; reading goes on."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as stored; every offset points into `text`.

    `published` is an ISO date or date and time. `given_blocks` is what the reader knew of the page's layout
    (HTML); empty where the text came plain. `given_origins` is what metadata says of the article's source.
    """

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    language: str = "de"
    published: str | None = None
    published_from: PublishedFrom | None = None
    publisher: str | None = None
    given_blocks: tuple[Block, ...] = ()
    given_origins: tuple[Origin, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with everything the stages have found in it so far; each stage returns a richer copy.

    `states` [tokens, hidden] is what the encoder makes of each token; the model's heads read it.
    """

    article: Article
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    origins: tuple[Origin, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    states: npt.NDArray[np.float32] | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

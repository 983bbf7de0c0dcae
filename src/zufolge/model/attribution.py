"""Who says so: sources, cues and contents (after PARC / AttributionBank), and where an article comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zufolge.model.span import Span

SourceKind = Literal["company", "person", "medium", "agency", "authority", "research", "document", "anonymous", "group"]
Mode = Literal["direct", "indirect", "reported", "free_indirect"]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody or something that vouches for words. `entity` is the canonical name, None where it stays open."""

    text: str
    span: Span
    entity: str | None
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that tie content to source ("teilte … mit" has two spans)."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of an attribution chain: joint sources, and the cue that names them."""

    sources: tuple[Source, ...]
    cue: Cue | None
    mode: Mode


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of the article that the article lays into another's mouth.

    `chain` is outermost first: Sunday Times, then the people it cites. It may hold one link without sources
    where the grammar calls for a source and the text names none.
    """

    content: tuple[Span, ...]
    chain: tuple[Link, ...]

    def covers(self, span: Span) -> bool:
        """Whether `span` lies inside the content (its gaps do not count)."""
        return any(part.covers(span) for part in self.content)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the article itself comes from ("(dpa)", "Quelle: Reuters"); not part of any claim's chain.

    `span` is None where metadata says so, not the text.
    """

    text: str
    entity: str
    span: Span | None

"""What grouping needs of a claim about an undertaking: its shape and where it stands. Small enough to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from zufolge.connect.undertakings import Shape


@dataclass(frozen=True, slots=True)
class Told:
    """One claim as far as it decides which undertaking it tells of.

    `claim` is its number in the ledger, `trigger` where the word stands that announces it; `hints` are the families
    that the words of talks point to.
    """

    claim: int
    id: str
    article: str
    published: str | None
    trigger: tuple[int, int]
    hints: frozenset[str]
    shape: Shape

    @property
    def day(self) -> str | None:
        """The day of the article."""
        return self.published[:10] if self.published else None

    @property
    def family(self) -> str:
        """The name of the family of undertakings that claims of its type tell of."""
        return self.shape.telling.family.name

    @property
    def is_core(self) -> bool:
        """Whether the claim can make a group: it tells enough, when, and of a family of its own."""
        return self.shape.is_full and self.day is not None and not self.shape.telling.joins

    @property
    def order(self) -> tuple[str, str, str]:
        """The order in which claims are told: by time, then by article and claim."""
        return self.published or "", self.article, self.id

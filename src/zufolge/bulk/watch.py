"""Where a worker is in its part, and which articles of it killed workers before. Not the workers themselves."""

from __future__ import annotations

from collections.abc import Iterator, MutableSequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from zufolge.model import Article
from zufolge.read import Unreadable

Act = Literal["start", "open", "read"]
ACTS: Final[tuple[Act, ...]] = ("start", "open", "read")
"""What a worker does: nothing of its part yet; it opens an article, that is, parses it; it reads the article."""


class Moment(NamedTuple):
    """What a worker does, and with which article of its part, counted from 0 in the order of the input."""

    act: Act
    article: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Writes down in `place` (two numbers that the parent sees) what the worker does, and passes over the `lost`."""

    place: MutableSequence[int] = field(default_factory=lambda: [0, 0])
    lost: frozenset[Moment] = frozenset()

    @property
    def now(self) -> Moment:
        """What the worker does, or did when it died."""
        return Moment(ACTS[self.place[0]], self.place[1])

    @property
    def closed(self) -> frozenset[int]:
        """The articles that are not to be opened."""
        return frozenset(moment.article for moment in self.lost if moment.act == "open")

    def follow(self, articles: Iterator[Article | Unreadable]) -> Iterator[Article | Unreadable]:
        """The articles, as they are asked for; one that killed workers when it was read is put aside."""
        self._tell("open", 0)
        for number, article in enumerate(articles):
            if isinstance(article, Article) and Moment("read", number) in self.lost:
                yield Unreadable(article.path or article.id, died("read it"))
            else:
                self._tell("read", number)
                yield article
            self._tell("open", number + 1)

    def _tell(self, act: Act, number: int) -> None:
        self.place[0], self.place[1] = ACTS.index(act), number


def died(doing: str) -> str:
    """Why something is put aside on which workers died.

    >>> died("read it")
    'Workers died twice when they read it, mostly because memory ran out; report it, with the article.'
    """
    return f"Workers died twice when they {doing}, mostly because memory ran out; report it, with the article."

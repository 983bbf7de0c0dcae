"""Which articles print the same text, whole, abridged or in part: by the runs of words that they share.

Not where a text comes from; and finding copies in a large ledger is the business of `copy_index`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zufolge.model import Sentence

RUN_WORDS = 4
LEAST_RUNS = 8
LEAST_SHARE = 0.6
_LEAST_RUNS_OF_SENTENCE = 6
_WORD = re.compile(r"\w+")
_CREDIT = re.compile(r"\([\w.,/ -]{2,30}\)")


@dataclass(frozen=True, slots=True)
class Copy:
    """That two articles share text: which share of `article` stands in `other`, and the other way round.

    Shares are of runs of words, 0..1. Two articles are whole copies where both are high, and one is an abridged
    version of the other where only its own share is.
    """

    article: int
    other: int
    of_article: float
    of_other: float

    @property
    def is_whole(self) -> bool:
        """Whether the two texts are the same but for small changes."""
        return min(self.of_article, self.of_other) >= LEAST_SHARE

    @property
    def is_abridged(self) -> bool:
        """Whether `article` is an abridged version of `other`."""
        return self.of_article >= LEAST_SHARE > self.of_other

    @property
    def reason(self) -> str:
        """The two shares in words."""
        how = "near-duplicates" if self.is_whole else "abridged" if self.is_abridged else "printed in a longer text"
        return f"{how} ({self.of_article:.0%} and {self.of_other:.0%} of the words in common)"


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies among some articles, by the number of an article."""

    by_article: Mapping[int, tuple[Copy, ...]] = field(default_factory=dict)

    def of(self, article: int) -> tuple[Copy, ...]:
        """The copies of the article, the closest first."""
        return self.by_article.get(article, ())


def join_copies(copies: Iterable[Copy]) -> Copies:
    """The copies by article, each in both directions."""
    found: dict[int, dict[int, Copy]] = {}
    for copy in copies:
        turned = Copy(copy.other, copy.article, copy.of_other, copy.of_article)
        for one in (copy, turned):
            found.setdefault(one.article, {})[one.other] = one
    return Copies(
        {
            article: tuple(sorted(others.values(), key=lambda c: (-c.of_article, -c.of_other, c.other)))
            for article, others in found.items()
        }
    )


def compare_runs(first: frozenset[str], second: frozenset[str]) -> tuple[float, float] | None:
    """Which share of each text stands in the other; None where that is too little to call them copies."""
    if min(len(first), len(second)) < LEAST_RUNS:
        return None
    common = len(first & second)
    shares = common / len(first), common / len(second)
    return shares if max(shares) >= LEAST_SHARE else None


def runs_of(text: str, sentences: Iterable[Sentence] = ()) -> frozenset[str]:
    """The runs of four words in the article's own news, in lower case and without marks; each sentence for itself.

    Credits in brackets do not count, nor do headlines: papers write their own.

    >>> sorted(runs_of("Nordfalk (dpa) kauft das Alpenwerk."))
    ['nordfalk kauft das alpenwerk']
    """
    parts = [s.span.of(text) for s in sentences if s.block in ("paragraph", "subhead")] or [text]
    runs: set[str] = set()
    for part in parts:
        words = _WORD.findall(_CREDIT.sub(" ", part).casefold())
        runs.update(" ".join(words[i : i + RUN_WORDS]) for i in range(len(words) - RUN_WORDS + 1))
    return frozenset(runs)


def shared_words(first: str, second: str) -> float:
    """Which share of the runs of `first` stands in `second`, 0..1; 0 where `first` is too short to tell."""
    runs = runs_of(first)
    return len(runs & runs_of(second)) / len(runs) if len(runs) >= _LEAST_RUNS_OF_SENTENCE else 0.0

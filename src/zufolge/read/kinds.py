"""What reading gives and takes: options, the articles that could not be read, and what a page says of itself."""

from __future__ import annotations

from dataclasses import dataclass

MAX_TEXT_BYTES = 2_000_000
MAX_PAGE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An article that could not be read: where it was, and in one sentence why, and what to do."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    `published` is an ISO date for articles that do not tell their own; `jsonl` says that the input is JSONL,
    whatever its name.
    """

    published: str | None = None
    jsonl: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page's metadata says of its article; None = it does not say. Dates are as written there."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    description: str | None = None
    published: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

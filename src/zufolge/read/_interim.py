"""Plain JSONL and text files, until the readers are here."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zufolge.model import Article


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An article that could not be read, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read."""

    published: str | None = None
    jsonl: bool = False


def read_path(path: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    """The articles in a text or JSONL file."""
    text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    if options.jsonl or path.endswith(".jsonl"):
        for line in text.split("\n"):
            if line.strip():
                yield _article(json.loads(line), options)
    else:
        yield Article(Path(path).name, text, path=path, published=options.published)


def _article(entry: dict[str, str], options: ReadOptions) -> Article:
    published = entry.get("published") or options.published
    return Article(
        id=str(entry["id"]),
        text=entry["text"],
        url=entry.get("url"),
        title=entry.get("title"),
        publisher=entry.get("publisher"),
        published=published,
        published_from="metadata" if published else None,
    )

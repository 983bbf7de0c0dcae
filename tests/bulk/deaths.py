"""Ways of reading a part on which a worker dies, for the tests of workers: they run in the worker's process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from zufolge import batch
from zufolge.bulk import entries, shards
from zufolge.bulk.parts import Part
from zufolge.bulk.shards import Outcome, read_part
from zufolge.bulk.watch import Watch
from zufolge.model import Article, Reading
from zufolge.read import ReadOptions

ONCE = "once"
"""Where a file of this name lies beside the shards, the next death removes it, and no other follows."""

READ, OPEN = "read_article", "articles_of"


def die(out: Path) -> None:
    """End as the system ends a process for which there is no memory."""
    if (out.parent / ONCE).exists():
        (out.parent / ONCE).unlink()
    os.kill(os.getpid(), signal.SIGKILL)


def die_reading(part: Part, out: Path, options: ReadOptions, watch: Watch) -> Outcome:
    """Read a part; the article a3 takes all memory."""
    whole: Callable[[Article], Reading] = getattr(batch, READ)

    def read_article(article: Article) -> Reading:
        if article.id.startswith("a3"):
            die(out)
        return whole(article)

    setattr(batch, READ, read_article)
    return read_part(part, out, options, watch)


def die_reading_once(part: Part, out: Path, options: ReadOptions, watch: Watch) -> Outcome:
    """Read a part; the first worker that comes to a3 dies, by no fault of a3."""
    return (die_reading if (out.parent / ONCE).exists() else read_part)(part, out, options, watch)


def die_opening(part: Part, out: Path, options: ReadOptions, watch: Watch) -> Outcome:
    """Read a part; whoever parses the third article dies."""
    whole = getattr(shards, OPEN)

    def articles_of(part: Part, options: ReadOptions, closed: Collection[int]) -> Iterator[entries.Entry]:
        for number, entry in enumerate(whole(part, options, closed)):
            yield entry
            if number == 1 and 2 not in closed:
                die(out)

    setattr(shards, OPEN, articles_of)
    return read_part(part, out, options, watch)


def die_at_once(part: Part, out: Path, options: ReadOptions, watch: Watch) -> Outcome:
    """Die before anything is read."""
    die(out)
    return read_part(part, out, options, watch)

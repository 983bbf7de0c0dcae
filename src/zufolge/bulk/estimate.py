"""How many words a job has, how long it will take and how much room it needs, from a few articles of it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from zufolge.bulk.entries import articles_of
from zufolge.bulk.parts import Part
from zufolge.bulk.run import Job, Plan
from zufolge.bulk.shards import write_shard
from zufolge.model import Article
from zufolge.pipeline import read_article
from zufolge.read import Unreadable

PARTS_LOOKED_AT: Final = 6
ARTICLES_OF_EACH: Final = 5


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a job will come to; `sample` is the number of articles that were really read for it."""

    articles: int
    words: int
    seconds: float
    out_bytes: int
    sample: int


def estimate_job(job: Job, plan: Plan) -> Estimate:
    """Read a few articles of evenly spread parts, and take the rest to be like them."""
    looked_at, found = 0, list[Article]()
    for part in _spread(plan.left):
        size, articles = _first_articles(part, job)
        looked_at += size
        found += articles
    if not found or not looked_at:
        return Estimate(0, 0, 0.0, 0, 0)
    read_article(found[0])  # loads the engine
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        counts = write_shard(found, Path(folder))
        seconds = time.perf_counter() - start
        written = sum(file.stat().st_size for file in Path(folder).iterdir())
    scale = plan.size / looked_at
    cores = min(job.cores, max(len(plan.left), 1))
    return Estimate(
        articles=round(counts.articles * scale),
        words=round(counts.words * scale),
        seconds=seconds * scale / cores,
        out_bytes=round(written * scale),
        sample=counts.articles,
    )


def _spread(parts: tuple[Part, ...]) -> Iterator[Part]:
    step = max(1, len(parts) // PARTS_LOOKED_AT)
    yield from parts[::step][:PARTS_LOOKED_AT]


def _first_articles(part: Part, job: Job) -> tuple[int, list[Article]]:
    """The first articles of a part, and how many bytes of it they take."""
    size, articles = 0, list[Article]()
    for behind, article in islice(articles_of(part, job.options), ARTICLES_OF_EACH):
        size = behind
        if not isinstance(article, Unreadable):
            articles.append(article)
    return size, articles

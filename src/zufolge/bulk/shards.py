"""One part read and written: a shard is a folder that stands there whole or not at all.

In it lie the five tables of `zufolge export --format parquet`, `readings.jsonl.gz` with everything that a ledger
keeps, and `put-aside.jsonl` with the articles that could not be read.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import Path
from typing import IO, Final

from zufolge.batch import read_articles
from zufolge.bulk.entries import articles_of
from zufolge.bulk.parts import Part
from zufolge.bulk.readings_json import write_reading
from zufolge.bulk.watch import Watch
from zufolge.export.article_claims import ArticleClaims, of_reading
from zufolge.export.formats.parquet import write_parquet
from zufolge.export.whole_files import sync
from zufolge.model import Article, Reading
from zufolge.read import ReadOptions, Unreadable

READINGS: Final = "readings.jsonl.gz"
PUT_ASIDE: Final = "put-aside.jsonl"
_UNDER_WAY: Final = ".under-way-"


@dataclass(slots=True)
class Counts:
    """How many articles were read and put aside, and how many claims and words those that were read have."""

    articles: int = 0
    put_aside: int = 0
    claims: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a part: the counts of `Counts`, and how many bytes of the input it was."""

    shard: str
    articles: int
    put_aside: int
    claims: int
    words: int
    size: int


def read_part(part: Part, out: Path, options: ReadOptions, watch: Watch | None = None) -> Outcome:
    """Read the articles of `part` and write them as a shard into the folder `out`; `watch` follows where it is."""
    watch = watch or Watch()
    under_way = out / f"{_UNDER_WAY}{part.shard}-{os.getpid()}"
    shutil.rmtree(under_way, ignore_errors=True)
    under_way.mkdir(parents=True)
    try:
        entries = articles_of(part, options, watch.closed)
        counts = write_shard(watch.follow(article for _, article in entries), under_way)
        _put(under_way, out / part.shard)
    finally:
        shutil.rmtree(under_way, ignore_errors=True)
    return Outcome(part.shard, counts.articles, counts.put_aside, counts.claims, counts.words, part.size)


def write_shard(articles: Iterable[Article | Unreadable], folder: Path) -> Counts:
    """Read `articles` one after another and write the files of a shard into `folder`; one is in memory at a time."""
    counts = Counts()
    with (
        (folder / PUT_ASIDE).open("w", encoding="utf-8", errors="replace") as aside,
        (folder / READINGS).open("wb") as file,
        GzipFile("", "wb", compresslevel=5, fileobj=file, mtime=0) as readings,
    ):
        write_parquet(_follow(articles, counts, readings, aside), folder)
    return counts


def _follow(
    articles: Iterable[Article | Unreadable], counts: Counts, readings: GzipFile, aside: IO[str]
) -> Iterator[ArticleClaims]:
    """The claims of each article, after its reading was kept and counted; what cannot be read is put aside."""
    for outcome in read_articles(articles):
        if not isinstance(outcome, Reading):
            counts.put_aside += 1
            aside.write(json.dumps({"where": outcome.where, "reason": outcome.reason}, ensure_ascii=False) + "\n")
            continue
        kept = of_reading(outcome)
        counts.articles += 1
        counts.claims += len(kept.claims)
        counts.words += len(outcome.text.split())
        readings.write(write_reading(outcome).encode() + b"\n")
        yield kept


def is_finished(part: Part, out: Path) -> bool:
    """Whether the shard of `part` stands in `out`."""
    return (out / part.shard).is_dir()


def finished_shards(out: Path) -> list[Path]:
    """All whole shards in `out`, in the order of their names."""
    return sorted(path.parent for path in out.glob(f"[!.]*/{READINGS}"))


def clear_half_written(out: Path, part: Part | None = None) -> None:
    """Throw away what earlier runs that were stopped left half-written, or only what is left of `part`."""
    for folder in sorted(out.glob(f"{_UNDER_WAY}{part.shard if part else ''}*")):
        shutil.rmtree(folder, ignore_errors=True)


def _put(under_way: Path, shard: Path) -> None:
    """Everything on the disk, then the name: nobody sees a shard that is not whole."""
    for file in sorted(under_way.iterdir()):
        sync(file)
    sync(under_way)
    if not shard.exists():
        os.rename(under_way, shard)
    sync(shard.parent)

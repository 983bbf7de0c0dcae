"""`zufolge annotate`: everything found in articles, one JSON object a line. Touches no ledger."""

from __future__ import annotations

import sys

import typer

from zufolge.cli import exits
from zufolge.cli.articles import Jsonl, Paths, Progress, Published, Threads, find_articles, follow_readings


def annotate(
    *, paths: Paths = None, jsonl: Jsonl = None, published: Published = None, threads: Threads = 1
) -> None:
    """Print everything found in articles, one JSON object a line.

    Examples:

      zufolge annotate article.txt pages/

      zufolge annotate --jsonl articles.jsonl --threads 2 > readings.jsonl

      curl -s https://example.org/article.html | zufolge annotate -
    """
    from zufolge.export.annotate_json import write_reading

    progress = Progress()
    out = sys.stdout.buffer
    for reading in follow_readings(find_articles(paths, jsonl, published), threads, progress):
        out.write(write_reading(reading).encode("utf-8") + b"\n")
        out.flush()
    if progress.unreadable:
        raise typer.Exit(exits.SOME_UNREADABLE)

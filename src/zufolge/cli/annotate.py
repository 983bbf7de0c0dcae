"""`zufolge annotate`: everything found in articles, one JSON object a line. Touches no ledger."""

from __future__ import annotations

import typer

from zufolge.cli import exits
from zufolge.cli.articles import Jsonl, Paths, Progress, Published, Threads, find_articles, follow_readings
from zufolge.cli.output import print_line, printing


def annotate(*, paths: Paths = None, jsonl: Jsonl = None, published: Published = None, threads: Threads = 1) -> None:
    """Print everything found in articles, one JSON object a line.

    Examples:

      zufolge annotate article.txt pages/

      zufolge annotate --jsonl articles.jsonl --threads 2 > readings.jsonl

      curl -s https://example.org/article.html | zufolge annotate -
    """
    from zufolge.export.annotate_json import write_reading

    progress = Progress()
    with printing():
        for reading in follow_readings(find_articles(paths, jsonl, published), threads, progress):
            print_line(write_reading(reading))
    if progress.unreadable:
        raise typer.Exit(exits.SOME_UNREADABLE)

"""`zufolge read`: articles into the ledger."""

from __future__ import annotations

from collections import Counter

import typer

from zufolge.cli import exits
from zufolge.cli.articles import Jsonl, Paths, Progress, Published, Threads, find_articles, follow_readings
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of


def read(
    *,
    paths: Paths = None,
    jsonl: Jsonl = None,
    ledger: LedgerName = "zufolge.db",
    published: Published = None,
    threads: Threads = 1,
) -> None:
    """Read articles into the ledger.

    Reading the same article twice changes nothing; a changed text becomes a new version beside the old one.
    Every article is kept as soon as it has been read: stopping in the middle loses at most the one in hand.

    Examples:

      zufolge read articles/

      zufolge read --jsonl articles.jsonl --ledger press.db
    """
    from zufolge.api import Ledger

    articles = find_articles(paths, jsonl, published)
    progress = Progress()
    added: Counter[str] = Counter()
    claims = 0
    with Ledger(ledger) as kept:
        for reading in follow_readings(articles, threads, progress):
            how = kept.add(reading)
            added[how] += 1
            claims += len(reading.claims) if how != "known" else 0
    typer.echo(
        f"{count_of(progress.read, 'article')} read: {added['new']} new, {added['new_version']} changed, "
        f"{added['known']} known already; {count_of(claims, 'claim')} added to {ledger}."
    )
    if progress.unreadable:
        typer.echo(f"zufolge: {count_of(progress.unreadable, 'article')} could not be read (see above).", err=True)
        raise typer.Exit(exits.SOME_UNREADABLE)

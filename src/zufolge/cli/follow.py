"""`zufolge follow`: what is new in feeds, into the ledger."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from zufolge.cli import exits
from zufolge.cli.articles import Progress, follow_readings
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of

Feeds = Annotated[list[str], typer.Argument(metavar="FEED...", help="Addresses of RSS or Atom feeds.")]
Seen = Annotated[Path, typer.Option("--seen", metavar="FILE", help="Where it is remembered what was seen.")]
Every = Annotated[
    float | None, typer.Option("--every", min=1, metavar="MINUTES", help="Look again and again until stopped.")
]


def follow(
    *, feeds: Feeds, ledger: LedgerName = "zufolge.db", seen: Seen = Path("zufolge-feeds.json"), every: Every = None
) -> None:
    """Read what is new in feeds into the ledger.

    Pages are fetched one after another, as robots.txt allows, with a pause for each host; a busy server is asked again
    later, one that says that nothing changed sends nothing. A feed that fails harms no other. The source that
    a feed names for an article is kept as its origin.

    Examples:

      zufolge follow https://kurier.example/rss --ledger press.db

      zufolge follow https://kurier.example/rss https://bote.example/atom --every 15
    """
    while True:
        unreadable = _look_once(list(dict.fromkeys(feeds)), ledger, seen)
        if every is None:
            break
        time.sleep(every * 60)
    if unreadable:
        raise typer.Exit(exits.SOME_UNREADABLE)


def _look_once(feeds: list[str], ledger: str, seen: Path) -> int:
    from zufolge.api import Ledger
    from zufolge.read import ReadOptions
    from zufolge.read.follow import FeedMemory, follow_feed, load_memory, save_memory
    from zufolge.read.web import Web

    memories, progress, web = load_memory(seen), Progress(), Web()
    added: Counter[str] = Counter()
    with Ledger(ledger) as kept:
        try:
            for feed in feeds:
                memory = memories.setdefault(feed, FeedMemory())
                for reading in follow_readings(follow_feed(feed, web, memory, ReadOptions()), 1, progress):
                    added[kept.add(reading)] += 1
                save_memory(seen, memories)
        finally:
            web.close()
    typer.echo(
        f"{count_of(len(feeds), 'feed')}, {count_of(progress.read, 'article')} read: {added['new']} new, "
        f"{added['new_version']} changed, {added['known']} known already; kept in {ledger}."
    )
    if progress.unreadable:
        typer.echo(f"zufolge: {count_of(progress.unreadable, 'page')} could not be read (see above).", err=True)
    return progress.unreadable

"""`zufolge load`: what `zufolge bulk` read, into a ledger."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of


def load(
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that `zufolge bulk` wrote.")],
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Take the shards of `zufolge bulk` into a ledger.

    The ledger is the one that `zufolge read` would have made. Loading again changes nothing; after a stop, load again.

    Example:

      zufolge bulk archive/ --out shards && zufolge load shards --ledger press.db
    """
    from zufolge.api import Ledger
    from zufolge.bulk.load import find_shards, load_shard

    shards = find_shards(folder)
    added: Counter[str] = Counter()
    is_watched = sys.stderr.isatty()
    with Ledger(ledger) as kept:
        for number, shard in enumerate(shards, 1):
            for reading in load_shard(shard):
                added[kept.add(reading)] += 1
            if is_watched:
                print(f"\r{number} of {count_of(len(shards), 'shard')}", end="", file=sys.stderr, flush=True)
    if is_watched:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    typer.echo(
        f"{count_of(added.total(), 'article')} of {count_of(len(shards), 'shard')} loaded into {ledger}: "
        f"{added['new']} new, {added['new_version']} changed, {added['known']} known already."
    )

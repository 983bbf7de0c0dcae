"""`zufolge stats`: how much the ledger holds, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing

if TYPE_CHECKING:
    from zufolge.ask.stats import Stats


def stats(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Count what the ledger holds.

    Example:

      zufolge stats --ledger press.db
    """
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        counts = kept.stats()
    with printing():
        if as_json:
            _print_json(counts)
        else:
            _print(counts)


def _print_json(counts: Stats) -> None:
    from dataclasses import asdict

    from zufolge.export.annotate_json import write_json

    tallies = {name: dict(getattr(counts, name)) for name in ("types", "statuses", "most_named", "sources")}
    print_line(write_json({**asdict(counts), **tallies}))


def _print(counts: Stats) -> None:
    from rich.table import Table
    from rich.text import Text

    console = make_console()
    days = f", published {counts.first_published} to {counts.last_published}" if counts.first_published else ""
    articles = f"{count_of(counts.articles, 'article')} ({count_of(counts.versions, 'version')}){days}"
    names = f"{count_of(counts.claims, 'claim')}, {count_of(counts.entities, 'name')}"
    console.print(Text(f"{articles}: {names}"))
    for title, tally in (
        ("Types", counts.types),
        ("Status", counts.statuses),
        ("Most named", counts.most_named),
        ("Sources", counts.sources),
    ):
        if tally:
            table = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
            table.add_column(justify="right", style="cyan")
            table.add_column(overflow="fold")
            for name, count in tally:
                table.add_row(str(count), Text(name))
            console.print()
            console.print(table)

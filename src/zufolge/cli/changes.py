"""`zufolge changes`: what has changed since some day, as a table or JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.deals import AsOf
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing

if TYPE_CHECKING:
    from zufolge.ask.changes import Change


def changes(
    *,
    since: Annotated[str, typer.Option(metavar="DATE", help="From this day on; the day counts.")],
    entity: Annotated[str | None, typer.Option(help="Only what somebody by that name is a party to.")] = None,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="One change a line, as JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """List what is otherwise than before: new deals, stages, denials, figures, further origins, contradictions.

    Examples:

      zufolge changes --since 2024-03-06

      zufolge changes --since 2024-03 --entity Xiaomi --json
    """
    from zufolge.api import Ledger
    from zufolge.ask.changes import AskedChanges

    with Ledger(ledger, must_exist=True) as kept:
        found = kept.changes(AskedChanges(since, as_of, entity))
    with printing():
        (_print_json if as_json else _print_table)(found)


def _print_json(found: Sequence[Change]) -> None:
    from zufolge.export.annotate_json import write_json
    from zufolge.export.timelines_json import change_as_json

    for one in found:
        print_line(write_json(change_as_json(one)))


def _print_table(found: Sequence[Change]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0))
    table.add_column("Date", no_wrap=True)
    table.add_column("What", no_wrap=True)
    table.add_column("About", overflow="fold")
    for one in found:
        arrow = f"{one.before} → {one.after}" if one.before is not None else one.after
        articles = Text(f"\n{', '.join(one.articles)}", style="dim")
        table.add_row(one.date, one.what, Text.assemble(one.about, ": ", arrow, articles))
    if table.row_count:
        make_console().print(table)
    typer.echo(f"{count_of(table.row_count, 'change')}.", err=not table.row_count)

"""`zufolge contradictions`: where articles contradict each other, as a table or JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.deals import AsOf, At
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing

if TYPE_CHECKING:
    from zufolge.connect.contradictions import Contradiction


def contradictions(
    *,
    entity: Annotated[str | None, typer.Option(help="About somebody by that name.")] = None,
    as_of: AsOf = None,
    at: At = None,
    as_json: Annotated[bool, typer.Option("--json", help="One contradiction a line, as JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """List where articles contradict each other: figures, asserted against denied, who is who; and corrections.

    What changed with time is history and not listed; `zufolge timeline` shows it.

    Examples:

      zufolge contradictions

      zufolge contradictions --entity Xiaomi --json
    """
    from zufolge.api import Ledger
    from zufolge.ask.contradictions import AskedContradictions

    with Ledger(ledger, must_exist=True) as kept:
        found = kept.contradictions(AskedContradictions(entity, as_of, at))
    with printing():
        (_print_json if as_json else _print_table)(found)


def _print_json(found: Sequence[Contradiction]) -> None:
    from zufolge.export.annotate_json import write_json
    from zufolge.export.contradictions_json import contradiction_as_json

    for one in found:
        print_line(write_json(contradiction_as_json(one)))


def _print_table(found: Sequence[Contradiction]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0))
    table.add_column("Kind", no_wrap=True)
    table.add_column("About, and who says what", overflow="fold")
    for one in found:
        words = Text.assemble(
            (one.about, "bold"), f": {one.values[0]} against {one.values[1]}", (f"\n{one.reason}", "dim")
        )
        table.add_row(one.kind, words)
    if table.row_count:
        make_console().print(table)
    typer.echo(f"{count_of(table.row_count, 'contradiction')}.", err=not table.row_count)

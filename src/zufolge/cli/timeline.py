"""`zufolge timeline`: the figures of an entity over time, as a table or JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.deals import AsOf
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing

if TYPE_CHECKING:
    from zufolge.connect.timelines import Point, Timeline


def timeline(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Whose figures: a name, whole words of it.")],
    *,
    measure: Annotated[str | None, typer.Option(help="revenue, profit, headcount, market_rank, …")] = None,
    as_of: AsOf = None,
    at: Annotated[str | None, typer.Option(metavar="DATE", help="Figures up to then.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One measure a line, as JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Show how the figures of an entity changed with time, and who gives which.

    Examples:

      zufolge timeline Xiaomi --measure market_rank

      zufolge timeline "Deutsche Bank" --as-of 2016-03
    """
    from zufolge.api import Ledger
    from zufolge.ask.timeline import AskedTimeline

    with Ledger(ledger, must_exist=True) as kept:
        found = kept.timeline(AskedTimeline(entity, measure, as_of, at))
    with printing():
        (_print_json if as_json else _print)(found)


def _print_json(found: Sequence[Timeline]) -> None:
    from zufolge.export.annotate_json import write_json
    from zufolge.export.timelines_json import timeline_as_json

    for one in found:
        print_line(write_json(timeline_as_json(one)))


def _print(found: Sequence[Timeline]) -> None:
    from rich.table import Table
    from rich.text import Text

    console = make_console()
    for one in found:
        scope = f" ({', '.join(one.scope)})" if one.scope else ""
        console.print(Text.assemble((one.measure, "bold"), f" of {one.entity}{scope}"))
        table = Table.grid(padding=(0, 2), pad_edge=True)
        for point in one.points:
            table.add_row(point.when, Text(_value(point)), Text(_sources(point), style="dim"))
        console.print(table)
        console.print()
    typer.echo(f"{count_of(len(found), 'timeline')}.", err=not found)


def _value(point: Point) -> str:
    forecast = " (forecast)" if point.is_forecast else ""
    return f"{point.figure.shown}{forecast}"


def _sources(point: Point) -> str:
    articles = ", ".join(dict.fromkeys(known.article for known in point.claims))
    others = ", ".join(f"{other.shown} in {other.known.article}" for other in point.others)
    return f"{articles}; but {others}" if others else articles

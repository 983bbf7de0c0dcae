"""`zufolge why`: whether two names are one entity, and what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import make_console, print_line, printing

if TYPE_CHECKING:
    from zufolge.ask.why import Why

ANSWERS = {
    "one": "{one} and {other} are one entity: {entities}.",
    "two": "{one} and {other} are two entities: {entities}.",
    "in some articles": "{one} and {other} are one in some articles only: {entities}.",
}
SIGNS = {"positive": "for", "negative": "against", "unsure": "open"}


def why(
    one: Annotated[str, typer.Argument(metavar="ONE", help="An entity, or any name.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="The answer and its reasons as one line of JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Say whether two names are one entity, and why.

    Example:

      zufolge why VW Volkswagen
    """
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        found = kept.why(one, other)
    with printing():
        if as_json:
            from zufolge.export.annotate_json import write_json
            from zufolge.export.entities_json import why_as_json

            print_line(write_json(why_as_json(found)))
        else:
            _print(found)


def _print(found: Why) -> None:
    from rich.table import Table
    from rich.text import Text

    console = make_console()
    entities = " and ".join(found.entities)
    console.print(Text(ANSWERS[found.answer].format(one=found.one, other=found.other, entities=entities)))
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for reason in found.reasons:
        where = f" ({reason.article})" if reason.article else ""
        table.add_row(SIGNS[reason.verdict], Text(f"{reason.one} – {reason.other}"), Text(reason.words + where))
    console.print(table)

"""`zufolge deals`: the deals that articles tell of, as a table or JSON lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing

if TYPE_CHECKING:
    from rich.text import Text

    from zufolge.ask.deals import FoundDeal

ID_SHOWN = 8
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Only what was published by then counts.")]
At = Annotated[str | None, typer.Option(metavar="DATE", help="What held then; what began later does not count.")]


def deals(
    *,
    entity: Annotated[str | None, typer.Option(help="Somebody by that name is a party.")] = None,
    type: Annotated[str | None, typer.Option(help="The deal's type, as acquisition or layoffs.")] = None,  # noqa: A002
    stage: Annotated[str | None, typer.Option(help="rumoured, talks, planned, announced, agreed, …")] = None,
    as_of: AsOf = None,
    at: At = None,
    as_json: Annotated[bool, typer.Option("--json", help="One deal a line, as JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """List what is being bought, agreed, cut or fought over: claims about the same undertaking make one deal.

    Examples:

      zufolge deals --entity Xiaomi

      zufolge deals --stage denied --as-of 2024-03-06

      zufolge deals --json > deals.jsonl
    """
    from zufolge.api import Ledger
    from zufolge.ask.deals import AskedDeals

    with Ledger(ledger, must_exist=True) as kept, printing():
        found = kept.deals(AskedDeals(entity, type, stage, as_of, at))
        (_print_json if as_json else _print_table)(found)


def _print_json(found: Iterable[FoundDeal]) -> None:
    from zufolge.export.annotate_json import write_json
    from zufolge.export.deals_json import deal_as_json

    for one in found:
        print_line(write_json(deal_as_json(one)))


def _print_table(found: Iterable[FoundDeal]) -> None:
    from rich.table import Table

    table = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0))
    table.add_column("Deal", no_wrap=True, style="cyan")
    table.add_column("Since", no_wrap=True)
    table.add_column("Stage", no_wrap=True)
    table.add_column("What, and how many say so", overflow="fold")
    for one in found:
        deal = one.deal
        table.add_row(deal.id[:ID_SHOWN], deal.first_day or "", deal.stage or "", _describe(one))
    if table.row_count:
        make_console().print(table)
    typer.echo(f"{count_of(table.row_count, 'deal')}.", err=not table.row_count)


def _describe(one: FoundDeal) -> Text:
    from rich.text import Text

    from zufolge.export.deal_words import describe_figures, describe_origins, describe_parties

    text = Text.assemble((one.deal.type, "bold"), f": {describe_parties(one.deal)}")
    if figures := describe_figures(one.deal):
        text.append(f" · {figures}")
    text.append(f"\n{describe_origins(one.origins)}", style="dim")
    return text

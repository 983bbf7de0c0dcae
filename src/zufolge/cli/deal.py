"""`zufolge deal`: one deal, its history, its figures, who vouches for it, and why each claim belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.deals import AsOf, At
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import make_console, print_line, printing

if TYPE_CHECKING:
    from rich.table import Table

    from zufolge.ask.deals import FoundDeal


def deal(
    deal: Annotated[str, typer.Argument(metavar="DEAL", help="The deal's id, or how it begins.")],
    *,
    as_of: AsOf = None,
    at: At = None,
    as_json: Annotated[bool, typer.Option("--json", help="The deal as one line of JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Show one deal: parties, stages day by day, figures, origins, and why each claim is in it.

    Examples:

      zufolge deal 3f2a91

      zufolge deal 3f2a91 --as-of 2024-03-06
    """
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        found = kept.deal(deal, as_of=as_of, at=at)
    with printing():
        if as_json:
            from zufolge.export.annotate_json import write_json
            from zufolge.export.deals_json import deal_with_reasons

            print_line(write_json(deal_with_reasons(found)))
        else:
            _print(found)


def _print(found: FoundDeal) -> None:
    from rich.text import Text

    from zufolge.export.deal_words import describe_figures, describe_origins, describe_parties

    one, console = found.deal, make_console()
    console.print(Text.assemble((one.type, "bold"), f" ({one.stage or 'no stage'})  ", (one.id, "cyan")))
    console.print(Text(f"  {describe_parties(one)}"))
    if one.figures:
        console.print(Text(f"  {describe_figures(one)}"))
    console.print()
    console.print(_history(found))
    console.print()
    console.print(Text(describe_origins(found.origins)))
    console.print(_origins(found))
    console.print()
    console.print(_claims(found))


def _grid() -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _history(found: FoundDeal) -> Table:
    table = _grid()
    for step in found.deal.history:
        table.add_row(step.date or "undated", step.stage, ", ".join(step.articles))
    return table


def _origins(found: FoundDeal) -> Table:
    table = _grid()
    for branch in found.origins.tree:
        table.add_row(branch.origin, branch.kind, f"{branch.reason}: {', '.join(branch.articles)}")
    if found.origins.unknown:
        table.add_row("", "unknown", ", ".join(found.origins.unknown))
    return table


def _claims(found: FoundDeal) -> Table:
    from rich.text import Text

    from zufolge.cli.claims import ID_SHOWN
    from zufolge.export.plain_words import describe_chain, describe_roles, describe_status

    table = _grid()
    for member in found.deal.members:
        claim = member.claim
        words = f"{claim.type}, {describe_status(claim)}: {describe_roles(claim)}"
        if claim.attribution:
            words += f"\naccording to {describe_chain(claim.attribution)}"
        text = Text.assemble(words, (f"\nhere because: {found.deal.reasons[member.id]}", "dim"))
        table.add_row(Text(member.id[:ID_SHOWN], style="cyan"), member.day or "", text)
    return table

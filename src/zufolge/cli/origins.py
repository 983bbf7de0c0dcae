"""`zufolge origins`: how many independent origins a claim or deal has, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.deals import AsOf
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import make_console, print_line, printing

if TYPE_CHECKING:
    from zufolge.ask.origins import FoundOrigins


def origins(
    id: Annotated[str, typer.Argument(metavar="CLAIM|DEAL", help="The id of a claim or deal, or how it begins.")],  # noqa: A002
    *,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Tell who says so independently of one another: ten headlines may have one source.

    A medium that cites another adds nothing, a reprint adds nothing, and a company's own word is one origin however
    often it is printed. Articles whose origin cannot be told are listed as unknown and do not count.

    Examples:

      zufolge origins 3f2a91

      zufolge origins 3f2a91 --as-of 2024-03-06 --json
    """
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        found = kept.origins(id, as_of=as_of)
    with printing():
        if as_json:
            from zufolge.export.annotate_json import write_json
            from zufolge.export.origins_json import found_origins_as_json

            print_line(write_json(found_origins_as_json(found)))
        else:
            _print(found)


def _print(found: FoundOrigins) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from zufolge.export.deal_words import describe_origins
    from zufolge.export.plain_words import describe_roles, describe_status

    claim = found.claims[0].claim
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for branch in found.origins.tree:
        table.add_row(Text(branch.origin), branch.kind, Text(branch.reason))
        table.add_row("", "", Text(_list_articles(found, branch.articles), style="dim"))
    if found.origins.unknown:
        table.add_row("unknown", "", Text("not counted: nobody can tell where these have it from"))
        table.add_row("", "", Text(_list_articles(found, found.origins.unknown), style="dim"))
    console = make_console()
    words = f" ({describe_status(claim)}): {describe_roles(claim)}  "
    console.print(Text.assemble((claim.type, "bold"), words, (found.id, "cyan")))
    console.print(Text(f"{describe_origins(found.origins)}, told by {len(found.claims)} claims"))
    console.print(Padding(table, (1, 0, 0, 2)))


def _list_articles(found: FoundOrigins, articles: tuple[str, ...]) -> str:
    """The articles with the day and the paper."""
    about = {known.article: (known.day, known.publisher) for known in found.claims}
    lines = []
    for article in articles:
        where = ", ".join(word for word in about[article] if word)
        lines.append(f"{article} ({where})" if where else article)
    return " · ".join(lines)

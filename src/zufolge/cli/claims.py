"""`zufolge claims`: the claims of the ledger that fit, as a table, JSON lines or CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.claim_filters import ClaimFilters, takes_filters
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing
from zufolge.model import ZufolgeError

if TYPE_CHECKING:
    from rich.text import Text

    from zufolge.ledger.views import KeptClaim

ID_SHOWN = 8


@takes_filters
def claims(
    *,
    filters: ClaimFilters,
    as_json: Annotated[bool, typer.Option("--json", help="One claim a line, as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values, with a head line.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """List the claims that fit all of what is given, in the order of publication.

    Examples:

      zufolge claims --entity Xiaomi --status rumoured

      zufolge claims --type acquisition --since 2024-03 --json

      zufolge claims --source Reuters --text "Übernahme*" --csv > claims.csv
    """
    from zufolge.api import Ledger

    if as_json and as_csv:
        raise ZufolgeError("Give either --json or --csv, not both.")
    wanted = filters.wanted()
    with Ledger(ledger, must_exist=True) as kept:
        found = kept.claims(**asdict(wanted))
        with printing():
            write = _print_json if as_json else _print_csv if as_csv else _print_table
            write(found)


def _print_json(found: Iterable[KeptClaim]) -> None:
    from zufolge.export.annotate_json import claim_as_json, write_json

    for kept in found:
        print_line(write_json(claim_as_json(kept.claim, kept.article, kept.about)))


def _print_csv(found: Iterable[KeptClaim]) -> None:
    import io

    from zufolge.export.claim_rows import write_csv

    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    write_csv(found, out)
    out.detach()


def _print_table(found: Iterable[KeptClaim]) -> None:
    from rich.table import Table

    table = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0))
    table.add_column("Claim", no_wrap=True, style="cyan")
    table.add_column("Published", no_wrap=True)
    table.add_column("What, and according to whom", overflow="fold")
    for kept in found:
        table.add_row(kept.id[:ID_SHOWN], (kept.article.published or "")[:10], _describe(kept))
    if table.row_count:
        make_console().print(table)
    typer.echo(f"{count_of(table.row_count, 'claim')}.", err=not table.row_count)


def _describe(kept: KeptClaim) -> Text:
    """Type and status, then roles and time, then who says so where that is not the article itself."""
    from rich.text import Text

    from zufolge.export.plain_words import describe_chain, describe_roles, describe_status

    claim = kept.claim
    text = Text.assemble((claim.type, "bold"), f", {describe_status(claim)}: {describe_roles(claim)}")
    periods = [filler.value for filler in claim.fillers("period")]
    if claim.time and claim.time.value is not None and claim.time.value not in periods:
        text.append(f" · when {claim.time.value}")
    if claim.attribution:
        text.append(f"\naccording to {describe_chain(claim.attribution)}", style="dim")
    return text

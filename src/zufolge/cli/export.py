"""`zufolge export`: the claims of the ledger that fit, in a format that another tool opens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.claim_filters import ClaimFilters, takes_filters
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, printing

if TYPE_CHECKING:
    from zufolge.export.writing import Exported

Format = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        help="csv, followthemoney, graphml, jsonl, jsonld, label-studio, ntriples, parquet.",
    ),
]
Out = Annotated[
    str,
    typer.Option(
        "--out",
        metavar="PATH",
        help="The file to write; a folder for csv, parquet and label-studio; - is standard output.",
    ),
]


@takes_filters
def export(
    format: Format,  # noqa: A002
    *,
    out: Out,
    filters: ClaimFilters,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Write claims and their articles in a format that another tool opens.

    All options but --out narrow what is written, as in `zufolge claims`; claims that a judgement rejected are left
    out. What stands at PATH is replaced once everything is written, and stays as it is where something fails.

    Examples:

      zufolge export parquet --out tables/

      zufolge export graphml --entity Xiaomi --since 2024 --out xiaomi.graphml

      zufolge export followthemoney --as-of 2024-03-06 --out then.ftm.json

      zufolge export jsonl --status rumoured --out - | jq .evidence.text
    """
    from zufolge.api import Ledger

    wanted = filters.wanted()
    with Ledger(ledger, must_exist=True) as kept, printing():
        written = kept.export(format, out, wanted, _show if sys.stderr.isatty() else None)
    if sys.stderr.isatty():
        typer.echo("\r\x1b[K", nl=False, err=True)
    typer.echo(f"{_count(written)} written to {'standard output' if out == '-' else out}.", err=out == "-")


def _show(written: Exported) -> None:
    typer.echo(f"\r{_count(written)} written", nl=False, err=True)


def _count(written: Exported) -> str:
    return f"{count_of(written.claims, 'claim')} of {count_of(written.articles, 'article')}"

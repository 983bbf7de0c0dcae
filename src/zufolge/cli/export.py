"""`zufolge export`: the claims of the ledger that fit, in a format that another tool opens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.claims import check_filters
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, printing

if TYPE_CHECKING:
    from zufolge.export.writing import Exported

_Text = str | None
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


def export(
    format: Format,  # noqa: A002
    *,
    out: Out,
    entity: Annotated[_Text, typer.Option(help="Somebody by that name fills a role.")] = None,
    type: Annotated[_Text, typer.Option(help="The claim's type, as acquisition or metric.")] = None,  # noqa: A002
    status: Annotated[_Text, typer.Option(help="asserted, planned, expected, possible, rumoured, …")] = None,
    polarity: Annotated[_Text, typer.Option(help="positive or negative.")] = None,
    source: Annotated[_Text, typer.Option(help="Who says so: a name, a kind (medium), or an agency.")] = None,
    since: Annotated[_Text, typer.Option(metavar="DATE", help="In articles published then or later.")] = None,
    until: Annotated[_Text, typer.Option(metavar="DATE", help="In articles published by then.")] = None,
    text: Annotated[_Text, typer.Option(help="Words that the evidence holds; a word may end in *.")] = None,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Write claims and their articles in a format that another tool opens.

    All options but --out narrow what is written, as in `zufolge claims`; claims that a judgement rejected are left
    out. What stands at PATH is replaced once everything is written, and stays as it is where something fails.

    Examples:

      zufolge export parquet --out tables/

      zufolge export graphml --entity Xiaomi --since 2024 --out xiaomi.graphml

      zufolge export jsonl --status rumoured --out - | jq .evidence.text
    """
    from zufolge.api import Ledger
    from zufolge.ask.claims import Wanted

    check_filters(type, status, polarity)
    wanted = Wanted(
        entity=entity,
        type=type,
        status=status,
        polarity=polarity,
        source=source,
        since=since,
        until=until,
        text=text,
    )
    with Ledger(ledger, must_exist=True) as kept, printing():
        written = kept.export(format, out, wanted, _show if sys.stderr.isatty() else None)
    if sys.stderr.isatty():
        typer.echo("\r\x1b[K", nl=False, err=True)
    typer.echo(f"{_count(written)} written to {'standard output' if out == '-' else out}.", err=out == "-")


def _show(written: Exported) -> None:
    typer.echo(f"\r{_count(written)} written", nl=False, err=True)


def _count(written: Exported) -> str:
    return f"{count_of(written.claims, 'claim')} of {count_of(written.articles, 'article')}"

"""`zufolge evidence`: everything a deal rests on, in one file to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zufolge.cli.deals import AsOf
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of


def evidence(
    deal: Annotated[str, typer.Argument(metavar="DEAL", help="The deal's id, or how it begins.")],
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="A file that ends in .zip or .html.")],
    as_of: AsOf = None,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Write down what a deal rests on: claims, chains, quoted sentences and hashes, with a page that opens offline.

    A .zip holds evidence.html, evidence.json and SHA256SUMS; an .html file is the page alone, with the JSON inside.
    The same deal gives the same bytes.

    Examples:

      zufolge evidence 3f2a91 --out deal.zip

      zufolge evidence 3f2a91 --out deal.html --as-of 2024-03-06
    """
    from zufolge.api import Ledger
    from zufolge.export.evidence_bundle import write_bundle

    with Ledger(ledger, must_exist=True) as kept:
        gathered = kept.evidence(deal, as_of=as_of)
    write_bundle(gathered, out)
    typer.echo(f"{count_of(len(gathered.claims), 'claim')} of deal {gathered.found.deal.id} written to {out}.")

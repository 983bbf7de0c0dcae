"""The option that names the ledger, shared by the commands that use one."""

from __future__ import annotations

from typing import Annotated

import typer

LedgerName = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="URL",
        envvar="ZUFOLGE_LEDGER",
        help="The ledger: a SQLite file, or a database URL.",
    ),
]

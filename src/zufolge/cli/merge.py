"""`zufolge merge` and `zufolge split`: what people judge of two names."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import print_line, printing

if TYPE_CHECKING:
    from zufolge.connect.merging import Judged

Author = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who judges; by default the name you are logged in with.")
]
Because = Annotated[str, typer.Option("--because", metavar="WORDS", help="Why; shown by `zufolge why`.")]
AsJson = Annotated[bool, typer.Option("--json", help="The judgement and the entities there are now, as JSON.")]


def merge(
    one: Annotated[str, typer.Argument(metavar="ONE", help="An entity, or any of its names.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.")],
    *,
    by: Author = None,
    because: Because = "",
    as_json: AsJson = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Judge that two entities are one. Nothing is overwritten; `zufolge split` undoes it.

    Example:

      zufolge merge "Halvern" "Halvern Robotik" --because "register entry"
    """
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        _tell(kept.merge(one, other, by or getpass.getuser(), reason=because), as_json)


def split(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="An entity, or the name of it that is kept apart.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of it that means another.")],
    *,
    by: Author = None,
    because: Because = "",
    as_json: AsJson = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Judge that a name does not mean the entity it stands for; the last merge between the two is undone.

    Example:

      zufolge split "Halvern Robotik" "Halvern" --because "that is the holding"
    """
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        _tell(kept.split(entity, name, by or getpass.getuser(), reason=because), as_json)


def _tell(judged: Judged, as_json: bool) -> None:
    with printing():
        if as_json:
            from zufolge.export.annotate_json import write_json
            from zufolge.export.entities_json import judged_as_json

            print_line(write_json(judged_as_json(judged)))
            return
        for meant in judged.entities:
            print_line(f"{meant.entity}: {', '.join(meant.spellings)}")

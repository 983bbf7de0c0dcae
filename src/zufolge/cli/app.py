"""The command `zufolge`: its subcommands, and how it ends. What a subcommand does stands in its own file."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from zufolge import __version__
from zufolge.cli import exits
from zufolge.cli.about import about
from zufolge.cli.annotate import annotate
from zufolge.cli.bulk import bulk
from zufolge.cli.changes import changes
from zufolge.cli.claims import claims
from zufolge.cli.contradictions import contradictions
from zufolge.cli.deal import deal
from zufolge.cli.deals import deals
from zufolge.cli.entities import entities
from zufolge.cli.evidence import evidence
from zufolge.cli.export import export
from zufolge.cli.follow import follow
from zufolge.cli.load import load
from zufolge.cli.mcp import mcp
from zufolge.cli.merge import merge, split
from zufolge.cli.origins import origins
from zufolge.cli.read import read
from zufolge.cli.salvage import salvage
from zufolge.cli.serve import serve
from zufolge.cli.show import show
from zufolge.cli.stats import stats
from zufolge.cli.timeline import timeline
from zufolge.cli.watch import watch
from zufolge.cli.why import why
from zufolge.model import ZufolgeError

app = typer.Typer(
    name="zufolge",
    help="Reads German business news and keeps a ledger of attributed claims.",
    epilog=exits.EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    read,
    follow,
    claims,
    show,
    stats,
    annotate,
    export,
    bulk,
    load,
    mcp,
    deals,
    deal,
    about,
    timeline,
    contradictions,
    changes,
    origins,
    watch,
    evidence,
    entities,
    merge,
    split,
    why,
    salvage,
    serve,
):
    app.command(epilog=exits.EPILOG)(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zufolge {__version__}")
        raise typer.Exit()


@app.callback()
def _zufolge(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end."),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line and end the process with the exit code that `zufolge --help` lists."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: more threads only wait for each other
    try:
        app()
    except ZufolgeError as error:
        typer.echo(f"zufolge: {error}", err=True)
        sys.exit(exits.code_of(error))
    except KeyboardInterrupt:
        typer.echo("zufolge: stopped.", err=True)
        sys.exit(exits.STOPPED)

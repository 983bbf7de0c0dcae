"""`zufolge serve`: the web reader and the HTTP API."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.model import ZufolgeError


def serve(
    *,
    ledger: LedgerName = "zufolge.db",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")] = 8765,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than 127.0.0.1 need a token.")
    ] = "127.0.0.1",
    token_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A file with the token that callers must give (or $ZUFOLGE_TOKEN)."),
    ] = None,
    read_only: Annotated[bool, typer.Option(help="Nothing can be added or judged.")] = False,
) -> None:
    """Show the ledger in a browser, and answer programs.

    Examples:

      zufolge serve --ledger press.db

      zufolge serve --read-only --port 9000

      zufolge serve --host 0.0.0.0 --token-file token.txt
    """
    try:
        import uvicorn

        from zufolge.serve.app import create_app
    except ModuleNotFoundError as error:
        raise ZufolgeError(
            f"The web reader needs {error.name}; install it with: pip install 'zufolge[serve]'"
        ) from error
    from zufolge.serve.settings import Settings

    settings = Settings(ledger=ledger, host=host, port=port, token=_read_token(token_file), read_only=read_only)
    app = create_app(settings)
    app.state.desk.ledger.catch_up(_report)
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)
    socket = config.bind_socket()
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"Open http://{shown}:{socket.getsockname()[1]}/ in a browser; Ctrl-C stops the server.", err=True)
    uvicorn.Server(config).run([socket])


def _read_token(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get("ZUFOLGE_TOKEN") or None
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ZufolgeError(f"The token file {file} cannot be read ({error.strerror}); check it.") from error


def _report(done: int, total: int) -> None:
    """Say how far the search index is; only to a terminal."""
    if sys.stderr.isatty():
        print(f"\rJoined {done} of {total} articles", end="\n" if done == total else "", file=sys.stderr, flush=True)

"""`zufolge mcp`: the ledger as tools for an assistant, over standard input and output."""

from __future__ import annotations

from zufolge.cli.ledger_option import LedgerName
from zufolge.model import ZufolgeError


def mcp(*, ledger: LedgerName = "zufolge.db") -> None:
    """Answer an assistant's questions to the ledger (Model Context Protocol, standard input and output).

    An assistant's program starts this command itself; it needs the command and its arguments. The tools only read.

    Example, as a program's settings have it:

      {"mcpServers": {"zufolge": {"command": "zufolge", "args": ["mcp", "--ledger", "/home/me/press.db"]}}}
    """
    try:
        from zufolge.serve.mcp.server import make_server
    except ModuleNotFoundError as error:
        raise ZufolgeError(f"This needs {error.name}; install it with: pip install 'zufolge[mcp]'.") from error
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        make_server(kept).run()

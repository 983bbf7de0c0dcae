"""The server: hands the tools to the SDK, and turns what callers can mend into messages they can read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import getdoc
from typing import Any, Final

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from zufolge import __version__
from zufolge.api import Ledger
from zufolge.model import ZufolgeError
from zufolge.serve.mcp.tools import Tools

INSTRUCTIONS: Final = (
    "A ledger of attributed claims from German business news. A claim is what an article says, according to a source: "
    "never give it as a fact. Say who says so (according_to), how sure it is (status, polarity), and quote the "
    "evidence. For how well something is backed, weigh the number of independent origins, not of articles. Every id "
    "can be looked up with get_claim or get_deal. Before you call something settled, ask for contradictions."
)
READS_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(ledger: Ledger) -> MCPServer:
    """A server with all tools over `ledger`; `run()` talks over standard input and output."""
    server = MCPServer("zufolge", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")
    for tool in Tools(ledger).all():
        server.add_tool(_telling(tool), description=getdoc(tool), annotations=READS_ONLY)
    return server


def _telling(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The tool, with what the caller can mend told as an error of the tool; the rest stays hidden."""

    @wraps(tool)
    def told(*arguments: Any, **named: Any) -> dict[str, Any]:
        try:
            return tool(*arguments, **named)
        except ZufolgeError as error:
            raise ToolError(str(error)) from error

    return told

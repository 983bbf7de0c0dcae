"""How `zufolge` ends: its exit codes and their meaning."""

from __future__ import annotations

from typing import Final

from zufolge.ledger.errors import LedgerError
from zufolge.model import ZufolgeError

OK: Final = 0
SOME_UNREADABLE: Final = 1
CALLER_ERROR: Final = 2
LEDGER_ERROR: Final = 3
STOPPED: Final = 130

EPILOG: Final = (
    "Exit codes: 0 all went well; 1 some articles could not be read (the rest was); "
    "2 the call is wrong (a missing file, an unknown option, no such claim); "
    "3 the ledger cannot be used; 130 stopped with Ctrl-C."
)


def code_of(error: ZufolgeError) -> int:
    """The exit code for `error`."""
    return LEDGER_ERROR if isinstance(error, LedgerError) else CALLER_ERROR

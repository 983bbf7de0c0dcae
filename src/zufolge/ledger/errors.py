"""What the caller has to expect of a ledger that cannot be used."""

from __future__ import annotations

from zufolge.model import ZufolgeError


class LedgerError(ZufolgeError):
    """The ledger cannot be used: locked, newer than this zufolge, damaged, or no ledger at all."""

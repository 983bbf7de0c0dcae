"""zufolge reads German business news and keeps a ledger of attributed claims.

>>> import zufolge
>>> reading = zufolge.read("Die Nordfalk AG übernimmt die Alpenwerk GmbH.", published="2024-03-05")
>>> [(claim.type, claim.status) for claim in reading.claims]
[('acquisition', 'asserted')]

`zufolge.read` and `zufolge.Ledger` are the interface; the values they return are those of `zufolge.model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import zufolge.read as _readers  # noqa: F401 -- once loaded, the folder no longer takes the function's name
from zufolge.model import Article, Claim, Reading, ZufolgeError
from zufolge.reading import read

if TYPE_CHECKING:
    from zufolge.api import Ledger

__version__ = "0.1.0"
__all__ = ["Article", "Claim", "Ledger", "Reading", "ZufolgeError", "read"]


def __getattr__(name: str) -> Any:
    """Load the ledger, and the database behind it, only where somebody asks for it."""
    if name == "Ledger":
        from zufolge.api import Ledger

        return Ledger
    raise AttributeError(f"module 'zufolge' has no attribute {name!r}")

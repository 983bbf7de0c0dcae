"""Where a page of answers ends, as a word that callers hand back to get the next one."""

from __future__ import annotations

import base64
import re
from typing import Final

from zufolge.model import ZufolgeError

CURSOR: Final = r"^[A-Za-z0-9_-]{11}$"
_MOST: Final = (1 << 63) - 1


def write_cursor(place: int) -> str:
    """The place as a word without meaning for the caller.

    >>> write_cursor(7), read_cursor(write_cursor(7))
    ('AAAAAAAAAAc', 7)
    """
    return base64.urlsafe_b64encode(place.to_bytes(8, "big")).decode().rstrip("=")


def read_cursor(word: str | None) -> int | None:
    """The place that `write_cursor` wrote; None for no cursor. Raises ZufolgeError for what cannot be one."""
    if not word:
        return None
    if not re.fullmatch(CURSOR, word):
        raise ZufolgeError("The cursor is not one of ours; begin without one.")
    return int.from_bytes(base64.urlsafe_b64decode(f"{word}="), "big") & _MOST

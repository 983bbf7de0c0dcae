"""Where a page of answers ends, as a word that callers hand back to get the next one."""

from __future__ import annotations

import base64

from zufolge.model import ZufolgeError


def write_cursor(place: int) -> str:
    """The place as a word without meaning for the caller.

    >>> write_cursor(7), read_cursor(write_cursor(7))
    ('AAAAAAAAAAc', 7)
    """
    return base64.urlsafe_b64encode(place.to_bytes(8, "big")).decode().rstrip("=")


def read_cursor(word: str | None) -> int | None:
    """The place that `write_cursor` wrote; None for no cursor. Raises ZufolgeError for anything else."""
    if not word:
        return None
    try:
        place = int.from_bytes(base64.b64decode(f"{word}=", altchars=b"-_", validate=True), "big")
        if place < 1 << 63 and write_cursor(place) == word:
            return place
    except (ValueError, OverflowError):
        pass
    raise ZufolgeError("The cursor is not one of ours; begin without one.")

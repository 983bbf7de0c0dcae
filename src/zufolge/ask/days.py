"""The words by which questions name a day, a month or a year."""

from __future__ import annotations

import re
from typing import Final

from zufolge.model import ZufolgeError

_DATE: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def check_day(words: str | None) -> None:
    """Raises ZufolgeError where `words` are no day, month or year."""
    if words is not None and not _DATE.fullmatch(words):
        raise ZufolgeError(f"{words!r} is no date; write 2024, 2024-03 or 2024-03-15.")

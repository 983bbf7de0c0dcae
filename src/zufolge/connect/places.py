"""Where articles and claims stand in the order of publication: one number each, newest largest. Derived from content.

A place is the day and minute of publication, then 18 bits of the article's key, then the claim's position in its
article. Undated articles come before all others. The order of reading decides only where two keys share the bits.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Final

POSITIONS: Final = 1 << 12
_KEYS: Final = 1 << 18
_MINUTES: Final = 1 << 11
_OF_A_MINUTE: Final = POSITIONS * _KEYS
_OF_A_DAY: Final = _OF_A_MINUTE * _MINUTES


def place_of_article(key: str, published: str | None) -> int:
    """Where the article stands; its claims stand at this place and the next ones.

    >>> place_of_article("a", None) < place_of_article("a", "2024-03-05") < place_of_article("a", "2024-03-05T08:30")
    True
    """
    moment = _moment(published)
    minute = moment.hour * 60 + moment.minute if moment else 0
    bits = int.from_bytes(sha256(key.encode("utf-8", "surrogatepass")).digest()[:4], "big") % _KEYS
    day = moment.toordinal() if moment else 0
    return day * _OF_A_DAY + minute * _OF_A_MINUTE + bits * POSITIONS


def first_place_of_day(ordinal: int) -> int:
    """The least place that an article of the day with that ordinal number can have."""
    return ordinal * _OF_A_DAY


def _moment(published: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(published) if published else None
    except ValueError:
        return None

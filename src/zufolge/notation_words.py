"""The smallest pieces of the notation: bare words, quoted words, numbers. Not claims."""

from __future__ import annotations

import re
from typing import Final

APPROXIMATORS: Final = ("about", "nearly", "over", "under", "at_least", "up_to")

_MARKS = r",()+>&\[\]\"=@<>"
BARE_NAME: Final = re.compile(rf"(?![?'\s])[^{_MARKS}\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+(?<!\s)")
BARE_WORD: Final = re.compile(r"[^\W\d_][\w-]*")
BARE_UNIT: Final = re.compile(r"[^\W\d_%][\w%/.-]*|%")
BARE_TIME: Final = re.compile(r"(?!at\b)[A-Za-z0-9_:.+/-]+")
NUMBER: Final = re.compile(r"[+-]?\d[\d_]*(?:\.(?!\.)\d+)?(?:e[+-]?\d+)?")

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")


def quote(words: str, mark: str) -> str:
    r"""`words` between two of `mark`, on one line whatever stands in them.

    >>> quote('sagte "ja"', '"')
    '"sagte \\"ja\\""'
    """
    escaped = words.replace("\\", "\\\\").replace(mark, "\\" + mark)
    return mark + _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped) + mark


def unquote(quoted: str) -> str:
    """The words that `quote` put between marks."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], quoted[1:-1])

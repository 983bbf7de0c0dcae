"""What agencies and desks sign an article's last line with: "(dpa)", "./jha/he". Not what the signature means."""

from __future__ import annotations

import re
from functools import cache

from zufolge.languages import load_words

_DESKS = re.compile(r"(?<=[.!?\"“”»«)])\s?/(?:[a-z]{2,4}|[A-Z]{2,3})(?:/[A-Za-z]{2,4}){1,4}$")
_BRACKET = re.compile(r"(?<=[.!?\"“”»«…)])\s*\(([^()]{2,40})\)\s*$")
_PARTS = re.compile(r"[/,;|&]|\s(?:und|mit)\s|\s(?=\d)")


def signature_start(line: str) -> int:
    """Where the signature at the end of `line` begins; 0 where there is none.

    >>> line = "Das Werk schließt. (dpa/lsw)"
    >>> line[signature_start(line) :]
    ' (dpa/lsw)'
    """
    found = _DESKS.search(line)
    if found:
        return found.start()
    found = _BRACKET.search(line)
    return found.start() if found and names_agency(found.group(1)) else 0


def names_agency(words: str) -> bool:
    """Whether what stands in brackets begins or ends with an agency's code ("dpa-AFX/mb", "sei/APA")."""
    parts = [part.strip() for part in _PARTS.split(words)]
    return any(part.lower() in _codes() for part in parts)


@cache
def _codes() -> frozenset[str]:
    return frozenset(code.lower() for code in load_words("agency_codes"))

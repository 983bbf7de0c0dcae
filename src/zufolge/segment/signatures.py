"""What agencies and desks sign an article's last line with: "(dpa)", "./jha/he". Not what the signature means."""

from __future__ import annotations

import re

from zufolge.languages.names import names_agency

_DESKS = re.compile(r"(?<=[.!?\"“”»«)])\s?/(?:[a-z]{2,4}|[A-Z]{2,3})(?:/[A-Za-z]{2,4}){1,4}$")
_SLASHED = re.compile(r"(?:(?<=[.!?\"”“»«)])\s*|^)([a-z]{2,4}(?:/[A-Za-z-]{2,8}){1,4})$")
_BRACKET = re.compile(r"(?<=[.!?\"“”»«…)])\s*\(([^()]{2,40})\)\s*$")


def signature_start(line: str) -> int:
    """Where the signature at the end of `line` begins; 0 where there is none.

    >>> line = "Das Werk schließt. (dpa/lsw)"
    >>> line[signature_start(line) :]
    ' (dpa/lsw)'
    """
    if "/" in line:
        found = _DESKS.search(line)
        if found:
            return found.start()
        slashed = _SLASHED.search(line)
        if slashed and slashed.start() and names_agency(slashed.group(1)):
            return slashed.start()
    found = _BRACKET.search(line) if line.rstrip().endswith(")") else None
    return found.start() if found and names_agency(found.group(1)) else 0


def is_signature(line: str) -> bool:
    """Whether `line` is nothing but desks and agencies ("abc/dpa/Reuters")."""
    return _SLASHED.fullmatch(line) is not None and names_agency(line)

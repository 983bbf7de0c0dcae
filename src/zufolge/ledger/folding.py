"""Names folded for looking up: case, marks and blanks do not count. Not for telling companies apart."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def fold_name(name: str) -> str:
    """The words of `name` in lower case, one blank between them and one at either end.

    The outer blanks let "contains these whole words" be asked as "contains this string".

    >>> fold_name("Kahl & Söhne AG"), " söhne " in fold_name("Kahl & Söhne AG")
    (' kahl söhne ag ', True)
    """
    return f" {' '.join(_WORD.findall(name.casefold()))} "

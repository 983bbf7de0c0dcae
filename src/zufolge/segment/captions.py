"""Captions of pictures and their credits in plain text, also where the article's first word is glued to them."""

from __future__ import annotations

import re
from functools import cache

from zufolge.languages import load_words

_LABEL = r"(?:Fotos?|FOTOS?|Bild(?:er|quelle|nachweis|rechte)?|BILD|Illustration|Archivfoto|Archivbild|Symbolbild|Symbolfoto|Screenshot|Grafik|Quelle|Credit)"
_START = re.compile(rf"[(\[]?\s?(?:{_LABEL}\s?:|©|\(c\))\s?")
_NAME = r"[\w .,/&()|©:@’'–-]"
_CREDIT_LINE = re.compile(
    rf"[(\[]?\s?(?:{_LABEL}\s?:|©|\(c\)|picture[ -]alliance)\s?{_NAME}{{0,110}}[)\]]?\.?"
)
_CREDIT_END = re.compile(rf".{{5,400}}?[\s(–-](?:{_LABEL}\s?:|©)\s?{_NAME}{{2,80}}")


def caption_end(line: str) -> int:
    """How many characters of `line`, from its start, are a picture's caption or credit; 0 where none are.

    >>> line = "Foto: A. Muster/ dpaDas Werk schließt."
    >>> line[: caption_end(line)]
    'Foto: A. Muster/ dpa'
    """
    if _START.match(line):
        glued = _glued_credit().match(line)
        if glued:
            return glued.end()
        if _CREDIT_LINE.fullmatch(line):
            return len(line)
        return 0
    found = _CREDIT_END.fullmatch(line)
    return len(line) if found and _is_credit_tail(line) else 0


def is_credit_line(line: str) -> bool:
    """Whether `line` only credits a picture, so that the line before it says what the picture shows."""
    return _START.match(line) is not None and _CREDIT_LINE.fullmatch(line) is not None


def _is_credit_tail(line: str) -> bool:
    return not re.search(r"[.!?]\s+[A-ZÄÖÜ].*\s[a-zäöüß]+\s.*[.!?]$", line[line.rfind(":") :])


@cache
def _glued_credit() -> re.Pattern[str]:
    agencies = "|".join(
        re.escape(name) for name in sorted(load_words("picture_agencies"), key=len, reverse=True)
    )
    return re.compile(
        rf"[(\[]?\s?(?:{_LABEL}\s?:|©|\(c\))\s?{_NAME}{{0,100}}?(?:{agencies})[)\]]?(?=[A-ZÄÖÜ][a-zäöüß]+\s)"
    )

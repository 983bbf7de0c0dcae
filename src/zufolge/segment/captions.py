"""Captions of pictures and their credits in plain text, also where the article's first word is glued to them."""

from __future__ import annotations

import re
from functools import cache

from zufolge.languages import load_words
from zufolge.model.article import BlockKind

_LABEL = (
    r"(?:Fotos?|FOTOS?|Bild(?:er|quelle|nachweis|rechte|material)?|BILD|Illustration|Archivfoto|Archivbild|Symbolbild"
    r"|Symbolfoto|Screenshot|Grafik|Infografik|Credit|Repro)\s?:|(?:Bild|Foto)?\s?(?:©|\(c\))"
)
_NAME = r"[\w \u00a0.,/&()|©:@’'–+-]"
_START = re.compile(rf"[(\[]?\s?(?:{_LABEL})\s?")
_CREDIT_LINE = re.compile(rf"[(\[]?\s?(?:{_LABEL}|picture[ -]alliance)\s?{_NAME}{{0,110}}[)\]]?\.?")
_CREDIT_AT_END = re.compile(rf"(?<=[\s.!?)“\"/–-])(?<!\b[Ii]m )(?<!\b[Ii]m)[(\[]?(?:{_LABEL})\s?{_NAME}{{2,80}}[)\]]?\.?$")
_PROSE = re.compile(r"[.!?]\s+[A-ZÄÖÜ][^.!?]*\s[a-zäöüß]+\s[^.!?]*[.!?]$")
_PICTURE_SELLER = re.compile(
    r"getty|thinkstock|shutterstock|fotolia|imago|picture[ -]alliance|istock|pixabay|keystone|archiv|corbis",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"”“»«)]?\s+(?=[A-ZÄÖÜ])")
_FULL_SENTENCE = re.compile(r"[.!?][\"“”»«)]?[\s/(–-]*$")


def credit_parts(line: str) -> tuple[tuple[BlockKind | None, int], ...]:
    """`line` cut into credit and text as (kind, end) pairs, where a picture's credit opens or closes it; else ().

    A description that is a sentence is text (kind None); a description without a verb and its stop is caption.

    >>> credit_parts("Foto: A. Muster/ dpaDas Werk schließt.")
    (('caption', 20), (None, 38))
    """
    if _START.match(line):
        glued = _glued_credit().match(line)
        if glued:
            return (("caption", glued.end()), (None, len(line)))
        return (("caption", len(line)),) if _is_credit(_CREDIT_LINE, line) else ()
    found = _CREDIT_AT_END.search(line)
    if not found or _PROSE.search(found.group()):
        return ()
    described = line[: found.start()]
    if _FULL_SENTENCE.search(described):
        return ((None, found.start()), ("caption", len(line)))
    sentences = [m.end() for m in _SENTENCE_END.finditer(described)]
    if sentences:
        return ((None, sentences[-1]), ("caption", len(line)))
    return (("caption", len(line)),) if len(line) < 300 else ()


def is_credit_line(line: str) -> bool:
    """Whether `line` only credits a picture, so that the line above it says what the picture shows."""
    return _START.match(line) is not None and _is_credit(_CREDIT_LINE, line)


def is_picture_agency(words: str) -> bool:
    """Whether `words` name somebody who sells pictures and sends no news ("Thinkstock by Getty-Images")."""
    return _PICTURE_SELLER.search(words) is not None


def _is_credit(pattern: re.Pattern[str], line: str) -> bool:
    return pattern.fullmatch(line) is not None and not _PROSE.search(line)


@cache
def _glued_credit() -> re.Pattern[str]:
    names = sorted(load_words("picture_agencies"), key=len, reverse=True)
    agencies = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"[(\[]?\s?(?:{_LABEL})\s?{_NAME}{{0,100}}?(?:{agencies})[)\]]?(?=[\"„“»]?[A-ZÄÖÜ][a-zäöüß]*[\s-])"
    )

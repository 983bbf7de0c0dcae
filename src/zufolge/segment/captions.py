"""Captions of pictures and their credits in plain text, also where the article's first word is glued to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zufolge.languages import load_tables
from zufolge.model.article import BlockKind

_TABLES = ("labels", "prose_before", "agencies", "sellers")
_NAME = r"[\w \u00a0.,/&()|©:@’'–+-]"
_PROSE = re.compile(r"[.!?]\s+[A-ZÄÖÜ][^.!?]*\s[a-zäöüß]+\s[^.!?]*[.!?]$")
_SENTENCE_END = re.compile(r"[.!?][\"”“»«)]?\s+(?=[A-ZÄÖÜ])")
_FULL_SENTENCE = re.compile(r"[.!?][\"“”»«)]?[\s/(–-]*$")


@dataclass(frozen=True, slots=True)
class _Credits:
    """The patterns of credits, made from `languages/de/captions.toml`."""

    start: re.Pattern[str]
    line: re.Pattern[str]
    at_end: re.Pattern[str]
    glued: re.Pattern[str]


def credit_parts(line: str) -> tuple[tuple[BlockKind | None, int], ...]:
    """`line` cut into credit and text as (kind, end) pairs, where a picture's credit opens or closes it; else ().

    A description that is a sentence is text (kind None); a description without a verb and its stop is caption.

    >>> credit_parts("Foto: A. Muster/ dpaDas Werk schließt.")
    (('caption', 20), (None, 38))
    """
    if _credits().start.match(line):
        glued = _credits().glued.match(line)
        if glued:
            return (("caption", glued.end()), (None, len(line)))
        return (("caption", len(line)),) if is_credit_line(line) else ()
    found = _credits().at_end.search(line)
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
    return _credits().line.fullmatch(line) is not None and not _PROSE.search(line)


def is_picture_agency(words: str) -> bool:
    """Whether `words` name somebody who sells pictures and sends no news ("Thinkstock by Getty-Images")."""
    return any(seller in words.lower() for seller in load_tables("captions", _TABLES)["sellers"])


@cache
def _credits() -> _Credits:
    tables = load_tables("captions", _TABLES)
    label = rf"(?:(?:{_any(tables['labels'])})\s?:|(?:Bild|Foto)?\s?(?:©|\(c\)))"
    no_prose = "".join(rf"(?<!\b{word})(?<!\b{word} )" for word in tables["prose_before"])
    return _Credits(
        start=re.compile(rf"[(\[]?\s?{label}\s?"),
        line=re.compile(rf"[(\[]?\s?{label}\s?{_NAME}{{0,110}}[)\]]?\.?"),
        at_end=re.compile(rf"(?<=[\s.!?)“\"/–-]){no_prose}[(\[]?{label}\s?{_NAME}{{2,80}}[)\]]?\.?$"),
        glued=re.compile(
            rf"[(\[]?\s?{label}\s?{_NAME}{{0,100}}?(?:{_any(tables['agencies'])})[)\]]?"
            r"(?=[\"„“»]?[A-ZÄÖÜ][a-zäöüß]*[\s-])"
        ),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

"""Captions of pictures and their credits in plain text, also where the article's first word is glued to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zufolge.languages import load_tables, load_words
from zufolge.model.article import BlockKind

_TABLES = ("labels", "prose_before", "agencies", "sellers")
_NAME = r"[\w \u00a0.,/&()|©:@’'–+-]"
_PROSE = re.compile(r"[.!?]\s+[A-ZÄÖÜ][^.!?]*\s[a-zäöüß]+\s[^.!?]*[.!?]$")
_SENTENCE_END = re.compile(r"[.!?][\"”“»«)]?\s+(?=[A-ZÄÖÜ])")
_SEAM = re.compile(rf"{_NAME}{{6,80}}?[a-zäöüß)](?=[A-ZÄÖÜ][a-zäöüß]+ [a-zäöüß]+ )")
_MAX_DESCRIPTION = 300
_FULL_SENTENCE = re.compile(r"[.!?][\"“”»«)]?[\s|/(–-]*$")
_SMALL_WORD = re.compile(r"(?<![\w/.])[a-zäöüß]{3,}(?![\w/])")
_MAX_SMALL_WORDS = 2
_MARKS_OF_LABELS = (":", "©", "(c)")
"""No label of a credit is without one of them."""


@dataclass(frozen=True, slots=True)
class _Credits:
    """The patterns of credits, made from `languages/de/captions.toml`."""

    start: re.Pattern[str]
    line: re.Pattern[str]
    at_end: re.Pattern[str]
    glued: re.Pattern[str]
    bracketed: re.Pattern[str]


def credit_parts(line: str) -> tuple[tuple[BlockKind | None, int], ...]:
    """`line` cut into credit and text as (kind, end) pairs, where a picture's credit opens or closes it; else ().

    A description that is a sentence is text (kind None); a description without a verb and its stop is caption.

    >>> credit_parts("Foto: A. Muster/ dpaDas Werk schließt.")
    (('caption', 20), (None, 38))
    """
    if not any(mark in line for mark in _MARKS_OF_LABELS):
        return ()
    if _credits().start.match(line):
        glued = _credits().glued.match(line)
        if glued:
            return (("caption", glued.end()), (None, len(line)))
        bracketed = _credits().bracketed.match(line)
        if bracketed and bracketed.end() < len(line):
            return (("caption", bracketed.end()), (None, len(line)))
        if is_credit_line(line):
            return (("caption", len(line)),)
        seam = _SEAM.match(line)
        return (("caption", seam.end()), (None, len(line))) if seam else ()
    glued = _credits().glued.search(line, 0, _MAX_DESCRIPTION)
    if glued:
        return (*_described(line[: glued.start()], glued.end()), (None, len(line)))
    found = _credits().at_end.search(line)
    if not found or _reads_as_prose(found.group()):
        return ()
    return _described(line[: found.start()], len(line)) if found.start() else ()


def _reads_as_prose(credit: str) -> bool:
    """Whether what stands after the label is no name: a sentence, or more small words than names have."""
    small = [word for word in _SMALL_WORD.findall(credit) if word not in _agency_words()]
    return _PROSE.search(credit) is not None or len(small) > _MAX_SMALL_WORDS


def _described(description: str, credit_end: int) -> tuple[tuple[BlockKind | None, int], ...]:
    """What stands before a credit: whole sentences are text, words without a stop are caption; () if too long."""
    if _FULL_SENTENCE.search(description):
        return ((None, len(description)), ("caption", credit_end))
    sentences = [m.end() for m in _SENTENCE_END.finditer(description)]
    if sentences:
        return ((None, sentences[-1]), ("caption", credit_end))
    return (("caption", credit_end),) if credit_end < _MAX_DESCRIPTION else ()


def is_credit_line(line: str) -> bool:
    """Whether `line` only credits a picture, so that the line above it says what the picture shows."""
    return _credits().line.fullmatch(line) is not None and not _reads_as_prose(line)


def is_picture_agency(words: str) -> bool:
    """Whether `words` name somebody who sells pictures and sends no news ("Thinkstock by Getty-Images")."""
    return any(seller in words.lower() for seller in load_tables("captions", _TABLES)["sellers"])


@cache
def _agency_words() -> frozenset[str]:
    return frozenset(word for name in load_tables("captions", _TABLES)["agencies"] for word in name.lower().split())


@cache
def _credits() -> _Credits:
    tables = load_tables("captions", _TABLES)
    label = rf"(?:(?:{_any(tables['labels'])})\s?:|(?:Bild|Foto)?\s?(?:©|\(c\)))"
    no_prose = "".join(rf"(?<!\b{word})(?<!\b{word} )" for word in tables["prose_before"])
    starters = _any(list(load_words("sentence_starters")))
    return _Credits(
        start=re.compile(rf"[(\[]?\s?{label}\s?"),
        line=re.compile(rf"[(\[]?\s?{label}\s?{_NAME}{{0,110}}[)\]]?\.?"),
        at_end=re.compile(rf"(?<=[\s.!?)“\"/–-]){no_prose}[(\[]?{label}\s?{_NAME}{{2,80}}[)\]]?\.?$"),
        bracketed=re.compile(rf"\({label}\s?[^()\n]{{2,80}}\)\s*"),
        glued=re.compile(
            rf"(?<![^\s.!?)]){no_prose}[(\[]?\s?{label}\s?{_NAME}{{0,100}}?(?:(?:{_any(tables['agencies'])})[)\]]?"
            rf"(?=[\"„“»]?[A-ZÄÖÜ][a-zäöüß]*[\s-])|[a-zäöüß)\]](?=(?:{starters})\s))"
        ),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

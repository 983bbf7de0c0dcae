"""What bare numbers count: their noun, and which of them are no quantity at all (years, numbers of things)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from zufolge.model import Span
from zufolge.recognise.numbers_lexer import Lexed
from zufolge.recognise.numbers_lexicon import any_word, word_list
from zufolge.recognise.quantities_atoms import Atom

_SPACE = r"(?:[ \u00a0\u2009\u202f\t]+|[ \t]*\n(?=[a-zäöüß])[ \t]*)"


@cache
def _noun_after() -> re.Pattern[str]:
    adjective = rf"(?:[a-zäöüß]+(?:-[a-zäöüß]+)*(?:e|en|er|em|es)|{any_word('adverb_before_noun')}|US-[a-zäöü]+)"
    return re.compile(
        rf"{_SPACE}(?:(?:der|seiner|ihrer|dieser)\s+)?((?:{adjective}{_SPACE}){{0,3}})"
        r"([A-ZÄÖÜ][\w&]*(?:[-/][A-ZÄÖÜa-zäöü]\w*)*)"
    )


_BASE = re.compile(r"\s+(?:je|pro)\s+([A-ZÄÖÜ][\w-]*)")
_AGE = re.compile(r", \d\d,")
_GLUED_BEFORE = re.compile(r"[\w/=&?_#@%+§$.,:-]$")
_GLUED_AFTER = re.compile(r"[^\W_]|[/=&_#@]\S")
_NO_COUNT_AFTER = re.compile(r"\s*[-‑](?:\s*und|[^\W\d_])|\s*-?mal\b|\s*\||\s+[xX]\s+\d|\s+(?:uhr|Uhr|Augen)\b|\s*[´`]")


def keep_quantity(atom: Atom, lexed: Lexed, taken: list[Span]) -> bool:
    """Whether a quantity is one: no part of a time, an address, a name or a web link."""
    span = Span(lexed.lexemes[atom.first].start, lexed.lexemes[atom.last].end)
    if atom.kind in ("count", "rank") and is_taken(span, taken):
        return False
    if atom.kind != "count":
        return not _is_in_link(span, lexed.text)
    return _is_count(atom, span, lexed)


def is_taken(span: Span, taken: list[Span]) -> bool:
    """Whether a span overlaps one of `taken`, which stand in order and apart."""
    index = bisect_left(taken, span)
    return any(other.overlaps(span) for other in taken[max(0, index - 1) : index + 1])


def _is_in_link(span: Span, text: str) -> bool:
    before = text[max(0, span.start - 1) : span.start]
    return before.isalnum() or before in ("/", "=", "&", "?", "_", "#", "@", "%")


def _is_count(atom: Atom, span: Span, lexed: Lexed) -> bool:
    text = lexed.text
    digits = text[span.start : span.end]
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    if text[max(0, span.start - 9) : span.start].rstrip(" ")[-1:] == "|":
        return False
    if _NO_COUNT_AFTER.match(text, span.end) or _in_brackets_alone(text, span):
        return False
    if _GLUED_BEFORE.search(before) or (_GLUED_AFTER.match(after) and digits[-1:].isdigit()):
        return False
    if atom.magnitude is not None or atom.approx is not None:
        return True
    if (digits[:1] == "0" and "," not in digits) or digits in ("null", "Null"):
        return False
    word = re.search(r"([^\W\d_]+)[\s.:]*$", text[max(0, span.start - 40) : span.start])
    if word and word[1].lower() in word_list("numbered") | word_list("several"):
        return False
    if _AGE.match(text, max(0, span.start - 2)):
        return False
    if after[:1] == "." and len(digits) <= 2:
        return False
    if after[:1] == ":" and text[span.end + 1 : span.end + 2].isdigit():
        return False
    if atom.noun is None:
        return _may_stand_alone(atom, digits, word[1] if word else "", text, span)
    return not (
        len(digits) == 5
        and digits.isdigit()
        and re.search(r"[,\n(–-]\s*$|^$", text[max(0, span.start - 3) : span.start])
    )


def _in_brackets_alone(text: str, span: Span) -> bool:
    """Whether the number is all that stands in its brackets: an age, a footnote, a number of comments."""
    left, right = text[max(0, span.start - 9) : span.start].rstrip()[-1:], text[span.end : span.end + 9].lstrip()[:1]
    return (left == "(" and right == ")" and span.end - span.start < 4) or (left == "[" and right == "]")


def _may_stand_alone(atom: Atom, digits: str, word: str, text: str, span: Span) -> bool:
    """Whether a number without a noun is a quantity: not after a name, not a small number word."""
    if word[:1].isupper() and text[max(0, span.start - 1) : span.start].isspace():
        return "," in digits or "." in digits or atom.value >= 100
    if not digits[:1].isdigit():
        return word in ("auf", "von", "um") or (atom.value >= 2 and digits.lower() not in ("acht", "sieben", "elf"))
    return True


def add_noun(atom: Atom, lexed: Lexed) -> None:
    """Find what a count counts: the noun after it, past its adjectives."""
    if atom.kind != "count":
        return
    match = _noun_after().match(lexed.text, lexed.lexemes[atom.last].end)
    if match is None or not word_list("no_adjective").isdisjoint(match[1].split()) or match[2] in word_list("no_noun"):
        return
    atom.noun = match[2]


def add_base(atom: Atom, lexed: Lexed) -> None:
    """Find what an amount is reckoned by: "je Aktie", "pro Karat"."""
    if atom.kind != "money":
        return
    match = _BASE.match(lexed.text, lexed.lexemes[atom.last].end)
    if match:
        atom.noun = match[1]

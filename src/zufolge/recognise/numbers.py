"""Numbers as German news writes them: digits with their separators, and number words. Not their units."""

from __future__ import annotations

import re
from functools import cache

from zufolge.recognise.numbers_lexicon import load_tables

MOST_DIGITS = 40
_THIN = "\u00a0\u2009\u202f "
_GROUPED = re.compile(rf"\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:['’‘{_THIN}]\d{{3}})+")
_SWISS = re.compile(rf"(\d{{1,3}}(?:['’‘{_THIN}]\d{{3}})+)\.(\d+)")
_FRACTION = re.compile(r"(.+),(\d+|-|–|—)")


def read_digits(text: str) -> float | int | None:
    """The value of digits with German, Swiss or Austrian separators; None where they are no number.

    >>> [read_digits(s) for s in ("1.500", "4,25", "4'700", "9 412,60", "2.5", "1.2.3")]
    [1500, 4.25, 4700, 9412.6, 2.5, None]
    """
    whole, part = text, ""
    if len(text) > MOST_DIGITS:
        return None
    if fraction := _FRACTION.fullmatch(text):
        whole, part = fraction[1], fraction[2]
    if decimal := _SWISS.fullmatch(whole):
        whole, part = decimal[1], decimal[2]
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"\D", "", whole)
    if whole.isdecimal():
        return float(f"{whole}.{part}") if part.isdecimal() else int(whole)
    if not part and re.fullmatch(r"\d+\.\d+", whole):
        return float(whole)
    return None


@cache
def number_words() -> dict[str, float | int]:
    """Every number word below 1000 with its value, lower case; larger ones are read by `read_word`."""
    tables = load_tables("numbers")
    units, tens = tables["units"]["words"], tables["tens"]["words"]
    small: dict[str, float | int] = {**units, **tens}
    for ten, value in tens.items():
        for unit, one in units.items():
            if 0 < one < 10 and unit != "eins":
                small[f"{unit}und{ten}"] = value + one
    below_hundred = dict(small)
    for unit, factor in (("", 1), *((u, v) for u, v in units.items() if 0 < v < 10 and u != "eins")):
        small[f"{unit}hundert"] = factor * 100
        for word, value in below_hundred.items():
            if value:
                small[f"{unit}hundert{word}"] = factor * 100 + value
                small[f"{unit}hundertund{word}"] = factor * 100 + value
    suffix = tables["halves"]["suffix"]
    for unit, value in units.items():
        if 1 < value < 20:
            small[f"{unit}{suffix}"] = value + 0.5
    small.update(tables["halves"]["words"])
    del small["ein"]
    return small


@cache
def ordinal_words() -> dict[str, int]:
    """Stems of ordinals below 1000 (without the ending -e, -en, -er, -es, -em) with their values."""
    irregular: dict[str, int] = dict(load_tables("numbers")["ordinals"]["irregular"])
    stems = dict(irregular)
    for word, value in number_words().items():
        if isinstance(value, int) and value > 12:
            ending = "t" if 12 < value % 100 < 20 else "st"
            stems[word + ending] = value
    return stems


def read_word(word: str) -> float | int | None:
    """The value of one number word in lower case, or None.

    >>> [read_word(w) for w in ("zwölftausend", "anderthalb", "einhundertfünfzigtausenddrei", "haus")]
    [12000, 1.5, 150003, None]
    """
    words = number_words()
    if word in words:
        return words[word]
    head, scale, tail = word.partition("tausend")
    if not scale:
        return None
    tail = tail.removeprefix("und") if tail.startswith("und") else tail
    high = 1 if head in ("", "ein") else words.get(head)
    low = 0 if not tail else 1 if tail == "ein" else words.get(tail)
    if high is None or low is None:
        return None
    return high * 1000 + low

"""Words for what an undertaking is about (`languages/de/family_words.toml`). Who takes part is not their business."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from zufolge.connect.stage_cues import split_words
from zufolge.extract.status_cues import Phrases, has_phrase, split_phrases
from zufolge.languages import check_keys, load_tables

_TABLES: Final = ("family", "denials", "past", "open", "wishes", "reports")
_KEYS: Final = ("name", "words", "hints")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def speaks_of(words: Sequence[str], family: str, type_: str = "") -> bool:
    """Whether a sentence (its words in lower case) holds a word for undertakings of that family.

    Some types have words of their own.

    >>> speaks_of(split_words("Nordfalk will Alpenwerk kaufen."), "takeover")
    True
    """
    name = type_ if type_ in _families() else family
    return name in _families() and has_phrase(words, _families()[name][0])


def hinted_families(text: str) -> frozenset[str]:
    """The families that the subject of talks points to.

    >>> sorted(hinted_families("Gespräche über einen Verkauf der Sparte"))
    ['takeover']
    """
    words = split_words(text)
    return frozenset(name for name, (_, hints) in _families().items() if has_phrase(words, hints))


def denies(words: Sequence[str]) -> bool:
    """Whether a sentence denies something.

    >>> denies(split_words("Die Firma dementierte den Bericht."))
    True
    """
    return has_phrase(words, _phrases("denials", "words")) and not has_phrase(words, _phrases("denials", "not"))


def is_long_over(text: str, day: str | None) -> bool:
    """Whether a sentence tells of an earlier year than that of the article.

    >>> is_long_over("2012 hatte Nordfalk Alpenwerk übernommen.", "2024-03-05")
    True
    """
    words = split_words(text)
    if has_phrase(words, _phrases("past", "words")):
        return True
    return _names_earlier_year(text, day) and not has_phrase(words, _phrases("past", "not"))


def is_recalled(text: str, day: str | None) -> bool:
    """Whether a sentence only recalls what was done before its news.

    >>> is_recalled("Nordfalk rechnet nach der Übernahme von Alpenwerk mit mehr Umsatz.", "2024-03-05")
    True
    """
    words = split_words(text)
    if has_phrase(words, _phrases("past", "words")) or has_phrase(words, _phrases("past", "recalled")):
        return True
    return _names_earlier_year(text, day) and has_phrase(words, _phrases("past", "with_year"))


def _names_earlier_year(text: str, day: str | None) -> bool:
    """Whether every year that a sentence names lies before that of the article."""
    years = _YEAR.findall(text)
    return bool(years) and day is not None and max(years) < day[:4]


def is_recounted(words: Sequence[str]) -> bool:
    """Whether a sentence tells in the pluperfect what came before.

    >>> is_recounted(split_words("Das Kartellamt hatte die Übernahme verboten."))
    True
    """
    return has_phrase(words, _phrases("past", "pluperfect"))


def is_open(words: Sequence[str]) -> bool:
    """Whether a sentence says that something is not so, or not yet."""
    return has_phrase(words, _phrases("open", "words"))


def intends(words: Sequence[str]) -> bool:
    """Whether a sentence says that somebody wants something."""
    return has_phrase(words, _phrases("wishes", "words"))


def reports(words: Sequence[str]) -> bool:
    """Whether the words for a source are those of a paper that has heard something.

    >>> reports(split_words("nach Informationen der Finanzwoche"))
    True
    """
    return has_phrase(words, _phrases("reports", "words"))


@cache
def _families() -> Mapping[str, tuple[Phrases, Phrases]]:
    found = {}
    for entry in load_tables("family_words", _TABLES)["family"]:
        check_keys(entry, _KEYS, "de/family_words.toml")
        found[entry["name"]] = (split_phrases(entry["words"]), split_phrases(entry["hints"]))
    return found


@cache
def _phrases(table: str, key: str) -> Phrases:
    return split_phrases(load_tables("family_words", _TABLES)[table][key])

"""Whether two phrases can name the same thing ("seine Solarsparte", "das Solargeschäft"). Not about names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from zufolge.languages import load_tables

_TABLES: Final = ("generic", "plain", "endings", "attributes")
_WORD: Final = re.compile(r"[^\W\d_]+")
LEAST_STEM: Final = 4
LEAST_PART: Final = 5
LEAST_GENERIC: Final = 3
Stems = frozenset[str]


def stems_of(words: str) -> Stems:
    """The stems of `words` that tell one thing from another; empty where the phrase is as good as none.

    >>> sorted(stems_of("sein Werk in Bitterfeld")), sorted(stems_of("die Solarsparte")), stems_of("das Unternehmen")
    (['bitterfeld'], ['solar'], frozenset())
    """
    found = _WORD.findall(words)
    short = frozenset(word.casefold() for word in found if word.isupper() and 1 < len(word) < LEAST_STEM)
    return short | frozenset(stem for word in found if (stem := _stem(word.casefold())) is not None)


def are_similar(left: Stems, right: Stems) -> bool:
    """Whether the two share a stem, also as a part of a compound.

    >>> are_similar(stems_of("das Solargeschäft"), stems_of("seine Solarmodule"))
    True
    """
    return any(_share(one, other) for one in left for other in right)


def _share(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return (
        one == other
        or (len(shorter) >= LEAST_PART and longer.startswith(shorter))
        or (len(shorter) >= LEAST_PART and longer.endswith(shorter))
    )


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str | None:
    if word in _words()["plain"] or len(word) < LEAST_STEM:
        return None
    bare = _without_generic(word)
    if bare is None:
        return None
    for ending in _endings():
        if bare.endswith(ending) and len(bare) - len(ending) >= LEAST_STEM:
            return bare[: -len(ending)]
    return bare


def _without_generic(word: str) -> str | None:
    """`word` without a generic last part, the longest there is; None where nothing of weight is left."""
    forms = _generic_forms()
    if word in forms:
        return None
    for end in range(LEAST_STEM, len(word) - LEAST_GENERIC + 1):
        if word[end:] in forms:
            return word[:end].removesuffix("s")
    return word


def is_attribute(word: str) -> bool:
    """Whether a word only describes what was told before ("die insolvente Firma").

    >>> is_attribute("insolvente"), is_attribute("Insolvenz")
    (True, False)
    """
    return word.casefold() in _words()["attributes"]


@cache
def _words() -> dict[str, frozenset[str]]:
    tables = load_tables("phrase_words", _TABLES)
    return {name: frozenset(tables[name]) for name in ("generic", "plain", "attributes")}


@cache
def _generic_forms() -> frozenset[str]:
    """The generic nouns with the endings that they may carry."""
    return frozenset(noun + ending for noun in _words()["generic"] for ending in ("", "s", "n", "en", "es"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load_tables("phrase_words", _TABLES)["endings"])


def join_stems(phrases: Iterable[str]) -> Stems:
    """The stems of all the phrases together."""
    return frozenset[str]().union(*(stems_of(phrase) for phrase in phrases))

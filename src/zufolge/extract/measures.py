"""The vocabulary of measures: which word says what a figure measures. Data in claim_types/figures, checked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from zufolge.claim_types import load_claim_types, read_toml, refuse_unknown

_KEYS = (
    *("id", "value", "takes", "nouns", "never_nouns", "verbs", "counted", "needs", "never", "unit"),
    *("without", "or_owner", "is_of_object", "example", "gives", "not"),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure and its words; `takes` are the kinds of quantity that can be its value.

    `needs` are verbs of which one must stand in the clause (or, with `or_owner`, an owner beside the counted noun).
    `without` are endings of words that must not stand in the sentence.
    `is_of_object` says that a verb's object, not its subject, is what is measured ("X wird bewertet").
    """

    id: str
    value: str
    takes: tuple[str, ...]
    nouns: tuple[str, ...]
    never_nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    counted: tuple[str, ...]
    needs: tuple[str, ...]
    never: tuple[str, ...]
    unit: str | None
    without: tuple[str, ...]
    or_owner: bool
    is_of_object: bool
    example: str
    gives: str


@cache
def load_measures(language: str = "de") -> tuple[Measure, ...]:
    """All measures of a language in the order of their file."""
    file = f"figures/measures.{language}.toml"
    content = read_toml(file)
    refuse_unknown(content, ("measure",), file)
    return tuple(_read(entry, file) for entry in content.get("measure", ()))


def _read(entry: Mapping[str, Any], file: str) -> Measure:
    where = f"{file}, {entry.get('id', '?')}"
    refuse_unknown(entry, _KEYS, where)
    refuse_unknown([entry["value"]], load_claim_types()["metric"].role("measure").values, where)
    words = {name: tuple(entry.get(name, ())) for name in _KEYS[2:9]}
    return Measure(
        id=entry["id"],
        value=entry["value"],
        unit=entry.get("unit"),
        without=tuple(entry.get("without", ())),
        is_of_object=bool(entry.get("is_of_object", False)),
        or_owner=bool(entry.get("or_owner", False)),
        example=entry.get("example", ""),
        gives=entry.get("gives", ""),
        **words,
    )


@lru_cache(maxsize=20_000)
def measure_of_noun(word: str) -> Measure | None:
    """The measure that a noun's base form names, by its longest ending.

    >>> measure = measure_of_noun("quartalsumsatz")
    >>> measure.value if measure else None
    'revenue'
    """
    index = _measures_by_noun()
    for ending in (word[start:] for start in range(len(word))):
        for measure in index.get(ending, ()):
            if not word.endswith(measure.never_nouns):
                return measure
    return None


@lru_cache(maxsize=20_000)
def measures_of_counted(word: str) -> tuple[Measure, ...]:
    """The measures that count what a noun's base form names."""
    return tuple(m for m in load_measures() if word.endswith(m.counted))


@cache
def measures_by_verb() -> Mapping[str, Measure]:
    """The measures that verbs name by themselves."""
    return {verb: measure for measure in load_measures() for verb in measure.verbs}


@cache
def _measures_by_noun() -> Mapping[str, tuple[Measure, ...]]:
    """The measures that each noun or ending of nouns names, in the order of the file."""
    index: dict[str, tuple[Measure, ...]] = {}
    for measure in load_measures():
        for ending in measure.nouns:
            index[ending] = (*index.get(ending, ()), measure)
    return index


def takes_kind(measure: str, kind: str) -> bool:
    """Whether the values of a measure can be quantities of this kind."""
    if (measure == "market_rank") != (kind == "rank"):
        return False
    taken = kinds_of_measure().get(measure)
    return taken is None or kind in ("percent", "rank") or kind in taken


@cache
def kinds_of_measure() -> dict[str, frozenset[str]]:
    """The kinds of quantity that each measure's values are of, as its words declare; orders come in both."""
    found: dict[str, set[str]] = {"orders": {"count"}}
    for m in load_measures():
        found.setdefault(m.value, set()).update(m.takes)
    return {value: frozenset(kinds) for value, kinds in found.items() if value != "other" and "number" not in kinds}

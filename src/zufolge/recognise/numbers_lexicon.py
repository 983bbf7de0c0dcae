"""The words and patterns of times and quantities, read from the tables of a language; not their meaning.

A lexicon gives each word a class ("month") and a value (3); a pattern is written over classes.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from zufolge.model import ZufolgeError

_ADJECTIVE_ENDINGS = ("e", "en", "er", "em", "es")
_CLASS_KEYS = {"id", "example", "words", "same"}
Value = str | int | float


@dataclass(frozen=True, slots=True)
class Word:
    """What the lexicon knows of a word: its class and its value within the class."""

    kind: str
    value: Value


@cache
def load_tables(name: str, language: str = "de") -> dict[str, Any]:
    """The TOML file `name` of a language."""
    path = files("zufolge") / "languages" / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def refuse_unknown_keys(where: str, entry: dict[str, Any], known: set[str]) -> None:
    """Raise a `ZufolgeError` that names file and entry where a data file holds a key nobody reads."""
    if unknown := sorted(set(entry) - known):
        raise ZufolgeError(f"{where}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")


def spell_out(form: str) -> tuple[str, ...]:
    """The forms that a written form stands for: "kommend~" is an adjective with all its endings.

    >>> spell_out("kommend~")
    ('kommende', 'kommenden', 'kommender', 'kommendem', 'kommendes')
    """
    if form.endswith("~"):
        return tuple(form[:-1] + ending for ending in _ADJECTIVE_ENDINGS)
    return (form,)


def load_words(name: str, language: str = "de") -> dict[str, Word]:
    """The word classes of one file: form -> class and value.

    A class lists its `words` (form = value) or, in `same`, forms that share the value 1.
    A form with a capital letter matches only as written; others match in either case.
    """
    lexicon: dict[str, Word] = {}
    for entry in load_tables(name, language)["class"]:
        refuse_unknown_keys(f"{name}.toml, class {entry.get('id')}", entry, _CLASS_KEYS)
        listed: dict[str, Value] = dict(entry.get("words", {})) | dict.fromkeys(entry.get("same", ()), 1)
        for form, value in listed.items():
            for spelled in spell_out(form):
                lexicon[spelled] = Word(entry["id"], value)
    return lexicon


@cache
def word_list(table: str, name: str = "quantity_words", language: str = "de") -> frozenset[str]:
    """The words of one table of a file of word lists."""
    entry = load_tables(name, language)[table]
    refuse_unknown_keys(f"{name}.toml, {table}", entry, {"example", "words"})
    return frozenset(entry["words"])


def any_word(table: str) -> str:
    """The words of a table as a regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(word_list(table), key=lambda w: (-len(w), w)))

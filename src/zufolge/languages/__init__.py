"""Words of a language as data: loads TOML tables and word lists, and refuses what it does not know.

What the words mean is decided by the stages; this module only reads and checks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from zufolge.model import ZufolgeError

Entry = Mapping[str, Any]


def load_entries(name: str, table: str, keys: Iterable[str], language: str = "de") -> tuple[Entry, ...]:
    """The `[[table]]` entries of `languages/<language>/<name>.toml`; an unknown key or table is refused."""
    known = tuple(keys)
    entries = _parse(name, language).get(table, [])
    for entry in entries:
        check_keys(entry, known, f"{language}/{name}.toml")
    return tuple(entries)


def load_tables(name: str, tables: Iterable[str], language: str = "de") -> Mapping[str, Any]:
    """The whole of `languages/<language>/<name>.toml`; a top-level name that is not in `tables` is refused."""
    content = _parse(name, language)
    check_keys(content, tuple(tables), f"{language}/{name}.toml")
    return content


def load_words(name: str, language: str = "de") -> tuple[str, ...]:
    """The lines of `languages/<language>/<name>.txt`, without comments (`#`) and blank lines."""
    lines = (line.strip() for line in _read(f"{name}.txt", language).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def check_keys(entry: Mapping[str, Any], known: tuple[str, ...], file: str) -> None:
    """Refuses keys that nobody reads, naming the file and the known keys."""
    unknown = [key for key in entry if key not in known]
    if unknown:
        label = entry.get("id", "?")
        raise ZufolgeError(
            f"{file}, entry {label}: unknown key {', '.join(unknown)}; known keys are {', '.join(known)}."
        )


@cache
def _parse(name: str, language: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(f"{name}.toml", language))
    except tomllib.TOMLDecodeError as error:
        raise ZufolgeError(f"{language}/{name}.toml is not valid TOML: {error}.") from error


def _read(file: str, language: str) -> str:
    try:
        return files("zufolge.languages").joinpath(language, file).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ZufolgeError(f"languages/{language}/{file} is missing; reinstall zufolge.") from error

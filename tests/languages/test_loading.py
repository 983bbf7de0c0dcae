"""Data files of a language are checked when they are read."""

from __future__ import annotations

import pytest

from zufolge.languages import check_keys, load_entries, load_tables, load_words
from zufolge.model import ZufolgeError


def test_unknown_key_is_refused() -> None:
    """An unknown key is refused with the file, the entry, and the keys that are known."""
    with pytest.raises(ZufolgeError, match=r"de/x\.toml, entry buy: unknown key wrods; known keys are id, words"):
        check_keys({"id": "buy", "wrods": []}, ("id", "words"), "de/x.toml")


def test_unknown_table_is_refused() -> None:
    """A table that nobody reads is refused."""
    with pytest.raises(ZufolgeError, match="known keys are months"):
        load_tables("dates", ("months",))


def test_unknown_entry_key_is_refused() -> None:
    """The keys of every entry are checked."""
    with pytest.raises(ZufolgeError, match="unknown key"):
        load_entries("agencies", "agency", ("name",))


def test_missing_file() -> None:
    """A data file that is not there is told by name."""
    with pytest.raises(ZufolgeError, match=r"languages/de/nothing\.txt is missing"):
        load_words("nothing")

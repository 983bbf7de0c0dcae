"""Which entities somebody who asks may mean by a name."""

from __future__ import annotations

import pytest
from tests.ask.affair import ARTICLES, ledger_of

from zufolge.connect.called import entities_called
from zufolge.model import ZufolgeError


def test_names_are_found_by_whole_words_in_any_case() -> None:
    """A word of the name is enough, a part of a word is not."""
    ledger = ledger_of(*ARTICLES)
    with ledger._connected() as connection:
        assert entities_called(connection, "NORDFALK") == {"Nordfalk"}
        assert entities_called(connection, "Nord") == frozenset()
        with pytest.raises(ZufolgeError, match="no name to look for"):
            entities_called(connection, "…")

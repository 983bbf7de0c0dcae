"""Word classes and patterns are data: every example runs, and what nobody reads is refused."""

from __future__ import annotations

import pytest

from zufolge.model import ZufolgeError
from zufolge.recognise.numbers_lexer import Lexer
from zufolge.recognise.numbers_lexicon import load_tables, load_words, refuse_unknown_keys
from zufolge.recognise.quantities import quantity_grammar
from zufolge.recognise.times import time_grammar

CLASSES = [
    pytest.param(name, entry, id=f"{name}-{entry['id']}")
    for name in ("time_words", "units", "currencies", "approximators", "ranks")
    for entry in load_tables(name)["class"]
]


def lexer_of(name: str) -> Lexer:
    """The lexer that reads the words of a file."""
    return (time_grammar if name == "time_words" else quantity_grammar)()[0]


@pytest.mark.parametrize(("name", "entry"), CLASSES)
def test_example_holds_its_class(name: str, entry: dict[str, str]) -> None:
    """The example of each class holds a word of that class."""
    lexed = lexer_of(name).lex(entry["example"])
    assert entry["id"] in {lexeme.kind for lexeme in lexed.lexemes}


@pytest.mark.parametrize("table", sorted(load_tables("quantity_words")))
def test_example_holds_a_word_of_its_list(table: str) -> None:
    """The example of each word list holds one of its words."""
    entry = load_tables("quantity_words")[table]
    assert any(word.lower() in entry["example"].lower() for word in entry["words"])


def test_unknown_key_is_refused() -> None:
    """A key that nobody reads is refused, with the file and the known keys."""
    with pytest.raises(ZufolgeError, match=r"x\.toml, class a: unknown key wrods; known are id, words"):
        refuse_unknown_keys("x.toml, class a", {"id": "a", "wrods": []}, {"id", "words"})


def test_adjective_endings_are_spelled_out() -> None:
    """An entry with a tilde stands for all endings of an adjective."""
    words = load_words("time_words")
    assert [words[f"kommend{e}"].kind for e in ("e", "en", "er", "em", "es")] == ["next"] * 5


def test_tokens_keep_code_points() -> None:
    """Offsets count code points, also after signs outside the basic plane."""
    lexed = time_grammar()[0].lex("😀 am 3. Mai")
    assert [(x.kind, x.start, x.end) for x in lexed.lexemes][-3:] == [("day", 5, 6), ("dot", 6, 7), ("month", 8, 11)]

"""Numbers as German, Swiss and Austrian news writes them."""

from __future__ import annotations

import pytest

from zufolge.recognise.numbers import ordinal_words, read_digits, read_word
from zufolge.recognise.numbers_lexicon import load_tables


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("1640", 1640),
        ("19.000", 19000),
        ("4,25", 4.25),
        ("4'700", 4700),
        ("4’700", 4700),
        ("1‘204.75", 1204.75),
        ("12 000", 12000),
        ("9 412,60", 9412.6),
        ("12\u00a0000", 12000),
        ("12\u202f000", 12000),
        ("1.060,7", 1060.7),
        ("299,-", 299),
        ("2:1", None),
        ("1.2.3", None),
    ],
)
def test_read_digits(digits: str, expected: float | None) -> None:
    """Every way of grouping thousands is read; what is no number is None."""
    assert read_digits(digits) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("zwölf", 12),
        ("einundzwanzig", 21),
        ("zweihundertsechsundfünfzig", 256),
        ("zwölftausend", 12000),
        ("hundertfünfzigtausend", 150000),
        ("anderthalb", 1.5),
        ("viereinhalb", 4.5),
        ("vielleicht", None),
    ],
)
def test_read_word(word: str, expected: float | None) -> None:
    """Number words are read, also with halves and several parts."""
    assert read_word(word) == expected


def test_examples_of_the_table() -> None:
    """Each table of number words reads its own example."""
    tables = load_tables("numbers")
    words = [t for name, t in tables.items() if name != "ordinals"]
    assert [read_word(t["example"]) for t in words] == [t["gives"] for t in words]
    ordinals = tables["ordinals"]
    assert ordinal_words()[ordinals["example"].removesuffix("en")] == ordinals["gives"]

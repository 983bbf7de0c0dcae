"""Clauses by marks, openers and verbs."""

from __future__ import annotations

import pytest

from zufolge.extract.segments import Words, find_segments

POS = {"P": "PROPN", "N": "NOUN", "V": "VERB", "A": "AUX", "D": "DET", "R": "PRON", "C": "CCONJ", "S": "SCONJ"}
POS |= {",": "PUNCT", "T": "PART", "O": "ADP"}


def clauses(marked: str) -> list[str]:
    """The clauses of a sentence written as word/P word/V …, each as its words."""
    cells = [word.rsplit("/", 1) for word in marked.split()]
    tokens, pos = [cell[0] for cell in cells], [POS[cell[1]] for cell in cells]
    count = len(tokens)
    columns = Words(tokens, pos, [""] * count, [False] * count, [False] * count, [None] * count)
    return [" ".join(tokens[i] for i in segment.tokens) for segment in find_segments(columns, 0, count)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nordfalk/P kauft/V Belmora/P", ["Nordfalk kauft Belmora"]),
        (
            "Nordfalk/P ,/, das/R Rad/N fährt/V ,/, kauft/V Belmora/P",
            ["Nordfalk kauft Belmora", "das Rad fährt"],
        ),
        (
            "Nordfalk/P kauft/V Belmora/P und/C schließt/V Werke/N",
            ["Nordfalk kauft Belmora", "und schließt Werke"],
        ),
        (
            "Nordfalk/P plant/V ,/, Stellen/N zu/T streichen/V",
            ["Nordfalk plant", "Stellen zu streichen"],
        ),
        ("Westrum/P :/, Nordfalk/P kauft/V Belmora/P", ["Westrum", "Nordfalk kauft Belmora"]),
        ("Westrum/P :/, Kauft/V Belmora/P", ["Westrum Kauft Belmora"]),
        (
            "Nordfalk/P und/C Belmora/P haben/A Westrum/P und/C Ulm/P gekauft/V",
            ["Nordfalk und Belmora haben Westrum und Ulm gekauft"],
        ),
    ],
)
def test_clauses_of_a_sentence(sentence: str, expected: list[str]) -> None:
    """A sentence falls into its clauses; an interrupted one is put together again."""
    assert clauses(sentence) == expected

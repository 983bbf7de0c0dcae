"""Other names in training texts: replaced throughout, and nothing else."""

from __future__ import annotations

import random

from training.corpora import Example, tag
from training.swaps import Swaps

OUT, COMPANY, PERSON, SURNAME = (0,), (tag("company", True),), (tag("person", True),), (tag("person", False),)


def example(text: str, names: dict[int, tuple[int, ...]]) -> Example:
    """A text whose words at the given places are names."""
    words = text.split()
    return Example(words, [True] * len(words), [0] * len(words), [names.get(i, OUT) for i in range(len(words))])


TARVO = example("Tarvo kauft ein , sagte Jan Rau von der Tarvo Bank", {0: COMPANY, 5: PERSON, 6: SURNAME, 9: COMPANY})
LIANBO = example("Lianbo zahlt Lianbos Bank und die Bank zahlt Eva Kern", {0: COMPANY, 8: PERSON, 9: SURNAME})


def test_a_name_is_replaced_throughout_its_text() -> None:
    """The first word stands for the firm everywhere; other words and first names stay."""
    found = Swaps([TARVO, LIANBO]).swapped(TARVO, random.Random(0)).words
    assert found[0] == found[9]
    assert found[0] in ("Tarvo", "Lianbo")
    assert found[6] in ("Rau", "Kern")
    kept = [word for place, word in enumerate(found) if place not in (0, 6, 9)]
    assert kept == TARVO.words[1:6] + TARVO.words[7:9] + TARVO.words[10:]


def test_a_genitive_keeps_its_ending() -> None:
    """With the name its genitive is replaced."""
    only = Swaps([TARVO])
    only.kinds["Lianbo"] = "company"
    assert only.swapped(LIANBO, random.Random(0)).words[:3] == ["Tarvo", "zahlt", "Tarvos"]


def test_words_that_are_no_names_elsewhere_stay() -> None:
    """A word that also stands outside names ("Bank") is not taken for one."""
    bank = example("Bank zahlt , die Bank auch", {0: COMPANY})
    assert Swaps([bank]).swapped(bank, random.Random(0)) == bank

"""Puts other names into training texts, so that roles are learned from grammar and not from who the firms are.

A name's word is replaced everywhere in its text by a word that stands in the same place of other names of its kind
("Siemens" by "Krones" in "Siemens", "Siemens-Chef" and "Siemens Energy"); the number of words, and so every target,
stays. Words that also stand outside names ("Deutsche Bank"), legal forms and first names stay as they are.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from training.corpora import Example, tag
from training.labels import CANDIDATE_KINDS

SWAPPED_KINDS = ("company", "person")
FORMS = frozenset("AG SE GmbH KG KGaA Co Inc Corp Corporation Ltd Limited Plc PLC LLC SA NV BV SpA Group".split())
NAMED = frozenset(tag(kind, first) for kind in (*SWAPPED_KINDS, "organisation") for first in (True, False))
LEAST_NAMES = 5  # a word is a name if it stands in names this many times as often as outside


def shape(word: str) -> str:
    """Acronyms replace acronyms, words replace words; what ends in s keeps its genitive without one."""
    return "acronym" if word.isupper() else "s" if word.endswith(("s", "x", "z")) else "word"


def spans_of(example: Example) -> Iterable[tuple[int, int, str]]:
    """First word, last word and kind of the names that an example's annotation is sure of."""
    if example.claims is not None:
        for first, last, number in example.claims.candidates:
            if CANDIDATE_KINDS[number] in SWAPPED_KINDS:
                yield first, last, CANDIDATE_KINDS[number]
        return
    for kind in SWAPPED_KINDS:
        start, inside = (tag(kind, True),), (tag(kind, False),)
        for i, allowed in enumerate(example.names or ()):
            if allowed == start:
                end = i
                while end + 1 < len(example.words) and (example.names or ())[end + 1] == inside:
                    end += 1
                yield i, end, kind


def candidates(example: Example) -> dict[str, str]:
    """The words of an example's names that look replaceable, with the kind of the name."""
    found: dict[str, str] = {}
    for first, last, kind in spans_of(example):
        words = example.words[first : last + 1]
        for word in words[-1:] if kind == "person" else words:
            if len(word) > 2 and word[0].isupper() and word.isalnum() and word not in FORMS:
                found.setdefault(word, kind)
    return found


class Swaps:
    """The words that names are made of, each as often as texts have it (at most four times), by kind and shape."""

    def __init__(self, examples: Iterable[Example]) -> None:
        inside: Counter[tuple[str, str]] = Counter()
        outside: Counter[str] = Counter()
        for example in examples:
            inside.update((kind, word) for word, kind in candidates(example).items())
            outside.update({w for w, t in zip(example.words, example.names or (), strict=False) if NAMED.isdisjoint(t)})
        self.kinds: dict[str, str] = {}
        self.words: dict[tuple[str, str], list[str]] = {}
        for (kind, word), count in sorted(inside.items()):
            if count >= LEAST_NAMES * outside[word]:
                self.kinds[word] = kind
                self.words.setdefault((kind, shape(word)), []).extend([word] * min(count, 4))

    def swapped(self, example: Example, rng: random.Random) -> Example:
        """The example with other words in its names, each the same throughout the text."""
        chosen: dict[str, str] = {}
        for word, kind in sorted(candidates(example).items()):
            if word in self.kinds:
                new = rng.choice(self.words[kind, shape(word)]) if (kind, shape(word)) in self.words else word
                chosen |= {word: new, word + "s": new + "s" if shape(new) == "word" else new}
        return replace(example, words=[chosen.get(w, w) for w in example.words])

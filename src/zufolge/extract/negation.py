"""Whether a claim is denied by a negation in its clause; who denies it is told by its sources."""

from __future__ import annotations

import re
from functools import cache

from zufolge.extract.place import Place
from zufolge.languages import load_words
from zufolge.languages.de.grammar import words

_ATTRIBUTE = re.compile(r"B{0,2}[AV]+N")
_NOUN_PHRASE = re.compile(r"[A#BhV]*N(?:[hN#]*)(?:[DP][DA#]*N[hN]*)*")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_words(name))


def is_negated(place: Place) -> bool:
    """Whether a negation in the clause of the trigger reaches it.

    "nicht" reaches the whole clause, "kein" its noun and the verb; a double negation denies nothing.
    """
    sentence, clause = place.sentence, place.clause
    quoted = sentence.kinds[place.start] == "q"
    for i in range(clause.start, clause.end):
        if (sentence.kinds[i] in "qp" and not quoted) or _is_of_other_half(place, i):
            continue
        if sentence.lower[i] in _words("negation") and not _is_double(place, i) and not _is_attributive(place, i):
            return True
        if sentence.lower[i] in _words("negation_articles") and not _is_double(place, i) and _governs(place, i):
            return True
    return sentence.lower[clause.start] in words("without") and bool(
        words("zu") & set(sentence.lower[clause.start : clause.end])
    )


def _is_double(place: Place, position: int) -> bool:
    after = place.sentence.lower[position + 1 : position + 4]
    before = place.sentence.lower[max(place.clause.start, position - 4) : position]
    return bool(_words("double_negation") & set(after)) or bool(
        _words("double_negation") & set(before) - words("double_only_after")
    )


def _is_of_other_half(place: Place, position: int) -> bool:
    """Whether "und" with a finite verb on either side parts a negation from the trigger."""
    sentence, clause = place.sentence, place.clause
    first, last = sorted((position, place.start))
    for i in range(first + 1, last):
        if sentence.kinds[i] == "C" and sentence.lower[i] in words("linking"):
            return "X" in sentence.kinds[clause.start : i] and "X" in sentence.kinds[i + 1 : clause.end]
    return False


def _is_attributive(place: Place, position: int) -> bool:
    """Whether the negation stands in a noun phrase that does not hold the trigger ("nicht mehr benötigte Anlagen")."""
    match = _ATTRIBUTE.match(place.sentence.kinds, position + 1, place.clause.end)
    if match is None or position < place.start < match.end():
        return False
    last = place.sentence.lower[match.end() - 2]
    return place.sentence.kinds[match.end() - 2] == "A" or last.endswith(tuple(sorted(words("participle_endings"))))


def _governs(place: Place, position: int) -> bool:
    """Whether "kein" denies the trigger: it stands in its noun phrase, is a verb, or the noun stands apart."""
    match = _NOUN_PHRASE.match(place.sentence.kinds, position + 1, place.clause.end)
    if match is None or place.sentence.tokens[place.start].text[0].islower():
        return True
    return position < place.start < match.end()

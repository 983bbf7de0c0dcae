"""Claims that a sentence takes for granted ("Vorstandschef Meier", "der Bonner Konzern"): nobody vouches anew."""

from __future__ import annotations

from functools import cache

from zufolge.languages import load_words
from zufolge.languages.de.grammar import words
from zufolge.segment.clauses import Words

_ALWAYS = frozenset({"headquarters", "ownership", "founding", "rivalry", "personal_relation"})


@cache
def _sizes() -> tuple[str, ...]:
    return load_words("size_nouns")


def is_background(kind: str, sentence: Words, start: int, end: int) -> bool:
    """Whether the trigger of a claim of type `kind` is a noun or adjective that only describes somebody."""
    last = sentence.tokens[end - 1].text
    if _is_attributive(sentence, start, end):
        return True
    if sentence.kinds[start] in "XV" and last[0].islower():
        return False
    if sentence.lower[end - 1] in words("holdings") or (kind == "headquarters" and _moves(sentence)):
        return False
    if _is_past_event(sentence, start):
        return True
    if kind in _ALWAYS:
        return not _is_predicate(sentence, start, end)
    if kind == "leadership":
        return sentence.kinds[start] == "N" and last[0].isupper() and not _is_new_office(sentence, start, end)
    return kind == "metric" and last.lower().startswith(_sizes()) and not _is_foretold(sentence)


def _is_foretold(sentence: Words) -> bool:
    """Whether the sentence says how many somebody will have ("werde tausend Mitarbeiter haben")."""
    present = set(sentence.lower)
    return bool(present & words("wird")) and bool(present & words("has_size"))


def _is_predicate(sentence: Words, start: int, end: int) -> bool:
    """Whether the trigger is what the sentence says of its subject ("ist der Sitz", "wird Chefin")."""
    begin = start
    while begin and sentence.kinds[begin - 1] in "DA#":
        begin -= 1
    return begin > 0 and sentence.lower[begin - 1] in words("predicate_verbs")


def _is_past_event(sentence: Words, start: int) -> bool:
    """Whether the trigger is a noun after "nach", "wegen" and the like: what has happened."""
    begin = start
    while begin and (sentence.kinds[begin - 1] in "DA#" or _is_glued(sentence, begin)):
        begin -= 1
    return sentence.kinds[start] == "N" and begin > 0 and sentence.lower[begin - 1] in words("past_event_prepositions")


def _is_glued(sentence: Words, i: int) -> bool:
    """Whether no space parts a word from the one before ("Tarvo-Übernahme")."""
    return sentence.tokens[i - 1].span.end == sentence.tokens[i].span.start


def _is_attributive(sentence: Words, start: int, end: int) -> bool:
    """Whether the trigger is a participle before its noun ("die 2012 gegründete Firma")."""
    word = sentence.lower[end - 1]
    after = sentence.kinds[end : end + 1]
    inflected = word.endswith(tuple(sorted(words("participle_endings"))))
    return inflected and sentence.tokens[start].text[0].islower() and after in ("N", "A", "q", "h") and after != ""


def _is_new_office(sentence: Words, start: int, end: int) -> bool:
    """Whether the office is what somebody comes into or is said to hold."""
    before = sentence.lower[max(0, start - 2) : start]
    return bool(words("into_office") & set(before)) or (
        _is_predicate(sentence, start, end) and sentence.kinds[end : end + 1] != "N"
    )


def _moves(sentence: Words) -> bool:
    """Whether the sentence tells of a move."""
    return any(word.startswith(tuple(sorted(words("move_beginnings")))) for word in sentence.lower)

"""Links beyond the first: whom a source cites ("unter Berufung auf"), and the medium somebody spoke to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zufolge.attribute.found import Found
from zufolge.attribute.noun_phrases import Range, phrase_at
from zufolge.languages import load_entries
from zufolge.languages.de.grammar import words
from zufolge.languages.names import kind_of_name
from zufolge.model import Mention, Reading
from zufolge.segment.clauses import Words

_KEYS = ("id", "words", "gives", "example")
_MAX_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Citing:
    """Another source in the sentence of an attribution, and the words that bring it in."""

    source: Range
    cue: Range


Phrase = tuple[str, ...]


@cache
def _phrases(gives: str) -> dict[str, tuple[Phrase, ...]]:
    """The phrases by their first word, the longest first."""
    entries = load_entries("citing", "phrase", _KEYS)
    phrases = [tuple(phrase.split()) for entry in entries if entry["gives"] == gives for phrase in entry["words"]]
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase)):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def cited_source(sentence: Words, found: Found) -> Citing | None:
    """Whom the source of `found` draws on, named in the clause of its cue or the next."""
    first = sentence.clauses[found.clause]
    last = sentence.clauses[min(found.clause + 1, len(sentence.clauses) - 1)]
    for start, end in _places(sentence, _phrases("inner"), first.start, last.end):
        stop = phrase_at(sentence, end, len(sentence.kinds)) or _participial_end(sentence, end)
        if stop and not (found.source and found.source[0] <= end < found.source[1]):
            return Citing((end, stop), (start, end))
    return None


def verbatim_cue(sentence: Words) -> Range | None:
    """The words that say that a release follows word for word, or None."""
    return next(_places(sentence, _phrases("verbatim"), 0, len(sentence.lower)), None)


def _participial_end(sentence: Words, start: int) -> int | None:
    """ "mit dem Vorgang vertraute Personen": a noun phrase with an attribute that holds another."""
    stop = len(sentence.kinds)
    for end in range(start + 1, min(start + 9, stop)):
        if sentence.kinds[end] == "N" and sentence.kinds[end - 1] in "AV#" and "," not in sentence.kinds[start:end]:
            return phrase_at(sentence, end, stop)
    return None


def medium_told(reading: Reading, sentence: Words, found: Found) -> Citing | None:
    """The medium that the source of `found` spoke to, in the clause of the cue."""
    if found.source is None or found.verb is None:
        return None
    clause = sentence.clauses[found.clause]
    start = max(found.source[1], min(found.cue) + 1) if found.source[0] > found.cue[0] else min(found.cue) + 1
    for position in range(start, clause.end):
        if sentence.kinds[position] not in "DNq":
            continue
        name = _medium_at(reading, sentence, position, clause.end)
        if name and _is_addressed(sentence, position, clause.start):
            return Citing(name, (name[0], name[0]))
    return None


def _is_addressed(sentence: Words, position: int, start: int) -> bool:
    if sentence.lower[position] in words("dative_articles"):
        return True
    before = tuple(sentence.lower[max(start, position - 4) : position])
    ending = (
        phrase for i, word in enumerate(before) for phrase in _phrases("outer").get(word, ()) if before[i:] == phrase
    )
    return bool(before) and (before[-1] in words("dative_articles") or any(ending))


def _medium_at(reading: Reading, sentence: Words, position: int, stop: int) -> Range | None:
    begin = position + (sentence.kinds[position] == "D")
    while begin < stop and sentence.kinds[begin] == "A":
        begin += 1
    known = _mentioned(reading, sentence, begin, stop)
    if known:
        return (position, known)
    for end in range(min(begin + _MAX_NAME_WORDS, stop), begin, -1):
        if kind_of_name(sentence.span(begin, end).of(reading.text)):
            return (position, end)
    return None


def _mentioned(reading: Reading, sentence: Words, begin: int, stop: int) -> int | None:
    if begin >= stop:
        return None
    start = sentence.tokens[begin].span.start
    for mention in _media(reading.mentions):
        if mention.span.start == start:
            inside = [i for i in range(begin, stop) if mention.span.covers(sentence.tokens[i].span)]
            return inside[-1] + 1 if inside else None
    return None


def _media(mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    return (mention for mention in mentions if mention.kind in ("medium", "agency"))


def _places(
    sentence: Words, phrases: dict[str, tuple[Phrase, ...]], start: int, stop: int
) -> Iterator[tuple[int, int]]:
    for position in range(start, stop):
        for phrase in phrases.get(sentence.lower[position], ()):
            end = position + len(phrase)
            if end < len(sentence.lower) and tuple(sentence.lower[position:end]) == phrase:
                yield position, end
                break

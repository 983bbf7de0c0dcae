"""The cues of status_cues.toml: words near a trigger that tell how sure its claim is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zufolge.languages import load_entries
from zufolge.languages.de.grammar import words
from zufolge.model.claim import Status
from zufolge.segment.clauses import Clause, Words

_KEYS = ("id", "words", "near", "with", "not", "types", "gives", "denies", "example")
_NOUN_PHRASE = "DAB#VC"
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusCue:
    """Words that give a status where they stand near a trigger."""

    id: str
    phrases: tuple[Phrase, ...]
    near: str
    companions: tuple[Phrase, ...]
    blockers: tuple[Phrase, ...]
    types: frozenset[str]
    gives: Status
    denies: bool


@cache
def status_cues() -> tuple[StatusCue, ...]:
    """The cues in the order of the file."""
    return tuple(
        StatusCue(
            id=entry["id"],
            phrases=split_phrases(entry["words"]),
            near=entry["near"],
            companions=split_phrases(entry.get("with", ())),
            blockers=split_phrases(entry.get("not", ())),
            types=frozenset(entry.get("types", ())),
            gives=entry["gives"],
            denies=entry.get("denies", False),
        )
        for entry in load_entries("status_cues", "cue", _KEYS)
    )


def split_phrases(entries: list[str] | tuple[str, ...]) -> tuple[Phrase, ...]:
    """The words of each entry, apart."""
    return tuple(tuple(entry.split()) for entry in entries)


def cue_at(sentence: Words, position: int, clause: Clause, kind: str, only: str | None = None) -> StatusCue | None:
    """The first cue that fits a claim of type `kind` with its trigger at `position`."""
    for number in _hinted(sentence.lower):
        cue = status_cues()[number]
        if only in (None, cue.near) and (not cue.types or kind in cue.types) and _fits(cue, sentence, position, clause):
            return cue
    return None


def _hinted(lower: Sequence[str]) -> list[int]:
    """The numbers of the cues of which some phrase begins with a word of the sentence, in the order of the file."""
    exact, open_ended, starts, ends = _first_words()
    found: set[int] = set()
    for word in lower:
        found.update(exact.get(word, ()))
        if word.startswith(starts) or word.endswith(ends):
            found.update(number for pattern, number in open_ended if _same(word, pattern))
    return sorted(found)


@cache
def _first_words() -> tuple[dict[str, tuple[int, ...]], tuple[tuple[str, int], ...], tuple[str, ...], tuple[str, ...]]:
    """First words of phrases with the numbers of their cues: whole words, patterns, and the fixed parts of patterns."""
    exact: dict[str, tuple[int, ...]] = {}
    patterns = []
    for number, cue in enumerate(status_cues()):
        for phrase in cue.phrases:
            if "*" in phrase[0]:
                patterns.append((phrase[0], number))
            else:
                exact[phrase[0]] = (*exact.get(phrase[0], ()), number)
    starts = tuple(pattern[:-1] for pattern, _ in patterns if pattern.endswith("*"))
    ends = tuple(pattern[1:] for pattern, _ in patterns if pattern.startswith("*"))
    return exact, tuple(patterns), starts, ends


def _fits(cue: StatusCue, sentence: Words, position: int, clause: Clause) -> bool:
    start, end = _reach(cue.near, sentence, position, clause)
    lower = sentence.lower[start:end]
    if not has_phrase(lower, cue.phrases):
        return False
    around = sentence.lower[clause.start : clause.end]
    return (not cue.companions or has_phrase(around, cue.companions)) and not has_phrase(around, cue.blockers)


def _reach(near: str, sentence: Words, position: int, clause: Clause) -> tuple[int, int]:
    if near == "sentence" or (near == "governor" and sentence.lower[clause.start] in words("governed")):
        return 0, len(sentence.lower)
    if near == "noun":
        start = position
        while start > clause.start and sentence.kinds[start - 1] in _NOUN_PHRASE:
            start -= 1
        return start, position + 1
    return clause.start, clause.end


def has_phrase(lower: Sequence[str], phrases: tuple[Phrase, ...]) -> bool:
    """Whether one of the phrases stands in the words (lower case)."""
    return any(_stands(lower, phrase) for phrase in phrases)


def _stands(lower: Sequence[str], phrase: Phrase) -> bool:
    """Whether the words of `phrase` stand side by side; "~" leaves a gap, after "…" come the clause's last words."""
    return any(_goes_on(lower, i + 1, phrase[1:]) for i, word in enumerate(lower) if _same(word, phrase[0]))


def _goes_on(lower: Sequence[str], position: int, rest: Phrase) -> bool:
    if not rest:
        return True
    if rest[0] == "…":
        return len(lower) - len(rest) + 1 >= position and _goes_on(lower, len(lower) - len(rest) + 1, rest[1:])
    if rest[0] == "~":
        return any(_goes_on(lower, i, rest[1:]) for i in range(position, len(lower)))
    return position < len(lower) and _same(lower[position], rest[0]) and _goes_on(lower, position + 1, rest[1:])


def _same(word: str, pattern: str) -> bool:
    if pattern.startswith("*"):
        return word.endswith(pattern[1:])
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern

"""The cues of status_cues.toml: words near a trigger that tell how sure its claim is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from zufolge.languages import load_entries
from zufolge.languages.de.grammar import words
from zufolge.model.claim import Status
from zufolge.segment.clauses import Clause, Words

_KEYS = ("id", "words", "near", "with", "not", "types", "gives", "denies", "example")
_NOUN_PHRASE = "DAB#VC"
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first words, so that to look for all of them costs one look a word of the sentence.

    `exact` maps whole first words to the rests of their phrases; `open_ended` are the phrases whose first word is a
    pattern, of which `starts` and `ends` are the fixed parts.
    """

    exact: Mapping[str, tuple[Phrase, ...]]
    open_ended: tuple[Phrase, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.exact or self.open_ended)


@dataclass(frozen=True, slots=True)
class StatusCue:
    """Words that give a status where they stand near a trigger."""

    id: str
    phrases: Phrases
    near: str
    companions: Phrases
    blockers: Phrases
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


def split_phrases(entries: Iterable[str]) -> Phrases:
    """The entries, each split into its words."""
    exact: dict[str, tuple[Phrase, ...]] = {}
    open_ended: list[Phrase] = []
    for first, *rest in map(str.split, entries):
        if "*" in first:
            open_ended.append((first, *rest))
        else:
            exact[first] = (*exact.get(first, ()), tuple(rest))
    starts = tuple(first[:-1] for first, *_ in open_ended if not first.startswith("*"))
    ends = tuple(first[1:] for first, *_ in open_ended if first.startswith("*"))
    return Phrases(exact, tuple(open_ended), starts, ends)


def cue_at(sentence: Words, position: int, clause: Clause, kind: str, only: str | None = None) -> StatusCue | None:
    """The first cue that fits a claim of type `kind` with its trigger at `position`."""
    for number in _hinted(sentence.lower):
        cue = status_cues()[number]
        if only in (None, cue.near) and (not cue.types or kind in cue.types) and _fits(cue, sentence, position, clause):
            return cue
    return None


def _hinted(lower: Sequence[str]) -> list[int]:
    """The numbers of the cues of which some phrase begins with a word of the sentence, in the order of the file."""
    return sorted({number for word in lower for number in _begun_by(word)})


@lru_cache(maxsize=100_000)
def _begun_by(word: str) -> tuple[int, ...]:
    """The numbers of the cues of which some phrase begins with `word`."""
    open_ended = (number for number, phrases in _open_ended() if _begins_openly(word, phrases))
    return (*_numbers_by_word().get(word, ()), *open_ended)


@cache
def _numbers_by_word() -> Mapping[str, tuple[int, ...]]:
    """The numbers of the cues by the whole words that their phrases begin with."""
    found: dict[str, tuple[int, ...]] = {}
    for number, cue in enumerate(status_cues()):
        for word in cue.phrases.exact:
            found[word] = (*found.get(word, ()), number)
    return found


@cache
def _open_ended() -> tuple[tuple[int, Phrases], ...]:
    """The cues with phrases that begin with a pattern, by number."""
    return tuple((number, cue.phrases) for number, cue in enumerate(status_cues()) if cue.phrases.open_ended)


def _begins(word: str, phrases: Phrases) -> bool:
    """Whether one of the phrases begins with `word`."""
    return word in phrases.exact or _begins_openly(word, phrases)


def _begins_openly(word: str, phrases: Phrases) -> bool:
    return word.startswith(phrases.starts) or word.endswith(phrases.ends)


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


def has_phrase(lower: Sequence[str], phrases: Phrases) -> bool:
    """Whether one of the phrases stands in the words (lower case).

    Its words stand side by side; "~" leaves a gap, after "…" come the clause's last words.
    """
    if not phrases.open_ended and phrases.exact.keys().isdisjoint(lower):
        return False
    return any(
        _goes_on(lower, i + 1, rest)
        for i, word in enumerate(lower)
        if _begins(word, phrases)
        for rest in _rests(word, phrases)
    )


def _rests(word: str, phrases: Phrases) -> Iterator[Phrase]:
    """What has to follow `word` in each phrase that begins with it."""
    yield from phrases.exact.get(word, ())
    yield from (phrase[1:] for phrase in phrases.open_ended if _same(word, phrase[0]))


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

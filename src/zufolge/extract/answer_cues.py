"""The entries of answers.toml: sentences that deny or confirm what was told before, and what they point back with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from zufolge.attribute.noun_phrases import Range, source_after
from zufolge.attribute.speakers import main_source
from zufolge.attribute.verb_uses import VerbUse, use_of
from zufolge.extract.status_cues import Phrases, has_phrase, split_phrases
from zufolge.languages import check_keys, load_tables
from zufolge.languages.de.grammar import SpeechVerb, speech_verb_forms, words
from zufolge.segment.clauses import Clause, Words, first_word

Answer = Literal["denial", "confirmation"]
_TABLES = ("pointers", "answer")
_POINTERS = ("it", "report", "accusation", "matter", "the", "content")
_KEYS = ("id", "gives", "verbs", "with", "points", "not", "example")
_FILE = "de/answers.toml"
_ATTRIBUTIVE = ("e", "en", "er", "es", "em")
_WORDS_OF_A_RETORT = 10
_NOUNS = ("report", "accusation")


@dataclass(frozen=True, slots=True)
class AnswerCue:
    """Words that answer; without `verbs` they are somebody's words, who is known from the attribution."""

    id: str
    gives: Answer
    verbs: frozenset[str]
    companions: Phrases
    points: frozenset[str]
    blockers: Phrases


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """An answer in a sentence: its cue, the words of it, who answers (None: the words are told), how it points back."""

    cue: AnswerCue
    words: tuple[int, ...]
    clause: Clause
    source: Range | None
    pointer: str


@cache
def answer_cues() -> tuple[AnswerCue, ...]:
    """The cues in the order of the file."""
    cues = []
    for entry in load_tables("answers", _TABLES)["answer"]:
        check_keys(entry, _KEYS, _FILE)
        cues.append(
            AnswerCue(
                id=entry["id"],
                gives=entry["gives"],
                verbs=frozenset(entry.get("verbs", ())),
                companions=split_phrases(entry.get("with", ())),
                points=frozenset(entry["points"]),
                blockers=split_phrases(entry.get("not", ())),
            )
        )
    return tuple(cues)


@cache
def _pointers(name: str) -> frozenset[str]:
    tables = load_tables("answers", _TABLES)["pointers"]
    check_keys(tables, _POINTERS, _FILE)
    return frozenset(tables[name])


def points_back(phrase: str) -> bool:
    """Whether a phrase only points back ("den Gerüchten", "das", "die Sache")."""
    return names_report(phrase) or phrase.lower() in _pointers("it")


def names_report(phrase: str) -> bool:
    """Whether a phrase is a noun that stands for what was told ("den Gerüchten", "die Sache")."""
    last = phrase.lower().split()[-1:]
    return any(word in _pointers(kind) for word in last for kind in (*_NOUNS, "matter"))


def find_answers(sentence: Words) -> Iterator[FoundAnswer]:
    """The answers of a sentence, at most one a clause."""
    for clause in sentence.clauses:
        has_verb = any(clause.start <= position < clause.end for position in sentence.verbs)
        fitting = (cue for cue in answer_cues() if has_verb or not cue.verbs)
        found = next((f for cue in fitting for f in _read(sentence, clause, cue)), None)
        if found:
            yield found


def _read(sentence: Words, clause: Clause, cue: AnswerCue) -> Iterator[FoundAnswer]:
    inside = sentence.lower[clause.start : clause.end]
    if has_phrase(inside, cue.blockers) or (cue.companions and not has_phrase(inside, cue.companions)):
        return
    if cue.verbs:
        yield from _by_verb(sentence, clause, cue)
        return
    pointer = _pointer(sentence, clause, cue, None)
    if pointer and ("q" not in sentence.kinds[clause.start : clause.end] or len(inside) <= _WORDS_OF_A_RETORT):
        positions = range(clause.start, clause.end)
        told = tuple(i for i in positions if has_phrase(sentence.lower[i : clause.end], cue.companions))
        yield FoundAnswer(cue, (max(told),), clause, None, pointer)


def _by_verb(sentence: Words, clause: Clause, cue: AnswerCue) -> Iterator[FoundAnswer]:
    for position in sentence.verbs:
        if not clause.start <= position < clause.end:
            continue
        for form in speech_verb_forms()[sentence.lower[position]]:
            use = use_of(sentence, position, form) if _written(form.verb) in cue.verbs else None
            source = _answerer(sentence, clause, use) if use else None
            pointer = _pointer(sentence, clause, cue, source) if source else None
            if use and pointer and (pointer != "nothing" or _says_nothing_else(sentence, clause, use, source)):
                yield FoundAnswer(cue, use.cue, clause, source, pointer)
                return


def _written(verb: SpeechVerb) -> str:
    return f"{verb.prefix}|{verb.lemma}" if verb.prefix else verb.lemma


def _answerer(sentence: Words, clause: Clause, use: VerbUse) -> Range | None:
    """Who answers: the subject of the verb, which is not what the answer points back with."""
    if sentence.lower[clause.start] in _pointers("it") and use.finite == clause.end - 1:
        return source_after(sentence, clause.start + 1, use.finite)
    source = main_source(sentence, use)
    if source and not use.passive and any(_is_noun_pointer(sentence, i) for i in range(*source)):
        return source_after(sentence, use.finite + 1, clause.end)
    return source


def _pointer(sentence: Words, clause: Clause, cue: AnswerCue, source: Range | None) -> str | None:
    """How the clause points back, as one of `cue.points`; None where it brings what it answers along."""
    if _brings_content(sentence, clause):
        return None
    around = range(*source) if source else range(0)
    for i in range(clause.start, clause.end):
        if i in around or (cue.verbs and sentence.kinds[i] == "q"):
            continue
        if "it" in cue.points and _is_pronoun(sentence, i, clause):
            return "it"
        kind = _noun_kind(sentence, i)
        if kind in cue.points and not (i + 1 < clause.end and sentence.lower[i + 1] in _pointers("content")):
            return kind
    return "nothing" if "nothing" in cue.points else None


def _brings_content(sentence: Words, clause: Clause) -> bool:
    """Whether the next clause tells what is answered ("…, wonach er verkaufen wolle")."""
    following = [c for c in sentence.clauses if c.start >= clause.end and c.mark == ","][:1]
    return any(
        {first_word(sentence, c), sentence.lower[min(c.start + 1, c.end - 1)]} & _pointers("content") for c in following
    )


def _is_pronoun(sentence: Words, i: int, clause: Clause) -> bool:
    """Whether a pronoun that points back stands at `i`, not an article."""
    word = sentence.lower[i]
    if word not in _pointers("it"):
        return False
    if i + 1 >= clause.end or word not in _pointers("the"):
        return True
    following = sentence.tokens[i + 1].text
    is_attribute = sentence.kinds[i + 1] == "A" and following.endswith(_ATTRIBUTIVE)
    return sentence.kinds[i + 1] not in "N#h" and not following[0].isupper() and not is_attribute


def _noun_kind(sentence: Words, i: int) -> str | None:
    if not _is_noun_pointer(sentence, i):
        return None
    return next(kind for kind in _NOUNS if sentence.lower[i] in _pointers(kind))


def _is_noun_pointer(sentence: Words, i: int) -> bool:
    """Whether a noun for reports or accusations stands at `i`, known to the reader by its article."""
    if not any(sentence.lower[i] in _pointers(kind) for kind in _NOUNS):
        return False
    before = i - 1
    while before > 0 and sentence.kinds[before] == "A" and sentence.lower[before] not in _pointers("the"):
        before -= 1
    return before >= 0 and sentence.lower[before] in _pointers("the")


def _says_nothing_else(sentence: Words, clause: Clause, use: VerbUse, source: Range | None) -> bool:
    """ "Meier dementierte umgehend.": a main clause of subject, verb and adverbs alone."""
    if source is None or clause.mark == "," or use.passive or not clause.start <= source[0] < clause.end:
        return False
    rest = [i for i in range(clause.start, clause.end) if not source[0] <= i < source[1] and i not in use.cue]
    plain = all(sentence.kinds[i] in "BA" and sentence.lower[i] not in words("zu") for i in rest)
    following = next((c for c in sentence.clauses if c.start >= clause.end), None)
    return plain and (following is None or following.mark != ",")

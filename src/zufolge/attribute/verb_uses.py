"""Where a sentence uses a speech verb: its words together ("teilte … mit", "hat … bestätigt"), and in which clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zufolge.languages.de.grammar import SpeechVerb, VerbForm, words
from zufolge.segment.clauses import Words


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A speech verb in a sentence: the positions of its words, its finite word, and the clause that holds it."""

    verb: SpeechVerb
    cue: tuple[int, ...]
    finite: int
    clause: int
    passive: bool = False


def use_of(sentence: Words, position: int, form: VerbForm) -> VerbUse | None:
    """The use of a form at `position`, or None where its prefix, companion or auxiliary is missing."""
    number = sentence.clause_at(position)
    if form.kind == "infinitive" or _is_attributive(sentence, position):
        return None
    companion = _companion(sentence, number, form.verb.companions)
    if form.verb.companions and companion is None:
        return None
    use = _plain_use(sentence, position, form, number)
    if use is None or companion is None or companion in use.cue:
        return use
    return replace(use, cue=tuple(sorted((*use.cue, companion))))


def _plain_use(sentence: Words, position: int, form: VerbForm, number: int) -> VerbUse | None:
    if form.kind == "participle":
        return _participle_use(sentence, position, form.verb, number)
    if form.kind == "finite" and form.verb.prefix:
        part = _find_prefix(sentence, position, number, form.verb.prefix)
        return VerbUse(form.verb, tuple(sorted((position, part))), position, number) if part is not None else None
    if form.kind == "joined" and position < sentence.clauses[number].end - 2:
        return None
    return VerbUse(form.verb, (position,), position, number)


def _is_attributive(sentence: Words, position: int) -> bool:
    """Whether the word stands before its noun ("das bestätigte Angebot"); "Das bestätigte Kahl" is a whole clause."""
    if _points_back(sentence, position):
        return False
    before = sentence.kinds[position - 1] if position else ""
    after = sentence.kinds[position + 1 : position + 2]
    return before in ("D", "P", "A") and after in ("N", "A", "q") and after != ""


def _points_back(sentence: Words, position: int) -> bool:
    """Whether a word that the tagger takes for a verb follows a "das" that opens its clause."""
    start = sentence.clauses[sentence.clause_at(position)].start
    opens = position == start + 1 and sentence.lower[start] in words("pointing")
    return opens and sentence.tokens[position].pos == "VERB"


def _companion(sentence: Words, number: int, companions: frozenset[str]) -> int | None:
    """The position of the word without which the verb means something else ("davon", "Ansicht")."""
    clause = sentence.clauses[number]
    return next(
        (i for i in range(clause.start, clause.end) if {sentence.tokens[i].text, sentence.lower[i]} & companions), None
    )


def _find_prefix(sentence: Words, position: int, number: int, prefix: str) -> int | None:
    """The separated prefix: at the end of the clause, of a clause soon after, or right before the verb."""
    if position and sentence.lower[position - 1] == prefix:
        return position - 1
    for clause in sentence.clauses[number : number + 3]:
        last = clause.end - 1
        while last > position and sentence.kinds[last] in "pq*":
            last -= 1
        if last > position and sentence.lower[last] == prefix:
            return last
    clause = sentence.clauses[number]
    for i in range(position + 1, clause.end):
        if (
            sentence.lower[i] == prefix
            and sentence.kinds[i : i + 2] != "PN"
            and sentence.kinds[i + 1 : i + 2] not in ("D", "N", "A", "#")
        ):
            return i
    return None


def _participle_use(sentence: Words, position: int, verb: SpeechVerb, number: int) -> VerbUse | None:
    clause = sentence.clauses[number]
    after = sentence.lower[position + 1] if position + 1 < clause.end else ""
    active, passive = words("auxiliaries"), words("passives")
    if sentence.lower[position] in words("perfects_with_sein"):
        passive = passive & words("becomes")  # "war in Not geraten" has nothing to do with "raten"
    if after in active or after in passive:
        return VerbUse(verb, (position, position + 1), position + 1, number, after in passive)
    for i in range(position - 1, clause.start - 1, -1):
        word = sentence.lower[i]
        if sentence.kinds[i] == "X" and (word in active or word in passive):
            return VerbUse(verb, (i, position), i, number, word in passive)
    return None

"""Who speaks by a verb of saying: the subject of its clause, the agent of a passive, the place of a saying."""

from __future__ import annotations

import re

from zufolge.attribute.noun_phrases import Range, is_apposition, phrase_at, source_after, source_before
from zufolge.attribute.verb_uses import VerbUse
from zufolge.languages.de.grammar import words
from zufolge.segment.clauses import Clause, Words


def subject_of_last(sentence: Words, use: VerbUse, start: int, stop: int) -> Range | None:
    """The subject of a clause whose verb stands last."""
    if use.passive:
        return agent_of(sentence, use)
    if use.verb.sense in ("be-said", "emerge"):
        return place_of_speech(sentence, start, stop)
    return source_after(sentence, start, stop)


def agent_of(sentence: Words, use: VerbUse) -> Range | None:
    """Who acts in a passive: the phrase after "von" or "durch"."""
    clause = sentence.clauses[use.clause]
    for i in range(clause.start, clause.end):
        if sentence.lower[i] in words("agent_prepositions") and sentence.kinds[i] == "P":
            end = phrase_at(sentence, i + 1, clause.end)
            if end:
                return (i + 1, end)
    return None


def place_of_speech(sentence: Words, start: int, stop: int) -> Range | None:
    """ "heißt es in dem Bericht", "aus Kreisen der Bank", "bei der Firma": the phrase with its preposition."""
    for i in range(start, stop):
        if sentence.kinds[i] == "P" and sentence.lower[i] in words("saying_places"):
            end = phrase_at(sentence, i + 1, stop)
            if end:
                return (i, end)
    return None


def paper_in(sentence: Words, clause: Clause) -> Range | None:
    """ "In einem Bericht der Bank wird vermutet": the paper that tells, where a passive names nobody."""
    for i in range(clause.start, clause.end):
        if sentence.kinds[i] == "P" and sentence.lower[i] in words("inside"):
            end = phrase_at(sentence, i + 1, clause.end)
            if end and any(word.endswith(tuple(words("telling_nouns"))) for word in sentence.lower[i + 1 : end]):
                return (i + 1, end)
    return None


def main_source(sentence: Words, use: VerbUse) -> Range | None:
    """The subject of a main clause: before its finite verb or after it."""
    clause = sentence.clauses[use.clause]
    if use.passive and use.verb.sense != "quote":
        return agent_of(sentence, use) or paper_in(sentence, clause)
    if use.verb.sense in ("be-said", "be-heard", "emerge"):
        return place_of_speech(sentence, clause.start, clause.end)
    if use.finite == clause.start:
        after = source_after(sentence, use.finite + 1, clause.end)
        return interrupted_subject(sentence, use) or after or _shared_subject(sentence, use.clause)
    if _is_verb_last(sentence, use):
        start = clause.start + 1
        if sentence.lower[clause.start] in words("relatives"):
            return (clause.start, clause.start + 1)
        return source_after(sentence, start, use.finite)
    before = source_before(sentence, clause.start, use.finite)
    after = source_after(sentence, use.finite + 1, clause.end)
    if before and sentence.lower[before[0]] in words("object_pronouns") and before[1] - before[0] == 1:
        return after or before
    return _with_first_part(sentence, use.clause, before) if before else after


def _is_verb_last(sentence: Words, use: VerbUse) -> bool:
    clause = sentence.clauses[use.clause]
    first = sentence.kinds[clause.start]
    opens = first == "S" or (sentence.lower[clause.start] in words("relatives") and clause.start > 0)
    return opens and use.finite >= clause.end - 2 and use.finite > clause.start + 1


def interrupted_subject(sentence: Words, use: VerbUse) -> Range | None:
    """ "Ein Sprecher, Lars Meier, sagte": the subject before the commas of its apposition or relative clause."""
    number = use.clause
    if number == 0 or sentence.clauses[number].mark != ",":
        return None
    found = None
    for start in range(number - 1, -1, -1):
        clause = sentence.clauses[start]
        inner = sentence.clauses[start + 1 : number]
        if not sentence.kinds[clause.start : clause.end].strip("q") or not all(
            _is_inserted(sentence, c) for c in inner
        ):
            break
        subject = source_before(sentence, clause.start, clause.end)
        verbless = not re.search("[XV]", sentence.kinds[clause.start : clause.end])
        if subject and verbless and inner:
            found = (subject[0], _appositions_end(sentence, subject[1], inner))
    return found


def _shared_subject(sentence: Words, number: int) -> Range | None:
    """ "Der Chef wollte nichts sagen, bestritt jedoch, dass …": the subject before the verb of the clause before."""
    if number == 0 or sentence.clauses[number].mark != ",":
        return None
    before = sentence.clauses[number - 1]
    verb = re.search("[XV]", sentence.kinds[before.start : before.end])
    return source_before(sentence, before.start, before.start + verb.start()) if verb else None


def _is_inserted(sentence: Words, clause: Clause) -> bool:
    """Whether a clause may stand between a subject and its verb: an apposition or a relative clause."""
    return clause.mark == "," and (is_apposition(sentence, clause.start, clause.end) or _is_relative(sentence, clause))


def _appositions_end(sentence: Words, end: int, inner: tuple[Clause, ...]) -> int:
    for clause in inner:
        if _is_relative(sentence, clause) or not is_apposition(sentence, clause.start, clause.end):
            break
        end = clause.end
    return end


def _with_first_part(sentence: Words, number: int, source: Range) -> Range:
    """ "Ein Sprecher der Bank, Lars Meier sagte", "A, B und C fordern": the first part stands before a comma."""
    clause = sentence.clauses[number]
    if number != 1 or clause.mark != "," or source[0] != clause.start:
        return source
    first = sentence.clauses[0]
    if first.end - first.start <= 8 and source_before(sentence, 0, first.end) and is_apposition(sentence, 0, first.end):
        return (source_before(sentence, 0, first.end) or source)[0], source[1]
    return source


def _is_relative(sentence: Words, clause: Clause) -> bool:
    """Whether a clause is a relative clause: a relative pronoun, also after a preposition, and a verb."""
    start = clause.start + (sentence.kinds[clause.start] == "P")
    has_verb = re.search("[XV]", sentence.kinds[clause.start : clause.end]) is not None
    return has_verb and sentence.lower[min(start, clause.end - 1)] in words("relatives")

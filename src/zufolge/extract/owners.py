"""Whose figure, site or staff a word stands for: the company that the grammar around it, or the sentence, names."""

from __future__ import annotations

from zufolge.extract import clause
from zufolge.extract.fillers import fill, mention_filler
from zufolge.extract.slots import Trigger, find_heads
from zufolge.extract.view import Clauses
from zufolge.model import Filler

FIRMS = ("company", "organisation")
_MAX_CLAUSES_UP = 3


def owner_of(view: Clauses, noun: int) -> tuple[Filler | None, float]:
    """The firm that `noun` belongs to, and how sure that is (1 = the grammar says so); None where it stays open."""
    near = attached_owner(view, noun)
    if near is not None:
        return near, 1.0
    doer = subject_firm(view, noun)
    if doer is not None:
        return doer, 0.95
    if _has_named_owner(view, noun) or _is_about_another(view, noun):
        return None, 0.0
    return firm_of_context(view, noun)


def _has_named_owner(view: Clauses, noun: int) -> bool:
    """Whether a name that is no firm owns the noun, so that no firm may be guessed."""
    owners = clause.genitives(view, noun) + clause.governed_directly(view, noun, "von")
    return any(m.form == "name" for i in owners for m in view.mentions[i])


def _is_about_another(view: Clauses, word: int) -> bool:
    """Whether the subject of the clause is a person, a place or a product by name, or a company left open."""
    verb = clause.governing_verb(view, word)
    if verb is None:
        return False
    return any(
        (m.kind in ("person", "place", "product") and m.form == "name") or (m.form == "nominal" and m.entity is None)
        for subject in clause.subjects(view, verb)
        for m in view.mentions[subject]
        if subject != word
    )


def attached_owner(view: Clauses, noun: int) -> Filler | None:
    """The firm in a compound, a genitive, with "von" or "bei", or behind a possessive word."""
    trigger = Trigger(noun, is_verb=False)
    for slot in ("compound", "genitive", "owner"):
        for head in find_heads(view, trigger, slot):
            found = _firm_at(view, head, slot == "compound")
            if found is not None:
                return found
    for preposition in ("von", "bei"):
        for head in clause.governed_directly(view, noun, preposition):
            fillers = fill(view, head, FIRMS)
            if fillers:
                return fillers[0]
    return None


def _firm_at(view: Clauses, head: int, is_compound: bool) -> Filler | None:
    if is_compound:
        found = next((m for m in view.mentions[head] if m.kind in FIRMS and m.entity), None)
        return mention_filler(found) if found is not None else None
    fillers = fill(view, head, FIRMS)
    return fillers[0] if fillers else None


def subject_firm(view: Clauses, word: int) -> Filler | None:
    """The firm that is the subject of the clause around `word`, or of the clauses above it."""
    verb: int | None = word if view.pos[word] == "VERB" else clause.governing_verb(view, word)
    for _ in range(_MAX_CLAUSES_UP):
        if verb is None:
            return None
        for subject in clause.subjects(view, verb):
            if subject != word:
                fillers = fill(view, subject, FIRMS)
                if fillers:
                    return fillers[0]
        if view.relations[verb].split(":")[0] not in ("conj", "xcomp", "advcl"):
            return None
        verb = clause.governing_verb(view, verb)
    return None


def _is_mother(view: Clauses, i: int) -> bool:
    """Whether a name only says whose daughter is meant ("die Münchner Tochter der Tarvo AG")."""
    is_genitive = i > 1 and view.words[i - 1].lower() in ("der", "des")
    head = i - 2 if is_genitive else view.heads[i]
    is_owner = head < i and (is_genitive or view.relations[i] in ("nmod", "nmod:poss"))
    is_owner = is_owner and view.child(head, ("appos",)) is None
    return is_owner and view.words[head].lower().endswith(("tochter", "ableger", "tochtergesellschaft"))


def firm_of_context(view: Clauses, word: int) -> tuple[Filler | None, float]:
    """The one company of the sentence, or else the one that the sentences before speak of."""
    here = [
        m
        for j in view.range_of(word)
        for m in view.mentions[j]
        if m.kind == "company" and m.entity and not _is_mother(view, j)
    ]
    if here:
        sole = len({m.entity for m in here}) == 1
        return (mention_filler(here[0]), 0.85) if sole else (None, 0.0)
    topic = view.topics[view.sentence[word]] if view.topics else None
    if topic is None:
        return None, 0.0
    found = next((m for m in view.mentions[topic] if m.kind == "company" and m.entity), None)
    return (mention_filler(found), 0.75) if found is not None else (None, 0.0)

"""Claims by cue: a word of a claim type, and its roles in the slots around it. Not their status, source or polarity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from zufolge.claim_types import ClaimType, RoleDeclaration, load_claim_types
from zufolge.extract.clause import is_passive, verb_forms
from zufolge.extract.cues import Cue, index_cues, is_of_class, load_word_classes
from zufolge.extract.directions import find_directions
from zufolge.extract.fillers import compound_fillers, fill, glued_fillers, head_words, owner_inside
from zufolge.extract.leadership import find_positions
from zufolge.extract.metrics import find_metrics
from zufolge.extract.ranks import find_ranks
from zufolge.extract.repeats import drop_repeats
from zufolge.extract.seats import find_seats
from zufolge.extract.slots import (
    COMPOUND,
    FIRST_PARTY,
    ONLY,
    OWNER,
    OWNER_OF_OBJECT,
    PREVIOUS,
    SECOND_PARTY,
    SUBJECT_COMPANY,
    SURE_TOPIC,
    TOPIC,
    Slot,
    SlotPart,
    Trigger,
    find_heads,
    stated_owners,
)
from zufolge.extract.topics import find_sure_topics, find_topics
from zufolge.extract.view import Clauses
from zufolge.extract.words import base_form
from zufolge.model import Claim, Filler, Reading, Role, Span, Time

_GUESS_DISCOUNT = 0.15
_MAX_CLAIMS_PER_CUE = 8
_TRIGGERING = frozenset({"VERB", "AUX", "ADJ", "ADV", "NOUN", "PROPN", "X", ""})
_FINDERS = (find_positions, find_seats, find_metrics, find_directions, find_ranks)


def find_claims_by_cue(reading: Reading) -> Reading:
    """The reading with the claims that cues announce, in the order of the text, beside those it had."""
    view = Clauses(reading)
    view.topics = find_topics(view)
    view.sure_topics = find_sure_topics(view, view.topics)
    claims: list[Claim] = []
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_news or sentence.span.of(reading.text).rstrip(' "“”»«').endswith("?"):
            continue
        claims.extend(_claims_in_sentence(view, number, claims))
    return replace(reading, claims=(*reading.claims, *drop_repeats(claims)))


def _claims_in_sentence(view: Clauses, number: int, told: list[Claim]) -> list[Claim]:
    found: list[Claim] = []
    for i in range(view.first[number], view.last[number]):
        if view.pos[i] in _TRIGGERING:
            for trigger, cue in _triggered(view, i):
                found.extend(_apply(view, trigger, cue, told))
    for find in _FINDERS:
        found.extend(find(view, number))
    return found


def _triggered(view: Clauses, i: int) -> Iterator[tuple[Trigger, Cue]]:
    """The cues that word `i` triggers."""
    index = index_cues()
    pos = view.pos[i]
    word = view.words[i]
    if pos in ("VERB", "AUX") or (pos == "ADJ" and word[:1].islower()):
        for form in verb_forms(view, i):
            found = index.verbs.get(form)
            if found:
                yield from ((Trigger(i, is_verb=True), cue) for cue in found)
                break
    is_noun = pos in ("NOUN", "PROPN", "X", "") or (pos == "VERB" and word.endswith("ung"))
    if word[:1].isupper() and is_noun and not _is_part_of_name(view, i):
        yield from ((Trigger(i, is_verb=False), cue) for cue in index.for_noun(base_form(word)))
    if pos in ("ADJ", "ADV", "NOUN", "VERB", ""):
        found = index.adjectives.get(base_form(word), ())
        yield from ((Trigger(i, is_verb=False), cue) for cue in found)


def _is_part_of_name(view: Clauses, i: int) -> bool:
    """Whether word `i` stands inside a name ("Allianz" the company)."""
    return any(m.form == "name" and m.span.covers(view.spans[i]) for m in view.mentions[i])


def _apply(view: Clauses, trigger: Trigger, cue: Cue, told: list[Claim]) -> Iterator[Claim]:
    """The claims of one cue at one trigger: none where a role that it needs stays empty."""
    if not _conditions_hold(view, trigger, cue):
        return
    declared = load_claim_types()[cue.type]
    filled: dict[str, list[Filler]] = {}
    for name, slot in cue.roles:
        role = declared.role(name)
        taken_spans = [f.span for others in filled.values() for f in others]
        fillers = _fill_slot(view, trigger, slot, role, taken_spans) or _told_before(slot, role, cue.type, told)
        needed = not role.is_optional or name in cue.required
        if not needed:
            taken = {f.entity for others in filled.values() for f in others}
            fillers = [f for f in fillers if f.entity is None or f.entity not in taken]
        if needed and len(fillers) < max(1, role.least):
            return
        filled[name] = fillers
    if _is_reflexive(filled):
        return
    for roles in _spread(declared, filled):
        yield _make_claim(view, trigger, cue, roles)


def _conditions_hold(view: Clauses, trigger: Trigger, cue: Cue) -> bool:
    if cue.voice and trigger.is_verb and is_passive(view, trigger.token) != (cue.voice == "passive"):
        return False
    words = {view.words[i].lower() for i in view.range_of(trigger.token)} if cue.within or cue.without else set()
    if (cue.within and words.isdisjoint(cue.within)) or not words.isdisjoint(cue.without):
        return False
    if cue.after and not any(word.startswith(cue.after) for word in _words_before(view, trigger)):
        return False
    if not all(_has_word(view, trigger, slot, words) for slot, words in cue.where):
        return False
    return not any(_has_word(view, trigger, slot, words) for slot, words in cue.unless)


def _words_before(view: Clauses, trigger: Trigger) -> Iterator[str]:
    """The words of the sentence before that of the trigger, in lower case."""
    number = view.sentence[trigger.token]
    if number > 0:
        yield from (view.words[i].lower() for i in range(view.first[number - 1], view.last[number - 1]))


def _has_word(view: Clauses, trigger: Trigger, slot: str, words: tuple[str, ...]) -> bool:
    heads = find_heads(view, trigger, slot)
    return any(is_of_class(word, words) for head in heads for word in head_words(view, head))


def _fill_slot(view: Clauses, trigger: Trigger, slot: Slot, role: RoleDeclaration, taken: list[Span]) -> list[Filler]:
    """The fillers of the first alternative that has enough of them.

    Nobody is guessed from the context where the trigger names an owner that could not be resolved, unless
    another role has `taken` what stands there.
    """
    owners = (view.spans[i] for i in stated_owners(view, trigger))
    is_owned = any(not any(span.overlaps(other) for other in taken) for span in owners)
    for parts in slot:
        if any(part.name in (ONLY, TOPIC, SURE_TOPIC) for part in parts) and is_owned:
            continue
        found = [f for part in parts for f in _fill_part(view, trigger, part, role)]
        unique = list({(f.entity or f.text): f for f in found}.values())
        if len(unique) >= max(1, role.least) and len(parts) <= len(found):
            return sorted(unique, key=lambda f: f.span)
    return []


def _told_before(slot: Slot, role: RoleDeclaration, type_name: str, told: list[Claim]) -> list[Filler]:
    """What the last claim of the type said in this role, where the slot looks back."""
    if not any(part.name == PREVIOUS for parts in slot for part in parts):
        return []
    return next((list(claim.fillers(role.name)) for claim in reversed(told) if claim.type == type_name), [])


def _fill_part(view: Clauses, trigger: Trigger, part: SlotPart, role: RoleDeclaration) -> list[Filler]:
    kinds = part.kinds or role.takes
    found: list[Filler] = []
    if part.name == COMPOUND:
        found.extend(glued_fillers(view, trigger.token, kinds))
    for head in find_heads(view, trigger, part.name):
        if part.name == COMPOUND:
            found.extend(compound_fillers(view, head, kinds))
        elif part.name in (ONLY, OWNER_OF_OBJECT, SUBJECT_COMPANY):
            found.extend(fill(view, head, kinds) or compound_fillers(view, head, kinds))
        elif part.word_class is None:
            found.extend(fill(view, head, kinds))
        elif is_of_class(base_form(view.words[head]), load_word_classes()[part.word_class]):
            owned = [_owned(view, f) for f in fill(view, head, ("phrase",))]
            found.extend(f for f in owned if f.entity is not None or part.word_class != "deal")
    if part.name == OWNER:  # "Tarvo und seine Tochter Lianbo": what is coordinated with an owner is what it owns
        found = [f for f in found if f.span.start < view.spans[trigger.token].start] or found
    return _chosen(part.name, found)


def _chosen(slot: str, found: list[Filler]) -> list[Filler]:
    """What a slot that has to be read with care leaves of what stands there."""
    if slot == ONLY:
        return found[:1] if len({f.entity for f in found}) == 1 else []
    if slot == FIRST_PARTY:
        return found[:1] if len(found) == 2 else []
    if slot == SECOND_PARTY:
        return found[1:] if len(found) == 2 else []
    return found


def _owned(view: Clauses, filler: Filler) -> Filler:
    """The phrase with the company it belongs to as its entity ("Handysparte von Siemens")."""
    number = next(i for i, span in enumerate(view.spans) if span.overlaps(filler.span))
    return replace(filler, entity=owner_inside(view, filler.span, view.range_of(number)))


def _is_reflexive(filled: dict[str, list[Filler]]) -> bool:
    """Whether two roles hold the same entity, which no sane claim does."""
    entities = [{f.entity for f in fillers if f.entity} for fillers in filled.values()]
    return sum(map(len, entities)) > len(set().union(*entities))


def _spread(declared: ClaimType, filled: dict[str, list[Filler]]) -> list[tuple[Role, ...]]:
    """One tuple of roles per claim: where a role holds one filler only, several fillers make several claims."""
    choices: list[list[Role]] = []
    for role in declared.roles:
        fillers = filled.get(role.name, [])
        if not fillers:
            continue
        if role.is_many:
            choices.append([Role(role.name, tuple(fillers))])
        elif role.is_key:
            choices.append([Role(role.name, (f,)) for f in fillers])
        else:
            choices.append([Role(role.name, (fillers[0],))])
    return list(product(*choices))[:_MAX_CLAIMS_PER_CUE]


def _make_claim(view: Clauses, trigger: Trigger, cue: Cue, roles: tuple[Role, ...]) -> Claim:
    span = view.spans[trigger.token]
    constants = tuple(
        Role(name, (Filler(span.of(view.text), span, value=True if value == "true" else value),))
        for name, value in cue.constants
    )
    everything = (*roles, *constants)
    return Claim(
        type=cue.type,
        roles=_in_declared_order(cue.type, everything),
        evidence=_evidence(view, trigger, cue, everything),
        trigger=span,
        by=f"cue:{cue.id}{_guess(view, trigger, roles)}",
        confidence=_confidence(view, trigger, cue, roles),
        status=cue.status,
        polarity="negative" if cue.polarity == "negative" else "positive",
        time=_clause_time(view, trigger),
    )


def _in_declared_order(type_name: str, roles: tuple[Role, ...]) -> tuple[Role, ...]:
    order = [role.name for role in load_claim_types()[type_name].roles]
    return tuple(sorted(roles, key=lambda role: order.index(role.name)))


def _evidence(view: Clauses, trigger: Trigger, cue: Cue, roles: tuple[Role, ...]) -> Span:
    sentence = view.reading.sentences[view.sentence[trigger.token]].span
    if cue.evidence != "phrase":
        return sentence
    spans = [view.spans[trigger.token], *(f.span for role in roles for f in role.fillers)]
    inside = [span for span in spans if sentence.covers(span)]
    return Span(min(s.start for s in inside), max(s.end for s in inside))


def _guess(view: Clauses, trigger: Trigger, roles: tuple[Role, ...]) -> str:
    """How a key role that the sentence leaves open was filled."""
    sentence = view.reading.sentences[view.sentence[trigger.token]].span
    outside = any(not sentence.covers(f.span) for role in roles for f in role.fillers)
    return "/topic" if outside else ""


def _confidence(view: Clauses, trigger: Trigger, cue: Cue, roles: tuple[Role, ...]) -> float:
    """The cue's own confidence, less where a role was taken from the sentences before."""
    return round(cue.confidence - (_GUESS_DISCOUNT if _guess(view, trigger, roles) else 0.0), 3)


def _clause_time(view: Clauses, trigger: Trigger) -> Time | None:
    heads = find_heads(view, trigger, "when")
    return view.times[heads[0]][0] if heads else None

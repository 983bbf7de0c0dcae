"""Where a role's words stand, seen from a trigger: the slots that cues name. Not what the words mean.

A slot is written as alternatives ("genitive|von|compound"), each of which may be a sum ("subject+mit").
A part may narrow what it takes to kinds (`object:company,product`) or to a class of words (`object@business`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zufolge.claim_types import GROUPS
from zufolge.extract import clause
from zufolge.extract.view import Clauses
from zufolge.extract.words import base_form, clause_words, plain_preposition

PREPOSITIONS = (
    *("an", "auf", "aus", "bei", "durch", "für", "gegen", "gegenüber", "hinter", "in", "mit", "nach", "neben"),
    *("seitens", "trotz", "über", "um", "unter", "von", "vor", "wegen", "wie", "zu", "zwischen", "als", "ab", "seit"),
)

ONLY, TOPIC, SURE_TOPIC, PREVIOUS = "only", "topic", "sure_topic", "previous"
OWNER, OWNER_OF_OBJECT, SUBJECT_COMPANY = "owner", "owner_of_object", "subject_company"
FIRST_PARTY, SECOND_PARTY, COMPOUND = "first_party", "second_party", "compound"
"""Slots that whoever fills them has to read with care: the one company of the sentence, the company that the
sentences before speak of, what the last claim of the same type said, and one of two sides."""


@dataclass(frozen=True, slots=True)
class SlotPart:
    """One place to look at: its name, the kinds it may hold there, and the class its head word must be of."""

    name: str
    kinds: tuple[str, ...] = ()
    word_class: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that a cue matched, and whether it is used as a verb (participles count as verbs)."""

    token: int
    is_verb: bool


Slot = tuple[tuple[SlotPart, ...], ...]


@lru_cache(maxsize=4096)
def parse_slot(text: str) -> Slot:
    """The alternatives of a slot, each a tuple of parts.

    >>> [[part.name for part in parts] for parts in parse_slot("subject+mit|zwischen")]
    [['subject', 'mit'], ['zwischen']]
    """
    return tuple(tuple(_parse_part(part.strip()) for part in alternative.split("+")) for alternative in text.split("|"))


def _parse_part(text: str) -> SlotPart:
    rest, _, word_class = text.partition("@")
    name, _, kinds = rest.partition(":")
    wanted = tuple(k for word in kinds.split(",") if word for k in GROUPS.get(word, (word,)))
    return SlotPart(name, wanted, word_class or None)


def is_known_slot(name: str) -> bool:
    """Whether a slot of this name exists."""
    return name in _FINDERS or name in PREPOSITIONS


def find_heads(view: Clauses, trigger: Trigger, name: str) -> list[int]:
    """The head words at slot `name` of the trigger, in the order of the text."""
    finder = _FINDERS.get(name)
    if finder is not None:
        return finder(view, trigger)
    return _governed(view, trigger, name)


def _governed(view: Clauses, trigger: Trigger, preposition: str) -> list[int]:
    found = [i for i in clause.governed_by(view, trigger.token, preposition) if i != trigger.token]
    if found or trigger.is_verb or view.relations[trigger.token] != "nmod":
        return found
    after = clause.governed_directly(view, view.heads[trigger.token], preposition)  # "Berichte über einen Verkauf an X"
    return [i for i in after if i > trigger.token]


def _verb_of(view: Clauses, trigger: Trigger) -> int | None:
    if trigger.is_verb or view.main[trigger.token] == trigger.token:
        return clause.main_verb(view, trigger.token)
    return clause.governing_verb(view, trigger.token)


def _subject(view: Clauses, trigger: Trigger) -> list[int]:
    verb = _verb_of(view, trigger)
    if verb is None:
        return []
    if _is_made_from_verb(view, verb) and clause.is_passive(view, verb):
        return _agents(view, verb)
    found = clause.subjects(view, verb)
    return [i for i in found if not _holds(view, i, trigger)]


def _is_made_from_verb(view: Clauses, i: int) -> bool:
    """Whether a predicate is a verb or a participle, not a noun or a plain adjective."""
    return view.pos[i] == "VERB" or (view.pos[i] == "ADJ" and base_form(view.words[i]) != view.words[i].lower())


def _agents(view: Clauses, verb: int) -> list[int]:
    """The doers of a passive verb."""
    agents = [c for c in view.children[verb] if view.relations[c] == "obl:agent"]
    agents = [c for c in agents if clause.preposition_of(view, c) in ("von", "durch", None)]
    for preposition in ("von", "durch"):
        agents = agents or clause.governed_directly(view, verb, preposition)
    return agents or [i for i in clause.governed_by(view, verb, "von") if view.pos[i] == "PROPN" and i < verb]


def _object(view: Clauses, trigger: Trigger) -> list[int]:
    """The objects; a noun right before the subject's name describes it ("die Bäckerei Kruse kauft …")."""
    verb = _verb_of(view, trigger)
    if verb is None:
        return []
    passive = clause.is_passive(view, verb)
    found = clause.subjects(view, verb) if passive else clause.objects(view, verb)
    found = [i for i in found if not clause.has_article(view, i, ("des",))]
    if not passive and not any(_begins_mention(view, i) for i in found):
        found = [*found, *_unmarked_object(view, verb)]
    named = () if passive else clause.subjects(view, verb)
    return [i for i in found if not _holds(view, i, trigger) and i + 1 not in named]


def _begins_mention(view: Clauses, i: int) -> bool:
    return any(m.span.start == view.spans[i].start for m in view.mentions[i])


def _unmarked_object(view: Clauses, verb: int) -> list[int]:
    """What the parse takes for an adverbial, although it has the accusative's article and no preposition."""
    bare = [
        c for c in view.children[verb] if view.relations[c] in ("obl", "dep") and clause.preposition_of(view, c) is None
    ]
    return [c for c in bare if not view.times[c] and clause.has_article(view, c, ("den", "einen", "das"))]


def _grammatical_subject(view: Clauses, trigger: Trigger) -> list[int]:
    verb = _verb_of(view, trigger)
    found = [] if verb is None else clause.subjects(view, verb)
    return [i for i in found if not _holds(view, i, trigger)]


def _holds(view: Clauses, i: int, trigger: Trigger) -> bool:
    """Whether the trigger, as a noun, is `i` or stands below it."""
    if trigger.is_verb:
        return False
    return i == trigger.token or i in set(view.climb(trigger.token))


def _dative(view: Clauses, trigger: Trigger) -> list[int]:
    verb = _verb_of(view, trigger)
    return [] if verb is None else clause.datives(view, verb)


def _genitive(view: Clauses, trigger: Trigger) -> list[int]:
    return clause.genitives(view, trigger.token)


def _owner(view: Clauses, trigger: Trigger) -> list[int]:
    """What a possessive word points to: itself where it was resolved, else the subject of the clause."""
    owned = [c for c in view.children[trigger.token] if view.relations[c] == "det:poss"]
    if not owned:
        return []
    if view.relations[trigger.token] == "conj" and view.mentions[view.heads[trigger.token]]:
        return [view.heads[trigger.token]]  # "Tarvo und seine Tochter Lianbo"
    if any(mention.entity for mention in view.mentions[owned[0]]):
        return owned
    return _grammatical_subject(view, trigger)


def _compound(view: Clauses, trigger: Trigger) -> list[int]:
    """The words before the hyphen ("Motorola-Übernahme"), or the trigger itself where a name is glued to it."""
    i = trigger.token
    if i > 1 and view.words[i - 1] in "-–" and view.spans[i - 1].end == view.spans[i].start:
        return [_leftmost_named(view, i - 2)]
    glued = view.mentions[i]
    if any(m.span.end < view.spans[i].end and m.span.start >= view.spans[i].start for m in glued):
        return [i]
    return []


def _leftmost_named(view: Clauses, i: int) -> int:
    """The token of a hyphen chain that carries a mention, from the right ("Deutsche-Bank-Chef")."""
    j = i
    while j >= 0 and not view.mentions[j]:
        if j < 2 or view.words[j - 1] not in "-–":
            return i
        j -= 2
    return max(j, 0)


def _name(view: Clauses, trigger: Trigger) -> list[int]:
    """The name that follows the trigger in apposition ("der Konkurrent X", "Konkurrenten wie X und Y")."""
    i = trigger.token
    after = [c for c in view.children[i] if c > i and view.mentions[c] and _names_head(view, c, i)]
    if after:
        return after[:1]
    following = i + 1
    if following < view.range_of(i).stop and view.mentions[following]:
        mention = view.mentions[following][0]
        if mention.form == "name" and mention.span.start == view.spans[following].start:
            return [following]
    return []


def _names_head(view: Clauses, c: int, head: int) -> bool:
    """Whether `c` gives the name of `head`: in apposition or after "wie", but no genitive."""
    relation = view.relations[c].split(":")[0]
    if relation not in ("appos", "flat", "nmod", "compound", "dep"):
        return False
    preposition = clause.preposition_of(view, c)
    if preposition is not None:
        return preposition == "wie"
    is_set_off = any(view.words[i] in ",(:" for i in range(head + 1, c))
    return clause.is_bare(view, c, head) or (relation == "appos" and is_set_off)


def _bearer(view: Clauses, trigger: Trigger) -> list[int]:
    """Whom the trigger speaks of as an apposition or predicate ("X, Rivale von Y", "X ist Rivale von Y")."""
    i = trigger.token
    relation, head = view.relations[i], view.heads[i]
    if relation == "appos" and view.mentions[head]:
        return [head]
    copula = view.child(i, ("cop",))
    if copula is None:
        return []
    named = [c for c in view.children[i] if copula < c < i and view.pos[c] == "PROPN" and view.relations[c] == "appos"]
    return [j for j in clause.subjects(view, i, 0) if j != i] or named[:1]


def _attributed(view: Clauses, trigger: Trigger) -> list[int]:
    """The noun that the trigger, as an adjective, describes ("der insolvente Händler"), or its subject."""
    i = trigger.token
    if view.relations[i] == "amod":
        return [view.heads[i]]
    return clause.subjects(view, i)


def _between(view: Clauses, trigger: Trigger) -> list[int]:
    """What "zwischen" joins anywhere in the sentence."""
    return [
        view.heads[i]
        for i in view.range_of(trigger.token)
        if plain_preposition(view.words[i]) == "zwischen" and view.heads[i] != i
    ][:1]


def _governor(view: Clauses, trigger: Trigger) -> list[int]:
    """The noun that the trigger's phrase belongs to ("die X AG mit Sitz in Y")."""
    case = view.child(trigger.token, ("case",))
    if case is not None and case > 0 and view.mentions[case - 1]:
        return [case - 1]
    head = view.heads[trigger.token]
    return [head] if head != trigger.token and view.pos[head] in ("NOUN", "PROPN") else []


def _companies_of_subject(view: Clauses, trigger: Trigger) -> list[int]:
    """Whom the subject speaks or stands for ("eine X-Sprecherin", "ein Sprecher des Konzerns")."""
    found: list[int] = []
    for i in _grammatical_subject(view, trigger):
        noun = Trigger(i, is_verb=False)
        found.extend(_compound(view, noun) or clause.possessors(view, i))
    return found


def _genitive_of_subject(view: Clauses, trigger: Trigger) -> list[int]:
    """Whose bodies act ("die Gläubiger der X AG stimmten zu"), also where the subject names two."""
    subjects = _grammatical_subject(view, trigger)
    joined = [c for i in subjects for c in view.children[i] if view.relations[c] == "conj"]
    bodies = [i for i in dict.fromkeys([*subjects, *joined]) if base_form(view.words[i]) in clause_words("bodies")]
    return [j for i in bodies for j in clause.genitives(view, i)]


def _of_object(finder: Callable[[Clauses, Trigger], list[int]]) -> Callable[[Clauses, Trigger], list[int]]:
    """The same slot, seen from the object of the trigger."""

    def find(view: Clauses, trigger: Trigger) -> list[int]:
        return [j for i in _object(view, trigger) for j in finder(view, Trigger(i, is_verb=False))]

    return find


def _owners(view: Clauses, trigger: Trigger) -> list[int]:
    """Who owns a noun, by whatever means the grammar has."""
    named = _compound(view, trigger) or clause.genitives(view, trigger.token)
    return named or clause.governed_directly(view, trigger.token, "von") or _owner(view, trigger)


def _examples(view: Clauses, trigger: Trigger) -> list[int]:
    """What is named after "wie" ("Programme wie X und Y")."""
    return clause.governed_directly(view, trigger.token, "wie") or _name(view, trigger)


def _parties(view: Clauses, trigger: Trigger) -> list[int]:
    """The two sides of a deal: what "zwischen" joins, or the subject."""
    return _between(view, trigger) or _grammatical_subject(view, trigger)


def _anywhere(view: Clauses, trigger: Trigger) -> list[int]:
    """Every word of the sentence, for conditions that no place in the clause can say."""
    return list(view.range_of(trigger.token))


def _speaker(view: Clauses, trigger: Trigger) -> list[int]:
    """The subject of the verb of saying in the trigger's sentence ("…, teilte X mit")."""
    for i in view.range_of(trigger.token):
        if view.pos[i] == "VERB" and i != trigger.token and clause.verb_forms(view, i)[0] in clause_words("saying"):
            return clause.subjects(view, i)
    return []


def _estate(view: Clauses, trigger: Trigger) -> list[int]:
    """Whose estate the sentence speaks of ("über das Vermögen der X GmbH")."""
    return [j for i in view.range_of(trigger.token) if view.words[i] == "Vermögen" for j in clause.genitives(view, i)]


def _everything(view: Clauses, trigger: Trigger) -> list[int]:
    """Every word of the sentence that ends a mention."""
    words = view.range_of(trigger.token)
    return [i for i in words if any(m.span.end <= view.spans[i].end for m in view.mentions[i])]


def _topic(view: Clauses, trigger: Trigger) -> list[int]:
    """The company that the sentences before speak of."""
    found = view.topics[view.sentence[trigger.token]] if view.topics else None
    return [] if found is None else [found]


def _sure_topic(view: Clauses, trigger: Trigger) -> list[int]:
    """The same, only where it is also the company that the whole article speaks of most."""
    found = view.sure_topics[view.sentence[trigger.token]] if view.sure_topics else None
    return [] if found is None else [found]


def stated_owners(view: Clauses, trigger: Trigger) -> list[int]:
    """The words by which the trigger, as a noun, says whose it is, so that nobody else may be guessed."""
    if trigger.is_verb:
        return []
    owners = _compound(view, trigger) + clause.genitives(view, trigger.token)
    return owners + clause.governed_directly(view, trigger.token, "von")


def _nothing(view: Clauses, trigger: Trigger) -> list[int]:
    return []


def _itself(view: Clauses, trigger: Trigger) -> list[int]:
    return [trigger.token]


def _time(view: Clauses, trigger: Trigger) -> list[int]:
    """The first word of the time expression that belongs to the trigger's clause."""
    verb = _verb_of(view, trigger)
    anchors = {trigger.token} if verb is None or trigger.is_verb else {trigger.token, verb}
    for i in view.range_of(trigger.token):
        if view.times[i] and (view.heads[i] in anchors or any(h in anchors for h in list(view.climb(i))[:3])):
            return [i]
    return []


_FINDERS: Mapping[str, Callable[[Clauses, Trigger], list[int]]] = {
    "subject": _subject,
    "object": _object,
    "grammatical_subject": _grammatical_subject,
    "dative": _dative,
    "genitive": _genitive,
    OWNER: _owner,
    COMPOUND: _compound,
    "name": _name,
    "bearer": _bearer,
    "attributed": _attributed,
    "between": _between,
    "governor": _governor,
    "estate": _estate,
    "anywhere": _anywhere,
    "speaker": _speaker,
    SUBJECT_COMPANY: _companies_of_subject,
    OWNER_OF_OBJECT: _of_object(_owners),
    "genitive_of_subject": _genitive_of_subject,
    "genitive_of_object": _of_object(_genitive),
    "products_of_object": _of_object(_examples),
    FIRST_PARTY: _parties,
    SECOND_PARTY: _parties,
    ONLY: _everything,
    TOPIC: _topic,
    SURE_TOPIC: _sure_topic,
    PREVIOUS: _nothing,
    "itself": _itself,
    "when": _time,
}

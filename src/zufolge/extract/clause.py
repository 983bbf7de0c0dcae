"""The words of an article with their dependencies, and the parts of a clause: subject, object, dative, prepositions.

Everything here survives a wrong parse as well as it can; what a word means for a claim is said elsewhere.
"""

from __future__ import annotations

from zufolge.extract.view import Clauses
from zufolge.extract.words import (
    base_form,
    clause_words,
    forms_perfect_with_sein,
    plain_preposition,
    regular_verb,
)

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_LINKED = ("xcomp", "ccomp", "advcl", "acl", "csubj", "obj", "obl", "parataxis")
_MAX_STEPS = 6
_MASCULINE = ("konzern", "er", "riese", "ist", "chef", "vorstand", "verband", "dienst", "rat", "fonds")
_FEMININE = ("tochter", "mutter", "schwester", "steuer", "feier", "nummer", "kammer", "ziffer", "dauer", "frist")


def verb_forms(view: Clauses, i: int) -> tuple[str, ...]:
    """The base forms that verb `i` may have: with its split particle first, then without."""
    base = base_form(view.words[i])
    particle = view.child(i, ("compound:prt",))
    if particle is not None:
        return (view.words[particle].lower() + base, base)
    split = _trailing_particle(view, i)
    regular = regular_verb(view.words[i].lower())
    return (split + base, base) if split else (base, regular)


def _trailing_particle(view: Clauses, i: int) -> str | None:
    """A particle at the end of the clause that the parse did not tie to its verb ("nimmt … auf,")."""
    last = view.range_of(i).stop
    for j in range(i + 1, min(last, i + 30)):
        if view.words[j] in (",", ".", ";", ":", "!", "–", "-") or j + 1 == last:
            candidate = view.words[j - 1 if not view.words[j].isalpha() else j].lower()
            is_free = j - 1 > i and candidate in clause_words("particles")
            return candidate if is_free else None
        if view.pos[j] in ("VERB", "AUX"):
            return None
    return None


def is_participle(view: Clauses, i: int) -> bool:
    """Whether token `i` has the form of a past participle (it may be an infinitive that looks the same)."""
    word = view.words[i].lower()
    return (word.endswith(("t", "en")) and word != base_form(view.words[i])) or word.startswith(
        ("ge", "be", "er", "ver")
    )


def is_passive(view: Clauses, i: int) -> bool:
    """Whether verb `i` stands in the passive, also the passive of state ("ist gesperrt")."""
    relation = view.relations[i]
    if relation == "amod":
        return not view.words[i].lower().rstrip("enrsm").endswith("nd")
    participle = view.words[i].lower() != base_form(view.words[i])
    for c in view.children[i]:
        if view.relations[c] in ("aux", "aux:pass", "cop"):
            form = base_form(view.words[c])
            if form == "werden" and participle:
                return True
            if form == "sein" and not has_object(view, i):
                return not forms_perfect_with_sein(base_form(view.words[i]))
    return False


def main_verb(view: Clauses, verb: int) -> int:
    """The full verb of the clause in which `verb` is a lesser one ("begann zu sinken")."""
    main = view.main[verb]
    if main is None or view.relations[verb] == "amod" or view.pos[verb] not in ("VERB", "AUX", "ADJ"):
        return verb
    return main


def has_object(view: Clauses, i: int) -> bool:
    """Whether verb `i` has a direct object."""
    return view.child(i, ("obj",)) is not None


def governing_verb(view: Clauses, i: int) -> int | None:
    """The verb (or the predicate with a copula) whose clause word `i` stands in."""
    for head in view.climb(i):
        is_verb = view.pos[head] == "VERB" or (view.pos[head] == "AUX" and view.main[head] == head)
        if is_verb and view.relations[head] != "amod":
            return head
        if view.child(head, ("cop",)) is not None:
            return head
    return None


def subjects(view: Clauses, verb: int, steps: int = _MAX_STEPS) -> list[int]:
    """The heads of the grammatical subject of `verb`, found through coordination and control as well."""
    verb = main_verb(view, verb)
    own = [c for c in view.children[verb] if view.relations[c] in _SUBJECTS]
    if view.relations[verb] == "conj":
        own = [c for c in own if view.words[c].lower() != "es"]
    if own:
        return _in_nominative(view, verb, own)
    if steps == 0:
        return []
    relation, head = view.relations[verb], view.heads[verb]
    if relation in ("root", "ccomp", "advcl") or head == verb:
        return _in_nominative(view, verb, [])
    if relation == "amod":
        return [head]
    if relation == "conj" and view.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
        return subjects(view, head, steps - 1)
    if relation.split(":")[0] in _LINKED:
        return _controlled(view, verb, head, steps - 1)
    return []


def _in_nominative(view: Clauses, verb: int, own: list[int]) -> list[int]:
    """The first subject that may be one, or another noun where the articles show that the parse mixed them up."""
    certain = [
        c
        for c in view.children[verb]
        if view.relations[c] in ("dep", "obj", *_SUBJECTS) and _is_marked_nominative(view, c)
    ]
    if certain and not any(_is_marked_nominative(view, c) for c in own):
        return certain[:1]
    right = [c for c in own if not is_marked_object(view, c)]
    if len(right) > 1 and view.pos[right[0]] == "NOUN" and view.child(right[0], ("det", "det:poss", "appos")) is None:
        names = [c for c in right if view.mentions[c]]
        return (names or right)[:1]
    if right:
        return right[:1]
    others = [c for c in view.children[verb] if view.relations[c] in ("obj", "dep") and _may_be_subject(view, c)]
    named = [c for c in others if view.relations[c] == "dep" and view.mentions[c]]
    return (named or others)[:1]


def _is_marked_nominative(view: Clauses, c: int) -> bool:
    """Whether article and noun together can only be a nominative ("der Konzern", "der Hersteller")."""
    if view.pos[c] != "NOUN" or not view.words[c].lower().endswith(_MASCULINE):
        return False
    if view.words[c].lower().endswith(_FEMININE) or preposition_of(view, c) is not None:
        return False
    return any(view.words[d].lower() == "der" and view.relations[d] == "det" for d in view.children[c])


def _may_be_subject(view: Clauses, c: int) -> bool:
    if view.pos[c] not in ("NOUN", "PROPN", "PRON") or view.times[c] or preposition_of(view, c) is not None:
        return False
    return not is_marked_object(view, c) and view.words[c].lower() not in ("sich", "es")


def is_marked_object(view: Clauses, i: int) -> bool:
    """Whether the article of noun `i` rules out the nominative."""
    for c in view.children[i]:
        if view.relations[c] in ("det", "det:poss") and view.words[c].lower() in clause_words("not_nominative"):
            return True
    return False


def _controlled(view: Clauses, verb: int, head: int, steps: int) -> list[int]:
    """The subject that an infinitive takes from the clause above it."""
    if view.pos[head] in ("NOUN", "PROPN") and view.child(head, ("cop",)) is None:
        owners = possessors(view, head)
        if owners:
            return owners
        above = governing_verb(view, head)
        return [] if above is None or above == verb else subjects(view, above, steps)
    return subjects(view, head, steps)


def objects(view: Clauses, verb: int) -> list[int]:
    """The heads of the direct object of `verb`."""
    verb = main_verb(view, verb)
    own = [c for c in view.children[verb] if view.relations[c] in _SUBJECTS]
    taken = _in_nominative(view, verb, own) if own else []
    marked = [c for c in own if c not in taken]
    found = [
        c
        for c in view.children[verb]
        if view.relations[c] == "obj" and c not in taken and view.words[c].lower() not in ("sich", "uns", "mich")
    ]
    if marked or found:
        return (marked or found)[:1] if marked else found
    bare = _bare_nouns(view, verb)
    if bare and (own or is_marked_object(view, bare[0]) or _is_infinitive_clause(view, verb)):
        return bare[:1]
    if view.relations[verb] == "conj" and view.pos[view.heads[verb]] == "VERB" and not own:
        return [c for c in view.children[view.heads[verb]] if view.relations[c] == "obj"]
    return []


def _is_infinitive_clause(view: Clauses, verb: int) -> bool:
    """Whether `verb` is an infinitive with "zu": its subject stands outside, so a bare noun inside is its object."""
    if view.relations[verb] not in ("xcomp", "acl", "advcl"):
        return False
    return any(view.words[c].lower() == "zu" and view.relations[c] == "mark" for c in view.children[verb])


def _bare_nouns(view: Clauses, verb: int) -> list[int]:
    """The nouns of a clause that the parse leaves without a place in it: no preposition, no time."""
    return [
        c
        for c in view.children[verb]
        if view.relations[c] == "dep" and view.pos[c] in ("NOUN", "PROPN") and not view.times[c]
    ]


def datives(view: Clauses, verb: int) -> list[int]:
    """The heads of the dative object of `verb`."""
    verb = main_verb(view, verb)
    direct = objects(view, verb)
    beside = [c for o in direct for c in view.children[o] if c < o and _is_marked_dative(view, c)]
    return beside + [
        c
        for c in view.children[verb]
        if (view.relations[c] in ("iobj", "obl:arg") and preposition_of(view, c) is None)
        or (view.relations[c] in ("dep", "obj", *_SUBJECTS) and _is_marked_dative(view, c))
    ]


def _is_marked_dative(view: Clauses, i: int) -> bool:
    """Whether the article of noun `i` can only be a dative."""
    return any(view.words[c].lower() in ("dem", "einem", "ihrem", "seinem", "keinem") for c in view.children[i])


def preposition_of(view: Clauses, i: int) -> str | None:
    """The preposition that governs noun `i`, without its article."""
    for c in view.children[i]:
        if view.relations[c] == "case":
            return plain_preposition(view.words[c])
    return None


_GOVERNING = ("ADP", "ADV", "CCONJ", "")  # "als" counts as a conjunction


def governed_by(view: Clauses, trigger: int, preposition: str) -> list[int]:
    """The heads of what `preposition` governs at `trigger` or, for nouns, in the trigger's clause."""
    near: list[tuple[int, int]] = []
    if view.pos[trigger] in ("VERB", "AUX"):
        trigger = main_verb(view, trigger)
    for i in view.range_of(trigger):
        if plain_preposition(view.words[i]) != preposition or view.pos[i] not in _GOVERNING:
            continue
        noun = view.heads[i]
        if noun in (i, trigger):
            continue
        distance = _distance(view, noun, trigger)
        if distance is not None:
            near.append((distance, noun))
    best = min((d for d, _ in near), default=0)
    found = [noun for d, noun in near if d == best]
    if view.pos[trigger] in ("NOUN", "PROPN"):
        after = [noun for noun in found if noun > trigger]
        return (after or found)[:1]
    return found


def _distance(view: Clauses, noun: int, trigger: int) -> int | None:
    """Steps from `noun` up to `trigger`, at most three; more where it hangs on the trigger's own verb."""
    for steps, head in enumerate(view.climb(noun), 1):
        if head == trigger:
            return steps
        if steps == 3 or (view.pos[head] == "VERB" and view.relations[head] != "amod"):
            break
    above = view.climb(trigger) if view.pos[trigger] != "VERB" else ()
    verb = next((head for head in above if view.pos[head] in ("VERB", "AUX", "ADJ")), None)
    return 4 if verb is not None and view.heads[noun] == verb else None


def genitives(view: Clauses, noun: int) -> list[int]:
    """The heads of the genitive attributes of `noun`, on either side."""
    return [
        c
        for c in view.children[noun]
        if view.relations[c] in ("nmod", "nmod:poss")
        and preposition_of(view, c) is None
        and (c > noun or view.words[c].endswith(("s", "’", "'", "x", "z")))
    ]


def possessors(view: Clauses, noun: int) -> list[int]:
    """The heads that own `noun`: genitive, "von", a possessive word."""
    owned = [c for c in view.children[noun] if view.relations[c] == "det:poss"]
    return genitives(view, noun) or governed_directly(view, noun, "von") or owned


def is_bare(view: Clauses, noun: int, head: int) -> bool:
    """Whether `noun` follows `head` at once, without an article: a name, not a genitive."""
    between = range(head + 1, noun)
    return all(view.pos[i] in ("PROPN", "X") or view.words[i] in "\"„“»«'-" for i in between)


def governed_directly(view: Clauses, noun: int, preposition: str) -> list[int]:
    """The nouns with `preposition` that hang on `noun` itself."""
    return [c for c in view.children[noun] if preposition_of(view, c) == preposition]


def coordinated(view: Clauses, i: int) -> list[int]:
    """`i` and the nouns coordinated with it, in the order of the text."""
    found, waiting = [i], [i]
    while waiting:
        here = waiting.pop()
        for c in view.children[here]:
            if view.relations[c] == "conj" and view.pos[c] in NOMINAL and c not in found:
                found.append(c)
                waiting.append(c)
    return sorted(found)


def has_article(view: Clauses, i: int, articles: tuple[str, ...]) -> bool:
    """Whether the noun at `i` has one of the articles (in lower case) right with it."""
    article = view.child(i, ("det",))
    return article is not None and view.words[article].lower() in articles

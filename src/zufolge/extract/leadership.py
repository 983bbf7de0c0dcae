"""Who holds which position at which company, from positions beside names. Verbs of taking and leaving are cues."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from zufolge.claim_types import read_toml, refuse_unknown
from zufolge.extract.clause import genitives, governed_directly, objects, subjects, verb_forms
from zufolge.extract.cues import is_of_class
from zufolge.extract.fillers import mention_filler
from zufolge.extract.view import Clauses
from zufolge.extract.words import base_form, plain_preposition
from zufolge.model import Claim, Filler, Mention, Role, Span

FIRMS = ("company", "organisation", "authority", "medium", "agency")
_FILE = "organisation/positions.de.toml"
_CLASSES = ("corporate", "any", "never", "politics", "former", "coming", "titles", "leaving", "posts")
_LINKS = frozenset(
    {"der", "des", "die", "dem", "den", "von", "bei", "beim", "vom", "im", "in", "am", "an", "für", "eines", "einer"}
)
_MAX_LINK_WORDS = 5
_MAX_MODIFIERS = 6


@cache
def load_positions() -> dict[str, tuple[str, ...]]:
    """The classes of words around positions."""
    content = read_toml(_FILE)
    refuse_unknown(content, _CLASSES, _FILE)
    return {name: tuple(content.get(name, ())) for name in _CLASSES}


@lru_cache(maxsize=100_000)
def is_position(word: str) -> bool:
    """Whether a noun's base form names a position at a company."""
    lists = load_positions()
    if is_of_class(word, lists["politics"]):
        return False
    return is_of_class(word, lists["corporate"]) or is_of_class(word, lists["any"])


def find_positions(view: Clauses, number: int) -> Iterator[Claim]:
    """The leadership claims of a sentence that rest on a position beside a person's name."""
    for i in range(view.first[number], view.last[number]):
        if not view.words[i][:1].isupper() or not is_position(base_form(view.words[i])):
            continue
        if _is_compound_part(view, i):
            continue
        persons = _persons(view, i)
        if persons:
            yield from _claims(view, i, persons)


def _is_compound_part(view: Clauses, i: int) -> bool:
    """Whether a hyphen follows: the position is only part of a longer word ("Chef-Etage")."""
    following = i + 1
    return (
        following < len(view.words)
        and view.words[following] in "-–"
        and view.spans[following].start == view.spans[i].end
    )


def _claims(view: Clauses, i: int, persons: list[Mention]) -> Iterator[Claim]:
    company, is_explicit = _company(view, i, persons)
    if company is None:
        return
    position = _position_filler(view, i)
    change = _change(view, i)
    verb = _leaving_verb(view, i, company)
    change = change if verb is None else "leaves"
    sentence = view.reading.sentences[view.sentence[i]].span
    for person in persons:
        if person.entity == company.entity:
            continue
        spans = (position.span, person.span, *([company.span] if is_explicit else []))
        yield Claim(
            type="leadership",
            roles=(
                Role("person", (mention_filler(person),)),
                Role("company", (company,)),
                Role("position", (position,)),
                Role("change", (Filler(position.text, position.span, value=change),)),
            ),
            evidence=Span(min(s.start for s in spans), max(s.end for s in spans)) if verb is None else sentence,
            trigger=view.spans[i if verb is None else verb],
            by="cue:position" if is_explicit else "cue:position-of-topic",
            confidence=0.85 if is_explicit else 0.65,
        )


def _leaving_verb(view: Clauses, i: int, company: Filler) -> int | None:
    """The verb by which whoever has the position gives it up, or leaves the company ("räumt den Posten")."""
    verb = view.heads[i]
    acts = view.relations[i].startswith("nsubj") or i in subjects(view, verb)
    if not acts or view.pos[verb] != "VERB" or i == verb:
        return None
    forms, lists = verb_forms(view, verb), load_positions()
    left = [j for j in objects(view, verb) if j != i]
    if any(form in lists["leaving"] for form in forms):
        return verb if any(is_of_class(base_form(view.words[j]), lists["posts"]) for j in left) else None
    firms = [m for j in left for m in (*view.mentions[j], *view.mentions[j - 2]) if m.entity == company.entity]
    return verb if "verlassen" in forms and firms else None


def _position_filler(view: Clauses, i: int) -> Filler:
    """The position's own words; "Vorstand" of "Siemens-Vorstand"."""
    span = view.spans[i]
    return Filler(span.of(view.text), span)


def _change(view: Clauses, i: int) -> str:
    lists = load_positions()
    start = max(view.first[view.sentence[i]], i - 4)
    for j in range(i - 1, start - 1, -1):
        if view.words[j] in ",.;:" or any(m.kind == "person" for m in view.mentions[j]):
            break
        form = base_form(view.words[j])
        if form in lists["former"]:
            return "held"
        if form in lists["coming"]:
            return "appointed"
    return "holds"


def _persons(view: Clauses, i: int) -> list[Mention]:
    """The persons that the position at `i` is said of."""
    return (
        _persons_after(view, i + 1)
        or _person_before(view, i)
        or _person_behind_company(view, i)
        or _subject_person(view, i)
    )


def _person_at(view: Clauses, j: int) -> Mention | None:
    """The person whose name begins at token `j`."""
    if j >= len(view.words):
        return None
    return next((m for m in view.mentions[j] if _is_named_person(m) and m.span.start == view.spans[j].start), None)


def _is_named_person(mention: Mention) -> bool:
    return mention.kind == "person" and mention.form == "name" and mention.entity is not None


def _persons_after(view: Clauses, j: int) -> list[Mention]:
    stop = view.range_of(j - 1).stop
    while j < stop and view.words[j].lower() in load_positions()["titles"]:
        j += 1
    person = _person_at(view, j) if j < stop else None
    if person is None:
        return []
    found = [person]
    j = _end_of(view, j, person)
    while j + 1 < stop and view.words[j] in ("und", ",", "sowie"):
        following = _person_at(view, j + 1)
        if following is None:
            break
        found.append(following)
        j = _end_of(view, j + 1, following)
    return found if len(found) == 1 or view.words[j - 1] != "," else found[:1]


def _end_of(view: Clauses, j: int, mention: Mention) -> int:
    """The first token after the mention that begins at `j`."""
    while j < len(view.words) and view.spans[j].start < mention.span.end:
        j += 1
    return j


def _person_before(view: Clauses, i: int) -> list[Mention]:
    """ "Jan Becker, (seit 2010) Chef der X AG": the name before the comma before the position."""
    start = view.first[view.sentence[i]]
    for j in range(i - 1, max(start, i - 1 - _MAX_MODIFIERS), -1):
        if view.words[j] == ",":
            k = _before_bracket(view, j - 1, start)
            named = [m for m in view.mentions[k] if _is_named_person(m) and m.span.end == view.spans[k].end]
            return named[:1]
        if view.pos[j] in ("VERB", "AUX") or any(m.kind == "person" for m in view.mentions[j]):
            return []
    return []


def _before_bracket(view: Clauses, k: int, start: int) -> int:
    """The last word before a bracket that ends at `k` ("Jan Becker (54),")."""
    if view.words[k] != ")":
        return k
    for j in range(k, max(start, k - 5), -1):
        if view.words[j] == "(":
            return max(start, j - 1)
    return k


def _person_behind_company(view: Clauses, i: int) -> list[Mention]:
    """ "der Chef der X AG, Jan Becker," or "der Chef von X Jan Becker"."""
    firm = _firm_after(view, i + 1)
    if firm is None:
        return []
    j = _end_of(view, _first_token(view, i, firm), firm)
    if j < view.range_of(i).stop and view.words[j] in (",", "-", "–", ")"):
        j += 1
    return _persons_after(view, j) if j < view.range_of(i).stop else []


def _first_token(view: Clauses, i: int, mention: Mention) -> int:
    j = i
    while view.spans[j].end <= mention.span.start:
        j += 1
    return j


def _subject_person(view: Clauses, i: int) -> list[Mention]:
    """ "Jan Becker ist Chef der X AG", "der Chef heißt Jan Becker"."""
    for c in view.children[i]:
        if view.relations[c] == "nsubj":
            named = [m for m in view.mentions[c] if m.kind == "person" and m.entity is not None]
            return named[:1]
    return []


def _company(view: Clauses, i: int, persons: list[Mention]) -> tuple[Filler | None, bool]:
    """The company of the position, and whether the words right around it name it."""
    near = (
        _compound_firm(view, i)
        or _firm_after(view, i + 1)
        or _firm_right_before(view, i)
        or _firm_after_person(view, i, persons[-1])
        or _owner_firm(view, i)
    )
    if near is not None:
        return mention_filler(near), True
    word = base_form(view.words[i])
    if not is_of_class(word, load_positions()["corporate"]) or word.startswith(("gewerkschaft", "bundes", "landes")):
        return None, False
    return _company_of_context(view, i), False


def _compound_firm(view: Clauses, i: int) -> Mention | None:
    """ "Xiaomi-Chef", "Deutsche-Bank-Chef"; also "Ex-Siemens-Chef"."""
    j = i
    while j >= 2 and view.words[j - 1] in "-–" and view.spans[j - 1].end == view.spans[j].start:
        j -= 2
        found = _firm_at_end(view, j)
        if found is not None:
            return found
    return next((m for m in view.mentions[i] if m.kind in FIRMS and m.entity and m.span.end < view.spans[i].end), None)


def _firm_at_end(view: Clauses, j: int) -> Mention | None:
    """The resolved firm whose mention ends at token `j`."""
    return next((m for m in view.mentions[j] if m.kind in FIRMS and m.entity and m.span.end >= view.spans[j].end), None)


def _firm_after(view: Clauses, j: int) -> Mention | None:
    """The firm that "der", "von", "bei" … tie to a position that ends before token `j`."""
    stop = min(view.range_of(j - 1).stop, j + _MAX_LINK_WORDS + 1)
    if j >= stop or (plain_preposition(view.words[j]) not in _LINKS and view.words[j].lower() not in _LINKS):
        return None
    for k in range(j, stop):
        found = next((m for m in view.mentions[k] if m.kind in FIRMS and m.entity), None)
        if found is not None:
            return found
        if view.words[k] in ",;:.()" or view.pos[k] in ("VERB", "AUX"):
            return None
        if view.mentions[k] and view.mentions[k][0].kind == "person":
            return None
    return None


def _firm_right_before(view: Clauses, i: int) -> Mention | None:
    """ "Volkswagen Chef Müller": a name that touches the position without a hyphen."""
    if i == view.first[view.sentence[i]]:
        return None
    found = _firm_at_end(view, i - 1)
    return found if found is not None and found.form == "name" else None


def _firm_after_person(view: Clauses, i: int, person: Mention) -> Mention | None:
    """ "Analyst Jan Becker von der X AG", "Analyst Jan Becker (X AG)"."""
    if person.span.start < view.spans[i].start:
        return None
    j = _end_of(view, _first_token(view, i, person), person)
    stop = view.range_of(i).stop
    if j + 1 < stop and view.words[j] == "(":
        return next((m for m in view.mentions[j + 1] if m.kind in FIRMS and m.entity), None)
    if j < stop and view.words[j].lower() in ("von", "vom", "bei", "beim"):
        return _firm_after(view, j)
    return None


def _owner_firm(view: Clauses, i: int) -> Mention | None:
    """The firm in the genitive of the position, wherever the parse puts it."""
    for c in (*genitives(view, i), *governed_directly(view, i, "von"), *governed_directly(view, i, "bei")):
        found = next((m for m in view.mentions[c] if m.kind in FIRMS and m.entity), None)
        if found is not None:
            return found
    return None


def _company_of_context(view: Clauses, i: int) -> Filler | None:
    """The one company that the sentence names, or else the one the sentences before speak of."""
    here = [m for j in view.range_of(i) for m in view.mentions[j] if m.kind == "company" and m.entity]
    if len({m.entity for m in here}) == 1:
        return mention_filler(here[0])
    topic = view.sure_topics[view.sentence[i]] if view.sure_topics else None
    if here or topic is None:
        return None
    return next((mention_filler(m) for m in view.mentions[topic] if m.kind == "company" and m.entity), None)

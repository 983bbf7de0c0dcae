"""What stands at a head word, as fillers of a role: names, resolved anaphora, quantities, times, noun phrases."""

from __future__ import annotations

from zufolge.extract import clause
from zufolge.extract.view import Clauses
from zufolge.extract.words import base_form, clause_words
from zufolge.model import Filler, Mention, Quantity, Span, Time

NUMBERS = frozenset({"money", "percent", "count", "rank", "number"})
_ATTACHED = ("appos", "flat", "flat:name", "compound", "nmod", "dep")
_RELATIVE = frozenset({"der", "die", "das", "dem", "den", "dessen", "deren", "welcher", "welche", "welches"})
_MAX_PHRASE_WORDS = 10
_OUTSIDE_PHRASE = frozenset(
    {"acl", "advcl", "appos", "parataxis", "punct", "cop", "nsubj", "obl", "aux", "mark", "advmod"}
)
PATENTS = ("patent", "schutzrecht")
_LEADING = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "ADV", "SCONJ"})


def fill(view: Clauses, head: int, kinds: tuple[str, ...]) -> list[Filler]:
    """The fillers of any of `kinds` at `head` and what is coordinated with it; empty where nothing fits."""
    found: list[Filler] = []
    for i in clause.coordinated(view, head):
        found.extend(_fill_one(view, i, kinds))
    return list({(f.span, f.entity): f for f in found}.values())


def compound_fillers(view: Clauses, i: int, kinds: tuple[str, ...]) -> list[Filler]:
    """The name that forms the front of a compound ("Motorola" of "Motorola-Übernahme")."""
    named = [mention_filler(m) for m in view.mentions[i] if m.kind in kinds and m.entity is not None]
    if named or not NUMBERS.intersection(kinds):
        return named[:1]
    quantity = quantity_at(view, i, kinds)
    return [quantity_filler(quantity)] if quantity is not None else []


def glued_fillers(view: Clauses, i: int, kinds: tuple[str, ...]) -> list[Filler]:
    """A name of the article that stands at the front of word `i` without a hyphen ("Nordfalkkonkurrent")."""
    word = view.words[i].lower()
    for length in range(len(word) - 4, 2, -1):
        known = view.names.get(word[:length])
        if known is not None and known.kind in kinds:
            span = Span(view.spans[i].start, view.spans[i].start + length)
            return [Filler(span.of(view.text), span, entity=known.entity, kind=known.kind)]
    return []


def _fill_one(view: Clauses, i: int, kinds: tuple[str, ...]) -> list[Filler]:
    antecedent = _antecedent(view, i)
    if antecedent is not None:
        return fill(view, antecedent, kinds)
    named = _mentioned(view, i, kinds)
    if named:
        return named
    if NUMBERS.intersection(kinds):
        quantity = quantity_at(view, i, kinds)
        if quantity is not None:
            return [quantity_filler(quantity)]
    if "time" in kinds and view.times[i]:
        return [time_filler(view.times[i][0])]
    if "phrase" in kinds and not _is_open_mention(view, i):
        phrase = phrase_filler(view, i)
        return [phrase] if phrase else []
    return []


def _antecedent(view: Clauses, i: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    if view.words[i].lower() not in _RELATIVE or view.pos[i] not in ("PRON", "DET", ""):
        return None
    if view.mentions[i]:
        return None
    for head in view.climb(i):
        if view.relations[head].startswith("acl"):
            noun = view.heads[head]
            return noun if noun < i else None
    return None


def _mentioned(view: Clauses, i: int, kinds: tuple[str, ...]) -> list[Filler]:
    """The mentions at word `i` itself, or else the names in apposition to it."""
    own = [m for m in view.mentions[i] if m.kind in kinds and m.entity is not None and _is_headed(view, m, i)]
    names = [mention_filler(m) for m in own if m.form == "name"]
    return names or _attached(view, i, kinds) or [mention_filler(m) for m in own]


def _attached(view: Clauses, i: int, kinds: tuple[str, ...]) -> list[Filler]:
    """The names in apposition to word `i`."""
    for c in view.children[i]:
        if c < i or view.relations[c] not in _ATTACHED or clause.preposition_of(view, c) not in (None, "wie"):
            continue
        if view.relations[c] == "nmod" and clause.preposition_of(view, c) is None and not clause.is_bare(view, c, i):
            continue
        names = [f for j in clause.coordinated(view, c) for f in _names(view, j, kinds)]
        if names:
            return names
    return _names(view, i + 1, kinds) if _is_followed_by_name(view, i) else []


def _is_headed(view: Clauses, mention: Mention, i: int) -> bool:
    """Whether the mention is what word `i` stands for, not just a name glued to its front."""
    span = view.spans[i]
    if mention.form != "name":
        return True
    if mention.span.end < span.end:
        return False
    following = i + 1
    is_hyphenated = (
        following < len(view.words)
        and view.words[following] in "-–"
        and view.spans[following].start == span.end
        and mention.span.end <= view.spans[following].start
    )
    return not is_hyphenated or following + 1 >= len(view.words) or not view.words[following + 1][:1].isalpha()


def _is_followed_by_name(view: Clauses, i: int) -> bool:
    following = i + 1
    return (
        view.pos[i] == "NOUN"
        and following < view.range_of(i).stop
        and any(m.form == "name" and m.span.start == view.spans[following].start for m in view.mentions[following])
        and view.heads[following] in (i, view.heads[i])
    )


def _names(view: Clauses, i: int, kinds: tuple[str, ...]) -> list[Filler]:
    return [
        mention_filler(m)
        for m in view.mentions[i]
        if m.kind in kinds and m.entity is not None and _is_headed(view, m, i)
    ]


def _is_open_mention(view: Clauses, i: int) -> bool:
    """Whether word `i` stands for something that could not be resolved, or is a mere pronoun."""
    return view.pos[i] == "PRON" or any(m.form in ("nominal", "pronoun") and m.entity is None for m in view.mentions[i])


def mention_filler(mention: Mention) -> Filler:
    """A filler that stands for a recognised mention."""
    return Filler(mention.text, mention.span, entity=mention.entity, kind=mention.kind)


def quantity_filler(quantity: Quantity) -> Filler:
    """A filler that stands for a recognised quantity."""
    return Filler(
        quantity.text,
        quantity.span,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        approx=quantity.approx,
    )


def time_filler(time: Time) -> Filler:
    """A filler that stands for a recognised time."""
    return Filler(time.text, time.span, value=time.value)


def quantity_at(view: Clauses, i: int, kinds: tuple[str, ...]) -> Quantity | None:
    """The quantity of one of `kinds` at word `i` or directly below it."""
    for j in _number_words(view, i):
        if (
            j != i
            and view.heads[j] == i
            and view.relations[j] not in ("nummod", "nmod", "det", "amod", "appos", "flat", "dep", "compound")
        ):
            continue
        for quantity in view.quantities[j]:
            if "number" in kinds or quantity.kind in kinds:
                return quantity
    return None


def _number_words(view: Clauses, i: int) -> list[int]:
    """Word `i` and its children; a part comes before its whole ("20 der 85 Stellen" speaks of 20)."""
    below = sorted(view.children[i])
    first = below[0] if below else i
    part = next(
        (
            j
            for j in range(first - 1, max(-1, first - 4), -1)
            if view.quantities[j] and view.words[j + 1].lower() in ("der", "von", "seiner", "ihrer", "aller")
        ),
        None,
    )
    if part is not None and any(view.quantities[j] for j in below):
        return [part]
    return [i, *below]


def phrase_filler(view: Clauses, head: int) -> Filler | None:
    """The noun phrase headed by `head`, without articles, relative clauses and side remarks."""
    if view.pos[head] not in ("NOUN", "PROPN", "X", "ADJ", "VERB", ""):
        return None
    inside = _phrase_words(view, head)
    start, end = min(inside), max(inside)
    while start < head and _is_leading(view, start):
        start += 1
    span = view.span(start, end)
    if base_form(view.words[head]).endswith(PATENTS):
        return Filler(span.of(view.text), span, kind="patents", value="patents")
    return Filler(span.of(view.text), span)


def _is_leading(view: Clauses, i: int) -> bool:
    """Whether a word at the front of a phrase says nothing of the thing: articles, "neu", "erste"."""
    if view.pos[i] in _LEADING or view.relations[i] in ("det", "det:poss", "case"):
        return True
    if view.pos[i] in ("NUM", "ADV") or view.quantities[i]:
        return True
    return view.pos[i] == "ADJ" and base_form(view.words[i]) in clause_words("empty_adjectives")


def _phrase_words(view: Clauses, head: int) -> set[int]:
    inside = {head}
    stack = list(view.children[head])
    while stack:
        c = stack.pop()
        relation = view.relations[c].split(":")[0]
        if relation == "appos" and clause.is_bare(view, c, view.heads[c]):
            relation = "flat"
        is_hyphen = relation == "punct" and view.words[c] in "-–"
        if relation in _OUTSIDE_PHRASE and not is_hyphen:
            continue
        if c < head and view.pos[c] == "NOUN" and relation not in ("compound", "flat", "nummod", "conj"):
            continue
        if abs(c - head) > _MAX_PHRASE_WORDS:
            continue
        inside.add(c)
        stack.extend(view.children[c])
    return _unbroken(view, inside, head)


def _unbroken(view: Clauses, inside: set[int], head: int) -> set[int]:
    """The words around `head` without gaps; a comma ends the phrase."""
    start = end = head
    while start - 1 in inside and view.words[start - 1] not in ",;:":
        start -= 1
    while end + 1 in inside and view.words[end + 1] not in ",;:":
        end += 1
    return set(range(start, end + 1))


def owner_inside(view: Clauses, span: Span, around: range) -> str | None:
    """The one company that a phrase names as owner ("Handysparte von Siemens"), None if none or several."""
    names = {
        m.entity
        for i in around
        if view.spans[i].overlaps(span)
        for m in view.mentions[i]
        if m.kind == "company" and m.entity is not None
    }
    return next(iter(names)) if len(names) == 1 else None


def head_words(view: Clauses, i: int) -> list[str]:
    """The base forms of word `i` and what is coordinated with it."""
    return [base_form(view.words[j]) for j in clause.coordinated(view, i)]

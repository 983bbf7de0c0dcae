"""Places in a market: "Marktführer", "der drittgrößte Hersteller X", "Nummer fünf", "auf Rang 4"."""

from __future__ import annotations

from collections.abc import Iterator

from zufolge.extract import clause
from zufolge.extract.cues import is_of_class
from zufolge.extract.fillers import fill, mention_filler, phrase_filler
from zufolge.extract.seats import load_places
from zufolge.extract.view import Clauses
from zufolge.extract.words import base_form
from zufolge.model import Claim, Filler, Quantity, Role, Span

FIRMS = ("company", "organisation")
_LAST_RANK = 100


def find_ranks(view: Clauses, number: int) -> Iterator[Claim]:
    """The market ranks that a sentence gives to companies."""
    seen: set[Span] = set()
    for i in range(view.first[number], view.last[number]):
        for quantity in view.quantities[i]:
            if (
                quantity.kind == "rank"
                and quantity.value <= _LAST_RANK
                and quantity.span not in seen
                and not _is_second_rank(view, i)
            ):
                seen.add(quantity.span)
                yield from _rank(view, i, quantity)


def _is_second_rank(view: Clauses, i: int) -> bool:
    """Whether a rank is the second of a pair ("Plätze drei und vier"), which the first one tells."""
    return i >= 2 and view.words[i - 1] == "und" and any(q.kind == "rank" for q in view.quantities[i - 2])


def _rank(view: Clauses, i: int, quantity: Quantity) -> Iterator[Claim]:
    last = i
    while last + 1 < len(view.words) and view.spans[last + 1].end <= quantity.span.end:
        last += 1
    is_adjective = quantity.text[:1].islower() and view.pos[last] in ("ADJ", "ADV", "NOUN", "")
    if is_adjective:
        yield from _superlative(view, last, quantity)
    else:
        yield from _placed(view, i, last, quantity)


def _superlative(view: Clauses, i: int, quantity: Quantity) -> Iterator[Claim]:
    """ "der drittgrößte Rückversicherer X", "X ist der größte Hersteller Europas"."""
    noun = view.heads[i] if view.relations[i] == "amod" and view.heads[i] > i else _next_noun(view, i)
    if noun is None or not _is_kind_of_company(view, noun):
        return
    holders = _holders(view, noun, is_new=True)
    scope = phrase_filler(view, noun)
    for holder in holders:
        yield _claim(view, holder, quantity, scope, 0.8)


def _next_noun(view: Clauses, i: int) -> int | None:
    for j in range(i + 1, min(view.range_of(i).stop, i + 5)):
        if view.pos[j] == "NOUN":
            return j
        if view.pos[j] not in ("ADJ", "PROPN", "CCONJ", "PUNCT", "X") or view.words[j] in ",.;":
            return None
    return None


def _is_kind_of_company(view: Clauses, noun: int) -> bool:
    if is_of_class(base_form(view.words[noun]), load_places()["companies"]):
        return True
    return any(m.form == "nominal" and m.kind in FIRMS and m.entity for m in view.mentions[noun])


def _holders(view: Clauses, noun: int, is_new: bool = False) -> list[Filler]:
    """The companies that a noun is said of: named in apposition, as subject, or by anaphora."""
    named = _named_after(view, noun)
    if named:
        return named
    if view.relations[noun] == "appos":
        fillers = fill(view, view.heads[noun], FIRMS)
        if fillers:
            return fillers
    for c in view.children[noun]:
        if view.relations[c] == "nsubj":
            return fill(view, c, FIRMS)
    before = _named_before_comma(view, noun)
    if before or (is_new and not _is_definite_singular(view, noun)):
        return before
    return [mention_filler(m) for m in view.mentions[noun] if m.form == "nominal" and m.kind in FIRMS and m.entity][:1]


def _is_definite_singular(view: Clauses, noun: int) -> bool:
    """Whether "der größte Konzern" takes up a company that is known, rather than says which one it is."""
    if view.child(noun, ("cop",)) is not None or base_form(view.words[noun]) != view.words[noun].lower().removesuffix(
        "s"
    ):
        return False
    verb = clause.governing_verb(view, noun)
    if verb is not None and any(base_form(view.words[c]) == "sein" for c in (verb, *view.children[verb])):
        return False
    return any(view.words[c].lower() in ("der", "die", "das", "dem", "den", "des") for c in view.children[noun])


def _named_after(view: Clauses, noun: int) -> list[Filler]:
    following = noun + 1
    if following >= view.range_of(noun).stop:
        return []
    if view.words[following] in ("-", "–"):
        return []
    named = [
        m
        for m in view.mentions[following]
        if m.kind in FIRMS and m.form == "name" and m.entity and m.span.start == view.spans[following].start
    ]
    if named:
        return [mention_filler(named[0])]
    for c in view.children[noun]:
        if c > noun and view.relations[c] == "appos":
            return fill(view, c, FIRMS)
    return []


def _named_before_comma(view: Clauses, noun: int) -> list[Filler]:
    """ "X, der größte Hersteller Europas,": the name before the comma before the phrase."""
    start = view.first[view.sentence[noun]]
    for j in range(noun - 1, max(start, noun - 7), -1):
        if view.words[j] == ",":
            return [
                mention_filler(m) for m in view.mentions[j - 1] if m.kind in FIRMS and m.form == "name" and m.entity
            ][:1]
        if view.pos[j] in ("VERB", "AUX", "ADP"):
            return []
    return []


def _placed(view: Clauses, first: int, last: int, quantity: Quantity) -> Iterator[Claim]:
    """ "Marktführer X", "X ist die Nummer fünf", "auf Rang 4 steht X"."""
    holders = _named_after(view, last) or _before_auf(view, first) or _holders(view, first) or _bearers(view, first)
    scope = _place_scope(view, first)
    ranks = _joint_ranks(view, last, quantity)
    if len(ranks) > 1:
        pairs = list(zip(holders, ranks, strict=True)) if len(holders) == len(ranks) else []
    else:
        pairs = [(holder, quantity) for holder in holders[:1]]
    for holder, rank in pairs:
        yield _claim(view, holder, rank, scope, 0.75)


def _joint_ranks(view: Clauses, last: int, quantity: Quantity) -> list[Quantity]:
    """The ranks of "Plätze drei und vier", in order."""
    if last + 2 < view.range_of(last).stop and view.words[last + 1] in ("und", "beziehungsweise"):
        following = [q for q in view.quantities[last + 2] if q.kind == "rank" or (q.kind == "count" and q.noun is None)]
        if following and quantity.text.split()[0].endswith(("e", "en")):
            return [quantity, following[0]]
    return [quantity]


def _before_auf(view: Clauses, first: int) -> list[Filler]:
    """ "Siemens auf Platz 68": the name right before the preposition."""
    if first < 2 or view.words[first - 1].lower() != "auf":
        return []
    return [
        mention_filler(m)
        for m in view.mentions[first - 2]
        if m.kind in FIRMS and m.form == "name" and m.entity and m.span.end >= view.spans[first - 2].end
    ][:1]


def _bearers(view: Clauses, i: int) -> list[Filler]:
    """The company whose phrase the rank stands in, or the subject of its clause."""
    for head in view.climb(i):
        if view.pos[head] in ("NOUN", "PROPN"):
            own = [mention_filler(m) for m in view.mentions[head] if m.kind in FIRMS and m.entity]
            if own and view.heads[i] == head:
                return own[:1]
        if view.pos[head] in ("VERB", "AUX"):
            break
    verb = clause.governing_verb(view, i)
    if verb is None:
        return []
    return [f for subject in clause.subjects(view, verb) if subject != i for f in fill(view, subject, FIRMS)]


def _place_scope(view: Clauses, i: int) -> Filler | None:
    """Where the rank holds: the nearest place of the sentence, or "weltweit"."""
    best: tuple[int, Filler] | None = None
    for j in view.range_of(i):
        distance = abs(j - i)
        if distance > 6:
            continue
        place = next((m for m in view.mentions[j] if m.kind == "place"), None)
        span = view.spans[j]
        found = mention_filler(place) if place is not None else None
        if found is None and base_form(view.words[j]) in ("weltweit", "global", "europaweit", "bundesweit"):
            found = Filler(span.of(view.text), span)
        if found is not None and (best is None or distance < best[0]):
            best = (distance, found)
    return best[1] if best else None


def _claim(view: Clauses, company: Filler, quantity: Quantity, scope: Filler | None, confidence: float) -> Claim:
    value = Filler(quantity.text, quantity.span, value=quantity.value, unit="rank", approx=quantity.approx)
    spans = [company.span, quantity.span] if _is_near(company.span, quantity.span) else [quantity.span]
    return Claim(
        type="metric",
        roles=(
            Role("company", (company,)),
            Role("measure", (Filler(quantity.text, quantity.span, value="market_rank"),)),
            Role("value", (value,)),
            *((Role("scope", (scope,)),) if scope is not None else ()),
        ),
        evidence=Span(min(s.start for s in spans), max(s.end for s in spans)),
        trigger=quantity.span,
        by="cue:market-rank",
        confidence=confidence,
    )


def _is_near(one: Span, other: Span, most: int = 200) -> bool:
    return abs(one.start - other.start) <= most

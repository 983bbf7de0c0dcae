"""Figures without a number: that something rose or fell, and nothing about by how much or to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zufolge.extract import clause
from zufolge.extract.figures import Anchor, can_change, find_anchors, find_figures
from zufolge.extract.metrics import figure_claim, owner_of_measure
from zufolge.extract.view import Clauses
from zufolge.model import Claim, Filler, Role
from zufolge.recognise.quantities_changes import find_sign

_SURENESS = 0.75
_SAID = ("nsubj", "nsubj:pass", "obj", "dep")
_COMPOUNDS = {
    "up": ("plus", "anstieg", "wachstum", "steigerung", "zuwachs", "sprung", "erhöhung"),
    "down": ("minus", "rückgang", "einbruch", "senkung", "schwund"),
}
_COMPARATIVES = {
    "up": ("mehr", "höher", "höhere", "höheren", "höherer", "höheres", "höherem", "steigende", "steigenden"),
    "down": ("weniger", "niedrigere", "niedrigeren", "geringere", "geringeren", "sinkende", "sinkenden"),
}


def find_directions(view: Clauses, number: int) -> Iterator[Claim]:
    """The metric claims of a sentence that only say that something rose or fell."""
    if find_figures(view, number):
        return
    anchors = [a for a in find_anchors(view, number) if not a.is_verb and can_change(a.measure)]
    anchors = [a for a in anchors if a.measure.value != "cost"]  # lower costs are what a programme aims at
    for anchor in anchors:
        found = _direction(view, anchor)
        if found is not None:
            yield from _claim(view, anchor, *found)


def _direction(view: Clauses, anchor: Anchor) -> tuple[str, int] | None:
    """ "up" or "down", and the token that says so."""
    word = view.words[anchor.token].lower()
    for change, endings in _COMPOUNDS.items():
        if word.endswith(endings):
            return change, anchor.token
    before = anchor.token - 1
    if before >= view.first[view.sentence[anchor.token]]:
        for change, words in _COMPARATIVES.items():
            if view.words[before].lower() in words:
                return change, before
    return _by_verb(view, anchor.token)


def _by_verb(view: Clauses, token: int) -> tuple[str, int] | None:
    """The direction of the verb that the measure is subject or object of."""
    if view.relations[token] == "conj" and view.pos[view.heads[token]] == "NOUN":
        token = view.heads[token]  # "Umsatz und Gewinn"
    verb = clause.governing_verb(view, token)
    if verb is None or view.heads[token] != verb or view.relations[token] not in _SAID:
        return None
    if clause.preposition_of(view, token) is not None:
        return None
    particle = view.child(verb, ("compound:prt",))
    last = view.range_of(verb).stop
    end = view.words[particle] if particle is not None else _last_word(view, verb, last)
    below = [c for c in view.children[verb] if view.relations[c] == "aux" and view.pos[c] == "VERB"]
    for said in (verb, *below):  # "hat den Umsatz einbrechen lassen"
        sign = find_sign(view.words[said] + " ", f" {end} .")
        if sign is not None:
            return ("up" if sign > 0 else "down"), said
    return None


def _last_word(view: Clauses, verb: int, last: int) -> str:
    """The word at the end of the verb's clause, which may be its particle."""
    for i in range(verb + 1, last):
        if view.words[i] in ",.;:!–":
            return view.words[i - 1] if i - 1 > verb else ""
    return ""


def _claim(view: Clauses, anchor: Anchor, change: str, at: int) -> Iterator[Claim]:
    company, sureness = owner_of_measure(view, anchor)
    if company is None:
        return
    span = view.spans[at]
    claim = figure_claim(view, anchor, (company, sureness))
    role = Role("change", (Filler(span.of(view.text), span, value=change),))
    yield replace(
        claim,
        roles=(*claim.roles, role),
        by=f"cue:direction-{anchor.measure.id}",
        confidence=round(_SURENESS * sureness, 3),
    )

"""Figures of companies: each quantity with the word that says what it measures, and with the company it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zufolge.extract import clause
from zufolge.extract.figures import Anchor, Figure, best_anchor, find_anchors, find_figures, word_before
from zufolge.extract.fillers import quantity_filler, time_filler
from zufolge.extract.measures import Measure, measure_of_noun, measures_of_counted
from zufolge.extract.owners import attached_owner, owner_of
from zufolge.extract.slots import Trigger, find_heads
from zufolge.extract.view import Clauses
from zufolge.extract.words import base_form
from zufolge.model import Claim, Filler, Quantity, Role, Time

_OLD = frozenset({"von", "nach", "vj", "vorjahr", "zuvor"})
_FEWEST = 10
_MAX_WORDS_TO_OLD_PERIOD = 4
_LONG = ("year", "half", "quarter", "month", "decade", "season")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a measure: its value, its change, or both; old values are there to compare with."""

    figure: Figure | None
    change: Figure | None
    is_old: bool = False


def find_metrics(view: Clauses, number: int) -> Iterator[Claim]:
    """The metric claims of a sentence, ranks aside."""
    figures = find_figures(view, number)
    if not figures:
        return
    anchors = find_anchors(view, number)
    groups: dict[int, list[Figure]] = {}
    by_token = {anchor.token: anchor for anchor in anchors}
    for figure in figures:
        anchor = best_anchor(view, figure, anchors)
        if anchor is not None:
            groups.setdefault(anchor.token, []).append(figure)
    for token in sorted(groups):
        yield from _claims(view, by_token[token], groups[token])
    for figure in figures:
        yield from _counted(view, figure)


def _claims(view: Clauses, anchor: Anchor, figures: list[Figure]) -> Iterator[Claim]:
    """The claims of one measure: its value with its change, and each value it had before."""
    if _is_ruled_out(view, anchor.token, anchor.measure):
        return
    company, sureness = owner_of_measure(view, anchor)
    if company is None:
        return
    changes = [f for f in figures if f.is_change]
    values = [f for f in figures if not f.is_change]
    old = [f for f in values if _is_old(view, f, values)]
    current = [f for f in values if f not in old]
    for n, figure in enumerate(current or [None]):
        change = changes[0] if changes and n == 0 else None
        if figure is None and (change is None or change.quantity.kind != "percent"):
            continue
        yield _metric(view, anchor, (company, sureness), Told(figure, change))
    for figure in old:
        yield _metric(view, anchor, (company, sureness * 0.9), Told(figure, None, is_old=True))


def owner_of_measure(view: Clauses, anchor: Anchor) -> tuple[Filler | None, float]:
    """The firm whose measure it is, and how sure that is; None where that stays open."""
    if anchor.is_verb and anchor.measure.is_of_object:
        from zufolge.extract.fillers import fill
        from zufolge.extract.owners import FIRMS, firm_of_context

        for head in find_heads(view, Trigger(anchor.token, is_verb=True), "object"):
            fillers = fill(view, head, FIRMS)
            if fillers:
                return fillers[0], 1.0
        return firm_of_context(view, anchor.token)
    return owner_of(view, anchor.token)


def _is_old(view: Clauses, figure: Figure, values: list[Figure]) -> bool:
    """Whether a value is one to compare with ("von 1,9 auf 2,0", "nach 2,3 im Vorjahr", "(Vj. 2,1)")."""
    before = word_before(view, figure.first)
    if before == "von":
        return any(other.first > figure.last and word_before(view, other.first) in ("auf", "zu") for other in values)
    if before in ("nach", "statt"):
        return any(other is not figure for other in values)
    return before in _OLD


def _is_ruled_out(view: Clauses, token: int, measure: Measure) -> bool:
    """Whether the clause around a token has a verb that the measure must not stand with, or lacks one it needs."""
    if measure.without and any(view.words[i].lower().endswith(measure.without) for i in view.range_of(token)):
        return True
    if not measure.never and not measure.needs:
        return False
    forms = _clause_verbs(view, token)
    if measure.needs and view.pos[token] == "NOUN" and not forms.intersection(measure.needs):
        return bool(measure_of_noun(base_form(view.words[token])) is None)
    return bool(forms.intersection(measure.never))


def _clause_verbs(view: Clauses, token: int) -> set[str]:
    """The base forms of the verbs above a token, and of the participles beside it."""
    found: set[str] = set()
    for head in view.climb(token):
        if view.pos[head] in ("VERB", "AUX", "ADJ"):
            found.update(clause.verb_forms(view, head))
            if view.relations[head] not in ("xcomp", "conj", "amod"):
                break
        elif view.pos[head] == "NOUN":
            found.add(base_form(view.words[head]))
    for child in view.children[token]:
        if view.relations[child] in ("amod", "acl", "acl:relcl"):
            found.update(clause.verb_forms(view, child))
    return found


def _metric(view: Clauses, anchor: Anchor, owner: tuple[Filler, float], told: Told) -> Claim:
    company, sureness = owner
    figure, change = told.figure, told.change
    word = view.spans[anchor.token]
    measure = anchor.measure.value
    if measure == "profit" and figure is not None and _is_negative(view, figure):
        measure = "loss"
    roles = [
        Role("company", (company,)),
        Role("measure", (Filler(word.of(view.text), word, value=measure),)),
    ]
    if figure is not None:
        roles.append(Role("value", (_value(figure.quantity, anchor.measure),)))
    period = _period(view, anchor, figure or change, told.is_old)
    if period is not None:
        roles.append(Role("period", (time_filler(period),)))
    if change is not None:
        roles.append(Role("change", (_change(change.quantity),)))
    return Claim(
        type="metric",
        roles=tuple(roles),
        evidence=view.reading.sentences[view.sentence[anchor.token]].span,
        trigger=word,
        by=f"cue:measure-{anchor.measure.id}",
        confidence=round(0.85 * sureness, 3),
        time=period,
    )


def figure_claim(view: Clauses, anchor: Anchor, owner: tuple[Filler, float]) -> Claim:
    """A metric claim without a number; what is said of the measure is for the caller to add."""
    return _metric(view, anchor, owner, Told(None, None))


def _is_negative(view: Clauses, figure: Figure) -> bool:
    """Whether "minus" stands right before the figure."""
    return figure.first > 0 and view.words[figure.first - 1].lower() in ("minus", "-")


def _value(quantity: Quantity, measure: Measure) -> Filler:
    filler = quantity_filler(quantity)
    if measure.unit is None or filler.unit is not None:
        return filler
    return Filler(
        filler.text,
        filler.span,
        value=filler.value,
        value_max=filler.value_max,
        unit=measure.unit,
        approx=filler.approx,
    )


def _change(quantity: Quantity) -> Filler:
    sign = quantity.sign or 1
    return Filler(quantity.text, quantity.span, value=sign * quantity.value, unit=quantity.unit, approx=quantity.approx)


def _period(view: Clauses, anchor: Anchor, figure: Figure | None, is_old: bool) -> Time | None:
    """The time that the figure holds for: the nearest long one of the sentence, past ones for old values."""
    at = figure.last if figure is not None else anchor.token
    times = [
        (i - at, time)
        for i in view.range_of(anchor.token)
        for time in view.times[i]
        if time.type == "DATE" and (time.granularity or "") in _LONG
    ]
    if is_old:
        times = [entry for entry in times if 0 <= entry[0] <= _MAX_WORDS_TO_OLD_PERIOD]
    return min(times, key=lambda entry: abs(entry[0]))[1] if times else None


def _counted(view: Clauses, figure: Figure) -> Iterator[Claim]:
    """The claim that a counted noun makes by itself ("300 Mitarbeiter")."""
    quantity = figure.quantity
    if quantity.kind != "count" or quantity.noun is None or figure.is_change:
        return
    noun = _counted_noun(view, figure)
    if noun is None or quantity.value < _FEWEST:
        return
    for measure in measures_of_counted(base_form(view.words[noun])):
        if _is_counted_out(view, noun, measure):
            continue
        company, sureness = owner_of(view, noun)
        if company is None:
            return
        yield _metric(view, Anchor(noun, measure), (company, sureness), Told(figure, None))
        return


def _counted_noun(view: Clauses, figure: Figure) -> int | None:
    """The token of the noun that a quantity counts."""
    noun = (figure.quantity.noun or "").rsplit("-", 1)[-1].rsplit("/", 1)[-1]
    stop = min(view.range_of(figure.last).stop, figure.last + 9)
    return next((i for i in range(figure.last + 1, stop) if view.words[i] == noun), None)


def _is_counted_out(view: Clauses, noun: int, measure: Measure) -> bool:
    forms = _clause_verbs(view, noun)
    is_needy = bool(measure.needs) and not forms.intersection(measure.needs)
    if is_needy and not (measure.or_owner and attached_owner(view, noun) is not None):
        return True
    if forms.intersection(measure.never):
        return True
    left = [base_form(view.words[j]) for j in range(max(view.first[view.sentence[noun]], noun - 9), noun)]
    return any(word.endswith(measure.never_nouns) for word in left)

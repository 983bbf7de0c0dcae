"""Figures of companies: each quantity with the word that says what it measures, and with the company it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zufolge.extract import clause
from zufolge.extract.clause import Clauses
from zufolge.extract.fillers import quantity_filler, time_filler
from zufolge.extract.measures import Measure, measure_of_noun, measures_by_verb, measures_of_counted
from zufolge.extract.owners import attached_owner, owner_of
from zufolge.extract.words import base_form, clause_words
from zufolge.model import Claim, Filler, Quantity, Role, Span, Time

_MAX_WORDS_LEFT = 20
_MAX_WORDS_RIGHT = 3
_VALUE_KINDS = ("money", "percent", "count")
_OLD = frozenset({"von", "nach", "vj", "vorjahr", "zuvor"})
_CHANGING = frozenset(
    [
        "revenue",
        "profit",
        "loss",
        "cost",
        "market_cap",
        "market_share",
        "headcount",
        "users",
        "customers",
        "unit_sales",
        "production",
        "orders",
        "debt",
        "dividend",
        "share_price",
        "passengers",
    ]
)
_FEWEST = 10
_MAX_WORDS_TO_OLD_PERIOD = 4
_LONG = ("year", "half", "quarter", "month", "decade", "season")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The word that says what is measured."""

    token: int
    measure: Measure
    is_verb: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its place among the tokens."""

    quantity: Quantity
    first: int
    last: int
    is_change: bool


def find_metrics(view: Clauses, number: int) -> Iterator[Claim]:
    """The metric claims of a sentence, ranks aside."""
    figures = _figures(view, number)
    if not figures:
        return
    anchors = _anchors(view, number)
    groups: dict[int, list[Figure]] = {}
    by_token = {anchor.token: anchor for anchor in anchors}
    for figure in figures:
        anchor = _best_anchor(view, figure, anchors)
        if anchor is not None:
            groups.setdefault(anchor.token, []).append(figure)
    for token in sorted(groups):
        yield from _claims(view, by_token[token], groups[token])
    for figure in figures:
        yield from _counted(view, figure)


def _figures(view: Clauses, number: int) -> list[Figure]:
    places: dict[Span, list[int]] = {}
    known: dict[Span, Quantity] = {}
    for i in range(view.first[number], view.last[number]):
        for quantity in view.quantities[i]:
            places.setdefault(quantity.span, []).append(i)
            known[quantity.span] = quantity
    return [
        Figure(known[span], words[0], words[-1], _is_change(view, known[span], words[0]))
        for span, words in places.items()
        if known[span].kind in _VALUE_KINDS
    ]


def _is_change(view: Clauses, quantity: Quantity, first: int) -> bool:
    """Whether a quantity is a difference; amounts are, only after "um" or with a sign of their own."""
    if quantity.kind == "percent" or not quantity.is_change:
        return quantity.is_change
    return _word_before(view, first) == "um" or quantity.text[:1] in "+-−"


def _anchors(view: Clauses, number: int) -> list[Anchor]:
    """The words of a sentence that name a measure."""
    found: list[Anchor] = []
    verbs = measures_by_verb()
    for i in range(view.first[number], view.last[number]):
        word = view.words[i]
        if word[:1].isupper() and not view.quantities[i]:
            measure = measure_of_noun(base_form(word))
            if measure is not None and not _is_first_of_compound(view, i) and not _is_per_share(view, i):
                found.append(Anchor(i, measure))
        elif view.pos[i] in ("VERB", "ADJ") and word[:1].islower():
            verb = next((verbs[form] for form in clause.verb_forms(view, i) if form in verbs), None)
            if verb is not None:
                found.append(Anchor(i, verb, is_verb=True))
    return found


def _is_first_of_compound(view: Clauses, i: int) -> bool:
    following = i + 1
    return (
        following < len(view.words)
        and view.words[following] in "-–"
        and view.spans[following].start == view.spans[i].end
        and following + 1 < len(view.words)
        and view.spans[following + 1].start == view.spans[following].end
    )


def _is_per_share(view: Clauses, i: int) -> bool:
    """Whether "je" or "pro" stands before the word ("1,30 Euro je Aktie")."""
    return any(view.words[j].lower() in ("je", "pro") for j in range(max(0, i - 3), i))


def _best_anchor(view: Clauses, figure: Figure, anchors: list[Anchor]) -> Anchor | None:
    """The anchor that a figure hangs on: nouns before verbs, what the grammar ties before what is near."""
    scored = [(_score(view, figure, anchor, anchors), -i, anchor) for i, anchor in enumerate(anchors)]
    scored = [entry for entry in scored if entry[0] > 0]
    return max(scored, key=lambda entry: entry[:2])[2] if scored else None


def _score(view: Clauses, figure: Figure, anchor: Anchor, anchors: list[Anchor]) -> float:
    if not _fits(figure, anchor.measure):
        return 0.0
    distance = figure.first - anchor.token if anchor.token < figure.first else anchor.token - figure.last
    if _hangs_on(view, figure, anchor.token):
        return 6.0 - 0.01 * distance
    if anchor.is_verb:
        return 1.5 - 0.01 * distance if _same_clause(view, figure, anchor) else 0.0
    if _is_right_after(view, figure, anchor.token):
        return 5.0
    if (
        anchor.token < figure.first
        and distance <= _MAX_WORDS_LEFT
        and _is_open_between(view, anchor.token, figure.first)
    ):
        nearer = any(
            anchor.token < other.token < figure.first
            and not other.is_verb
            and other is not anchor
            and _could_take(other, figure)
            for other in anchors
        )
        return 0.0 if nearer else 3.0 - 0.05 * distance
    if _belongs_to_noun(view, figure):
        return 0.0
    if _same_clause(view, figure, anchor) and distance <= _MAX_WORDS_LEFT:
        return 2.0 - 0.05 * distance
    return 0.0


def _could_take(anchor: Anchor, figure: Figure) -> bool:
    return _fits(figure, anchor.measure)


def _fits(figure: Figure, measure: Measure) -> bool:
    """Whether a figure can be a value, or a change, of a measure."""
    quantity = figure.quantity
    if figure.is_change and quantity.kind == "percent":
        return measure.value in _CHANGING or "percent" in measure.takes
    if quantity.kind == "count" and quantity.noun is not None:
        noun = base_form(quantity.noun.rsplit("-", 1)[-1])
        return any(noun.endswith(ending) for ending in measure.counted)
    return quantity.kind in measure.takes


def _hangs_on(view: Clauses, figure: Figure, token: int) -> bool:
    """Whether the parse puts the figure below the measure's noun ("ein Umsatz von 3 Millionen")."""
    for i in range(figure.first, figure.last + 1):
        for steps, head in enumerate(view.climb(i)):
            if head == token:
                return token < figure.first or _is_right_after(view, figure, token)
            if steps > 3 or view.pos[head] in ("VERB", "AUX"):
                break
    return False


def _belongs_to_noun(view: Clauses, figure: Figure) -> bool:
    """Whether "von" ties a figure to the noun right before it ("Aktiva von 3 Millionen")."""
    for j in range(figure.first - 1, max(0, figure.first - 4), -1):
        if view.words[j].lower() == "von":
            return view.pos[j - 1] == "NOUN"
    return False


def _is_right_after(view: Clauses, figure: Figure, token: int) -> bool:
    """Whether the measure follows the figure with at most adjectives between ("3 Millionen Euro operativer Gewinn")."""
    if not figure.last < token <= figure.last + _MAX_WORDS_RIGHT:
        return False
    return all(
        view.pos[i] in ("ADJ", "NUM", "PROPN", "X") or view.words[i] in "-–" for i in range(figure.last + 1, token)
    )


def _is_open_between(view: Clauses, start: int, end: int) -> bool:
    """Whether no clause ends between two tokens."""
    return not any(view.words[i] in (";", ":", ".", "–") or _is_dash(view, i) for i in range(start + 1, end)) and (
        sum(1 for i in range(start + 1, end) if view.words[i] == ",") <= 0 or _verb_between(view, start, end) == 0
    )


def _is_dash(view: Clauses, i: int) -> bool:
    return view.words[i] == "-" and view.spans[i - 1].end < view.spans[i].start


def _verb_between(view: Clauses, start: int, end: int) -> int:
    return sum(1 for i in range(start + 1, end) if view.pos[i] == "VERB" and view.words[i][:1].islower())


def _same_clause(view: Clauses, figure: Figure, anchor: Anchor) -> bool:
    verb = anchor.token if anchor.is_verb else clause.governing_verb(view, anchor.token)
    if verb is None:
        return False
    return clause.governing_verb(view, figure.last) == verb or clause.governing_verb(view, figure.first) == verb


def _claims(view: Clauses, anchor: Anchor, figures: list[Figure]) -> Iterator[Claim]:
    """The claims of one measure: its value with its change, and each value it had before."""
    if _is_ruled_out(view, anchor.token, anchor.measure):
        return
    company, sureness = _owner(view, anchor)
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
        yield _metric(view, anchor, (company, sureness), figure, change)
    for figure in old:
        yield _metric(view, anchor, (company, sureness * 0.9), figure, None, is_old=True)


def _owner(view: Clauses, anchor: Anchor) -> tuple[Filler | None, float]:
    if anchor.is_verb and anchor.measure.is_of_object:
        from zufolge.extract.fillers import fill
        from zufolge.extract.owners import FIRMS, firm_of_context
        from zufolge.extract.slots import Trigger, find_heads

        for head in find_heads(view, Trigger(anchor.token, is_verb=True), "object"):
            fillers = fill(view, head, FIRMS)
            if fillers:
                return fillers[0], 1.0
        return firm_of_context(view, anchor.token)
    return owner_of(view, anchor.token)


def _is_old(view: Clauses, figure: Figure, values: list[Figure]) -> bool:
    """Whether a value is one to compare with ("von 1,9 auf 2,0", "nach 2,3 im Vorjahr", "(Vj. 2,1)")."""
    before = _word_before(view, figure.first)
    if before == "von":
        return any(other.first > figure.last and _word_before(view, other.first) in ("auf", "zu") for other in values)
    if before in ("nach", "statt"):
        return any(other is not figure for other in values)
    return before in _OLD


def _word_before(view: Clauses, i: int) -> str:
    """The nearest word before token `i`, past marks and words like "noch"."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if view.words[j].isalpha() and view.words[j].lower() not in clause_words("before_numbers"):
            return view.words[j].lower()
    return ""


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


def _metric(
    view: Clauses,
    anchor: Anchor,
    owner: tuple[Filler, float],
    figure: Figure | None,
    change: Figure | None,
    is_old: bool = False,
) -> Claim:
    company, sureness = owner
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
    period = _period(view, anchor, figure or change, is_old)
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
        yield _metric(view, Anchor(noun, measure), (company, sureness), figure, None)
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
    return any(word.endswith(ending) for word in left for ending in measure.never_nouns)

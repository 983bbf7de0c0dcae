"""Quantities of a sentence and the words that say what they measure: which belongs to which. Not yet claims."""

from __future__ import annotations

from dataclasses import dataclass

from zufolge.extract import clause
from zufolge.extract.measures import Measure, measure_of_noun, measures_by_verb
from zufolge.extract.view import Clauses
from zufolge.extract.words import base_form, clause_words
from zufolge.model import Quantity, Span

_MAX_WORDS_LEFT = 20
_MAX_WORDS_RIGHT = 3
_VALUE_KINDS = ("money", "percent", "count")
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


def find_figures(view: Clauses, number: int) -> list[Figure]:
    """The amounts, percentages and counts of a sentence."""
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
    return word_before(view, first) == "um" or quantity.text[:1] in "+-−"


def find_anchors(view: Clauses, number: int) -> list[Anchor]:
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


def best_anchor(view: Clauses, figure: Figure, anchors: list[Anchor]) -> Anchor | None:
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
        return noun.endswith(measure.counted)
    return quantity.kind in measure.takes


def can_change(measure: Measure) -> bool:
    """Whether a measure is one that rises and falls."""
    return measure.value in _CHANGING


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


def word_before(view: Clauses, i: int) -> str:
    """The nearest word before token `i`, past marks and words like "noch"."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if view.words[j].isalpha() and view.words[j].lower() not in clause_words("before_numbers"):
            return view.words[j].lower()
    return ""

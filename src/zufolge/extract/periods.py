"""For which period a figure holds, where its sentence leaves that to the sentences before."""

from __future__ import annotations

from zufolge.extract.fillers import time_filler
from zufolge.extract.surroundings import Surroundings
from zufolge.model import Claim, Filler, Span, Time

LONG = ("year", "half", "quarter")
FLOWS = frozenset(
    ["revenue", "profit", "loss", "write_down", "cost", "unit_sales", "production", "orders", "passengers", "dividend"]
)
"""Measures that add up over a period; what is merely so on a day ("Mitarbeiter") takes over no period."""

_RATIOS = ("marge", "quote", "cashflow", "spanne")
_COMPARED = ("vorjahr", "vorquartal", "vormonat", "jahr zuvor", "jahr davor", "vorvorjahr")
_COMPARING = frozenset({"gegenüber", "als", "vergleich", "über", "unter"})
_OLD = frozenset({"von", "nach", "vj", "vorjahr", "zuvor", "statt", "bisher"})
_OPEN = frozenset(
    ["soll", "sollen", "wird", "werden", "werde", "dürfte", "dürften", "erwartet", "rechnet", "plant", "will", "wollen"]
)
_MOVING = frozenset({"um", "auf", "gut", "rund", "knapp"})
_NEAR = 3


class Periods:
    """The periods of an article's figures, company by company, as the text goes on."""

    def __init__(self, around: Surroundings, claims: tuple[Claim, ...]) -> None:
        self.around = around
        self.times = [t for t in around.reading.times if t.type == "DATE"]
        self.values = [f.span for c in claims if c.type == "metric" for f in c.fillers("value")]
        self.last: dict[str, Time] = {}
        self.opening = self._opening_period()

    def period_of(self, claim: Claim) -> Filler | None:
        """The period of a figure: what it has, if that is no comparison, or else what it takes over."""
        figure = self._figure(claim)
        if figure is None:
            return None
        given = claim.fillers("period")
        if given and not any(t.span == given[0].span for t in self.times):
            return given[0]  # "jährlich" and the like are no stretch of the calendar
        own = self._own(claim, figure)
        is_old = self._is_old(figure)
        company = next((f.entity or f.text for f in claim.fillers("company")), "")
        if own is not None:
            if not is_old and own.granularity in LONG:
                self.last[company] = own
            return time_filler(own)
        if is_old or not self._takes_over(claim, figure):
            return None
        known = self.last.get(company) or self.opening
        return time_filler(known) if known is not None else None

    def _figure(self, claim: Claim) -> Span | None:
        return next((f.span for role in ("value", "change") for f in claim.fillers(role)), None)

    def _own(self, claim: Claim, figure: Span) -> Time | None:
        """The time that the claim has, or the nearest long one of its sentence that is nobody else's."""
        spans = [f.span for f in claim.fillers("period")]
        given = next((t for t in self.times if t.span in spans), None)
        if given is not None and not self._is_others(given, figure):
            return given
        sentence = self.around.span_of(self.around.sentence(self.around.first_of(figure)))
        near = [t for t in self.times if sentence.covers(t.span) and t.granularity in LONG]
        near = [t for t in near if not self._is_others(t, figure)]
        return min(near, key=lambda t: (abs(t.span.start - figure.start), t.span), default=None)

    def _is_others(self, time: Time, figure: Span) -> bool:
        """Whether a time belongs to another figure, or is only compared with."""
        distance = self._words_between(time.span, figure)
        before_it = [
            v for v in self.values if v.end <= time.span.start and "(" not in self._text(v.end, time.span.start)
        ]
        nearest = min((self._words_between(time.span, v) for v in before_it), default=99)
        if nearest <= _NEAR and nearest < distance:
            return True
        if distance <= _NEAR and (figure.start > time.span.start or self._is_old(figure)):
            return False
        first = self.around.first_of(time.span)
        if {self.around.word(j) for j in range(first - 3, first)} & _COMPARING:
            return True
        moves = self.around.word(self.around.first_of(figure) - 1) in _MOVING and time.span.start > figure.start
        return _has_any(time.text, _COMPARED) and moves

    def _text(self, start: int, end: int) -> str:
        return self.around.reading.text[start:end] if end - start < 80 else "("

    def _words_between(self, a: Span, b: Span) -> int:
        left, right = sorted((a, b))
        return max(0, self.around.first_of(right) - self.around.last_of(left) - 1)

    def _is_old(self, figure: Span) -> bool:
        """Whether the words before a figure say that it was so before ("nach 3,1", "(Vorjahr: 3,1)")."""
        i = self.around.first_of(figure)
        before = [self.around.word(j) for j in range(max(0, i - 3), i)]
        return bool(_OLD & set(before[-2:])) or any(w.startswith("vorjahr") for w in before)

    def _takes_over(self, claim: Claim, figure: Span) -> bool:
        measure = next((f.value for f in claim.fillers("measure")), None)
        word = next((f.text.lower() for f in claim.fillers("measure")), "")
        if measure not in FLOWS and not (
            measure == "other" and word.endswith(("marge", "quote", "cashflow", "spanne"))
        ):
            return False
        where = self.around.sentence(self.around.first_of(figure))
        return not any(self.around.word(i) in _OPEN for i in where)

    def _opening_period(self) -> Time | None:
        """The one long period that the headline or the first sentences name; None if they name several."""
        blocks = [b for b in self.around.reading.blocks if b.kind == "headline"][:1]
        sentences = [s.span for s in self.around.reading.sentences if s.is_news][:3]
        published = self.around.reading.article.published
        found = [
            t
            for span in (*(b.span for b in blocks), *sentences)
            for t in self.times
            if span.covers(t.span)
            and t.granularity in LONG
            and not _has_any(t.text, _COMPARED)
            and not (published and t.start_date and t.start_date > published[:10])
        ]
        values = list(dict.fromkeys(t.value for t in found))
        return found[0] if len(values) == 1 and values[0] is not None else None


def _has_any(text: str, parts: tuple[str, ...]) -> bool:
    low = text.lower()
    return any(part in low for part in parts)

"""Metric claims as values that can be compared: of whom, what, where, for when, and how exactly. Not who is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zufolge.connect.known import KnownClaim
from zufolge.connect.phrases import Stems, join_stems, stems_of
from zufolge.model import Filler

STATES: Final = (
    "headcount",
    "market_share",
    "market_rank",
    "valuation",
    "users",
    "customers",
    "sites",
    "debt",
    "deposits",
)
"""Measures that hold at a time; the others count over a period."""

SEVERAL_KINDS: Final = (
    "profit",
    "loss",
    "cost",
    "debt",
    "price",
    "investment_volume",
    "orders",
    "production",
    "unit_sales",
)
"""Measures of which there are several kinds, told apart by the words for them."""

NOT_COMPARED: Final = ("other", "share_price", "market_cap")
_PERIODS: Final = ("year", "half", "quarter", "month", "decade")
_ROUGHLY: Final = 0.05
_BEYOND: Final = 0.15


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure: `period` is an ISO year, half, quarter or month, None where the text gives none."""

    known: KnownClaim
    company: str
    measure: str
    words: str
    value: float
    value_max: float | None
    unit: str
    approx: str | None
    period: str | None
    scope: Stems

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which values the figure may lie, as exactly as it is given: 1.9 billion is 1.85 to 1.95 billion."""
        half = 0.0 if self.unit == "rank" else min(_precision(self.value) / 2, abs(self.value) * _ROUGHLY)
        low, high = self.value - half, (self.value if self.value_max is None else self.value_max) + half
        if self.approx == "about":
            return low * (1 - _ROUGHLY), high * (1 + _ROUGHLY)
        if self.approx in ("over", "at_least"):
            return low, high * (1 + _BEYOND)
        return (low * (1 - _BEYOND), high) if self.approx in ("nearly", "up_to") else (low, high)

    @property
    def shown(self) -> str:
        """The figure in words."""
        most = f" to {self.value_max:,.10g}" if self.value_max is not None else ""
        return f"{f'{self.approx} ' if self.approx else ''}{self.value:,.10g}{most} {self.unit}".strip()


def _precision(value: float) -> float:
    """What the last digit that is given stands for; a share in percent may be rounded to a whole one.

    >>> _precision(1_900_000_000), _precision(421), _precision(4.2)
    (100000000.0, 1.0, 0.1)
    """
    if value == 0:
        return 0.0
    digits = f"{abs(value):.6f}".rstrip("0")
    whole, _, fraction = digits.partition(".")
    if fraction:
        return float(f"1e-{len(fraction)}")
    return 10.0 ** (len(whole) - len(whole.rstrip("0")))


def read_measured(known: KnownClaim) -> tuple[Measured, ...]:
    """The figures of a metric claim; none where it gives no company, measure or number."""
    claim = known.claim
    measures = claim.fillers("measure")
    if claim.type != "metric" or not measures:
        return ()
    measure = str(measures[0].value)
    numbers = [filler for filler in claim.fillers("value") if _number(filler) is not None]
    return tuple(
        Measured(
            known=known,
            company=company.entity,
            measure=measure,
            words=measures[0].text,
            value=_number(number) or 0.0,
            value_max=number.value_max,
            unit=number.unit or "",
            approx=number.approx,
            period=_period(known),
            scope=join_stems(filler.entity or filler.text for filler in claim.fillers("scope")),
        )
        for company in claim.fillers("company")
        if company.entity is not None
        for number in numbers
    )


def _number(filler: Filler) -> float | None:
    value = filler.value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _period(known: KnownClaim) -> str | None:
    for filler in known.claim.fillers("period"):
        if isinstance(filler.value, str):
            return filler.value
    time = known.claim.time
    return time.value if time is not None and time.granularity in _PERIODS else None


def are_of_one_kind(one: Measured, other: Measured) -> bool:
    """Whether two figures of the same company and measure count the same, in the same place."""
    if one.unit != other.unit or one.scope != other.scope:
        return False
    return (
        one.measure not in SEVERAL_KINDS
        or one.words.casefold() == other.words.casefold()
        or (stems_of(one.words) == stems_of(other.words))
    )


def agree(one: Measured, other: Measured) -> bool:
    """Whether both can be right, as exactly as they are given."""
    (low, high), (other_low, other_high) = one.bounds, other.bounds
    return (low < other_high and other_low < high) or one.value == other.value

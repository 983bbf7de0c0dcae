"""The figures of a deal: each value with the claims that give it, and how far sources are apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zufolge.connect.undertakings import Undertaking
from zufolge.model import Filler

Number = float | int


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a role, as some claims give it. `value_max` closes a range that the text itself gives."""

    value: Number
    value_max: Number | None
    unit: str | None
    approx: str | None
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    last_day: str | None

    @property
    def highest(self) -> Number:
        """The end of the range, or the value."""
        return self.value if self.value_max is None else self.value_max


@dataclass(frozen=True, slots=True)
class Figures:
    """What claims say fills one role: the latest value first. `lowest` and `highest` span those of the first unit."""

    role: str
    values: tuple[Figure, ...]

    @property
    def lowest(self) -> Number:
        """The least that any source gives, in the unit of the first value."""
        return min(value.value for value in self._comparable)

    @property
    def highest(self) -> Number:
        """The most that any source gives, in the unit of the first value."""
        return max(value.highest for value in self._comparable)

    @property
    def _comparable(self) -> tuple[Figure, ...]:
        return tuple(value for value in self.values if value.unit == self.values[0].unit)


def find_figures(members: Sequence[Undertaking]) -> tuple[Figures, ...]:
    """The figures of a deal by role, as its claims give them; what is denied does not count."""
    roles: dict[str, list[tuple[Undertaking, Filler]]] = defaultdict(list)
    for member in members:
        claim = member.known.claim
        for role in member.shape.telling.figures if claim.polarity == "positive" else ():
            roles[role] += [(member, filler) for filler in claim.fillers(role) if _number(filler) is not None]
    return tuple(Figures(role, _values(roles[role])) for role in sorted(roles) if roles[role])


def _values(given: Iterable[tuple[Undertaking, Filler]]) -> tuple[Figure, ...]:
    by_value: dict[tuple[object, ...], list[tuple[Undertaking, Filler]]] = defaultdict(list)
    for member, filler in given:
        by_value[_number(filler), filler.value_max, filler.unit or "", filler.approx or ""].append((member, filler))
    figures = [_figure(some) for some in by_value.values()]
    figures.sort(key=lambda f: (f.value, f.highest, f.unit or "", f.approx or ""))
    return tuple(sorted(figures, key=lambda f: f.last_day or "", reverse=True))


def _figure(given: Sequence[tuple[Undertaking, Filler]]) -> Figure:
    filler = given[0][1]
    members = sorted((member for member, _ in given), key=lambda m: (m.day or "", m.known.article, m.known.id))
    value = _number(filler)
    assert value is not None
    return Figure(
        value=value,
        value_max=filler.value_max,
        unit=filler.unit,
        approx=filler.approx,
        claims=tuple(dict.fromkeys(member.known.id for member in members)),
        articles=tuple(dict.fromkeys(member.known.article for member in members)),
        last_day=members[-1].day,
    )


def _number(filler: Filler) -> Number | None:
    value = filler.value
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None

"""Where claims contradict each other: figures, asserted against denied, who is who. Nothing is judged or deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from zufolge.connect.corrections import speaks_of_correction
from zufolge.connect.deals import Deal
from zufolge.connect.declarations import load_tellings
from zufolge.connect.known import KnownClaim
from zufolge.connect.measures import NOT_COMPARED, STATES, Measured, agree, are_of_one_kind, read_measured
from zufolge.connect.signs import Sign
from zufolge.connect.stage_cues import RANKS
from zufolge.connect.undertakings import Shape, days_between, read_undertaking

Type = Literal["metric", "status", "role"]
Kind = Literal["contradiction", "correction"]
DAYS_WITHOUT_PERIOD: Final = {True: 21, False: 3}
"""How near in time two figures without a period are meant to be of the same one: states, and what counts up."""

MOST_RATIO: Final = 10.0
_SURE: Final = ("asserted", None)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sides that cannot both be right; `values` is what either side says, in the order of `sides`."""

    about: str
    type: Type
    kind: Kind
    sides: tuple[tuple[KnownClaim, ...], tuple[KnownClaim, ...]]
    values: tuple[str, str]
    reason: str

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims of both sides."""
        return tuple(dict.fromkeys(known.id for side in self.sides for known in side))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of their articles."""
        return tuple(dict.fromkeys(known.article for side in self.sides for known in side))

    @property
    def last_day(self) -> str:
        """The day of the latest article."""
        return max((known.day or "" for side in self.sides for known in side), default="")

    @property
    def weight(self) -> int:
        """How many articles stand on the weaker side."""
        return min(len({known.article for known in side}) for side in self.sides)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the articles: which of them correct, and which have been replaced by a later version."""

    correcting: frozenset[int] = frozenset()
    replaced: frozenset[int] = frozenset()


def find_contradictions(
    claims: Iterable[KnownClaim], deals: Iterable[Deal], circumstances: Circumstances | None = None
) -> tuple[Contradiction, ...]:
    """All contradictions, weightiest first: most articles on both sides, then contradictions before corrections."""
    around = circumstances or Circumstances()
    found = [*_metrics(claims, around)]
    for deal in deals:
        found += [*_denials(deal), *_reversals(deal)]
    return in_order(found)


def in_order(found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """The contradictions, weightiest first."""
    return tuple(sorted(found, key=_rank))


def _rank(one: Contradiction) -> tuple[object, ...]:
    order = ("status", "role", "metric").index(one.type)
    return one.kind == "correction", -one.weight, -len(one.articles), order, one.about, one.values, one.claims


def _metrics(claims: Iterable[KnownClaim], around: Circumstances) -> Iterator[Contradiction]:
    by_company: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for known in sorted(claims, key=lambda one: (one.published or "", one.article, one.id)):
        if known.claim.status in _SURE and known.claim.polarity == "positive":
            for measured in read_measured(known):
                if measured.measure not in NOT_COMPARED:
                    by_company[measured.company, measured.measure].append(measured)
    for key in sorted(by_company):
        for same in _of_one_kind_and_time(by_company[key]):
            yield from _differing(same, around)


def _of_one_kind_and_time(figures: Sequence[Measured]) -> Iterator[list[Measured]]:
    """The figures that have to be equal."""
    left = list(figures)
    while left:
        first = left.pop(0)
        same = [one for one in left if _is_same_measure(first, one)]
        left = [one for one in left if one not in same]
        yield [first, *same]


def _is_same_measure(one: Measured, other: Measured) -> bool:
    if not are_of_one_kind(one, other) or one.period != other.period:
        return False
    if one.period is not None:
        return True
    days, other_days = one.known.day, other.known.day
    if days is None or other_days is None:
        return False
    return days_between(days, other_days) <= DAYS_WITHOUT_PERIOD[one.measure in STATES]


def _differing(same: Sequence[Measured], around: Circumstances) -> Iterator[Contradiction]:
    by_value: dict[tuple[float, float | None], list[Measured]] = defaultdict(list)
    for one in same:
        by_value[one.value, one.value_max].append(one)
    for left, right in combinations(sorted(by_value, key=str), 2):
        yield from _compare(by_value[left], by_value[right], around)


def _compare(left: Sequence[Measured], right: Sequence[Measured], around: Circumstances) -> Iterator[Contradiction]:
    if any(agree(one, other) for one in left for other in right) or _are_apart(left[0].value, right[0].value):
        return
    pairs = [(one, other) for one in left for other in right if _are_comparable(one, other, around)]
    if not pairs:
        return
    is_corrected = any(_corrects(one, other, around) or _corrects(other, one, around) for one, other in pairs)
    sides = (_claims([one for one, _ in pairs]), _claims([other for _, other in pairs]))
    first = pairs[0][0]
    when = f" {first.period}" if first.period else ""
    yield Contradiction(
        about=f"{first.company}: {first.measure}{when}",
        type="metric",
        kind="correction" if is_corrected else "contradiction",
        sides=sides,
        values=(pairs[0][0].shown, pairs[0][1].shown),
        reason=f"{_say(sides[0], pairs[0][0].shown)}, {_say(sides[1], pairs[0][1].shown)}",
    )


def _are_apart(one: float, other: float) -> bool:
    """Whether two numbers are so far apart that they hardly mean the same."""
    least, most = sorted((abs(one), abs(other)))
    return least == 0 or most / least > MOST_RATIO


def _are_comparable(one: Measured, other: Measured, around: Circumstances) -> bool:
    """Two articles; what a later version of a page has replaced counts only against that page."""
    if one.known.article_number == other.known.article_number:
        return False
    replaced = {one.known.article_number, other.known.article_number} & around.replaced
    return not replaced or one.known.key == other.known.key


def _corrects(one: Measured, other: Measured, around: Circumstances) -> bool:
    """Whether the first corrects the second: a later version of the page, or the same source that says so."""
    early, late = other.known, one.known
    if (late.published or "") < (early.published or ""):
        return False
    if late.key == early.key:
        return True
    is_marked = late.article_number in around.correcting or speaks_of_correction(late.evidence)
    return is_marked and bool(_voices(late) & _voices(early))


def _voices(known: KnownClaim) -> frozenset[str]:
    """Everybody who vouches for the claim or prints it."""
    sources = [s.entity for link in known.claim.attribution for s in link.sources if s.entity is not None]
    companies = [filler.entity for filler in known.claim.fillers("company") if filler.entity is not None]
    own = [known.publisher] if known.publisher else []
    return frozenset((*sources, *companies, *known.origins, *own))


def _claims(figures: Iterable[Measured]) -> tuple[KnownClaim, ...]:
    return tuple(dict.fromkeys(one.known for one in figures))


def _say(side: Sequence[KnownClaim], words: str) -> str:
    known = side[0]
    sources = [s.entity or s.text for link in known.claim.attribution[-1:] for s in link.sources]
    who = (sources or list(known.origins) or [known.publisher or known.article])[0]
    return f"{who} says {words} in {', '.join(dict.fromkeys(one.article for one in side))}"


def _denials(deal: Deal) -> Iterator[Contradiction]:
    """What some assert of an undertaking and others deny."""
    if load_tellings()[deal.type].family.name == "law":  # to reject a suit or a reproach is part of it
        return
    members = {member.id: member for member in deal.members}
    denying = tuple(members[sign.claim] for sign in deal.signs if sign.stage == "denied" and sign.claim)
    elsewhere = {known.article for known in denying}
    asserting = tuple(
        members[sign.claim]
        for sign in deal.signs
        if sign.claim
        and _asserts(members[sign.claim], sign)
        and (sign.article not in elsewhere or sign.speaker in ("hearsay", "other"))
    )
    if not denying or not asserting:
        return
    names = " + ".join(party.entity for party in deal.parties)
    yield Contradiction(
        about=f"{deal.type}: {names}",
        type="status",
        kind="contradiction",
        sides=(asserting, denying),
        values=("asserted", "denied"),
        reason=f"{_say(asserting, 'it is so')}, {_say(denying, 'it is not')}",
    )


def _asserts(known: KnownClaim, sign: Sign) -> bool:
    return sign.stage in RANKS and known.claim.status not in ("possible", "speculated")


def _reversals(deal: Deal) -> Iterator[Contradiction]:
    """Claims that have buyer and bought the wrong way round."""
    shapes: dict[Shape, list[KnownClaim]] = defaultdict(list)
    for one in map(read_undertaking, deal.members):
        if one is not None and one.shape.type == "acquisition" and one.known.claim.polarity == "positive":
            shapes[one.shape].append(one.known)
    for left, right in combinations(sorted(shapes, key=lambda shape: shape.sort_key), 2):
        if left.actors and left.actors == right.objects and left.objects == right.actors:
            sides = (tuple(shapes[left]), tuple(shapes[right]))
            if {one.article for one in sides[0]} & {one.article for one in sides[1]}:
                continue
            says = tuple(f"{_list(shape.actors)} buys {_list(shape.objects)}" for shape in (left, right))
            yield Contradiction(
                about=f"acquisition: {_list(left.actors)} + {_list(left.objects)}",
                type="role",
                kind="contradiction",
                sides=sides,
                values=(says[0], says[1]),
                reason=f"{_say(sides[0], says[0])}, {_say(sides[1], says[1])}",
            )


def _list(names: Iterable[str]) -> str:
    return " and ".join(sorted(names))

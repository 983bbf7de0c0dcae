"""Roles that hang on the words around a claim, whoever found it: period, scope, unit and direction of a figure, the
place of what happens, the office that a position is. Not the roles that tell claims apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from zufolge.claim_types import load_claim_types, read_toml, refuse_unknown
from zufolge.extract.fillers import PATENTS
from zufolge.extract.merge import in_text_order
from zufolge.extract.periods import Periods
from zufolge.extract.scopes import countries_of_adjectives, places_in, scope_of, with_role
from zufolge.extract.seats import place_of
from zufolge.extract.surroundings import Surroundings
from zufolge.model import Claim, Filler, Reading, Role, Span
from zufolge.recognise.quantities_changes import find_sign

_FILE = "organisation/offices.de.toml"
_KEYS = ("gives", "endings", "exactly", "of_firms", "example")
_UNITS = {"unit_sales": "units", "production": "units", "sites": "sites", "passengers": "people", "customers": "people"}
_NOT_PLACED = frozenset({"headquarters", "ruling", "meeting"})
_REACH = 140
_SHORTEST_NAME = 5
_PATENTS = tuple(word + ending for word in PATENTS for ending in ("", "e", "en", "s", "es"))


@dataclass(frozen=True, slots=True)
class Office:
    """An office and the words for it; `of_firms` ones only where a company is led."""

    gives: str
    endings: tuple[str, ...]
    exactly: tuple[str, ...]
    of_firms: bool


@cache
def offices() -> tuple[Office, ...]:
    """The offices, in the order of their file."""
    content = read_toml(_FILE)
    refuse_unknown(content, ("office",), _FILE)
    for entry in content["office"]:
        refuse_unknown(entry, _KEYS, _FILE)
    return tuple(
        Office(e["gives"], tuple(e.get("endings", ())), tuple(e.get("exactly", ())), bool(e.get("of_firms", False)))
        for e in content["office"]
    )


def detail_claims(reading: Reading) -> Reading:
    """`reading` whose claims have the roles that the words around them give."""
    if not reading.claims:
        return reading
    around = Surroundings(reading)
    periods = Periods(around, reading.claims)
    claims = []
    for claim in sorted(reading.claims, key=lambda c: (c.trigger, c.evidence)):
        if claim.type == "metric":
            claims.append(_with_figure_details(around, periods, claim))
        elif claim.type == "leadership":
            claims.append(_with_office(claim))
        else:
            claims.append(_with_place(around, _with_country(_with_patents(_with_seat(around, claim)))))
    return replace(reading, claims=in_text_order(claims))


def _order(claim: Claim) -> list[str]:
    return [role.name for role in load_claim_types()[claim.type].roles]


def _with(claim: Claim, name: str, *fillers: Filler) -> Claim:
    """`claim` with these fillers in a role; without the role where there are none."""
    if not fillers:
        return replace(claim, roles=tuple(r for r in claim.roles if r.name != name))
    return replace(claim, roles=with_role(claim, Role(name, fillers), _order(claim)))


def _with_figure_details(around: Surroundings, periods: Periods, claim: Claim) -> Claim:
    claim = _with_unit(claim)
    period = periods.period_of(claim)
    claim = _with(claim, "period", *([period] if period is not None else []))
    if not claim.fillers("scope") or _is_rank(claim):
        scope = scope_of(around, claim)
        if scope is not None:
            claim = _with(claim, "scope", scope)
    return _with_direction(around, claim)


def _is_rank(claim: Claim) -> bool:
    return any(f.value == "market_rank" for f in claim.fillers("measure"))


def _with_unit(claim: Claim) -> Claim:
    """What a bare count counts, by its measure."""
    values = claim.fillers("value")
    unit = next((_UNITS.get(str(f.value)) for f in claim.fillers("measure")), None)
    if unit is None or not values or values[0].unit is not None:
        return claim
    return _with(claim, "value", *(replace(f, unit=unit) for f in values))


def _with_direction(around: Surroundings, claim: Claim) -> Claim:
    """ "up" or "down" where a figure is what something rose or fell to, and the text says not by how much."""
    value = next(iter(claim.fillers("value")), None)
    if value is None or claim.fillers("change") or _is_rank(claim):
        return claim
    first = around.first_of(value.span)
    preposition = next((i for i in range(first, first - 4, -1) if around.word(i) == "auf"), None)
    if preposition is None:
        return claim
    text, at = around.reading.text, around.tokens[preposition].span
    sign = find_sign(text[max(0, at.start - _REACH) : at.start], text[value.span.end : value.span.end + _REACH])
    if sign is None:
        return claim
    return _with(claim, "change", Filler(at.of(text), at, value="up" if sign > 0 else "down"))


def _with_office(claim: Claim) -> Claim:
    """What the position is called, whatever words the text uses."""
    led = {f.kind for f in claim.fillers("company")}
    positions = tuple(replace(f, entity=office_of(f.text, led) or f.entity) for f in claim.fillers("position"))
    return _with(claim, "position", *positions) if positions else claim


def office_of(position: str, kinds_led: set[str | None]) -> str | None:
    """The office that a position is, None where it has no other name.

    >>> office_of("Konzernchef", {"company"}), office_of("Chef", {"company"}), office_of("Chef", {"organisation"})
    ('CEO', 'CEO', None)
    """
    word = position.lower()
    for office in offices():
        if office.of_firms and kinds_led != {"company"}:
            continue
        if word in office.exactly or word.endswith(office.endings or ("\0",)):
            return office.gives
    return None


def _with_seat(around: Surroundings, claim: Claim) -> Claim:
    """The town behind those who are called after it ("die Essener" sit in Essen)."""
    if claim.type != "headquarters":
        return claim
    return _with(claim, "place", *(_town(around, f) for f in claim.fillers("place")))


def _town(around: Surroundings, place: Filler) -> Filler:
    first = around.first_of(place.span)
    stem = next((place.text.removesuffix(e) for e in ("n", "s") if place.text.endswith("er" + e)), place.text)
    is_called = around.tokens[first - 1].pos == "DET" if first else False  # a town itself has no article
    if not is_called or not stem.endswith("er") or len(stem) < _SHORTEST_NAME:
        return place
    return replace(place, entity=place_of(stem))


def _with_patents(claim: Claim) -> Claim:
    """Patents are patents, whatever words stand before them ("wichtige Technologiepatente")."""
    assets = claim.fillers("asset")
    are = [f.value is None and f.text.lower().endswith(_PATENTS) for f in assets]
    if not any(are):
        return claim
    found = (replace(f, kind="patents", value="patents") if a else f for f, a in zip(assets, are, strict=True))
    return _with(claim, "asset", *found)


def _with_country(claim: Claim) -> Claim:
    """Where a ruling holds, by the adjective of whoever gives it ("die chinesischen Behörden")."""
    if claim.type != "ruling" or claim.fillers("place"):
        return claim
    for filler in claim.fillers("authority"):
        word = filler.text.split(maxsplit=1)[0]
        country = next((c for a, c in countries_of_adjectives().items() if word.lower().startswith(a)), None)
        if country is not None and word[:1].islower():
            span = Span(filler.span.start, filler.span.start + len(word))
            return _with(claim, "place", Filler(word, span, entity=country, kind="place"))
    return claim


def _with_place(around: Surroundings, claim: Claim) -> Claim:
    """Where something happens, for the types that have a place which is no part of what tells them apart."""
    if claim.type in _NOT_PLACED or "place" not in _order(claim) or claim.fillers("place"):
        return claim
    taken = {f.entity for role in claim.roles for f in role.fillers if f.entity}
    spots = [claim.trigger, *(f.span for f in claim.fillers("count"))]
    for span in spots:
        if not claim.evidence.covers(span):
            continue
        where = around.stretch(around.first_of(span))
        found = [m for m in places_in(around, where) if m.entity not in taken]
        if found:
            return _with(claim, "place", *(Filler(m.text, m.span, entity=m.entity, kind="place") for m in found))
    return claim

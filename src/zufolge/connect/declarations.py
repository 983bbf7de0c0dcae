"""What `undertakings.toml` declares: families of undertakings, and how each type of claim tells of one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, cast, get_args

from zufolge.claim_types import load_claim_types
from zufolge.model import ZufolgeError

ToldApartBy = Literal["parties", "matter", "person", "opponents"]
_FAMILY_KEYS: Final = ("means", "told_apart_by", "most_days", "general_days")
_TYPE_KEYS: Final = (
    *("family", "actor", "object", "side", "together", "detail", "figures", "unless"),
    *("asserted", "planned", "joins", "join_days", "vague", "needs_time", "rank"),
)
_FILE: Final = "connect/undertakings.toml"


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of claims that can tell of one undertaking, and what tells two of its undertakings apart."""

    name: str
    means: str
    told_apart_by: ToldApartBy
    most_days: int
    general_days: int


@dataclass(frozen=True, slots=True)
class Telling:
    """How claims of one type tell of an undertaking; what the fields mean stands atop `undertakings.toml`."""

    type: str
    family: Family
    actor: str | None
    object: str | None
    side: str | None
    together: tuple[str, ...]
    detail: tuple[str, ...]
    figures: tuple[str, ...]
    unless: Mapping[str, tuple[str, ...]]
    asserted: str
    planned: str
    joins: tuple[str, ...]
    join_days: int | None
    is_vague: bool
    needs_time: bool
    rank: int


@cache
def load_families() -> Mapping[str, Family]:
    """The families by name."""
    return {name: _family(name, entry) for name, entry in _read()["families"].items()}


@cache
def load_tellings() -> Mapping[str, Telling]:
    """How each type of claim tells of an undertaking, by type; a type that is missing tells of none.

    >>> load_tellings()["asset_sale"].family.name, "rivalry" in load_tellings()
    ('takeover', False)
    """
    return {name: _telling(name, entry) for name, entry in _read()["types"].items()}


@cache
def _read() -> dict[str, Any]:
    place = files("zufolge.connect").joinpath("undertakings.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _family(name: str, entry: Mapping[str, Any]) -> Family:
    _refuse_unknown(name, entry, _FAMILY_KEYS)
    if entry["told_apart_by"] not in get_args(ToldApartBy):
        raise ZufolgeError(f"{_FILE}, {name}: told_apart_by is one of {', '.join(get_args(ToldApartBy))}.")
    most_days = int(entry["most_days"])
    told_apart_by = cast(ToldApartBy, entry["told_apart_by"])
    return Family(name, entry["means"], told_apart_by, most_days, int(entry.get("general_days", most_days)))


def _telling(name: str, entry: Mapping[str, Any]) -> Telling:
    _refuse_unknown(name, entry, _TYPE_KEYS)
    telling = Telling(
        type=name,
        family=load_families()[entry["family"]],
        actor=entry.get("actor"),
        object=entry.get("object"),
        side=entry.get("side"),
        together=tuple(entry.get("together", ())),
        detail=tuple(entry.get("detail", ())),
        figures=tuple(entry.get("figures", ())),
        unless={role: tuple(values) for role, values in entry.get("unless", {}).items()},
        asserted=entry["asserted"],
        planned=entry["planned"],
        joins=tuple(entry.get("joins", ())),
        join_days=entry.get("join_days"),
        is_vague=bool(entry.get("vague", False)),
        needs_time=bool(entry.get("needs_time", False)),
        rank=int(entry["rank"]),
    )
    _check_roles(telling)
    return telling


def _check_roles(telling: Telling) -> None:
    known = [role.name for role in load_claim_types()[telling.type].roles]
    slots = [role for role in (telling.actor, telling.object, telling.side) if role is not None]
    named = [*slots, *telling.together, *telling.detail, *telling.figures, *telling.unless]
    _refuse_unknown(telling.type, dict.fromkeys(named), tuple(known))
    _refuse_unknown(telling.type, dict.fromkeys(telling.joins), tuple(load_families()))


def _refuse_unknown(name: str, entry: Mapping[str, Any], known: tuple[str, ...]) -> None:
    unknown = [key for key in entry if key not in known]
    if unknown:
        raise ZufolgeError(f"{_FILE}, {name}: unknown {', '.join(unknown)}; known are {', '.join(known)}.")

"""Claim types as declarations: which types exist, their roles, and what may fill them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from zufolge.model import ZufolgeError

FAMILIES = ("deals", "figures", "organisation", "markets", "law", "people", "discourse")
"""The folders, in the order in which docs list them."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "firm": ("company", "organisation", "medium", "agency"),
    "actor": ("company", "organisation", "medium", "agency", "authority", "person"),
}
"""Short names for several kinds of mention."""

KINDS = (
    *("company", "organisation", "authority", "medium", "agency", "person", "place", "product"),
    *("position", "money", "percent", "count", "rank", "number", "time", "phrase"),
)
"""What a role may take: kinds of mention, of quantity (`number` is any of them), a time, or a noun phrase."""

_TYPE_KEYS = ("means", "roles")
_ROLE_KEYS = ("takes", "values", "key", "many", "least", "optional")


@dataclass(frozen=True, slots=True)
class RoleDeclaration:
    """A role: what may fill it, whether a claim needs it, and how many fillers it holds.

    `takes` names kinds, `values` closes the vocabulary instead. `is_key` roles tell claims apart;
    in a role that is not `is_many`, two fillers make two claims. `least` is the fewest fillers.
    """

    name: str
    takes: tuple[str, ...]
    values: tuple[str, ...]
    is_key: bool
    is_many: bool
    is_optional: bool
    least: int


@dataclass(frozen=True, slots=True)
class ClaimType:
    """A type of claim with its roles, in the order in which docs list them."""

    name: str
    family: str
    means: str
    roles: tuple[RoleDeclaration, ...]

    def role(self, name: str) -> RoleDeclaration:
        """The role called `name`; KeyError if the type has none."""
        for role in self.roles:
            if role.name == name:
                return role
        raise KeyError(name)

    @property
    def key_roles(self) -> tuple[str, ...]:
        """The names of the roles that tell claims of this type apart."""
        return tuple(role.name for role in self.roles if role.is_key)


@cache
def load_claim_types() -> Mapping[str, ClaimType]:
    """All claim types by name.

    >>> load_claim_types()["merger"].key_roles
    ('parties',)
    """
    return {
        name: _declare(name, family, entry)
        for family in FAMILIES
        for name, entry in read_toml(f"{family}/types.toml").items()
    }


def read_toml(file: str) -> dict[str, Any]:
    """The tables of a file below `claim_types/`; empty where the family has no such file."""
    place = files("zufolge.claim_types").joinpath(*file.split("/"))
    if not place.is_file():
        return {}
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ZufolgeError(f"claim_types/{file} is not valid TOML: {error}.") from error


def refuse_unknown(found: Iterable[str], known: Iterable[str], where: str) -> None:
    """Raises a ZufolgeError naming the place and the known keys where `found` holds any other."""
    allowed = tuple(known)
    unknown = [key for key in found if key not in allowed]
    if unknown:
        raise ZufolgeError(f"claim_types/{where}: unknown {', '.join(unknown)}; known are {', '.join(allowed)}.")


def _declare(name: str, family: str, entry: Mapping[str, Any]) -> ClaimType:
    where = f"{family}/types.toml, {name}"
    refuse_unknown(entry, _TYPE_KEYS, where)
    roles = tuple(_declare_role(key, value, where) for key, value in entry.get("roles", {}).items())
    return ClaimType(name, family, str(entry.get("means", "")), roles)


def _declare_role(name: str, entry: Mapping[str, Any], where: str) -> RoleDeclaration:
    refuse_unknown(entry, _ROLE_KEYS, f"{where}.{name}")
    takes = tuple(kind for word in entry.get("takes", ()) for kind in GROUPS.get(word, (word,)))
    refuse_unknown(takes, KINDS, f"{where}.{name}")
    return RoleDeclaration(
        name=name,
        takes=tuple(dict.fromkeys(takes)),
        values=tuple(entry.get("values", ())),
        is_key=bool(entry.get("key", False)),
        is_many=bool(entry.get("many", False)),
        is_optional=bool(entry.get("optional", False)),
        least=int(entry.get("least", 0 if entry.get("optional", False) else 1)),
    )

"""The declarations of claim types, and what their loader refuses."""

from __future__ import annotations

import pytest

from zufolge.claim_types import FAMILIES, RoleDeclaration, load_claim_types, read_toml, refuse_unknown
from zufolge.extract.cues import load_cues
from zufolge.model import ZufolgeError


def test_every_family_declares_types() -> None:
    """Each folder holds at least one type, and each type knows its folder."""
    assert {declared.family for declared in load_claim_types().values()} == set(FAMILIES)


def test_key_roles_tell_claims_apart() -> None:
    """The key roles of a type are those marked so, in their order."""
    assert load_claim_types()["acquisition"].key_roles == ("buyer", "target")


def test_groups_stand_for_their_kinds() -> None:
    """A group in `takes` is spelt out as kinds of mention."""
    assert load_claim_types()["merger"].role("parties") == RoleDeclaration(
        name="parties",
        takes=("company", "organisation", "medium", "agency", "authority"),
        values=(),
        is_key=True,
        is_many=True,
        is_optional=False,
        least=2,
    )


def test_unknown_role_is_a_key_error() -> None:
    """Asking a type for a role it lacks raises a KeyError with the role's name."""
    with pytest.raises(KeyError, match="weather"):
        load_claim_types()["merger"].role("weather")


def test_unknown_keys_are_refused_with_the_known_ones() -> None:
    """The error names the file, the key that nobody reads, and the keys that somebody does."""
    with pytest.raises(ZufolgeError, match=r"deals/types\.toml.*colour.*means, roles"):
        refuse_unknown(["colour"], ("means", "roles"), "deals/types.toml, merger")


def test_missing_file_is_empty() -> None:
    """A family without a file of a kind has nothing to say there."""
    assert read_toml("deals/no_such_file.toml") == {}


def test_every_type_but_the_counted_ones_has_a_cue() -> None:
    """Metrics have finders of their own; every other type has at least one cue."""
    with_cue = {cue.type for cue in load_cues()}
    assert sorted(set(load_claim_types()) - with_cue) == ["metric"]


def test_cue_ids_are_unique() -> None:
    """No two cues share an id, since a claim's `by` names one."""
    ids = [cue.id for cue in load_cues()]
    assert sorted(ids) == sorted(set(ids))

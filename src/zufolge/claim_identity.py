"""What makes a claim the same claim from run to run: its id. Not whether two claims mean the same."""

from __future__ import annotations

import hashlib
from typing import Any

from zufolge.model import Claim, Filler

ID_LENGTH = 16


def identify_claim(article_id: str, claim: Claim) -> str:
    """The id of `claim`: 16 hexadecimal digits, a hash of article, evidence span, type and roles.

    Status, source and confidence stay outside, so that judging a claim better does not make it another one.

    >>> from zufolge.model import Claim, Filler, Role, Span
    >>> buyer = Role("buyer", (Filler("Nordfalk", Span(0, 8), entity="Nordfalk"),))
    >>> identify_claim("a1", Claim("acquisition", (buyer,), Span(0, 30), Span(9, 14), "cue:buy", 0.9))
    'c528b7f2bd8a7fee'
    """
    parts = [article_id, str(claim.evidence.start), str(claim.evidence.end), claim.type]
    for role in sorted(claim.roles, key=lambda role: role.name):
        parts.append(role.name)
        parts.extend(sorted(_identify_filler(filler) for filler in role.fillers))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def _identify_filler(filler: Filler) -> str:
    """The filler as one string; a whole float and the int it equals are the same."""
    marks = (filler.entity, whole_number(filler.value), whole_number(filler.value_max), filler.unit, filler.approx)
    return "\x1e".join([f"{filler.span.start:09d}-{filler.span.end:09d}", *map(repr, marks)])


def whole_number(value: Any) -> Any:
    """Whole floats as ints, so that 12000000000.0 never prints; other values as they are."""
    return int(value) if isinstance(value, float) and value.is_integer() else value

"""The two sides of a deal, told apart by prepositions ("an Belmora", "durch Belmora") where the model mixed them up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from zufolge.claim_types import load_claim_types, read_toml, refuse_unknown
from zufolge.extract.cues import is_of_class
from zufolge.extract.surroundings import Surroundings
from zufolge.extract.words import base_form, plain_preposition
from zufolge.model import Claim, Filler, Role

FILE = "sides.de.toml"
KEYS = ("id", "types", "behind", "is", "never", "triggers", "not", "example", "gives")
_RELATIVE = frozenset({"dem", "der", "denen", "den", "die", "das", "welchem", "welcher", "welchen"})
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Side:
    """Prepositions behind which a name of `types` fills one role and never the other."""

    types: frozenset[str]
    behind: frozenset[str]
    role: str
    never: str
    triggers: tuple[str, ...]
    blockers: tuple[str, ...]


@cache
def sides() -> tuple[Side, ...]:
    """The entries of `sides.de.toml`; raises a ZufolgeError for types, roles and keys that do not exist."""
    content = read_toml(FILE)
    refuse_unknown(content, ("side",), FILE)
    return tuple(_side(entry) for entry in content["side"])


def _side(entry: dict[str, object]) -> Side:
    where = f"{FILE}, {entry.get('id', '?')}"
    refuse_unknown(entry, KEYS, where)
    types = _words(entry, "types")
    refuse_unknown(types, load_claim_types(), where)
    for name in types:
        refuse_unknown((str(entry["is"]), str(entry["never"])), [r.name for r in load_claim_types()[name].roles], where)
    return Side(
        types=frozenset(types),
        behind=frozenset(_words(entry, "behind")),
        role=str(entry["is"]),
        never=str(entry["never"]),
        triggers=_words(entry, "triggers"),
        blockers=_words(entry, "not"),
    )


def _words(entry: dict[str, object], key: str) -> tuple[str, ...]:
    found = entry.get(key, ())
    return tuple(str(word) for word in found) if isinstance(found, list | tuple) else ()


def turned(around: Surroundings, claim: Claim) -> Claim | None:
    """`claim` with its sides as the prepositions say; None where one side would stay empty."""
    for side in sides():
        if claim.type not in side.types or not _fits(around, claim, side):
            continue
        wrong = [f for f in claim.fillers(side.never) if _is_behind(around, claim, f, side)]
        if not wrong:
            continue
        if any(_is_behind(around, claim, f, side) for f in claim.fillers(side.role)) or len(wrong) > 1:
            return None
        return _swapped(claim, side.role, side.never)
    return claim


def _fits(around: Surroundings, claim: Claim, side: Side) -> bool:
    if not side.triggers:
        return True
    word = base_form(around.tokens[around.first_of(claim.trigger)].text)
    return is_of_class(word, side.triggers)


def _is_behind(around: Surroundings, claim: Claim, filler: Filler, side: Side) -> bool:
    """Whether one of the side's prepositions governs a filler, in the sentence of the claim's trigger."""
    where = around.sentence(around.first_of(claim.trigger))
    first = around.first_of(filler.span)
    if first not in where:
        return False
    found = next((i for i in _governing(around, first, where.start) if _is_one_of(around, i, side)), None)
    if found is None:
        found = _taken_up(around, claim, filler, side)
    if found is None:
        return False
    stretch = around.stretch(found)
    return not any(around.word(i).startswith(side.blockers or ("\0",)) for i in stretch)


def _is_one_of(around: Surroundings, i: int, side: Side) -> bool:
    return around.tokens[i].pos == "ADP" and plain_preposition(around.tokens[i].text) in side.behind


def _governing(around: Surroundings, first: int, start: int) -> Iterator[int]:
    """The preposition of the phrase that a name ends ("an dem indischen Dienst X"), if it has one.

    A name in the genitive stands behind nobody's preposition but that of the noun before it.
    """
    seen = {"DET": 0, "NOUN": 0}
    for i in range(first - 1, max(start, first - 1 - _MOST_WORDS) - 1, -1):
        pos = around.tokens[i].pos
        if pos == "ADP":
            yield i
            return
        if pos in seen:
            seen[pos] += 1
            if seen[pos] > 1 or (pos == "NOUN" and seen["DET"]):
                return
        elif pos not in ("ADJ", "NUM", "PROPN") and around.tokens[i].text != "-":
            return


def _taken_up(around: Surroundings, claim: Claim, filler: Filler, side: Side) -> int | None:
    """The preposition of a relative clause that takes a name up ("Belmora, an dem Nordfalk … hält")."""
    comma = around.last_of(filler.span) + 1
    follows = around.word(comma) == "," and around.word(comma + 2) in _RELATIVE
    if follows and _is_one_of(around, comma + 1, side) and claim.trigger.start > around.tokens[comma].span.start:
        return comma + 1
    return None


def _swapped(claim: Claim, a: str, b: str) -> Claim | None:
    """`claim` with the fillers of two roles exchanged; None where a role that it needs would stay empty."""
    names = {a: b, b: a}
    roles = {names.get(r.name, r.name): r.fillers for r in claim.roles}
    declared = load_claim_types()[claim.type].roles
    if any(not r.is_optional and r.name not in roles for r in declared):
        return None
    return replace(claim, roles=tuple(Role(r.name, roles[r.name]) for r in declared if r.name in roles))

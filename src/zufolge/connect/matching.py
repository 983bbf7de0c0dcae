"""Whether two claims tell of the same undertaking, by who and what they name. Time is the business of `grouping`."""

from __future__ import annotations

from typing import Final

from zufolge.connect.phrases import are_similar, join_stems
from zufolge.connect.undertakings import Names, Shape, count_met, is_same_thing, meet

ENOUGH_PARTIES: Final = 2


def compare(one: Shape, other: Shape) -> bool | None:
    """Whether two shapes of one family are the same undertaking; None where too little is told.

    >>> from zufolge.connect.undertakings import Shape
    >>> deal = Shape("acquisition", actors=frozenset({"Nordfalk"}), objects=frozenset({"Alpenwerk"}))
    >>> compare(deal, Shape("merger", together=frozenset({"Nordfalk", "Alpenwerk"})))
    True
    """
    kind = one.telling.family.told_apart_by
    if kind == "parties":
        return _compare_parties(one, other)
    if kind == "matter":
        return _compare_matters(one, other)
    if kind == "person":
        return _both(_meeting(one, other, "actors"), _meeting(one, other, "objects"))
    return _compare_opponents(one, other)


def _compare_parties(one: Shape, other: Shape) -> bool | None:
    if meet(one.actors, other.objects) and meet(one.objects, other.actors):
        return True
    same = is_same_thing(one, other)
    if same is False or _differ_in_detail(one, other):
        return False
    if same:
        if meet(one.actors, other.actors):
            return True
        if one.actors and other.actors:
            return False
        return True if meet(one.sides, other.sides) else None
    shared = min(count_met(one.principals, other.principals), count_met(other.principals, one.principals))
    if shared >= ENOUGH_PARTIES:
        return True
    if meet(one.sides, other.sides) and meet(one.actors, other.actors):
        return True
    return None if shared else False


def _compare_matters(one: Shape, other: Shape) -> bool | None:
    things = bool(one.objects & other.objects) or (
        not (one.objects and other.objects) and is_same_thing(one, other) is True
    )
    if not things:
        return False
    if one.detail and other.detail:
        return are_similar(one.detail, other.detail) or (one.telling.is_vague and other.telling.is_vague)
    return None if one.detail or other.detail else True


def _compare_opponents(one: Shape, other: Shape) -> bool | None:
    if not one.objects & other.objects:
        return bool(one.objects & other.actors) and bool(one.actors & other.objects)
    if one.actors and other.actors:
        return meet(one.actors, other.actors)
    if one.type == other.type or one.telling.family.name == "labour":
        return True if not one.actors and not other.actors else None
    return True if are_similar(one.detail, other.detail) else None


def _differ_in_detail(one: Shape, other: Shape) -> bool:
    """Whether both say what it is about, in words that have nothing in common and mean what they say."""
    if not (one.detail and other.detail) or one.telling.is_vague or other.telling.is_vague:
        return False
    return not are_similar(one.detail, other.detail)


def _meeting(one: Shape, other: Shape, slot: str) -> bool | None:
    left, right = getattr(one, slot), getattr(other, slot)
    return meet(left, right) if left and right else None


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def count_anchors(loose: Shape, shape: Shape, parties: Names) -> int:
    """How many names tie a claim that tells little, or of another family, to a shape; 0 where it does not fit.

    `parties` are those of everything that is joined with the shape already.

    Everybody it names has to be a party, but who rules or accuses; of two and more, at least two.
    """
    is_told = loose.type == "allegation"  # who accuses is no party
    if not is_told and loose.telling.family == shape.telling.family and compare(loose, shape) is False:
        return 0
    is_same = int(_is_same_subject(loose, shape))
    named = loose.objects | loose.together if loose.type in ("ruling", "allegation") else loose.principals
    if not named and not is_same:
        return 0
    shared = count_met(named, parties) + is_same
    return shared if shared >= min(ENOUGH_PARTIES, len(named)) or (is_same and loose.thing) else 0


def _is_same_subject(loose: Shape, shape: Shape) -> bool:
    """Whether what changes hands, or what talks are about, is called alike."""
    if shape.telling.family.told_apart_by != "parties":
        return False
    words = loose.thing | (loose.detail if loose.type == "talks" else frozenset())
    return are_similar(words, shape.thing | join_stems(shape.objects))

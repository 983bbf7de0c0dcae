"""What one claim tells of an undertaking: who does it, to whom, and what tells it from another. Not yet a deal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from zufolge.connect.declarations import Telling, load_tellings
from zufolge.connect.family_words import is_recalled
from zufolge.connect.known import KnownClaim
from zufolge.connect.phrases import Stems, are_similar, is_attribute, join_stems
from zufolge.model import Filler, Span

DAYS_OF_NEWS: Final = 400
Names = frozenset[str]
Posts = Mapping[str, Names]
"""The bodies at which articles give a person a post, by the person."""

NOBODY: Final[Names] = frozenset()


@dataclass(frozen=True, slots=True)
class Shape:
    """Who and what an undertaking is about, as one claim puts it: equal shapes tell of the same.

    `thing` holds the stems of an object that is no name ("die Solarsparte"), `detail` those of what else tells two
    undertakings apart.
    """

    type: str
    actors: Names = NOBODY
    objects: Names = NOBODY
    sides: Names = NOBODY
    together: Names = NOBODY
    thing: Stems = frozenset()
    detail: Stems = frozenset()

    @property
    def telling(self) -> Telling:
        """How claims of the type tell of an undertaking."""
        return load_tellings()[self.type]

    @property
    def parties(self) -> Names:
        """Everybody named."""
        return self.actors | self.objects | self.sides | self.together

    @property
    def principals(self) -> Names:
        """Everybody named but a third party."""
        return self.actors | self.objects | self.together

    @property
    def is_full(self) -> bool:
        """Whether enough is known to make an undertaking of its own."""
        kind = self.telling.family.told_apart_by
        if kind == "parties":
            return len(self.principals) >= 2 or (bool(self.thing) and len(self.parties) >= 2)
        if kind == "person":
            return bool(self.actors and self.objects)
        return bool(self.objects)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """An order that depends on nothing but what is told."""
        sets = (self.actors, self.objects, self.sides, self.together, self.thing, self.detail)
        return (self.type, *(tuple(sorted(one)) for one in sets))


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A claim with the shape of what it tells."""

    known: KnownClaim
    shape: Shape

    @property
    def day(self) -> str | None:
        """The day of the article."""
        return self.known.day


def read_undertaking(known: KnownClaim, posts: Posts | None = None) -> Undertaking | None:
    """What `known` tells of an undertaking; None where a claim of its kind belongs to no deal.

    Who negotiates for a firm (`posts`) stands for the firm.
    """
    telling = load_tellings().get(known.claim.type)
    if telling is None or is_background(known, telling):
        return None
    shape = _shape(known, telling, posts or {})
    return Undertaking(known, shape) if shape.parties else None


def is_background(known: KnownClaim, telling: Telling) -> bool:
    """Whether the claim only surrounds the news: a post that somebody holds, or what was long ago."""
    for role, values in telling.unless.items():
        fillers = known.claim.fillers(role)
        if not fillers or any(filler.value in values for filler in fillers):
            return True
    if is_attribute(_trigger(known)) or (known.claim.status == "asserted" and is_recalled(known.evidence, known.day)):
        return True
    time = known.claim.time
    if time is None and telling.needs_time and known.claim.status == "asserted":
        return True
    if time is None or time.end_date is None or known.day is None or known.claim.status == "planned":
        return False
    return days_between(time.end_date[:10], known.day) > DAYS_OF_NEWS and time.end_date < known.day


def _trigger(known: KnownClaim) -> str:
    """The word that announces the claim."""
    claim = known.claim
    return Span(claim.trigger.start - claim.evidence.start, claim.trigger.end - claim.evidence.start).of(known.evidence)


def _shape(known: KnownClaim, telling: Telling, posts: Posts) -> Shape:
    claim = known.claim
    objects = claim.fillers(telling.object) if telling.object else ()
    together = [filler for role in telling.together for filler in claim.fillers(role)]
    places = ("place",) if telling.family.told_apart_by == "matter" else ()
    details = [filler.text for role in (*telling.detail, *places) for filler in claim.fillers(role)]
    return Shape(
        type=claim.type,
        actors=_names(claim.fillers(telling.actor)) if telling.actor else NOBODY,
        objects=_names(objects),
        sides=_names(claim.fillers(telling.side)) if telling.side else NOBODY,
        together=_parties(together, posts),
        thing=join_stems(filler.text for filler in objects if filler.entity is None),
        detail=join_stems(details),
    )


def _parties(fillers: Sequence[Filler], posts: Posts) -> Names:
    """Parties among equals: firms where there are any; people stand for those at which they have a post."""
    firms = _names(tuple(filler for filler in fillers if filler.kind != "person"))
    people = _names(tuple(filler for filler in fillers if filler.kind == "person"))
    bodies = NOBODY.union(*(posts.get(person, NOBODY) for person in people))
    return firms | bodies if firms else people


def _names(fillers: tuple[Filler, ...]) -> Names:
    return frozenset(filler.entity for filler in fillers if filler.entity is not None)


def days_between(one: str, other: str) -> int:
    """The days from one ISO date to another, never negative."""
    return abs(_day_number(one) - _day_number(other))


@lru_cache(maxsize=50_000)
def _day_number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


@lru_cache(maxsize=200_000)
def are_one_name(one: str, other: str) -> bool:
    """Whether the words of one name stand side by side in the other, as a firm's short and long forms do.

    >>> are_one_name("Nordfalk", "Nordfalk Energie"), are_one_name("Energie Nordfalk", "Nordfalk Energie")
    (True, False)
    """
    short, long = sorted((words_of_name(one), words_of_name(other)), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


@cache
def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name; an s at the end may be a genitive's."""
    return tuple(word[:-1] if word.endswith("s") and len(word) > 4 else word for word in name.casefold().split())


def meet(left: Names, right: Names) -> bool:
    """Whether the two share a name, also where one gives it short."""
    return bool(left & right) or any(are_one_name(one, other) for one in left for other in right)


def count_met(left: Names, right: Names) -> int:
    """How many of the names on the left are on the right, too."""
    return sum(1 for one in left if meet(frozenset((one,)), right))


def is_same_thing(one: Shape, other: Shape) -> bool | None:
    """Whether two objects are the same; None where one of them is not told."""
    if one.objects and other.objects:
        return meet(one.objects, other.objects)
    if one.thing and other.thing:
        return are_similar(one.thing, other.thing)
    if (one.thing and other.objects) or (other.thing and one.objects):
        return None if not _named_in_words(one, other) else True
    return None


def _named_in_words(one: Shape, other: Shape) -> bool:
    """Whether the words for the thing on one side hold a name of the object on the other."""
    words = one.thing | other.thing
    return are_similar(words, join_stems(one.objects | other.objects))

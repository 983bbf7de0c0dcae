"""Sentences that tell of a deal though no claim was read from them: they name its parties and say what it is about.

They never make a deal, they only add articles and signs to one; a sentence that fits several adds to none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from zufolge.connect.declarations import load_families
from zufolge.connect.family_words import is_long_over, speaks_of
from zufolge.connect.matching import ENOUGH_PARTIES
from zufolge.connect.passages import Passage
from zufolge.connect.phrases import Stems, are_similar, stems_of
from zufolge.connect.stage_cues import split_words
from zufolge.connect.strands import Strand
from zufolge.connect.undertakings import Names, are_one_name, days_between, meet, words_of_name
from zufolge.model import Link

MOST_DAYS_BEFORE: Final = 60
_SENTENCE_COUNTS: Final = 10


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a strand is about, as far as its claims tell."""

    number: int
    family: str
    types: tuple[str, ...]
    actors: Names
    objects: Names
    parties: Names
    detail: Stems
    articles: frozenset[str]
    first: str | None
    last: str | None


class _Spellings:
    """Which parties of all groups a name may mean, also where one of the two is short."""

    def __init__(self, parties: Iterable[str]) -> None:
        self._known: dict[str, Names] = {}
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for party in parties:
            for word in dict.fromkeys(words_of_name(party)):
                self._by_word[word].append(party)

    def meet(self, names: Names, parties: Names) -> Names:
        """Those of the names that mean one of the parties."""
        return frozenset(name for name in names if not self._of(name).isdisjoint(parties))

    def _of(self, name: str) -> Names:
        if name not in self._known:
            near = {party for word in words_of_name(name) for party in self._by_word.get(word, ())}
            self._known[name] = frozenset(party for party in near if are_one_name(name, party))
        return self._known[name]


def find_witnesses(casts: Sequence[Cast], passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """The sentences of one article that tell of an undertaking, each with the number of its cast."""
    spellings = _Spellings(sorted({name for cast in casts for name in cast.parties}))
    names = frozenset(name for passage in passages for name in passage.names)
    near = [cast for cast in casts if passages and _may_be_near(passages[0].day, cast)]
    is_told = any(passages[0].article in cast.articles for cast in near)
    found = []
    for passage in passages if near else ():
        if not (passage.names or is_told) or is_long_over(passage.text, passage.day):
            continue
        words = split_words(passage.text)
        kinds = {(cast.family, type_) for cast in near for type_ in cast.types}
        spoken_of = {kind for kind in sorted(kinds) if speaks_of(words, *kind)}
        for family in sorted({family for family, _ in spoken_of}):
            own = [cast for cast in near if any((family, type_) in spoken_of for type_ in cast.types)]
            best = _best(passage, [cast for cast in own if cast.family == family], names, spellings)
            if best is not None:
                found.append((passage, best.number))
    return found


def _best(passage: Passage, casts: Sequence[Cast], names: Names, spellings: _Spellings) -> Cast | None:
    """The one undertaking that the sentence fits best."""
    stems = stems_of(passage.text)
    met = [(spellings.meet(passage.names, cast.parties), spellings.meet(names, cast.parties)) for cast in casts]
    fits = [(_fit(passage, cast, pair, stems), cast) for cast, pair in zip(casts, met, strict=True)]
    ranked = sorted((pair for pair in fits if pair[0]), key=lambda pair: (-pair[0], pair[1].number))
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _fit(passage: Passage, cast: Cast, met: tuple[Names, Names], stems: Stems) -> int:
    """How well a sentence fits a group of whose cast it and its article name these parties; 0 where it does not."""
    inside, around = met
    kind = load_families()[cast.family].told_apart_by
    are_both_named = kind == "parties" and len(inside) >= ENOUGH_PARTIES
    if not _is_near(passage.day, cast, are_both_named):
        return 0
    is_member = passage.article in cast.articles
    strangers = passage.firms - inside - _sources(passage.chain)
    told = bool(cast.detail) and are_similar(cast.detail, stems)
    if kind == "matter":
        fits = bool(passage.names & (cast.objects or cast.parties)) and (is_member or told or not cast.detail)
    elif kind == "person":
        fits = meet(inside, cast.actors) and meet(around, cast.objects)
    elif kind == "opponents":
        fits = bool(inside & cast.objects) and (bool(around & cast.actors) or not cast.actors)
    else:
        fits = are_both_named or (bool(inside) and len(around) >= ENOUGH_PARTIES and not strangers)
    if not fits and is_member and not strangers:
        fits = not inside or bool(inside & cast.objects)
    return (len(inside) * _SENTENCE_COUNTS + len(around) + (3 if told else 0) + (2 if is_member else 0)) if fits else 0


def _sources(chain: Sequence[Link]) -> Names:
    return frozenset(source.entity for link in chain for source in link.sources if source.entity is not None)


def _may_be_near(day: str | None, cast: Cast) -> bool:
    """Whether an article can be near enough at all, whoever it names."""
    return _is_near(day, cast, are_both_named=True) or _is_near(day, cast, are_both_named=False)


def _is_near(day: str | None, cast: Cast, are_both_named: bool) -> bool:
    """Whether an article is near enough; earlier ones have to be nearer, or to name both parties at once."""
    if day is None or cast.first is None or cast.last is None:
        return True
    if day < cast.first and not are_both_named:
        return days_between(day, cast.first) <= MOST_DAYS_BEFORE
    if day < cast.first:
        return days_between(day, cast.first) <= load_families()[cast.family].most_days
    return day <= cast.last or days_between(day, cast.last) <= load_families()[cast.family].most_days


def cast_of(strand: Strand, articles: Names) -> Cast:
    """Who and what a strand is about; `articles` are those of all claims of its deal."""
    none: frozenset[str] = frozenset()
    shapes = strand.shapes
    is_fight = load_families()[strand.family].told_apart_by == "opponents"
    against = none.union(*(shape.actors for shape in shapes)) if is_fight else none
    return Cast(
        number=strand.number,
        family=strand.family,
        types=tuple(sorted({shape.type for shape in shapes})),
        actors=none.union(*(shape.actors | shape.together for shape in shapes)),
        objects=none.union(*(shape.objects | shape.together for shape in shapes)) - against,
        parties=strand.parties,
        detail=none.union(*(shape.detail | shape.thing for shape in shapes)),
        articles=articles,
        first=strand.first,
        last=strand.last,
    )

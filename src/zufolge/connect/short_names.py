"""Decides what articles mean by a name that many bear or that is short for a longer one, by who stands around it.

"Müller" alone is Stefan Müller where another article names him with the same firm; "Korvent" is Korvent Energie
where that is known to be shortened so and both articles tell of the same people or firms. What cannot be told
stays by itself. Pure: the uses are given; who reads and writes them is `entities_in_articles`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from zufolge.connect.contexts import Around, block_of
from zufolge.connect.decisions import is_longer
from zufolge.connect.name_forms import (
    NameForm,
    form_of,
    is_common_person,
    is_complete,
    is_shared_word,
    names_subsidiary,
)

CLEARLY_MORE: Final = 2
MOST_ALONE: Final = 3


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name as one article uses it: what the name alone stands for, and who stands around it.

    `article` is the key and version of the article, so that nothing hangs on the order of reading; `label` is what
    people call it.
    """

    form: NameForm
    entity: str
    article: str
    around: Around
    label: str = ""

    @property
    def blocks(self) -> frozenset[str]:
        """What contexts are compared by."""
        return blocks_of(self.around)


@lru_cache(maxsize=50_000)
def blocks_of(around: Around) -> frozenset[str]:
    """The blocks of everybody in a context."""
    return frozenset(map(block_of, around))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an article means by a name, if not what the name stands for by itself, and why."""

    entity: str
    reason: str


@dataclass(slots=True)
class _Group:
    """Uses of one name that share their context."""

    uses: list[NameUse] = field(default_factory=list)
    blocks: set[str] = field(default_factory=set)

    def mark(self) -> str:
        """What tells the group apart: the firm, else whoever, that most of its uses stand with first."""
        first = Counter(_first(use.around) for use in self.uses if use.around)
        if not first:
            return min(use.label for use in self.uses)
        return min(first, key=lambda name: (-first[name], name))


def _first(around: Around) -> str:
    first = next((entry for entry in around if entry.startswith("organised:")), around[0])
    family, _, name = first.partition(":")
    return form_of(name, family).bare


def group_uses(uses: Iterable[NameUse]) -> list[_Group]:
    """The uses in groups: two are in one if a chain of shared contexts leads from one to the other."""
    groups: list[_Group] = []
    for use in sorted(uses, key=lambda use: (use.article, use.form.spelling)):
        joined = _Group([use], set(use.blocks))
        rest = []
        for group in groups:
            if group.blocks & use.blocks:
                joined.uses += group.uses
                joined.blocks |= group.blocks
            else:
                rest.append(group)
        groups = [*rest, joined]
    return sorted(groups, key=lambda group: min(use.article for use in group.uses))


def people_meant(uses: Sequence[NameUse], apart: frozenset[tuple[str, str]] = frozenset()) -> dict[NameUse, Meaning]:
    """What the uses of names with one last name mean, where that is more than the name by itself.

    `apart` are pairs of spellings (a surname, a full name) that people judged to be two.
    """
    meant: dict[NameUse, Meaning] = {}
    for entity, of_entity in _by_entity(use for use in uses if is_common_person(use.form)).items():
        meant |= _bearers(entity, of_entity)
    full = [use for use in uses if not use.form.is_surname]
    entities = {use.entity for use in full}
    short = [use for use in uses if use.form.is_surname and use.entity not in entities]
    bearers: dict[str, dict[str, set[str]]] = {}
    in_article: dict[str, list[NameUse]] = defaultdict(list)
    for use in full:
        in_article[use.article].append(use)
    left = []
    for use in short:
        spelling = use.form.spelling
        if spelling not in bearers:
            known = [o for o in full if _fits(use, o) and (spelling, o.form.spelling) not in apart]
            bearers[spelling] = by_block(known, meant)
        found = _in_full(use, in_article[use.article], meant) or best_meant(use, bearers[spelling])
        if found is None:
            left.append(use)
        else:
            meant[use] = found
    for entity, of_entity in _by_entity(left).items():
        if entities or len(of_entity) > 1:
            meant |= _bearers(entity, of_entity, many=bool(entities))
    return meant


def _by_entity(uses: Iterable[NameUse]) -> dict[str, list[NameUse]]:
    found: dict[str, list[NameUse]] = defaultdict(list)
    for use in uses:
        found[use.entity].append(use)
    return dict(sorted(found.items()))


def _in_full(use: NameUse, here: Sequence[NameUse], meant: Mapping[NameUse, Meaning]) -> Meaning | None:
    """Whom the article itself names in full under this last name, if that is one; `here` are its full names."""
    fitting = [other for other in here if _fits(use, other)]
    entities = {meant[other].entity if other in meant else other.entity for other in fitting}
    return Meaning(min(entities), "the article names them in full, too") if len(entities) == 1 else None


def _fits(short: NameUse, full: NameUse) -> bool:
    last, surname = full.form.words[-1], short.form.words[0]
    return surname in (last, f"{last}s")


def _bearers(entity: str, uses: Sequence[NameUse], many: bool = False) -> dict[NameUse, Meaning]:
    """The people of one name, told apart by their contexts; one alone needs no mark unless others are near (`many`)."""
    groups = group_uses(uses)
    if len(groups) == 1 and not many:
        return {}
    meant: dict[NameUse, Meaning] = {}
    for group in groups:
        mark = group.mark()
        reason = f"many bear this name; here it stands with {mark}"
        meant |= {use: Meaning(f"{entity} ({mark})", reason) for use in group.uses}
    return meant


def by_block(uses: Sequence[NameUse], meant: Mapping[NameUse, Meaning]) -> dict[str, set[str]]:
    """Which entities stand with the names of a block."""
    found: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        entity = meant[use].entity if use in meant else use.entity
        for block in use.blocks:
            found[block].add(entity)
    return found


def best_meant(use: NameUse, known: Mapping[str, set[str]]) -> Meaning | None:
    """The entity that stands with clearly the most of those around `use`; None where nobody does, or two alike.

    `known` gives the entities that stand with the names of each block.
    """
    shared: dict[str, set[str]] = defaultdict(set)
    for block in use.blocks:
        for entity in known.get(block, ()):
            shared[entity].add(block)
    ranked = sorted(shared, key=lambda entity: (-len(shared[entity]), entity))
    if not ranked:
        return None
    if len(ranked) > 1 and len(shared[ranked[0]]) < CLEARLY_MORE * len(shared[ranked[1]]):
        return None
    names = [entry.partition(":")[2] for entry in use.around if block_of(entry) in shared[ranked[0]]]
    return Meaning(ranked[0], f"short for {ranked[0]}, whom other articles name with {', '.join(names[:3])}, too")


def longer_names(short: NameForm, names: Iterable[NameForm]) -> list[NameForm]:
    """The names that `short` may be short for: they begin with it, and are none of its daughters.

    >>> from zufolge.connect.name_forms import form_of
    >>> names = [form_of(n, "organised") for n in ("Korvent Energietechnik", "Korvent Austria")]
    >>> [form.spelling for form in longer_names(form_of("Korvent", "organised"), names)]
    ['Korvent Energietechnik']
    """
    is_general = len(short.words) == 1 and is_shared_word(short.words[0])
    if not short.words or is_general or is_complete(short):
        return []
    return [form for form in names if is_longer(form, short) and not names_subsidiary(form, short)]


def firms_meant(
    short: Sequence[NameUse], company: Mapping[str, frozenset[str]], uses_of: Mapping[str, int]
) -> dict[NameUse, Meaning]:
    """What the uses of one short name mean: an entity that is called so for short, in the same company.

    `company` gives, for each entity that the name may be short for, the blocks of those who are named with it;
    `uses_of` how many articles name it. A name that stands alone far more often stands for itself.
    """
    meant: dict[NameUse, Meaning] = {}
    may_be = {entity: blocks for entity, blocks in company.items() if len(short) <= MOST_ALONE * uses_of[entity]}
    for use in short:
        shared = {entity: use.blocks & blocks for entity, blocks in sorted(may_be.items()) if use.blocks & blocks}
        ranked = sorted(shared, key=lambda entity: (-len(shared[entity]), entity))
        if ranked and (len(ranked) == 1 or len(shared[ranked[0]]) >= CLEARLY_MORE * len(shared[ranked[1]])):
            names = [entry.partition(":")[2] for entry in use.around if block_of(entry) in shared[ranked[0]]]
            reason = f"short for {ranked[0]}, which other articles name with {', '.join(names[:3])}, too"
            meant[use] = Meaning(ranked[0], reason)
    return meant

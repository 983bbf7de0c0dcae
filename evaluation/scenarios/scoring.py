"""Compares the deals and contradictions of a story with those expected of it. Pure: it reads no article itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from evaluation.scenarios.stories import ExpectedContradiction, ExpectedDeal, Story

FAMILIES = (
    frozenset({"acquisition", "merger", "stake", "asset_sale", "ownership", "talks"}),
    frozenset({"partnership", "contract", "joint_venture", "licence", "bundling", "talks"}),
    frozenset({"investment", "stake"}),
    frozenset({"layoffs", "restructuring", "closure"}),
    frozenset({"strike", "labour_agreement"}),
    frozenset({"lawsuit", "fine", "investigation", "ruling", "allegation"}),
)
"""Types that may tell of one undertaking; any other type is a family of its own."""

LEAST_PARTIES = 0.5
_LEGAL_FORMS = frozenset({"ag", "gmbh", "se", "kg", "co", "kgaa", "mbh", "inc", "ltd", "gruppe", "group", "konzern"})


@dataclass(frozen=True, slots=True)
class FoundDeal:
    """A deal as `zufolge deals --json` prints it, as far as it is scored."""

    id: str
    type: str
    parties: tuple[tuple[str, str], ...]
    articles: frozenset[str]
    stage: str | None
    independent: int | None
    tree: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Short, for people."""
        return f"{self.type} {' + '.join(name for _, name in self.parties)}"


@dataclass(frozen=True, slots=True)
class FoundContradiction:
    """A contradiction as `zufolge contradictions --json` prints it, as far as it is scored."""

    about: str
    type: str
    kind: str | None
    articles: frozenset[str]
    values: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the ledger answers about one story: now, and as of the dates that the story asks for."""

    deals: tuple[FoundDeal, ...]
    contradictions: tuple[FoundContradiction, ...] = ()
    as_of: Mapping[str, tuple[FoundDeal, ...]] = field(default_factory=dict)
    is_same_in_any_order: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """Counts; scores of stories add up. `errors` says in words what was wrong."""

    pairs_right: int = 0
    pairs_found: int = 0
    pairs_expected: int = 0
    deals_found: int = 0
    deals_expected: int = 0
    stages_right: int = 0
    stages: int = 0
    origins_right: int = 0
    origins: int = 0
    stories_origins_right: int = 0
    stories_origins: int = 0
    contradictions_found: int = 0
    contradictions_expected: int = 0
    contradictions_false: int = 0
    orders_differ: int = 0
    stories: int = 0
    errors: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def f1(self) -> float:
        """Pairwise F1 of the deals: pairs of articles that tell of one undertaking."""
        return 2 * self.pairs_right / max(self.pairs_found + self.pairs_expected, 1)


def score_story(story: Story, answers: Answers) -> Score:
    """The score of one story."""
    assigned = assign_deals(story.deals, answers.deals)
    parts = (
        _score_pairs(story, assigned, answers.deals),
        _score_stages(story, assigned, answers),
        _score_origins(story, assigned),
        _score_contradictions(story, answers.contradictions),
    )
    differs = int(not answers.is_same_in_any_order)
    errors = ("the answers depend on the order of reading",) if differs else ()
    return sum(parts, Score(stories=1, orders_differ=differs, errors=errors))


def assign_deals(
    expected: Sequence[ExpectedDeal], found: Sequence[FoundDeal]
) -> dict[ExpectedDeal, tuple[FoundDeal, ...]]:
    """Each found deal goes to the expected one that it is most like; the largest overlap of articles comes first."""
    assigned: dict[ExpectedDeal, list[FoundDeal]] = {deal: [] for deal in expected}
    for deal in found:
        likest = max(expected, key=lambda one: _likeness(one, deal), default=None)
        if likest is not None and _likeness(likest, deal)[0] >= LEAST_PARTIES:
            assigned[likest].append(deal)
    for one, deals in assigned.items():
        if not deals:
            assigned[one] = [deal for deal in found if _may_be_both(one, deal)][:1]
    return {
        one: tuple(sorted(deals, key=lambda deal: (-len(deal.articles & one.articles), deal.id)))
        for one, deals in assigned.items()
    }


def _may_be_both(expected: ExpectedDeal, found: FoundDeal) -> bool:
    """Whether two undertakings that could as well be told as one are: nothing in the deal is wrong for `expected`."""
    is_alike = _likeness(expected, found)[0] >= LEAST_PARTIES
    return is_alike and expected.articles <= found.articles <= expected.articles | expected.may


def _likeness(expected: ExpectedDeal, found: FoundDeal) -> tuple[float, int, int]:
    """The share of the expected parties that the found deal has; 0 where types or articles are apart."""
    overlap = len(found.articles & (expected.articles | expected.may))
    if not overlap or not is_same_family(expected.types, found.type):
        return 0.0, 0, 0
    if _is_of_others(expected, found):
        return 0.0, 0, 0
    named = sum(any(is_same_name(name, other) for _, other in found.parties) for _, name in expected.parties)
    return named / len(expected.parties), int(found.type in expected.types), overlap


def _is_of_others(expected: ExpectedDeal, found: FoundDeal) -> bool:
    """Whether the found deal has somebody else where an expected party should be; swapped roles are another mistake."""
    if all(any(is_same_name(name, other) for _, other in found.parties) for _, name in expected.parties):
        return False
    for role in {role for role, _ in expected.parties}:
        wanted = [name for other, name in expected.parties if other == role]
        got = [name for other, name in found.parties if other == role]
        if got and not any(is_same_name(one, other) for one in wanted for other in got):
            return True
    return False


def is_same_family(types: Iterable[str], other: str) -> bool:
    """Whether a deal of type `other` could be one of `types`."""
    return any(one == other or any({one, other} <= family for family in FAMILIES) for one in types)


def is_same_name(one: str, other: str) -> bool:
    """Whether all words of the shorter name stand in the longer; legal forms and inflection do not count."""
    words, others = _words(one), _words(other)
    return bool(words and others) and (words <= others or others <= words)


def _words(name: str) -> frozenset[str]:
    words = frozenset(word.rstrip("s") for word in re.findall(r"\w+", name.casefold()))
    return words - _LEGAL_FORMS or words


def _pairs(articles: Iterable[str]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(articles), 2)


def _score_pairs(
    story: Story, assigned: Mapping[ExpectedDeal, tuple[FoundDeal, ...]], found: Sequence[FoundDeal]
) -> Score:
    total = Score()
    for expected, deals in assigned.items():
        wanted = set(_pairs(expected.articles))
        got = {pair for deal in deals for pair in _pairs(deal.articles - expected.may)}
        total += Score(len(wanted & got), len(got), len(wanted))
        if expected.articles:
            total += Score(deals_found=int(bool(deals)), deals_expected=1, errors=tuple(_explain_deal(expected, deals)))
    for deal in _strangers(story, assigned, found):
        if len(deal.articles) > 1:
            errors = (f"unexpected deal: {deal.name} in {_list(deal.articles)}",)
            total += Score(pairs_found=len(list(_pairs(deal.articles))), errors=errors)
    return total


def _strangers(
    story: Story, assigned: Mapping[ExpectedDeal, tuple[FoundDeal, ...]], found: Sequence[FoundDeal]
) -> Iterator[FoundDeal]:
    """Found deals that are none of the expected, of a family that the story is about."""
    known = {deal.id for deals in assigned.values() for deal in deals}
    types = [type_ for expected in story.deals for type_ in expected.types]
    yield from (deal for deal in found if deal.id not in known and is_same_family(types, deal.type))


def _explain_deal(expected: ExpectedDeal, deals: Sequence[FoundDeal]) -> Iterator[str]:
    if not deals:
        yield f"{expected.name}: no such deal found"
        return
    held = frozenset(article for deal in deals for article in deal.articles)
    if missing := expected.articles - held:
        yield f"{expected.name}: not in {_list(missing)}"
    if wrong := held - expected.articles - expected.may:
        yield f"{expected.name}: wrongly in {_list(wrong)}"
    if len(deals) > 1:
        yield f"{expected.name}: in {len(deals)} parts: " + " | ".join(f"{d.name} {_list(d.articles)}" for d in deals)
    elif deals[0].type not in expected.types:
        yield f"{expected.name}: told as {deals[0].name}"
    elif wrong_roles := [role for role, name in expected.parties if not _has_role(deals[0], role, name)]:
        yield f"{expected.name}: nobody or somebody else as {', '.join(wrong_roles)}"


def _has_role(deal: FoundDeal, role: str, name: str) -> bool:
    return any(role == other_role and is_same_name(name, other) for other_role, other in deal.parties)


def _score_stages(story: Story, assigned: Mapping[ExpectedDeal, tuple[FoundDeal, ...]], answers: Answers) -> Score:
    total = Score()
    for expected, deals in assigned.items():
        if expected.stage is not None:
            total += _score_stage(expected, "now", expected.stage, deals)
        for date, stage in expected.as_of:
            then = assign_deals(story.deals, answers.as_of.get(date, ()))[expected]
            total += _score_stage(expected, f"as of {date}", stage, then)
    return total


def _score_stage(expected: ExpectedDeal, when: str, stage: str, deals: Sequence[FoundDeal]) -> Score:
    got = deals[0].stage if deals else "(no deal)"
    if got == stage:
        return Score(stages=1, stages_right=1)
    return Score(stages=1, errors=(f"{expected.name}: {when} {got}, expected {stage}",))


def _score_origins(story: Story, assigned: Mapping[ExpectedDeal, tuple[FoundDeal, ...]]) -> Score:
    total = Score()
    for expected, deals in assigned.items():
        if expected.independent is None:
            continue
        got = deals[0].independent if deals else None
        if got == expected.independent:
            total += Score(origins=1, origins_right=1)
            continue
        tree = "; ".join(deals[0].tree) if deals else ""
        error = f"{expected.name}: {got} independent origins, expected {expected.independent} ({tree})"
        total += Score(origins=1, errors=(error,))
    is_right = total.origins == total.origins_right
    return total + Score(
        stories_origins=int(total.origins > 0), stories_origins_right=int(total.origins > 0 and is_right)
    )


def _score_contradictions(story: Story, found: Sequence[FoundContradiction]) -> Score:
    total = Score()
    for expected in story.contradictions:
        if expected.may:
            continue
        is_found = any(_fits(expected, one) and expected.kind in (None, one.kind) for one in found)
        sides = " against ".join(_list(side) for side in expected.sides)
        errors = () if is_found else (f"contradiction not found: {expected.kind or ''} {expected.type} {sides}",)
        total += Score(contradictions_expected=1, contradictions_found=int(is_found), errors=errors)
    for one in found:
        if not any(_fits(expected, one) for expected in story.contradictions):
            error = f"false contradiction: {one.type} {one.about} {_list(one.articles)} {one.values} {one.reason}"
            total += Score(contradictions_false=1, errors=(error,))
    return total


def _fits(expected: ExpectedContradiction, found: FoundContradiction) -> bool:
    return expected.type == found.type and all(found.articles & side for side in expected.sides)


def _list(articles: Iterable[str]) -> str:
    return ", ".join(sorted(articles))

"""Deals: what articles tell of one undertaking, put together, with its parties, its stages and its figures."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zufolge.connect.declarations import Telling, load_families
from zufolge.connect.family_words import hinted_families
from zufolge.connect.figures import Figures, find_figures
from zufolge.connect.grouping import Group, find_aliases, group_told, principals_of, related_by, type_of
from zufolge.connect.joining import IndexInMemory, strands_near
from zufolge.connect.known import KnownClaim
from zufolge.connect.passages import Passage
from zufolge.connect.signs import Sign, read_passage, read_signs, without_asides
from zufolge.connect.stage_cues import Stage
from zufolge.connect.stages import Step, find_history
from zufolge.connect.strands import relations_of
from zufolge.connect.told import Told
from zufolge.connect.undertakings import Posts, Undertaking, read_undertaking
from zufolge.connect.witnesses import cast_of, find_witnesses
from zufolge.model import Claim, Span

ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part, and in which role of the deal's type."""

    entity: str
    role: str


@dataclass(frozen=True, slots=True)
class Deal:
    """One undertaking as the claims up to some day tell it. `reasons` says why each claim is in it, by its id.

    `told` are all its claims; `members` are those of them from which stages, figures and origins are read: all, unless
    very many articles tell of it. `passages` are sentences that tell of it though no claim was read from them, `heard`
    the times and ids of their articles.
    """

    id: str
    type: str
    parties: tuple[Party, ...]
    history: tuple[Step, ...]
    signs: tuple[Sign, ...]
    told: tuple[Told, ...]
    members: tuple[KnownClaim, ...]
    figures: tuple[Figures, ...]
    reasons: Mapping[str, str]
    passages: tuple[Passage, ...] = ()
    heard: tuple[tuple[str | None, str], ...] = ()

    @property
    def stage(self) -> Stage | None:
        """The latest stage that the claims support; None where none tells of one."""
        return self.history[-1].stage if self.history else None

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims, in the order of publication."""
        return tuple(dict.fromkeys(one.id for one in self.told))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles, in the order of publication."""
        told = [(one.published or "9", one.article) for one in self.told]
        told += [(published or "9", article) for published, article in self.heard]
        return tuple(dict.fromkeys(article for _, article in sorted(told)))

    @property
    def days(self) -> tuple[str, ...]:
        """The days of the dated articles."""
        days = {one.day for one in self.told} | {published[:10] for published, _ in self.heard if published}
        return tuple(sorted(day for day in days if day is not None))

    @property
    def vouching(self) -> tuple[KnownClaim, ...]:
        """What origins are counted of: the claims, and sentences of articles without one."""
        own = {member.article_number for member in self.members}
        others = (one for one in self.passages if one.article_number not in own)
        return (*self.members, *(_as_known(one, self.type) for one in others))

    @property
    def first_day(self) -> str | None:
        """The day of the first dated article."""
        return self.days[0] if self.days else None

    @property
    def last_day(self) -> str | None:
        """The day of the last dated article."""
        return self.days[-1] if self.days else None


def find_deals(claims: Iterable[KnownClaim], passages: Iterable[Passage] = ()) -> tuple[Deal, ...]:
    """The deals that the claims tell of, by their first day; neither order matters.

    `passages` are sentences of the same articles or of others, which may tell of these deals, too.
    """
    known = sorted(claims, key=lambda one: (one.article, one.id, one.number))
    posts = posts_of(known)
    undertakings = [one for one in (read_undertaking(claim, posts) for claim in known) if one is not None]
    by_claim = {(one.known.id, one.known.number): one for one in undertakings}
    are_related = related_by(relations_of(ownerships(known)))
    groups = group_told((told_by(one) for one in undertakings), are_related)
    witnesses = _find_witnesses(groups, passages)
    deals = []
    for group, identity in zip(groups, identify(groups), strict=True):
        members = [by_claim[one.id, one.claim] for one in group.members]
        deals.append(tell_deal(group, members, posts, witnesses.get(group.strand.number, ()), identity))
    return tuple(deals)


def told_by(one: Undertaking) -> Told:
    """What grouping needs of the claim."""
    known, trigger = one.known, one.known.claim.trigger
    is_talk = one.shape.type == "talks"
    return Told(
        claim=known.number,
        id=known.id,
        article=known.article,
        published=known.published,
        trigger=(trigger.start, trigger.end),
        hints=hinted_families(known.evidence) if is_talk else frozenset(),
        shape=one.shape,
    )


def _find_witnesses(groups: Sequence[Group], passages: Iterable[Passage]) -> dict[int, list[Passage]]:
    """For each strand the sentences that tell of its undertaking."""
    casts = {group.strand.number: cast_of(group.strand, group.articles) for group in groups}
    by_article: dict[tuple[str, int, int], list[Passage]] = defaultdict(list)
    for one in sorted(passages, key=lambda one: (one.article, one.version, one.article_number, one.span)):
        by_article[one.article, one.version, one.article_number].append(one)
    parties = {name for cast in casts.values() for name in cast.parties}
    names = {name for some in by_article.values() for one in some for name in one.names}
    index = IndexInMemory((group.strand for group in groups), find_aliases(parties | names))
    in_article: dict[str, set[int]] = defaultdict(set)
    for group in groups:
        for article in group.articles:
            in_article[article].add(group.strand.number)
    found: dict[int, list[Passage]] = defaultdict(list)
    for (article, _, _), some in by_article.items():
        named = {name for one in some for name in one.names}
        near = strands_near(named, load_families(), index) | in_article[article]
        for passage, number in find_witnesses([casts[n] for n in sorted(near) if n in casts], some):
            found[number].append(passage)
    return found


def posts_of(known: Iterable[KnownClaim]) -> Posts:
    """The bodies at which the claims give each person a post."""
    posts: dict[str, set[str]] = defaultdict(set)
    for one in known:
        if one.claim.type == "leadership":
            bodies = {filler.entity for filler in one.claim.fillers("company") if filler.entity is not None}
            for person in one.claim.fillers("person"):
                posts[person.entity or ""] |= bodies
    return {person: frozenset(bodies) for person, bodies in posts.items() if person}


def ownerships(known: Iterable[KnownClaim]) -> list[tuple[str, str]]:
    """Who owns whom, as far as the claims tell."""
    pairs = []
    for one in known:
        roles = {"ownership": ("owner", "company"), "stake": ("holder", "company"), "spin_off": ("parent", "unit")}
        owner, owned = roles.get(one.claim.type, ("", ""))
        for left in one.claim.fillers(owner):
            pairs += [(left.entity, right.entity) for right in one.claim.fillers(owned) if left.entity and right.entity]
    return [(left, right) for left, right in pairs if left is not None and right is not None]


def tell_deal(
    group: Group, members: Sequence[Undertaking], posts: Posts, passages: Sequence[Passage], identity: str
) -> Deal:
    """The deal of a group, as its `members` tell it: its claims with what is known of them."""
    telling = type_of(group.members)
    principals = principals_of(group.members)
    signs = read_signs(members, principals, posts)
    own = group.articles
    others = (read_passage(passage, telling, principals, passage.article not in own) for passage in passages)
    signs = without_asides((*signs, *(sign for sign in others if sign is not None)))
    return Deal(
        id=identity,
        type=telling.type,
        parties=parties_of(members, telling),
        history=find_history(signs),
        signs=signs,
        told=group.members,
        members=tuple(member.known for member in members),
        figures=find_figures(members),
        reasons=group.reasons,
        passages=tuple(passages),
        heard=tuple((one.published, one.article) for one in passages),
    )


def _as_known(passage: Passage, type_: str) -> KnownClaim:
    """The sentence as a claim without roles: who says it is all that counts."""
    claim = Claim(
        type=type_,
        roles=(),
        evidence=passage.span,
        trigger=Span(passage.span.start, passage.span.start),
        by="passage",
        confidence=0.0,
        status="asserted",
        attribution=passage.chain,
    )
    return KnownClaim(
        id=f"{passage.article}:{passage.span.start}",
        number=0,
        article=passage.article,
        article_number=passage.article_number,
        published=passage.published,
        publisher=passage.publisher,
        origins=passage.origins,
        claim=claim,
        evidence=passage.text,
        key=passage.key,
        version=passage.version,
    )


def parties_of(members: Sequence[Undertaking], telling: Telling) -> tuple[Party, ...]:
    """Who takes part in which role of the deal's type; somebody told in several roles has the one most often told."""
    slots: dict[str, Counter[str]] = defaultdict(Counter)
    for member in members:
        for slot, names in _slots(member, telling).items():
            slots[slot].update(sorted(names))
    best: dict[str, tuple[int, str]] = {}
    for slot in sorted(slots):
        for name, count in slots[slot].items():
            if name not in best or count > best[name][0]:
                best[name] = (count, slot)
    order = {role: place for place, role in enumerate(_roles(telling))}
    chosen = [(order[slot], -count, name, slot) for name, (count, slot) in best.items() if slot in order]
    return tuple(Party(name, slot) for _, _, name, slot in sorted(chosen))


def _roles(telling: Telling) -> tuple[str, ...]:
    slots = (telling.actor, *telling.together, telling.object, telling.side)
    return tuple(role for role in slots if role is not None)


def _slots(member: Undertaking, telling: Telling) -> dict[str, frozenset[str]]:
    """Who fills which role of the deal's type, as far as the claim says so; among equals, roles may stay open."""
    shape = member.shape
    if shape.type == telling.type and telling.together:
        claim = member.known.claim
        return {
            role: frozenset(f.entity for f in claim.fillers(role) if f.entity is not None) & shape.parties
            for role in telling.together
        }
    pairs = ((telling.actor, shape.actors), (telling.object, shape.objects), (telling.side, shape.sides))
    named = {role: names for role, names in pairs if role is not None and names}
    if telling.together == ("parties",):
        return {"parties": shape.principals}
    return named if shape.telling.family == telling.family else {}


def identify(groups: Sequence[Group]) -> list[str]:
    """An id for each group: a hash of what it is about, and of its place among groups that are about the same."""
    seen: Counter[str] = Counter()
    ids = []
    for group in groups:
        key = subject_of(group)
        seen[key] += 1
        ids.append(id_of(key, seen[key]))
    return ids


def id_of(subject: str, place: int) -> str:
    """The id of the deal that is the first, second, … about a subject."""
    return hashlib.sha256(f"{subject}\x1f{place}".encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def subject_of(group: Group) -> str:
    """Its family and the two principals that most articles name; where one is alone, what else tells it apart."""
    return "\x1f".join((group.family, *_main_parties(group)))


def _main_parties(group: Group) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    named = dict.fromkeys((m.article, name) for m in group.members for name in sorted(m.shape.principals))
    counts.update(name for _, name in named)
    for member in group.members:
        words.update(sorted(member.shape.thing | member.shape.detail))
    names = sorted(counts, key=lambda name: (-counts[name], name))[:2]
    if len(names) > 1:
        return tuple(sorted(names))
    if not group.strand.is_core:
        return (*sorted(group.members[0].shape.parties), group.members[0].id)
    if not words:
        return tuple(names) or tuple(sorted(group.members[0].shape.parties))
    return (*names, min(words, key=lambda word: (-words[word], word)))

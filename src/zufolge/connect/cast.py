"""Who appears in a group of claims: its parties, the media that print or are cited, and who holds which post.

Only what the claims and their articles say; what it means for origins is decided in `vouching` and `origins`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zufolge.connect.background import Background
from zufolge.connect.known import KnownClaim
from zufolge.connect.publishers import fold_medium, is_medium, name_medium, quoted_title
from zufolge.connect.voices import Post, bare_name, is_short_for, office_stem, voice_of
from zufolge.ledger.folding import fold_name
from zufolge.model import Link, Source

_BODIES = ("company", "organisation", "authority", "group")
_NO_PARTY = ("place", "position", "product", "thing", "person")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who fills a role of a claim, and of which kind."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties by article, the media and bodies of the whole group, and the posts of persons."""

    parties: Mapping[int, tuple[Party, ...]]
    media: Mapping[str, str]
    bodies: Mapping[str, str]
    posts: Mapping[str, tuple[Post, ...]]
    full_names: Mapping[str, str]
    described: Mapping[str, str]

    def medium(self, source: Source) -> str | None:
        """The medium that a source names, or None: a known one, one that prints here, or a title in quotation marks."""
        title = quoted_title(source.text)
        for name in (source.entity, title):
            if name is not None and (fold_medium(name) in self.media or is_medium(name)):
                return self.media.get(fold_medium(name)) or name_medium(name)
        if source.kind in ("medium", "agency") and source.entity:
            return name_medium(source.entity)
        if title is None or source.kind == "person" or self.is_party(title):
            return None
        is_named_so = source.entity is None or fold_medium(source.entity) == fold_medium(title)
        return name_medium(title) if is_named_so else None

    def is_party(self, name: str) -> bool:
        """Whether somebody of that name fills a role of the claims."""
        wanted = bare_name(name)
        return any(bare_name(party.name) == wanted for parties in self.parties.values() for party in parties)

    def full_name(self, name: str) -> str:
        """The longest name under which the group knows the body ("Nordfalk" for "Nordfalk Werke AG")."""
        return self.full_names.get(bare_name(name), name)

    def described_in(self, words: str) -> str | None:
        """The party that a noun of `words` describes here ("Reederei-Chefin" where "die Reederei Sund" takes part)."""
        nouns = [*fold_name(words).split(), office_stem(words) or ""]
        return next((self.described[noun] for noun in nouns if noun in self.described), None)

    def kind_of_body(self, name: str) -> str | None:
        """Of which kind the body of that name is, or None."""
        return self.bodies.get(bare_name(name))


def gather_cast(claims: Sequence[KnownClaim], background: Background) -> Cast:
    """Who appears in `claims` and in what their articles say beside them."""
    numbers = sorted({known.article_number for known in claims})
    sources = [(n, source) for n in numbers for one in background.article(n).statements for source in _in(one.chain)]
    sources += [(known.article_number, source) for known in claims for source in _in(known.claim.attribution)]
    named: list[tuple[int, str, str]] = [(n, s.entity, s.kind) for n, s in sources if s.entity and s.kind in _BODIES]
    named += [(k.article_number, name, kind) for k in claims for name, kind in _fillers(k)]
    bodies: dict[str, str] = {}
    for _, name, kind in sorted(named, key=lambda entry: entry[1:]):
        bodies.setdefault(bare_name(name), "company" if kind == "organisation" else kind)
    media = [source.entity for _, source in sources if source.entity and source.kind in ("medium", "agency")]
    return Cast(
        parties=_parties(claims),
        media=_by_fold([*media, *(known.publisher for known in claims if known.publisher)]),
        bodies=bodies,
        posts=_by_person((*background.posts, *_posts_in(claims))),
        full_names=_full_names(named),
        described=_described(claims, background),
    )


def _described(claims: Sequence[KnownClaim], background: Background) -> dict[str, str]:
    """The nouns that stand right before the name of one party, and of no other, in evidence or an article's opening."""
    found: dict[str, set[str]] = {}
    for known in claims:
        words = f"{known.evidence}\n{background.article(known.article_number).opening}"
        for name, _ in _fillers(known):
            for noun in re.findall(rf"([A-ZÄÖÜ][a-zäöüß]{{3,}}) {re.escape(name)}\b", words):
                found.setdefault(noun.casefold(), set()).add(name)
    return {noun: min(names) for noun, names in sorted(found.items()) if len(names) == 1 and not voice_of(noun.title())}


def _full_names(named: Iterable[tuple[int, str, str]]) -> dict[str, str]:
    """The longer name that a short one stands for, where just one fits and no article tells the two apart."""
    together: dict[str, set[int]] = {}
    for article, name, _ in named:
        together.setdefault(name, set()).add(article)
    names = sorted(together, key=lambda name: (-len(bare_name(name)), name))
    found: dict[str, str] = {}
    for position, short in enumerate(names):
        longer = [
            name for name in names[:position] if is_short_for(short, name) and not together[name] & together[short]
        ]
        full = list(dict.fromkeys(found.get(bare_name(name), name) for name in longer))
        if len(full) == 1:
            found[bare_name(short)] = full[0]
    return found


def _parties(claims: Sequence[KnownClaim]) -> dict[int, tuple[Party, ...]]:
    found: dict[int, dict[Party, None]] = {}
    for known in claims:
        parties = found.setdefault(known.article_number, {})
        for role in known.claim.roles:
            for filler in role.fillers:
                if filler.entity is not None and filler.kind not in _NO_PARTY:
                    kind = "group" if role.name == "union" else filler.kind or "company"
                    parties.setdefault(Party(filler.entity, "company" if kind == "organisation" else kind))
    return {article: tuple(parties) for article, parties in found.items()}


def _by_fold(names: Iterable[str]) -> dict[str, str]:
    """Everything that prints or is called a medium here: how it folds, and its name."""
    found: dict[str, str] = {}
    for name in sorted(set(names)):
        found.setdefault(fold_medium(name), name_medium(name))
    return found


def _fillers(known: KnownClaim) -> Iterable[tuple[str, str]]:
    """The bodies in the roles of a claim, with their kinds."""
    for role in known.claim.roles:
        for filler in role.fillers:
            kind = filler.kind or "company"
            if filler.entity and kind in _BODIES:
                yield filler.entity, "group" if role.name == "union" else kind


def _posts_in(claims: Sequence[KnownClaim]) -> Iterable[Post]:
    for known in claims:
        if known.claim.type == "leadership":
            yield from posts_of(known)


def posts_of(known: KnownClaim) -> Iterable[Post]:
    """The posts that a claim of leadership gives to persons, with the words that say so."""
    for person in known.claim.fillers("person"):
        for company in known.claim.fillers("company"):
            position = " ".join(filler.text for filler in known.claim.fillers("position"))
            if person.entity and company.entity:
                is_told = known.claim.evidence.covers(company.span)
                yield Post(person.entity, company.entity, position, known.article, is_told)


def _by_person(posts: Iterable[Post]) -> dict[str, tuple[Post, ...]]:
    found: dict[str, dict[Post, None]] = {}
    for post in posts:
        found.setdefault(post.person, {}).setdefault(post)
    return {person: tuple(all_of) for person, all_of in found.items()}


def _in(chain: Sequence[Link]) -> Iterable[Source]:
    return (source for link in chain for source in link.sources)

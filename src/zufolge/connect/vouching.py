"""Who vouches for one claim, as its chain of sources says: the innermost link that names somebody who can.

What a medium's word rests on is followed through other articles in `origins`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from typing import cast as typed

from zufolge.attribute.sources import kind_by_noun
from zufolge.connect.cast import Cast, Party
from zufolge.connect.entities import PERSON_MARK
from zufolge.connect.origin_tree import OriginKind
from zufolge.connect.publishers import fold_newsroom, is_agency, sends_releases
from zufolge.connect.voices import (
    Post,
    bare_name,
    named_body,
    office_stem,
    speaks_for_all,
    speaks_of_itself,
    union_of,
    voice_of,
)
from zufolge.model import Link, Source

Rank = Literal["voucher", "medium", "press", "nobody"]
_FIRMS = ("company", "medium", "agency", "organisation")
_ANY_AUTHORITY = ("behörde", "amt", "kommission", "aufsicht")
_DEFINITE = ("der", "die", "das", "dem", "den", "des", "diesem", "dieser", "dieses", "diese")


@dataclass(frozen=True, slots=True)
class Voucher:
    """Somebody who is named as the source of a claim.

    `keys` tell origins apart; several mean that the text leaves open which of them speaks. A `rank` of medium is
    still to be followed, one of press names no medium, one of nobody adds nothing to the article's own word.
    `through` are the media, folded, that the words came through.
    """

    rank: Rank
    keys: tuple[str, ...]
    name: str
    kind: OriginKind
    reason: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chain stands: the number of its article, the media it may come from, and those that the article names.

    `agents` are those who do what the claim says.
    """

    article: int
    home: tuple[str, ...]
    named_media: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()


def own_key(medium: str) -> str:
    """The key of what a medium knows by itself, or from sources that it does not name."""
    return f"own:{fold_newsroom(medium)}"


def body_key(name: str) -> str:
    """The key of a company, authority, union or person."""
    return f"body:{bare_name(name)}"


def vouchers_of(chain: Sequence[Link], cast: Cast, place: Place) -> tuple[Voucher, ...]:
    """Who vouches for what `chain` leads to; media where it names nobody else, nothing where it names nobody."""
    cited: tuple[Voucher, ...] = ()
    left_open: tuple[Voucher, ...] = ()
    for position in range(len(chain) - 1, -1, -1):
        outer = _media_of(chain[:position], cast)
        found = [one for source in chain[position].sources for one in _classify(source, cast, place, outer)]
        strong = tuple(one for one in found if one.rank == "voucher")
        if strong:
            return _with_cue(strong, chain[position], outer)
        media = tuple(one for one in found if one.rank == "medium")
        if media and not cited and not any(one.rank == "press" for one in left_open):
            cited = _with_cue(media, chain[position], outer)
        left_open = left_open or tuple(one for one in found if one.rank in ("press", "nobody"))
    return cited or left_open


def media_of(chain: Sequence[Link], cast: Cast) -> tuple[str, ...]:
    """The media that a chain names, outermost first."""
    return _media_of(chain, cast)


def _media_of(chain: Sequence[Link], cast: Cast) -> tuple[str, ...]:
    named = (cast.medium(source) for link in chain for source in link.sources)
    return tuple(dict.fromkeys(name for name in named if name))


def _with_cue(vouchers: Iterable[Voucher], link: Link, outer: tuple[str, ...]) -> tuple[Voucher, ...]:
    cue = f"“{link.cue.text}” " if link.cue else ""
    through = tuple(map(fold_newsroom, outer))
    told = f", to {outer[-1]}" if outer else ""
    return tuple(replace(one, reason=f"{cue}{one.reason}{told}", through=through) for one in vouchers)


def _classify(source: Source, cast: Cast, place: Place, outer: tuple[str, ...]) -> Iterable[Voucher]:
    """What one source of a link is."""
    if speaks_for_all(source.text):
        yield from _all_parties(source, cast, place)
        return
    if source.kind == "anonymous":
        yield _unnamed(source, outer[-1:] or place.home, "anonymous")
        return
    medium = cast.medium(source)
    if sends_releases(source.entity or source.text):
        yield Voucher("nobody", (), source.text, "group", f"“{source.text}” spreads what others say")
    elif medium:
        yield _medium(medium)
    elif source.entity is not None and voice_of(source.entity) != "nobody":
        yield _named(source, source.entity, cast, place)
    else:
        yield _nameless(source, cast, place, outer)


def _medium(name: str) -> Voucher:
    return Voucher("medium", (own_key(name),), name, "agency" if is_agency(name) else "medium", f"cites {name}")


def _unnamed(source: Source, home: tuple[str, ...], kind: OriginKind) -> Voucher:
    """A source without a name counts once for each medium that it talks to."""
    keys = tuple(own_key(medium) for medium in home)
    to = f" ({home[0]})" if home else ""
    return Voucher("voucher" if keys else "nobody", keys, f"“{source.text}”{to}", kind, f"“{source.text}”")


def _all_parties(source: Source, cast: Cast, place: Place) -> Iterable[Voucher]:
    for party in _firms(cast, place):
        yield _body(party.name, party.kind, f"“{source.text}”", cast)


def _firms(cast: Cast, place: Place) -> tuple[Party, ...]:
    parties = cast.parties.get(place.article, ())
    return tuple(party for party in parties if party.kind in (*_FIRMS, "group"))


def _body(name: str, kind: str, reason: str, cast: Cast) -> Voucher:
    union = union_of(name)
    full = union or cast.full_name(name)
    known = cast_kind("group" if union else cast.kind_of_body(full) or kind)
    return Voucher("voucher", (body_key(full),), full, known, reason)


def cast_kind(kind: str) -> OriginKind:
    """The kind of an origin for the kind of a name."""
    if kind in ("company", "person", "authority", "research", "document", "group"):
        return typed(OriginKind, kind)
    return "company"


def _named(source: Source, name: str, cast: Cast, place: Place) -> Voucher:
    """A source with a name: the body it is, the body it speaks for, or a person who speaks for himself."""
    words = f"“{source.text}”"
    if source.kind == "person":
        return _person(source, name, cast, place)
    name = name.removesuffix(PERSON_MARK)
    if source.kind in ("document", "research"):
        is_issuer = voice_of(source.text) == "issuer" or cast.is_party(name)
        return _body(name, "company" if is_issuer else source.kind, words, cast)
    if not cast.is_party(name):
        parties = dict.fromkeys(party.name for party in _firms(cast, place))
        name = named_body(source.text, parties) or name
    body = _body(name, source.kind, words, cast)
    return _or_agent(body, source, name, cast, place)


def _person(source: Source, name: str, cast: Cast, place: Place) -> Voucher:
    words = f"“{source.text}”"
    alone = Voucher("voucher", (body_key(name),), name, "person", words)
    posts = cast.posts.get(name, ())
    if voice_of(source.text) == "self" or any(voice_of(post.position) == "self" for post in posts):
        return alone
    bodies = [party.name for parties in cast.parties.values() for party in parties if party.kind != "person"]
    known = dict.fromkeys([*bodies, *cast.bodies])
    for told in (source.text, *(post.position for post in posts)):
        body = named_body(told, known) or (cast.described_in(told) if voice_of(told) == "body" else None)
        if body:
            return _body(body, "company", f"“{told}” speaks for {body}", cast)
    family = _family_firm(source, name, known)
    if family:
        return _body(family, "company", f"“{source.text}” speaks for {family}, which bears the name", cast)
    if posts:
        return _by_post(
            sorted(posts, key=lambda post: (not post.is_told, not cast.is_party(post.body)))[0], cast, place
        )
    if voice_of(source.text) == "body":
        return _one_of(_firms(cast, place), words, cast) or alone
    return alone


def _by_post(post: Post, cast: Cast, place: Place) -> Voucher:
    """Whom somebody with a post speaks for; where no article names the body beside it, it may be any party."""
    body = _body(
        post.body, "company", f"{post.person} speaks for {post.body}, “{post.position}” in {post.article}", cast
    )
    others = _one_of(_firms(cast, place), body.reason, cast)
    if post.is_told or others is None:
        return body
    return replace(body, keys=tuple(dict.fromkeys((*body.keys, *others.keys))))


def _family_firm(source: Source, name: str, bodies: Iterable[str]) -> str | None:
    """The firm that bears the surname of somebody with an office in one ("Inhaberin Sabine Kahl", "Bäckerei Kahl")."""
    surname = name.removesuffix(PERSON_MARK).split()[-1].casefold()
    if voice_of(source.text) != "body":
        return None
    return next((body for body in sorted(bodies) if surname in bare_name(body).split()), None)


def _or_agent(body: Voucher, source: Source, name: str, cast: Cast, place: Place) -> Voucher:
    """A noun without a name ("der Konzern") that was taken for whom something happens to may mean who does it."""
    if speaks_of_itself(source.text):
        agents = [Party(agent, "company") for agent in place.agents] or _firms(cast, place)
        return _one_of(agents, body.reason, cast) or body
    if named_body(source.text, [name]) or not cast.is_party(name):
        return body
    described = cast.described_in(source.text)
    if described:
        return _body(described, "company", body.reason, cast)
    if not place.agents or name in place.agents:
        return body
    keys = (*(body_key(cast.full_name(agent)) for agent in place.agents), *body.keys)
    return replace(body, keys=tuple(dict.fromkeys(keys)), name=cast.full_name(place.agents[0]))


def _one_of(parties: Sequence[Party], words: str, cast: Cast) -> Voucher | None:
    """One of several who may have spoken: the text leaves open which."""
    bodies = [_body(party.name, party.kind, words, cast) for party in parties]
    keys = tuple(dict.fromkeys(key for body in bodies for key in body.keys))
    return replace(bodies[0], keys=keys) if bodies else None


def _nameless(source: Source, cast: Cast, place: Place, outer: tuple[str, ...]) -> Voucher:
    """A source without a name: a party, an office, a medium named elsewhere, or nobody."""
    words = f"“{source.text}”"
    nobody = Voucher("nobody", (), source.text, "group", words)
    voice = voice_of(source.text)
    if voice == "medium" or source.kind in ("medium", "agency"):
        return _medium_before(source, place)
    if voice == "nobody":
        return nobody
    if voice == "self":
        return _by_noun(source.text, cast_kind("person" if source.kind == "person" else "group"), words)
    if voice in ("body", "issuer") or source.kind == "company":
        return _of_office(source, cast, place) or nobody
    if source.kind == "authority":
        return _authority(source.text, words, cast)
    if source.kind in ("document", "research"):
        return _unnamed(source, outer[-1:] or place.home, source.kind)
    if source.kind == "group" and kind_by_noun(source.text) == "group":
        return _union(source.text, words, cast, place)
    return nobody


def _of_office(source: Source, cast: Cast, place: Place) -> Voucher | None:
    """Who holds an office without a name speaks for the body that the noun names, else for one of the parties."""
    words = f"“{source.text}”"
    known = dict.fromkeys([*(party.name for party in _firms(cast, place)), *cast.bodies])
    body = named_body(source.text, known) or cast.described_in(source.text)
    if body:
        return _body(body, "company", words, cast)
    stem = office_stem(source.text)
    kind = kind_by_noun(stem.capitalize()) if stem else None
    if stem and kind == "authority":
        return _authority(stem.capitalize(), words, cast)
    if stem and kind == "group":
        return _union(stem.capitalize(), words, cast, place)
    return _one_of(_firms(cast, place), words, cast)


def _authority(noun: str, words: str, cast: Cast) -> Voucher:
    """An authority without a name: the one whose name holds the noun, or any where the noun says no more than that."""
    known = [Party(name, kind) for name, kind in cast.bodies.items() if kind == "authority"]
    told = noun.casefold().split()[-1]
    fitting = [party for party in known if told in party.name]
    is_any = told.startswith(_ANY_AUTHORITY)
    return _one_of(fitting or (known if is_any else []), words, cast) or _by_noun(noun, "authority", words)


def _union(noun: str, words: str, cast: Cast, place: Place) -> Voucher:
    """A union or association without a name: the one that takes part, else whatever the noun says."""
    unions = [party for party in _firms(cast, place) if party.kind == "group"]
    return _one_of(unions, words, cast) or _by_noun(noun, "group", words)


def _by_noun(noun: str, kind: OriginKind, words: str) -> Voucher:
    """A body or office that goes by its noun alone ("der Insolvenzverwalter"): the same noun is the same one."""
    nouns = [word for word in noun.replace("-", " ").split() if word[:1].isupper()]
    name = (nouns or [noun])[-1]
    return Voucher("voucher", (body_key(name),), name, kind, words)


def _medium_before(source: Source, place: Place) -> Voucher:
    """A medium without a name: the one that the article names elsewhere, the paper itself, or nobody knows which."""
    wants_agency = "agentur" in source.text.casefold()
    named = [name for name in place.named_media if is_agency(name) == wants_agency]
    if named:
        return _medium(named[0])
    is_definite = source.text.split()[0].casefold() in _DEFINITE
    if is_definite and voice_of(source.text) != "nobody" and place.home and is_agency(place.home[0]) == wants_agency:
        return _medium(place.home[0])
    return Voucher("press", (), source.text, "medium", f"“{source.text}” names no medium")

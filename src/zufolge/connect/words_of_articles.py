"""Whose word the claims of a group are, article by article, before anything is followed across articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zufolge.connect.background import ArticleBackground, Background
from zufolge.connect.cast import Cast
from zufolge.connect.copies import LEAST_SHARE, Copies
from zufolge.connect.entities import PERSON_MARK
from zufolge.connect.known import KnownClaim
from zufolge.connect.publishers import fold_newsroom, is_agency, is_medium, name_medium, sends_releases
from zufolge.connect.vouching import Place, Voucher, body_key, media_of, vouchers_of
from zufolge.model import Span

_ACTING = ("buyer", "investor", "holder", "supplier", "licensor", "plaintiff", "accuser")
_HEARSAY = ("rumoured", "speculated", "possible")


@dataclass(frozen=True, slots=True)
class Home:
    """Where an article itself comes from: media (several where the text leaves open which), or an issuer."""

    media: tuple[str, ...] = ()
    issuer: str | None = None
    is_release: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """That a claim of an article rests on a voucher."""

    article: int
    polarity: str
    voucher: Voucher


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """An article of the group: its claims, its home, and the words that its chains lead to."""

    number: int
    id: str
    published: str | None
    home: Home
    claims: tuple[KnownClaim, ...]
    words: tuple[Word, ...]
    silent: tuple[KnownClaim, ...]
    names_press: bool


def read_articles(claims: Sequence[KnownClaim], cast: Cast, background: Background) -> tuple[ArticleWords, ...]:
    """The articles of `claims` with the words that their chains lead to, in the order of publication."""
    groups: dict[int, list[KnownClaim]] = {}
    for known in claims:
        if known.claim.type != "no_comment":
            groups.setdefault(known.article_number, []).append(known)
    homes = homes_of([group[0] for group in groups.values()], background.copies, cast)
    articles = [_read(group, homes[number], cast, background.article(number)) for number, group in groups.items()]
    return tuple(sorted(articles, key=lambda a: (a.published is None, a.published or "", a.id, a.number)))


def _read(claims: list[KnownClaim], home: Home, cast: Cast, background: ArticleBackground) -> ArticleWords:
    first = claims[0]
    chains = [k.claim.attribution for k in claims] + [s.chain for s in background.statements]
    named = [name for chain in chains for name in media_of(chain, cast)]
    home_folds = {fold_newsroom(name) for name in home.media}
    others = tuple(dict.fromkeys(name for name in named if fold_newsroom(name) not in home_folds))
    place = Place(first.article_number, home.media, others)
    words: list[Word] = []
    silent: list[KnownClaim] = []
    names_press = False
    for known in claims:
        vouchers = vouchers_of(known.claim.attribution, cast, replace(place, agents=_agents(known)))
        named_ones = [one for one in vouchers if one.rank in ("voucher", "medium")]
        names_press |= any(one.rank == "press" for one in vouchers)
        words += [Word(first.article_number, known.claim.polarity, one) for one in named_ones]
        if not named_ones and not any(one.rank == "press" for one in vouchers):
            silent.append(known)
    words += _said_beside(silent, words, cast, place, background)
    return ArticleWords(
        number=first.article_number,
        id=first.article,
        published=first.published,
        home=home,
        claims=tuple(claims),
        words=tuple(words),
        silent=tuple(silent),
        names_press=names_press,
    )


def _agents(known: KnownClaim) -> tuple[str, ...]:
    """Who does what a claim says, where another is done to: the fillers of its role that acts."""
    acting = next((known.claim.fillers(name) for name in _ACTING if known.claim.fillers(name)), ())
    return tuple(filler.entity.removesuffix(PERSON_MARK) for filler in acting if filler.entity)


def _said_beside(
    silent: Sequence[KnownClaim], words: Sequence[Word], cast: Cast, place: Place, background: ArticleBackground
) -> Iterable[Word]:
    """Who speaks beside claims that name no source: in the lead, or as their party anywhere in the article."""
    polarities = {word.polarity for word in words}
    for known in silent:
        if known.claim.polarity in polarities or known.claim.status in _HEARSAY:
            continue
        for statement in background.statements:
            vouchers = vouchers_of(statement.chain, cast, replace(place, agents=_agents(known)))
            in_lead = _shares_lead(known, statement.content, background)
            yield from (
                Word(place.article, known.claim.polarity, one)
                for one in vouchers
                if (in_lead and one.rank in ("voucher", "medium")) or _is_party(one, known)
            )


def _shares_lead(known: KnownClaim, content: Sequence[Span], background: ArticleBackground) -> bool:
    lead = background.lead
    if lead is None or not lead.overlaps(known.claim.evidence):
        return False
    return any(lead.overlaps(span) for span in content)


def _is_party(voucher: Voucher, known: KnownClaim) -> bool:
    keys = {body_key(f.entity) for role in known.claim.roles for f in role.fillers if f.entity}
    return voucher.rank == "voucher" and bool(keys & set(voucher.keys))


def homes_of(firsts: Sequence[KnownClaim], copies: Copies, cast: Cast) -> dict[int, Home]:
    """The home of each article: what it says itself, else what a copy of it says, else its publisher."""
    by_number = {known.article_number: known for known in firsts}
    own = {number: _home_in_text(known, cast) for number, known in by_number.items()}
    return {number: home or _shared_home(number, by_number, own, copies) for number, home in own.items()}


def _home_in_text(known: KnownClaim, cast: Cast) -> Home | None:
    """What the article's own lines say of where it comes from."""
    named = [name for name in known.origins if not sends_releases(name)]
    media = tuple(dict.fromkeys(name_medium(name) for name in named if _prints(name, cast)))
    issuers = [name for name in named if not _prints(name, cast)]
    if issuers:
        return Home(issuer=issuers[0], is_release=True, reason=f"a release of {issuers[0]}")
    if media:
        return Home(media, reason=f"dateline or source line ({', '.join(media)})")
    service = next((name for name in (*known.origins, known.publisher or "") if name and sends_releases(name)), None)
    if service:
        return Home(is_release=True, reason=f"a release spread by {service}")
    if known.publisher and cast.is_party(known.publisher):
        return Home(issuer=known.publisher, is_release=True, reason=f"published by {known.publisher} itself")
    return None


def _prints(name: str, cast: Cast) -> bool:
    return is_medium(name) or is_agency(name) or not cast.is_party(name)


def _shared_home(number: int, firsts: Mapping[int, KnownClaim], own: Mapping[int, Home | None], copies: Copies) -> Home:
    """The home of a text that names none: that of the closest copy that names one, else of the first to print it."""
    reached = originals_of(number, firsts, copies)
    for other in reached[1:]:
        home = own[other]
        if home:
            return replace(home, reason=f"{home.reason}; shares its text with {firsts[other].article}")
    printed = [firsts[other] for other in reached if firsts[other].publisher]
    if not printed:
        return Home(reason="names no origin")
    first = min(printed, key=lambda k: (k.published is None, k.published or "", k.article))
    paper = name_medium(first.publisher or "")
    shared = f"; shares its text with {first.article}" if first.article_number != number else ""
    return Home((paper,), reason=f"{paper} itself{shared}")


def originals_of(number: int, firsts: Mapping[int, KnownClaim], copies: Copies) -> list[int]:
    """The article, and those whose text it prints or abridges, directly or through others; the closest first."""
    found = [number]
    for article in found:
        for copy in copies.of(article):
            if copy.other in firsts and copy.other not in found and copy.of_article >= LEAST_SHARE:
                found.append(copy.other)
    return found

"""How many independent origins a group of claims has: whose word it is in the end, however many articles print it.

A medium's word is followed through its own articles and through what others say of its sources; what leads back to
the same origin counts once. What nobody can tell is said to be unknown. The words of each article come from
`words_of_articles`; loading is the business of `origin_loading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zufolge.connect.background import Background
from zufolge.connect.cast import gather_cast
from zufolge.connect.copies import shared_words
from zufolge.connect.known import KnownClaim
from zufolge.connect.origin_tree import Branch, OriginKind, Origins
from zufolge.connect.publishers import fold_newsroom, is_agency
from zufolge.connect.vouching import Voucher, body_key, own_key
from zufolge.connect.words_of_articles import ArticleWords, Word, originals_of, read_articles

_HEARSAY = ("rumoured", "speculated", "possible")
_SAME_SENTENCE = 0.8
_MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class Root:
    """What a word leads back to; several `keys` mean that the text leaves open which of them it is."""

    keys: tuple[str, ...]
    name: str
    kind: OriginKind
    reason: str
    article: int


def count_origins(claims: Sequence[KnownClaim], background: Background | None = None) -> Origins:
    """The independent origins of `claims`, which speak of the same matter; silence on it counts for nothing.

    Only what `claims` and `background` hold is known: give those published by a day to count as of that day.
    """
    known = background or Background()
    cast = gather_cast(claims, known)
    articles = read_articles(claims, cast, known)
    search = _Search(articles, known)
    roots = [root for article in articles for root in search.roots_of(article)]
    names = {article.number: article.id for article in articles}
    reached = {root.article for root in roots}
    unknown = dict.fromkeys(article.id for article in articles if article.number not in reached)
    tree = _grow(roots, names)
    return Origins(len(dict.fromkeys(names.values())), len(tree), tree, tuple(unknown))


@dataclass(slots=True)
class _Branching:
    """A branch while roots are being laid to it."""

    names: dict[str, None] = field(default_factory=dict)
    kinds: dict[OriginKind, None] = field(default_factory=dict)
    articles: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)

    def take(self, root: Root, article: str) -> None:
        self.names.setdefault(root.name)
        self.kinds.setdefault(root.kind)
        self.articles.setdefault(article)
        self.reasons.setdefault(root.reason)

    def branch(self) -> Branch:
        reasons = [reason for reason in self.reasons if reason]
        more = f"; and {len(reasons) - _MOST_REASONS} more" if len(reasons) > _MOST_REASONS else ""
        kind = "anonymous" if "anonymous" in self.kinds else next(iter(self.kinds))
        name = next((name for name in self.names if kind != "anonymous" or name.startswith("“")), "")
        return Branch(name, kind, tuple(self.articles), "; ".join(reasons[:_MOST_REASONS]) + more)


def _grow(roots: Sequence[Root], names: Mapping[int, str]) -> tuple[Branch, ...]:
    """A branch for each origin; a root that leaves open whose word it is joins one that is there already."""
    found: dict[str, _Branching] = {}
    for root in (*(r for r in roots if len(r.keys) == 1), *(r for r in roots if len(r.keys) > 1)):
        key = next((key for key in root.keys if key in found), root.keys[0])
        found.setdefault(key, _Branching()).take(root, names[root.article])
    return tuple(branching.branch() for branching in found.values())


class _Search:
    """Follows words through the articles of one group to those who first said them."""

    def __init__(self, articles: Sequence[ArticleWords], background: Background) -> None:
        self._articles = articles
        self._by_number = {article.number: article for article in articles}
        self._firsts = {article.number: article.claims[0] for article in articles}
        self._background = background

    def roots_of(self, article: ArticleWords) -> Iterable[Root]:
        """What the claims of `article` lead back to."""
        for word in article.words:
            yield from self._follow(word, article, ())
        for polarity in dict.fromkeys(known.claim.polarity for known in article.silent):
            silent = [known for known in article.silent if known.claim.polarity == polarity]
            yield from self._of_silent(article, silent, polarity)

    def _follow(self, word: Word, article: ArticleWords, seen: tuple[str, ...]) -> Iterable[Root]:
        voucher = word.voucher
        if voucher.rank == "voucher":
            yield Root(voucher.keys, voucher.name, voucher.kind, voucher.reason, article.number)
            return
        for root in self._sinks(voucher, word.polarity, article, seen):
            source = f", which has it from {root.name}" if root.name != voucher.name else ""
            yield Root(root.keys, root.name, root.kind, f"{voucher.reason}{source}", article.number)

    def _sinks(self, medium: Voucher, polarity: str, citing: ArticleWords, seen: tuple[str, ...]) -> tuple[Root, ...]:
        """What the word of a medium leads back to: what it cites where it reports, else itself."""
        newsroom = fold_newsroom(medium.name)
        own = Root((own_key(medium.name),), medium.name, medium.kind, "", citing.number)
        if newsroom in seen:
            return (self._first_of(seen[seen.index(newsroom) :], citing),)
        if self._is_home(citing, newsroom) and not seen:
            return (own,)
        found: dict[tuple[str, ...], Root] = {}
        for article, word in self._said_by(newsroom, polarity, citing):
            for root in self._follow(word, article, (*seen, newsroom)):
                found.setdefault(root.keys, root)
        if not found or own.keys in found:
            return (found.get(own.keys, own),)
        return tuple(found.values())

    def _first_of(self, circle: Sequence[str], citing: ArticleWords) -> Root:
        """Which of several media counts that cite each other in a circle: the first by name, whoever is asked."""
        named = [*(name for a in self._articles for name in a.home.media), *(w.voucher.name for w in self._cited())]
        newsroom = min(circle)
        name = next((name for name in named if fold_newsroom(name) == newsroom), newsroom)
        return Root((f"own:{newsroom}",), name, "agency" if is_agency(name) else "medium", "", citing.number)

    def _cited(self) -> Iterable[Word]:
        return (word for article in self._articles for word in article.words if word.voucher.rank == "medium")

    def _said_by(self, newsroom: str, polarity: str, citing: ArticleWords) -> Iterable[tuple[ArticleWords, Word]]:
        """The words that the medium's own articles, or others that cite it, lead back to."""
        for article in self._articles:
            is_own = self._is_home(article, newsroom)
            if is_own and article.number != citing.number and not _is_before(article.published, citing.published):
                continue
            for word in article.words:
                if word.polarity == polarity and (is_own or newsroom in word.voucher.through):
                    yield article, word

    @staticmethod
    def _is_home(article: ArticleWords, newsroom: str) -> bool:
        return any(fold_newsroom(name) == newsroom for name in article.home.media)

    def _of_silent(self, article: ArticleWords, silent: Sequence[KnownClaim], polarity: str) -> Iterable[Root]:
        """Whose word claims without a source are: whoever else speaks in the article, its originals, or its home."""
        if any(word.polarity == polarity for word in article.words):
            return ()
        is_hearsay = any(known.claim.status in _HEARSAY for known in silent)
        if article.words and not is_hearsay:
            return ()
        shared = list(self._of_originals(article, silent, polarity))
        if shared or article.names_press:
            return shared
        return self._of_home(article, polarity)

    def _of_originals(self, article: ArticleWords, silent: Sequence[KnownClaim], polarity: str) -> Iterable[Root]:
        """What the claims rest on in the articles whose text this one shares, as a whole or in this sentence."""
        whole = originals_of(article.number, self._firsts, self._background.copies)[1:]
        for number in (*whole, *self._same_sentences(article, silent)):
            other = self._by_number[number]
            words = [word for word in other.words if word.polarity == polarity]
            for word in words:
                for root in self._follow(word, other, ()):
                    reason = f"{root.reason}; shares its text with {other.id}"
                    yield Root(root.keys, root.name, root.kind, reason, article.number)
            if words:
                return
            if number not in whole:
                yield from self._of_home(other, polarity, article)
                return

    def _same_sentences(self, article: ArticleWords, silent: Sequence[KnownClaim]) -> list[int]:
        """Earlier articles with a claim in the same sentence as one of `silent`."""
        found = []
        for other in self._articles:
            if other.number == article.number or not _is_first(other, article):
                continue
            if any(
                shared_words(mine.evidence, theirs.evidence) >= _SAME_SENTENCE
                for mine in silent
                for theirs in other.claims
                if mine.claim.type == theirs.claim.type
            ):
                found.append(other.number)
        return found

    def _of_home(self, article: ArticleWords, polarity: str, printing: ArticleWords | None = None) -> Iterable[Root]:
        """Where the article itself comes from; an issuer's release is its own word."""
        number = (printing or article).number
        home = article.home
        if home.issuer:
            yield Root((body_key(home.issuer),), home.issuer, "company", home.reason, number)
        elif home.is_release:
            yield from _of_release(article, number)
        elif len(home.media) == 1:
            name = home.media[0]
            kind: OriginKind = "agency" if is_agency(name) else "medium"
            medium = Voucher("medium", (own_key(name),), name, kind, home.reason)
            for root in self._sinks_before(medium, polarity, article):
                yield Root(root.keys, root.name, root.kind, home.reason, number)
        elif home.media:
            keys = tuple(map(own_key, home.media))
            yield Root(keys, " / ".join(home.media), "agency", home.reason, number)

    def _sinks_before(self, medium: Voucher, polarity: str, article: ArticleWords) -> tuple[Root, ...]:
        """What the medium's own earlier articles led back to, for one that says it again without a source."""
        newsroom = fold_newsroom(medium.name)
        found: dict[tuple[str, ...], Root] = {}
        for other, word in self._said_by(newsroom, polarity, article):
            if other.number != article.number and self._is_home(other, newsroom):
                for root in self._follow(word, other, (newsroom,)):
                    found.setdefault(root.keys, root)
        own = Root((own_key(medium.name),), medium.name, medium.kind, "", article.number)
        return tuple(found.values()) if found and own.keys not in found else (own,)


def _of_release(article: ArticleWords, number: int) -> Iterable[Root]:
    """A release whose issuer the text does not name: one of those it is about."""
    entities = [
        (filler.entity, role.name)
        for known in article.claims
        for role in known.claim.roles
        for filler in role.fillers
        if filler.entity and filler.kind in ("company", "organisation")
    ]
    if entities:
        keys = tuple(dict.fromkeys(body_key(entity) for entity, _ in entities))
        yield Root(keys, entities[0][0], "company", article.home.reason, number)


def _is_before(published: str | None, citing: str | None) -> bool:
    """Whether an article may be what one published at `citing` cites; where only days are known, the day decides."""
    if published is None or citing is None:
        return True
    length = min(len(published), len(citing))
    return published[:length] <= citing[:length]


def _is_first(other: ArticleWords, article: ArticleWords) -> bool:
    """Whether `other` comes before `article`: published earlier, or at the same time and first by its id."""
    mine, theirs = article.published, other.published
    if theirs != mine:
        return theirs is not None and (mine is None or theirs < mine)
    return (bool(other.home.issuer), other.id) < (bool(article.home.issuer), article.id) or bool(other.words)

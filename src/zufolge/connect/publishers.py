"""Media under one name, whatever their spelling, and the newsrooms that several of them share. Not who cites whom.

Which papers share a newsroom is data: `languages/de/publishers.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from zufolge.languages import load_entries
from zufolge.languages.names import agency_of_code, canonical_name, kind_of_name

FAMILY_KEYS = ("name", "members", "because", "example")
_QUOTED = re.compile(r"[„“\"»«‚‘›‹]\s*([^„“”\"»«‚‘’›‹]{2,50}?)\s*[“”\"«»‘’‹›]")
_ARTICLE = re.compile(r"^(?:der|die|das|dem|den|des)\s+(?=\S)", re.IGNORECASE)
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+)\.(?:de|at|ch|com|net|org|info|eu)(?:/.*)?$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_MOST_WORDS_OF_TITLE = 5


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Papers that share a newsroom, and in one clause what they share."""

    name: str
    members: tuple[str, ...]
    because: str


def name_medium(name: str) -> str:
    """The name under which a medium or agency is known here; without article and quotation marks where it is unknown.

    >>> name_medium("der Süddeutschen"), name_medium("die „Abendpost“"), name_medium("www.nordkurier.example")
    ('Süddeutsche Zeitung', 'Abendpost', 'www.nordkurier.example')
    """
    known = canonical_name(name)
    if known:
        return known
    bare = _ARTICLE.sub("", (quoted_title(name) or name).strip(' "„“”»«›‹‚‘’'))
    site = _SITE.match(bare)
    return canonical_name(bare) or (canonical_name(site.group(1)) if site else None) or bare


def quoted_title(words: str) -> str | None:
    """The title in quotation marks that a source holds ("einen Bericht des „Industrieblatts“"), or None.

    >>> quoted_title("einen Bericht des „Elbkuriers“"), quoted_title("Insider")
    ('Elbkuriers', None)
    """
    found = _QUOTED.search(words)
    if found is None or len(found.group(1).split()) > _MOST_WORDS_OF_TITLE or not found.group(1)[0].isalnum():
        return None
    return found.group(1)


def fold_medium(name: str) -> str:
    """What tells media apart: their words in lower case, as `name_medium` knows them, without what inflects them.

    >>> fold_medium("des „Elbkuriers“") == fold_medium("Elbkurier"), fold_medium("der Neuen Post")
    (True, 'neue post')
    """
    words = _WORD.findall(name_medium(name).casefold())
    return " ".join(_uninflected(word) for word in words) or name.casefold()


def _uninflected(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith(("en", "er")) and word[:-1].endswith("e") else word


def newsroom_of(medium: str) -> Newsroom | None:
    """The newsroom that `medium` shares with other papers, or None.

    >>> newsroom = newsroom_of("Welt am Sonntag")
    >>> newsroom and newsroom.name
    'Die Welt'
    """
    return _by_member().get(fold_medium(medium))


def fold_newsroom(medium: str) -> str:
    """What tells newsrooms apart: papers of one family fold to the same words.

    >>> fold_newsroom("dpa-AFX") == fold_newsroom("dpa")
    True
    """
    newsroom = newsroom_of(medium)
    return fold_medium(newsroom.name if newsroom else medium)


def is_agency(name: str) -> bool:
    """Whether `name` is a news agency's; a service that spreads releases is none.

    >>> is_agency("dpa"), is_agency("ots"), is_agency("Elbkurier")
    (True, False, False)
    """
    return kind_of_name(name) == "agency" and not sends_releases(name)


def sends_releases(name: str) -> bool:
    """Whether `name` is a service whose texts are their issuers' own word (ots, DGAP, EQS).

    >>> sends_releases("EQS-News"), sends_releases("Reuters")
    (True, False)
    """
    agency = agency_of_code(name) or agency_of_code(canonical_name(name) or "")
    return agency is not None and agency.sends_releases


def is_medium(name: str) -> bool:
    """Whether `name` is a known medium's or news agency's."""
    return kind_of_name(name) is not None and not sends_releases(name)


@cache
def newsrooms() -> tuple[Newsroom, ...]:
    """All newsrooms of `languages/de/publishers.toml`."""
    return tuple(
        Newsroom(entry["name"], tuple(entry["members"]), entry["because"])
        for entry in load_entries("publishers", "family", FAMILY_KEYS)
    )


@cache
def _by_member() -> Mapping[str, Newsroom]:
    return {fold_medium(name): newsroom for newsroom in newsrooms() for name in _names(newsroom)}


def _names(newsroom: Newsroom) -> Iterable[str]:
    return (newsroom.name, *newsroom.members)

"""Who speaks for whom: the nouns beside a name, and what articles say of a person's post. Not who is who.

Which nouns speak for a body and which for themselves is data: `languages/de/voices.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from zufolge.languages import check_keys, load_tables, load_words
from zufolge.ledger.folding import fold_name

Voice = Literal["body", "self", "nobody", "issuer", "medium"]
VOICE_KEYS = ("id", "gives", "ends", "whole", "example")
_TABLES = ("voice", "own", "joint")
_GIVES = ("body", "self", "nobody", "issuer", "medium")
_SHORTEST_STEM = 6


@dataclass(frozen=True, slots=True)
class Post:
    """That an article gives a person a post at a body; `position` are its words ("Vorstandschef").

    `is_told` where the body is named beside the person; otherwise it was inferred from the article.
    """

    person: str
    body: str
    position: str
    article: str
    is_told: bool = True


def voice_of(words: str) -> Voice | None:
    """What the first telling noun of a source gives, or None.

    >>> voice_of("ein Sprecher der Nordfalk AG"), voice_of("Insolvenzverwalter Jens Kahl"), voice_of("Insidern")
    ('body', 'self', None)
    """
    for word in _nouns(words):
        for entry in _voices():
            if word in entry.whole or word.endswith(entry.ends):
                return entry.gives
    return None


def speaks_for_all(words: str) -> bool:
    """Whether a source stands for all parties at once ("beide Seiten").

    >>> speaks_for_all("beide Unternehmen"), speaks_for_all("das Unternehmen")
    (True, False)
    """
    return bool(_joint() & set(words.casefold().split()))


def speaks_of_itself(words: str) -> bool:
    """Whether a source is the account that whoever acts gives of himself ("nach eigenen Angaben").

    >>> speaks_of_itself("eigenen Angaben"), speaks_of_itself("Angaben der Bank")
    (True, False)
    """
    return words.casefold().startswith(tuple(f"{word} " for word in _own()))


def bare_name(name: str) -> str:
    """A body's name without legal form and marks, folded.

    >>> bare_name("Kahl & Söhne GmbH & Co. KG") == bare_name("Kahl & Söhne")
    True
    """
    words = fold_name(name).split()
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
    return " ".join(words)


def is_short_for(short: str, long: str) -> bool:
    """Whether a body's name is the beginning or the end of another's, or its genitive.

    >>> is_short_for("Nordfalk", "Nordfalk Werke AG"), is_short_for("Klinikverbunds", "Klinikverbund")
    (True, True)
    >>> is_short_for("Nordfalk Energie", "Nordfalk Werke")
    False
    """
    mine, theirs = bare_name(short).split(), bare_name(long).split()
    if [word.removesuffix("s") for word in mine] == [word.removesuffix("s") for word in theirs]:
        return True
    count = len(mine)
    return 0 < count < len(theirs) and mine in (theirs[:count], theirs[-count:])


def union_of(name: str) -> str | None:
    """The union whose branch `name` is ("IG Metall Küste", "Verdi-Landesbezirk Nord"), or None.

    >>> union_of("IG Metall Küste"), union_of("Nordfalk")
    ('IG Metall', None)
    """
    folded = bare_name(name)
    best = max((u for u in _unions() if folded == u or folded.startswith(u + " ")), key=len, default=None)
    return _unions()[best] if best else None


def named_body(words: str, bodies: Iterable[str]) -> str | None:
    """The body of `bodies` that a source's words name, also as the head of a compound; the longest name first.

    >>> named_body("Nordfalk-Chef Kahl", ["Alpenwerk", "Nordfalk AG"])
    'Nordfalk AG'
    >>> named_body("Kartellamtspräsidentin Renate Kahl", ["Bundeskartellamt"])
    'Bundeskartellamt'
    """
    folded = fold_name(words)
    for body in sorted(bodies, key=lambda name: (-len(name), name)):
        bare = bare_name(body)
        if f" {bare} " in folded or any(_opens(word, bare) for word in folded.split()):
            return body
    return None


def _opens(word: str, bare: str) -> bool:
    """Whether an office's noun begins with the end of a word of the body's name ("Gerichtssprecher": a Landgericht)."""
    if word == f"{bare.split()[-1] if bare else ''}s":
        return True
    if voice_of(word.capitalize()) != "body":
        return False
    stems = (part[i:] for part in bare.split() for i in range(len(part) - _SHORTEST_STEM + 1))
    return any(word.startswith(stem) for stem in stems)


def office_stem(words: str) -> str | None:
    """What stands before the office in a compound, or None.

    >>> office_stem("eine Polizeisprecherin"), office_stem("ein Sprecher")
    ('polizei', None)
    """
    for word in _nouns(words):
        ends = [end for entry in _voices() if entry.gives == "body" for end in entry.ends if word.endswith(end)]
        stem = word.removesuffix(max(ends, key=len)) if ends else ""
        if stem:
            return stem.removesuffix("s")
    return None


@dataclass(frozen=True, slots=True)
class _Entry:
    gives: Voice
    ends: tuple[str, ...]
    whole: frozenset[str]


def _nouns(words: str) -> list[str]:
    found = [word.strip('„“"»«›‹‚‘,.()') for word in words.replace("-", " ").split()]
    return [word.casefold() for word in found if word[:1].isupper()]


@cache
def _voices() -> tuple[_Entry, ...]:
    entries = load_tables("voices", _TABLES)["voice"]
    for entry in entries:
        check_keys(entry, VOICE_KEYS, "de/voices.toml")
        assert entry["gives"] in _GIVES, entry["id"]
    return tuple(
        _Entry(cast(Voice, entry["gives"]), tuple(entry["ends"]), frozenset(entry.get("whole", ())))
        for entry in entries
    )


@cache
def _joint() -> frozenset[str]:
    return frozenset(load_tables("voices", _TABLES)["joint"]["words"])


@cache
def _own() -> tuple[str, ...]:
    return tuple(load_tables("voices", _TABLES)["own"]["begins"])


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(word for form in load_words("legal_forms") for word in fold_name(form).split())


@cache
def _unions() -> dict[str, str]:
    return {fold_name(name).strip(): name for name in reversed(load_words("unions"))}

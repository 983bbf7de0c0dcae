"""What a name says by its spelling alone: its words, its legal form, the block of names it may belong with.

Nothing here knows a ledger: one spelling and one family always give the same form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, Literal

from zufolge.ground.entities import ORGANISED, german_places, names_with_s, too_common, uninflected
from zufolge.ground.nominals import names_place
from zufolge.languages import check_keys, load_entries, load_tables
from zufolge.languages.names import canonical_name

Family = Literal["organised", "person", "place", "product"]
ORGANISED_SOURCES: Final = ("research",)
TABLES: Final = (
    "titles",
    "articles",
    "group_words",
    "shared_first_words",
    "subsidiary_words",
    "surnames_in_s",
    "legal_form",
    "complete",
    "apart",
    "common_people",
)
_QUOTES = "\"'„“”»«›‹‚‘’ "
_AND: Final = {"und": "&", "and": "&", "+": "&"}
_GLUE = re.compile(r"[^\w&+]|_")
_LIGATURES = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name taken apart.

    `words` are folded and without legal form, title or group word; `compact` is the words without gaps, equal for
    spellings of one name; `block` is what names must share to be compared at all; `bare` is the name as written,
    without legal form and title; `legal` names the class of the legal form.
    """

    spelling: str
    family: Family
    words: tuple[str, ...]
    compact: str
    block: str
    bare: str
    legal: str | None = None

    @property
    def is_surname(self) -> bool:
        """Whether a person is named by one word."""
        return self.family == "person" and len(self.words) == 1


def family_of(kind: str | None) -> Family | None:
    """Names of one family can be one entity: companies, authorities and media are one family.

    >>> family_of("medium"), family_of("person"), family_of("position")
    ('organised', 'person', None)
    """
    if kind in ORGANISED or kind in ORGANISED_SOURCES:
        return "organised"
    return kind if kind in ("person", "place", "product") else None  # type: ignore[return-value]


@lru_cache(maxsize=100_000)
def form_of(name: str, family: Family) -> NameForm:
    """The form of a name.

    >>> form_of("Muster-Werke AG", "organised").compact == form_of("Musterwerke SE", "organised").compact
    True
    >>> form_of("Dr. Jan Rau", "person").words
    ('jan', 'rau')
    """
    plain = re.sub(r"\s+", " ", name).strip(_QUOTES)
    if family == "organised":
        return _organised(name, plain)
    if family == "person":
        return _person(name, plain)
    if family == "place":
        plain = german_places().get(plain, plain)
    words = _folded(plain.split())
    return NameForm(name, family, words, "".join(words), "".join(words), plain)


def _organised(name: str, plain: str) -> NameForm:
    parts = uninflected(plain).split(" ")
    while len(parts) > 1 and parts[0] in _words("articles"):
        del parts[0]
    parts, legal = without_legal_form(parts)
    parts = _without_group_word(parts)
    bare = " ".join(parts)
    words = _folded(parts)
    known = canonical_name(bare)
    words = _folded(known.split()) if known else _aliases().get("".join(words), words)
    return NameForm(name, "organised", words, "".join(words), _block(words), bare, legal)


def _person(name: str, plain: str) -> NameForm:
    parts = [part for part in plain.split(" ") if part]
    while len(parts) > 1 and parts[0] in _words("titles"):
        del parts[0]
    words = _folded(parts)
    words = words[:1] + tuple(word for word in words[1:-1] if len(word) > 1) + words[1:][-1:]
    return NameForm(name, "person", words, "".join(words), stem(words[-1]) if words else "", " ".join(parts))


def without_legal_form(parts: list[str]) -> tuple[list[str], str | None]:
    """The words of a name without the legal form at their end, and the class of that form.

    >>> without_legal_form(["Muster", "GmbH", "&", "Co.", "KG"])
    (['Muster'], 'partnership')
    """
    for length in range(min(5, len(parts) - 1), 0, -1):
        words = " ".join(parts[-length:]).rstrip(".,").replace(",", "")
        found = _legal_forms().get(words) or (_in_capitals().get(words) if parts[0].isupper() else None)
        if found is not None:
            rest = [part.rstrip(",") for part in parts[:-length]]
            if len(rest) > 1 and rest[-1].rstrip(".") in _legal_forms() and found in ("holding", "us", "uk"):
                return without_legal_form(rest)
            return rest, found
    return parts, None


def _without_group_word(parts: list[str]) -> list[str]:
    """ "Muster-Gruppe" and "Muster Group" are "Muster"; a group word alone stays."""
    last, groups = parts[-1], _group_words()
    if len(parts) > 1 and last.casefold() in groups:
        return parts[:-1]
    head, hyphen, tail = last.rpartition("-")
    return [*parts[:-1], head] if hyphen and head and tail.casefold() in groups else parts


def _folded(parts: list[str]) -> tuple[str, ...]:
    folded = (_AND.get(word, word) for word in map(fold, parts))
    return tuple(word for word in folded if word)


def fold(word: str) -> str:
    """One word without case, marks and accents, umlauts written out.

    >>> fold("Müller-Lüdenscheidt"), fold("Nestlé")
    ('muellerluedenscheidt', 'nestle')
    """
    low = unicodedata.normalize("NFC", word).casefold().translate(_LIGATURES)
    plain = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    return _GLUE.sub("", plain)


def stem(word: str) -> str:
    """A folded word without the s that may be a genitive's; only for finding what to compare."""
    return word.rstrip("s") if len(word) > 3 else word


def _block(words: tuple[str, ...]) -> str:
    if not words:
        return ""
    is_shared = words[0] in _shared() and len(words) > 1
    return words[0] + stem(words[1]) if is_shared else stem(words[0])


def is_written_out(form: NameForm) -> bool:
    """Whether the name is the one by which it is known, and not another that the word lists give for it.

    >>> is_written_out(form_of("VW", "organised")), is_written_out(form_of("Volkswagen AG", "organised"))
    (False, True)
    """
    return "".join(_folded(form.bare.split())) == form.compact


def is_complete(form: NameForm) -> bool:
    """Whether the name is known to be whole as it stands, so that it is short for no longer one."""
    return form.compact in _complete()


def names_subsidiary(long: NameForm, short: NameForm) -> bool:
    """Whether what `long` has more than `short` makes a branch or daughter of it.

    >>> names_subsidiary(form_of("Musterwerk Austria", "organised"), form_of("Musterwerk", "organised"))
    True
    """
    more = long.words[len(short.words) :]
    return any(word in _subsidiary_words() or names_place(word) for word in more)


def is_shared_word(word: str) -> bool:
    """Whether a folded word begins so many names that it means none of them."""
    return word in _shared()


def ends_in_s(form: NameForm) -> bool:
    """Whether the s at the end of the name is known to be its own."""
    if form.family == "person":
        return form.words[-1] in _surnames_in_s()
    return form.compact in _own_s()


def is_common_person(form: NameForm) -> bool:
    """Whether many people bear that first and last name."""
    first, last = _common_people()
    return form.family == "person" and len(form.words) > 1 and form.words[0] in first and form.words[-1] in last


def are_apart(one: NameForm, other: NameForm) -> bool:
    """Whether the language's data say that the two names are not one."""
    pairs = _apart()
    exact = (_written(one.spelling), _written(other.spelling))
    return exact in pairs or exact[::-1] in pairs


def _written(spelling: str) -> str:
    return " ".join(fold(part) for part in spelling.split())


@cache
def _tables() -> Mapping[str, Any]:
    return load_tables("name_forms", TABLES)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_tables()[name])


@cache
def _legal_forms() -> dict[str, str]:
    entries = _entries("legal_form", ("id", "strength", "forms", "example"))
    return {form.rstrip("."): entry["id"] for entry in entries for form in entry["forms"]}


@cache
def _in_capitals() -> dict[str, str]:
    return {form.upper(): legal for form, legal in _legal_forms().items()}


@cache
def _group_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in _words("group_words"))


@cache
def strength_of_legal_form(legal: str | None) -> int:
    """How surely a name without legal form means the company with this one: the group rather than its local branch."""
    entries = _entries("legal_form", ("id", "strength", "forms", "example"))
    return next((int(entry["strength"]) for entry in entries if entry["id"] == legal), 5)


def _entries(table: str, keys: tuple[str, ...]) -> list[Mapping[str, Any]]:
    for entry in _tables()[table]:
        check_keys(entry, keys, "de/name_forms.toml")
    return list(_tables()[table])


@cache
def _complete() -> frozenset[str]:
    return frozenset(
        fold("".join(name.split())) for entry in _entries("complete", ("id", "names")) for name in entry["names"]
    )


@cache
def _apart() -> frozenset[tuple[str, str]]:
    return frozenset((_written(e["one"]), _written(e["other"])) for e in _entries("apart", ("one", "other")))


@cache
def _shared() -> frozenset[str]:
    return frozenset({fold(w) for w in too_common()} | {fold(w) for w in _words("shared_first_words")})


@cache
def _subsidiary_words() -> frozenset[str]:
    return frozenset(map(fold, _words("subsidiary_words")))


@cache
def _surnames_in_s() -> frozenset[str]:
    return frozenset(map(fold, _words("surnames_in_s")))


@cache
def _own_s() -> frozenset[str]:
    return frozenset("".join(_folded(name.split())) for name in names_with_s())


@cache
def _common_people() -> tuple[frozenset[str], frozenset[str]]:
    table = _tables()["common_people"]
    check_keys(table, ("first", "last"), "de/name_forms.toml")
    return frozenset(map(fold, table["first"])), frozenset(map(fold, table["last"]))


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    """The words of the known name by the compact form of everything that it is also called."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in load_entries("aliases", "alias", ("name", "also")):
        words = _folded(without_legal_form(entry["name"].split(" "))[0])
        for name in (*entry["also"], entry["name"]):
            found["".join(_folded(without_legal_form(name.split(" "))[0]))] = words
    return found

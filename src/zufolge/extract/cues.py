"""Cues: which words announce which claim, and in which slots its roles stand. Data beside the claim types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast, get_args

from zufolge.claim_types import FAMILIES, load_claim_types, read_toml, refuse_unknown
from zufolge.extract.slots import Slot, is_known_slot, parse_slot
from zufolge.model import ZufolgeError
from zufolge.model.claim import Status

_CUE_KEYS = (
    *("id", "type", "verbs", "nouns", "endings", "adjectives", "roles", "where", "unless", "with", "without"),
    *("after", "voice", "status", "polarity", "confidence", "required", "evidence", "example", "gives", "not"),
)
_WORDS = "word_classes"
_CONSTANT = "="


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that announce a claim of `type`, and where its roles stand.

    `roles` maps role names to slots, `constants` roles with a closed vocabulary to their value. `where` and
    `unless` map slots to words (base forms or endings with a leading "-") that one head there must, or no head
    there may be. `within` are words of which one must stand in the sentence, `without` words of which none may;
    `after` are beginnings of words of which one must stand in the sentence before.
    `required` are roles that this cue insists on beside the type's own.
    """

    id: str
    type: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    endings: tuple[str, ...]
    adjectives: tuple[str, ...]
    roles: tuple[tuple[str, Slot], ...]
    constants: tuple[tuple[str, str], ...]
    where: tuple[tuple[str, tuple[str, ...]], ...]
    unless: tuple[tuple[str, tuple[str, ...]], ...]
    within: tuple[str, ...]
    without: tuple[str, ...]
    after: tuple[str, ...]
    voice: str | None
    status: Status | None
    polarity: str
    confidence: float
    required: tuple[str, ...]
    evidence: str
    example: str
    gives: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueIndex:
    """Cues by the word that triggers them, so that the cost is per word, not per cue."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    endings: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    ending_lengths: tuple[int, ...]

    def for_noun(self, word: str) -> tuple[Cue, ...]:
        """The cues for a noun's base form, also where it is the end of a compound."""
        found = self.nouns.get(word, ())
        for length in self.ending_lengths:
            if length <= len(word):
                found += self.endings.get(word[-length:], ())
        return found


@cache
def load_cues(language: str = "de") -> tuple[Cue, ...]:
    """All cues of a language, family by family."""
    return tuple(
        read_cue(entry, f"{family}/cues.{language}.toml")
        for family in FAMILIES
        for entry in _entries(f"{family}/cues.{language}.toml")
    )


@cache
def load_word_classes(language: str = "de") -> Mapping[str, tuple[str, ...]]:
    """The classes of words that slots may ask for ("@business"): base forms, or endings with a leading "-"."""
    return {name: tuple(words) for name, words in read_toml(f"{_WORDS}.{language}.toml").items()}


def is_of_class(word: str, words: tuple[str, ...]) -> bool:
    """Whether a base form is one of `words`, or ends like one that begins with "-".

    >>> is_of_class("mobilfunkgeschäft", ("-geschäft", "sparte"))
    True
    """
    whole, endings = _by_form(words)
    return word in whole or word.endswith(endings)


@cache
def _by_form(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """A class of words as whole words and endings."""
    return frozenset(w for w in words if not w.startswith("-")), tuple(w[1:] for w in words if w.startswith("-"))


@cache
def index_cues(language: str = "de") -> CueIndex:
    """The cues of a language by their words."""
    cues = load_cues(language)
    endings = _by_word(cues, "endings")
    return CueIndex(
        verbs=_by_word(cues, "verbs"),
        nouns=_by_word(cues, "nouns"),
        endings=endings,
        adjectives=_by_word(cues, "adjectives"),
        ending_lengths=tuple(sorted({len(word) for word in endings})),
    )


def _by_word(cues: tuple[Cue, ...], attribute: str) -> dict[str, tuple[Cue, ...]]:
    by_word: dict[str, tuple[Cue, ...]] = {}
    for cue in cues:
        for word in getattr(cue, attribute):
            by_word[word.lower()] = (*by_word.get(word.lower(), ()), cue)
    return by_word


def _entries(file: str) -> Iterator[Mapping[str, Any]]:
    content = read_toml(file)
    refuse_unknown(content, ("cue",), file)
    yield from content.get("cue", ())


def read_cue(entry: Mapping[str, Any], file: str) -> Cue:
    """The cue that an entry of `file` declares; raises a ZufolgeError for whatever it does not know."""
    where = f"{file}, {entry.get('id', '?')}"
    refuse_unknown(entry, _CUE_KEYS, where)
    types = load_claim_types()
    refuse_unknown([entry.get("type", "")], types, where)
    roles: Mapping[str, str] = entry.get("roles", {})
    refuse_unknown(roles, [role.name for role in types[entry["type"]].roles], where)
    status = entry.get("status")
    if status is not None:
        refuse_unknown([status], get_args(Status), where)
    cue = Cue(
        id=entry["id"],
        type=entry["type"],
        verbs=tuple(entry.get("verbs", ())),
        nouns=tuple(entry.get("nouns", ())),
        endings=tuple(entry.get("endings", ())),
        adjectives=tuple(entry.get("adjectives", ())),
        roles=tuple((r, parse_slot(s)) for r, s in roles.items() if not s.startswith(_CONSTANT)),
        constants=tuple((r, s[1:]) for r, s in roles.items() if s.startswith(_CONSTANT)),
        where=tuple((slot, tuple(words)) for slot, words in entry.get("where", {}).items()),
        unless=tuple((slot, tuple(words)) for slot, words in entry.get("unless", {}).items()),
        within=tuple(entry.get("with", ())),
        without=tuple(entry.get("without", ())),
        after=tuple(entry.get("after", ())),
        voice=entry.get("voice"),
        status=cast("Status | None", status),
        polarity=entry.get("polarity", "positive"),
        confidence=float(entry.get("confidence", 0.8)),
        required=tuple(entry.get("required", ())),
        evidence=entry.get("evidence", "sentence"),
        example=" ".join(_as_lines(entry.get("example", ""))),
        gives=_as_lines(entry.get("gives", "")),
        never=tuple(entry.get("not", ())),
    )
    _check(cue, where)
    return cue


def _as_lines(gives: str | list[str]) -> tuple[str, ...]:
    return (gives,) if isinstance(gives, str) else tuple(gives)


def _check(cue: Cue, where: str) -> None:
    """Refuses slots that do not exist and values outside a closed vocabulary."""
    declared = load_claim_types()[cue.type]
    named = [part.name for _, slot in cue.roles for parts in slot for part in parts]
    named += [slot for slot, _ in (*cue.where, *cue.unless)]
    unknown = [name for name in named if not is_known_slot(name)]
    if unknown:
        raise ZufolgeError(f"claim_types/{where}: no slot is called {', '.join(unknown)}.")
    classes = [part.word_class for _, slot in cue.roles for parts in slot for part in parts if part.word_class]
    refuse_unknown(classes, load_word_classes(), where)
    for role, value in cue.constants:
        refuse_unknown([value], declared.role(role).values, f"{where}.{role}")
    if not cue.example or not cue.gives[0]:
        raise ZufolgeError(f"claim_types/{where}: a cue needs an example and what it gives.")

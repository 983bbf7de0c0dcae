"""Tells the reasons of the ledger, which are English, in German; how stands in `words/reasons.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from zufolge.serve.wording import Wording

KEYS: Final = {"says", "tells", "example", "gives"}
_SLOT: Final = re.compile(r"\{(\w+)\}")
_QUOTED: Final = r"[^“”]+?"
_PATTERNS: Final[Mapping[str, str]] = {"reason": r".+", "list": r".+", "person": _QUOTED}
_QUOTES: Final = str.maketrans("“”", "„“")


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as a page shows it, and the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with slots: how to know it in English, and how to tell it in German."""

    says: re.Pattern[str]
    tells: str
    example: str
    gives: str


def tell_reason(reason: str, words: Wording) -> Reason:
    """The reason in the language of the page; as it is where no sentence fits it."""
    told = _tell(reason) if words.language == "de" else None
    return Reason(reason, "en") if told is None else Reason(told, "de")


def tell_quoted(name: str, words: Wording) -> str:
    """A name of the ledger that may be a quotation, with the quotation marks of the language.

    >>> from zufolge.serve.wording import wording
    >>> tell_quoted("“Insider” (Elbkurier)", wording("de"))
    '„Insider“ (Elbkurier)'
    """
    return name.translate(_QUOTES) if words.language == "de" else name


@cache
def load_sentences() -> Sequence[Sentence]:
    """The sentences, in the order in which they are tried. Raises ValueError for a key that there is not."""
    text = files("zufolge.serve").joinpath("words", "reasons.toml").read_text(encoding="utf-8")
    return tuple(_sentence(entry) for entry in tomllib.loads(text)["sentence"])


def _sentence(entry: Mapping[str, str]) -> Sentence:
    if set(entry) != KEYS:
        raise ValueError(f"reasons.toml: {sorted(set(entry) ^ KEYS)} in {entry.get('says')!r}; known: {sorted(KEYS)}")
    parts = _SLOT.split(entry["says"])
    pattern = "".join(
        f"(?P<{part}>{_slot(part, parts[place - 1])})" if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    )
    return Sentence(re.compile(pattern), entry["tells"], entry["example"], entry["gives"])


def _slot(name: str, before: str) -> str:
    """What a slot holds; what stands in quotes ends with them."""
    return _QUOTED if before.endswith("“") else _PATTERNS.get(name, r".+?")


def _tell(reason: str) -> str | None:
    """Reasons that stand side by side, each told; None where one of them fits no sentence."""
    told = [_tell_one(part) for part in reason.split("; ")]
    return None if None in told else "; ".join(part for part in told if part is not None)


def _tell_one(reason: str) -> str | None:
    for sentence in load_sentences():
        found = sentence.says.fullmatch(reason)
        told = found and {name: _fill(name, words) for name, words in found.groupdict().items()}
        if told is not None and None not in told.values():
            return sentence.tells.format(**told)
    return None


def _fill(slot: str, words: str) -> str | None:
    if slot == "reason":
        return _tell_one(words)
    quoted = words.translate(_QUOTES)
    return quoted.replace(" and ", " und ") if slot == "list" else quoted

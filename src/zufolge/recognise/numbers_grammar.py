"""Patterns over word classes, compiled into one regular expression over class letters; not what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zufolge.model import ZufolgeError
from zufolge.recognise.numbers_lexer import Lexed, Lexeme, Lexer
from zufolge.recognise.numbers_lexicon import load_tables, refuse_unknown_keys

_PIECE = re.compile(r"\(\?(?:=|!|<!|<=|:)|\{\d,\d+\}|[a-z_]+|[()|?*+<>]|\s+|.")
_KNOWN = {"id", "match", "value", "example", "gives", "nth"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of a data file, with the name of the function that computes its value."""

    id: str
    match: str
    value: str
    example: str
    gives: str | float | None
    nth: int


@dataclass(frozen=True)
class Found:
    """A pattern found: the tokens `first` to `last` (both included) are its span.

    `start` and `stop` (exclusive) hold the context words as well.
    """

    pattern: Pattern
    lexed: Lexed
    first: int
    last: int
    start: int
    stop: int

    @cached_property
    def lexemes(self) -> list[Lexeme]:
        """The tokens of the span."""
        return self.lexed.lexemes[self.first : self.last + 1]

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.lexed.words(self.first, self.last)

    def get(self, *kinds: str) -> Lexeme | None:
        """The first token of one of the classes within the span, or None."""
        return next((x for x in self.lexemes if x.kind in kinds), None)

    def all(self, *kinds: str) -> list[Lexeme]:
        """All tokens of the classes within the span."""
        return [x for x in self.lexemes if x.kind in kinds]

    def word_before(self, steps: int = 1) -> str:
        """The word that stands `steps` tokens before the span, in lower case; "" at the beginning."""
        index = self.first - steps
        if index < 0:
            return ""
        lexeme = self.lexed.lexemes[index]
        return self.lexed.text[lexeme.start : lexeme.end].lower()


def lead_of(found: Found, softeners: frozenset[str]) -> str:
    """The word before the span, past words such as "gerade mal"."""
    steps = 1
    while found.word_before(steps) in softeners:
        steps += 1
    return found.word_before(steps)


class Grammar:
    """All patterns of one file as a single alternation; earlier patterns win.

    No pattern crosses a word of no class, and none matches words of the `filler` classes alone: only the
    stretches between such words are looked at.
    """

    def __init__(self, name: str, lexer: Lexer, language: str = "de") -> None:
        tables = load_tables(name, language)
        self.patterns: dict[str, Pattern] = {}
        sets: Mapping[str, list[str]] = tables.get("sets", {})
        parts = []
        for number, entry in enumerate(tables["pattern"]):
            pattern = _read_pattern(f"{name}.toml", entry)
            self.patterns[f"p{number}"] = pattern
            parts.append(f"(?P<p{number}>{_compile(pattern, number, sets, lexer.letter)})")
        self._alternation = re.compile("|".join(parts))
        filler = "".join(lexer.letter[kind] for kind in tables["filler"])
        other = lexer.letter["other"]
        self._stretches = re.compile(f"[^{other}]+")
        self._telling = re.compile(f"[^{filler}{other}]")

    def find(self, lexed: Lexed) -> Iterator[Found]:
        """Everything the patterns match in a text, from left to right, without overlap."""
        letters = lexed.letters
        for stretch in self._stretches.finditer(letters):
            if not self._telling.search(letters, stretch.start(), stretch.end()):
                continue
            for match in self._alternation.finditer(letters, stretch.start(), stretch.end()):
                if found := self._read_match(match, lexed):
                    yield found

    def _read_match(self, match: re.Match[str], lexed: Lexed) -> Found | None:
        name = match.lastgroup
        if name is None or match.start() == match.end():
            return None
        pattern = self.patterns[name]
        begin, end = match.span(f"s{name[1:]}") if "<" in _markers(pattern) else match.span()
        return Found(pattern, lexed, begin, end - 1, match.start(), match.end()) if 0 <= begin < end else None


def _markers(pattern: Pattern) -> str:
    """The pattern without its look-behinds, so that "<" is a span marker."""
    return pattern.match.replace("(?<!", "").replace("(?<=", "")


def _read_pattern(where: str, entry: dict[str, Any]) -> Pattern:
    refuse_unknown_keys(f"{where}, pattern {entry.get('id')}", entry, _KNOWN)
    return Pattern(
        entry["id"], entry["match"], entry["value"], entry["example"], entry.get("gives"), entry.get("nth", 0)
    )


def _compile(pattern: Pattern, number: int, sets: Mapping[str, list[str]], letter: Mapping[str, str]) -> str:
    """The pattern with every class name replaced by its letter, every set by a class of letters."""
    parts = []
    for piece in _PIECE.findall(pattern.match):
        if piece.isspace():
            continue
        if piece == "(":
            parts.append("(?:")
        elif piece == "<":
            parts.append(f"(?P<s{number}>")
        elif piece == ">":
            parts.append(")")
        elif piece[0].isalpha():
            parts.append(_letters(pattern, piece, sets, letter))
        else:
            parts.append(piece)
    return "".join(parts)


def _letters(pattern: Pattern, name: str, sets: Mapping[str, list[str]], letter: Mapping[str, str]) -> str:
    if name in letter:
        return letter[name]
    if name not in sets:
        raise ZufolgeError(f"pattern {pattern.id}: no class or set is called {name!r}")
    return "[" + "".join(_letters(pattern, member, {}, letter) for member in sets[name]) + "]"

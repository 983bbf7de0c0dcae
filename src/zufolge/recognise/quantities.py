"""Quantities of an article: money, percent, counts, ranks, measures; not which claim they belong to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import cast

from zufolge.model import Quantity, Reading, Span
from zufolge.recognise.numbers import number_words
from zufolge.recognise.numbers_grammar import Grammar
from zufolge.recognise.numbers_lexer import Lexed, Lexer
from zufolge.recognise.numbers_lexicon import Word, load_tables, load_words
from zufolge.recognise.quantities_atoms import ATOM_READERS, Atom
from zufolge.recognise.quantities_changes import mark_changes
from zufolge.recognise.quantities_counts import add_base, add_noun, is_taken, keep_quantity
from zufolge.recognise.quantities_links import infer_money, link_atoms, share_nouns

_WORD_FILES = ("units", "currencies", "approximators", "ranks")
_LARGE = 1000
_DURATION = re.compile(r"PT?(\d+(?:\.\d+)?)([YMWDHS]|DE)")
_DURATION_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days", "DE": "decades"}
_CLOCK_UNITS = {"H": "hours", "M": "minutes", "S": "seconds"}


@cache
def quantity_lexicon() -> dict[str, Word]:
    """All words that quantities are made of."""
    lexicon = {word: Word("numword", value) for word, value in number_words().items()}
    for name in _WORD_FILES:
        lexicon |= load_words(name)
    for entry in load_tables("change_words")["factor"]:
        lexicon |= {word: Word("factor", entry["gives"]) for word in entry["words"]}
    return lexicon


@cache
def quantity_grammar() -> tuple[Lexer, Grammar]:
    """The lexer and the grammar of German quantities."""
    lexer = Lexer(quantity_lexicon())
    return lexer, Grammar("quantity_patterns", lexer)


def find_quantities(reading: Reading) -> Reading:
    """Fill `quantities`; numbers inside the reading's times are left to them."""
    lexer, grammar = quantity_grammar()
    lexed = lexer.lex(reading.text)
    atoms = [atom for found in grammar.find(lexed) if (atom := ATOM_READERS[found.pattern.value](found))]
    taken = [t.span for t in reading.times]
    atoms = link_atoms([a for a in atoms if not _is_time(a, lexed, taken)], lexed)
    for atom in atoms:
        add_noun(atom, lexed)
        add_base(atom, lexed)
    share_nouns(atoms, lexed)
    infer_money(atoms, lexed)
    atoms = [atom for atom in atoms if keep_quantity(atom, lexed, taken)]
    mark_changes(atoms, lexed)
    found_quantities = [make_quantity(atom, lexed) for atom in atoms] + _lengths(reading)
    return replace(reading, quantities=tuple(sorted(found_quantities, key=lambda q: (q.span.start, q.span.end))))


def _is_time(atom: Atom, lexed: Lexed, taken: list[Span]) -> bool:
    """Whether a number belongs to a time expression."""
    if atom.kind in ("money", "percent", "other"):
        return False
    span = Span(lexed.lexemes[atom.first].start, lexed.lexemes[atom.last].end)
    return is_taken(span, taken)


def make_quantity(atom: Atom, lexed: Lexed) -> Quantity:
    """The finished quantity of an atom."""
    span = Span(lexed.lexemes[atom.first].start, lexed.lexemes[atom.last].end)
    return Quantity(
        span,
        span.of(lexed.text),
        atom.kind,
        tidy(atom.value),
        None if atom.value_max is None else tidy(atom.value_max),
        atom.unit,
        atom.approx,
        atom.is_change,
        atom.sign or None,
        atom.noun,
        None if atom.converted is None else make_quantity(atom.converted, lexed),
    )


def tidy(value: float) -> float | int:
    """A whole number as an integer, another without the dust of binary fractions."""
    rounded = round(value, 2 if abs(value) >= _LARGE else 6)
    return int(rounded) if float(rounded).is_integer() else rounded


def _lengths(reading: Reading) -> list[Quantity]:
    """Durations with a number, as quantities."""
    lengths = []
    for time in reading.times:
        match = _DURATION.fullmatch(time.value or "") if time.type == "DURATION" else None
        if match is None:
            continue
        units = _CLOCK_UNITS if cast(str, time.value).startswith("PT") else _DURATION_UNITS
        if unit := units.get(match[2]):
            lengths.append(Quantity(time.span, time.text, "duration", tidy(float(match[1])), unit=unit))
    return lengths

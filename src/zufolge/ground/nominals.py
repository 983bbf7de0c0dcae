"""Finds nominals and pronouns that can stand for a named entity; which one they mean is decided in anaphora.py."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from zufolge.languages import load_entries, load_words
from zufolge.model import Reading, Span, Token

MAX_WORDS_OF_PARTICIPLE = 12
CONTRACTED = frozenset(["im", "beim", "vom", "am", "ins"])
DETERMINERS = frozenset(["der", "die", "das", "den", "dem", "des", "dieser", "diese", "dieses", "diesen", "diesem"])
BOTH = frozenset(["beide", "beiden", "beider"])
PRONOUNS = frozenset(["er", "sie", "beide", "man", "wir", "ihn", "ihm"])
PLURAL_ENDINGS = (
    "firmen",
    "konzerne",
    "konzernen",
    "gesellschaften",
    "häuser",
    "häusern",
    "parteien",
    "seiten",
    "banken",
)
EITHER_NUMBER = ("unternehmen", "partner", "hersteller", "anbieter")
DEMONYM = re.compile(r"[A-ZÄÖÜ]\w+(?:er|ern|esen|osen|ierer|anken|achsen|iten|eden|oten|olen)")


@dataclass(frozen=True, slots=True)
class NominalClass:
    """Nouns of one sort and what they can stand for; a generic one fits every entity of its kinds."""

    id: str
    kinds: tuple[str, ...]
    endings: tuple[str, ...]
    generic: bool
    never_alone: bool


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase without a name in it, or a pronoun: token range, its noun in lower case, the noun's class.

    `noun` is a demonym where `noun_class` is None and the head is no pronoun.
    """

    first: int
    head: int
    noun: str
    noun_class: NominalClass | None
    is_plural: bool
    is_pronoun: bool


@cache
def nominal_classes() -> tuple[NominalClass, ...]:
    """The classes of nominals.toml."""
    keys = ("id", "kinds", "endings", "generic", "never_alone", "example", "gives")
    return tuple(
        NominalClass(
            e["id"], tuple(e["kinds"]), tuple(e["endings"]), e.get("generic", False), e.get("never_alone", False)
        )
        for e in load_entries("nominals", "nominal", keys)
    )


@lru_cache(maxsize=100_000)
def class_of(noun: str) -> NominalClass | None:
    """The class with the longest ending that fits `noun` (in lower case).

    >>> [c.id if c else None for c in map(class_of, ("konzern", "landesbank", "haus", "umsatz"))]
    ['generic', 'bank', 'generic', None]
    """
    endings = (noun[start:] for start in range(len(noun)))
    return next((_classes_by_ending()[e] for e in endings if e in _classes_by_ending()), None)


@cache
def _classes_by_ending() -> dict[str, NominalClass]:
    """The class of each ending, the first where several have it."""
    return {e: c for c in reversed(nominal_classes()) for e in c.endings}


def is_common_noun(reading: Reading, inside: list[int]) -> bool:
    """Whether what was taken for a name is one noun that can only stand for one ("die Fluggesellschaft").

    Nouns in -bank name as often as they describe ("die Commerzbank"), and authorities are named by their noun.
    """
    tokens = reading.tokens
    if len(inside) != 1 or inside[0] == 0:
        return False
    before, word = tokens[inside[0] - 1], tokens[inside[0]].text
    if before.text.lower() not in DETERMINERS | CONTRACTED or before.sentence != tokens[inside[0]].sentence:
        return False
    found = class_of(word.lower())
    if found is None or found.id in ("authority", "person") or not word[1:].islower():
        return False
    return not word.endswith("bank") and not _goes_on_with_name(tokens, inside[0], set())


def tokens_at(reading: Reading, span: Span) -> list[int]:
    """Indices of the tokens that a span touches."""
    first = bisect_right(reading.tokens, span.start, key=lambda token: token.span.end)
    return list(range(first, bisect_left(reading.tokens, span.end, lo=first, key=lambda token: token.span.start)))


def nominals(reading: Reading) -> Iterator[Nominal]:
    """Definite noun phrases and pronouns that can stand for an entity, in the order of the text."""
    tokens = reading.tokens
    named = {
        i
        for m in reading.mentions
        if m.form == "name" and m.kind not in ("position", "place")
        for i in tokens_at(reading, m.span)
    }
    for index, token in enumerate(tokens):
        if index in named:
            continue
        word = token.text.lower()
        if word in PRONOUNS and token.pos in ("PRON", "DET") and _stands_alone(tokens, index):
            yield Nominal(index, index, word, None, word == "beide", True)
        elif token.text[:1].isupper() and (token.text[1:2].islower() or class_of(word) is not None):
            nominal = _noun_phrase(tokens, index, named)
            if nominal is not None:
                yield nominal


def _stands_alone(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a pronoun is no address ("Sie" inside a sentence) and no determiner."""
    token = tokens[index]
    if token.relation in ("det", "det:poss"):
        return False
    return token.text != "Sie" or index == 0 or tokens[index - 1].sentence != token.sentence


def _compound(tokens: tuple[Token, ...], head: int) -> int:
    """The first token of the hyphen compound that ends at `head`."""
    while head >= 2 and tokens[head - 1].text == "-" and tokens[head - 1].span.end == tokens[head].span.start:
        if tokens[head - 2].span.end != tokens[head - 1].span.start:
            break
        head -= 2
    return head


def _noun_phrase(tokens: tuple[Token, ...], head: int, named: set[int]) -> Nominal | None:
    """The definite noun phrase headed by `head`, if its noun can stand for somebody and no name follows it."""
    start = _compound(tokens, head)
    noun = "".join(t.text for t in tokens[start : head + 1]).lower()
    found = class_of(noun)
    if found is None and not _is_demonym(tokens, head):
        return None
    if found is not None and found.never_alone:
        return None
    if _goes_on_with_name(tokens, head, named) or any(i in named for i in range(start, head)):
        return None
    return _from_determiner(tokens, start, (head, noun, found), named)


def _goes_on_with_name(tokens: tuple[Token, ...], head: int, named: set[int]) -> bool:
    """ "der Chipkonzern Intel", "der Konzern-Umbau": the noun is no phrase of its own."""
    if head + 1 >= len(tokens) or tokens[head + 1].sentence != tokens[head].sentence:
        return False
    after = tokens[head + 1]
    if after.text == "-" and after.span.start == tokens[head].span.end:
        return True
    return head + 1 in named or (after.text in "„\"«»“‚'" and head + 2 in named)


def _from_determiner(
    tokens: tuple[Token, ...], start: int, noun: tuple[int, str, NominalClass | None], named: set[int]
) -> Nominal | None:
    head, word, found = noun
    first = start
    while first > 0 and tokens[first - 1].sentence == tokens[head].sentence and first - 1 not in named:
        before = tokens[first - 1]
        low = before.text.lower()
        if low in CONTRACTED:
            return Nominal(first, head, word, found, False, False)
        if low in BOTH:
            begin = first - 2 if first > 1 and tokens[first - 2].text.lower() in DETERMINERS else first - 1
            return Nominal(begin, head, word, found, True, False)
        if low in DETERMINERS:
            return Nominal(first - 1, head, word, found, is_plural(low, word), False)
        if first < head and _is_place_in_genitive(before):
            return Nominal(first - 1, head, word, found, False, False)
        if before.pos not in ("ADJ", "NUM", "ADV", "PROPN", "VERB") and not _joins(tokens, first - 1):
            return None
        first -= 1
    return None


def _is_place_in_genitive(token: Token) -> bool:
    """ "Deutschlands größte Fluggesellschaft" is as definite as with an article."""
    return token.text.endswith("s") and (token.text[:-1] in countries() or names_place(token.text))


@cache
def countries() -> frozenset[str]:
    """The names of countries and continents."""
    return frozenset(load_words("countries"))


def _joins(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a mark or word joins the parts of one noun ("Sport- und Spielwarenhersteller")."""
    return tokens[index].text == "-" or (tokens[index].text in ("und", "&") and tokens[index - 1].text == "-")


def is_plural(determiner: str, noun: str) -> bool:
    """Whether article and noun speak of several.

    >>> is_plural("die", "firmen"), is_plural("die", "firma"), is_plural("das", "unternehmen")
    (True, False, False)
    """
    return noun.endswith(PLURAL_ENDINGS) or (determiner in ("die", "diese") and noun.endswith(EITHER_NUMBER))


def _is_demonym(tokens: tuple[Token, ...], head: int) -> bool:
    """ "die Münchner", "den Amerikanern": people of a place, as a noun phrase of its own."""
    token = tokens[head]
    if head == 0 or tokens[head - 1].text.lower() not in ("die", "der", "den") or token.pos not in ("NOUN", "PROPN"):
        return False
    after = tokens[head + 1] if head + 1 < len(tokens) else None
    if after is not None and after.sentence == token.sentence and after.pos in ("NOUN", "PROPN", "ADJ"):
        return False
    return is_people(token.text)


def is_people(word: str) -> bool:
    """Whether a word can name the people of a place.

    >>> is_people("Chinesen"), is_people("Münchner"), is_people("Siemens")
    (True, True, False)
    """
    return bool(DEMONYM.fullmatch(word)) and names_place(word)


@cache
def _place_stems() -> frozenset[str]:
    return frozenset(w.lower() for w in load_words("place_stems"))


def names_place(word: str) -> bool:
    """Whether a word begins like a known place or people."""
    low = word.lower()
    return any(low[:n] in _place_stems() for n in range(4, min(len(low), 9) + 1))

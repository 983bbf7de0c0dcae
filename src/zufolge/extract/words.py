"""Base forms of German words for the lookup of cues; not a tagger."""

from __future__ import annotations

from functools import cache, lru_cache

import simplemma

from zufolge.claim_types import read_toml
from zufolge.languages import load_tables

_INFLECTION = ("en", "em", "er", "es", "e")
_ODD = {
    "gefallen": "fallen",
    "gefiel": "fallen",
    "eingefallen": "einfallen",
    "durfte": "dürfen",
    "schulden": "schuld",
    "gehört": "gehören",
    "gehörte": "gehören",
    "gehörten": "gehören",
}
_LISTS = (
    *("openers", "relatives", "joiners", "modals", "with_infinitive", "particles", "magnitudes"),
    *("before_numbers", "empty_adjectives", "not_nominative", "saying", "never_names", "bodies"),
)
_FUSED = {
    "am": "an",
    "ans": "an",
    "aufs": "auf",
    "beim": "bei",
    "durchs": "durch",
    "fürs": "für",
    "im": "in",
    "ins": "in",
    "ums": "um",
    "vom": "von",
    "zum": "zu",
    "zur": "zu",
}


@lru_cache(maxsize=100_000)
def base_form(word: str) -> str:
    """The base form of `word` in lower case.

    >>> base_form("übernommen"), base_form("Übernahmen"), base_form("gegründete")
    ('übernehmen', 'übernahme', 'gründen')
    """
    lower = word.lower()
    if lower in _ODD:
        return _ODD[lower]
    found = _looked_up(word)
    if word[:1].islower() and _is_participle(found):
        return _from_participle(found)
    return found


def _looked_up(word: str) -> str:
    """What the lexicon says, read where it lies: to unpack it first would double the time to the first article."""
    return str(simplemma.lemmatize(word, lang="de", low_memory=True)).lower()


def _is_participle(word: str) -> bool:
    """Whether an adjective's base form looks like one made from a verb ("gegründete", "erworben")."""
    return word.endswith(("te", "tes", "ter", "ten", "tem", "t", "en", "ene", "ener", "enem", "enes"))


def _from_participle(word: str) -> str:
    """The verb of an inflected past participle, or the word itself."""
    for ending in ("", *_INFLECTION):
        if ending and not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)] if ending else word
        verb = _looked_up(stem)
        if verb != stem and verb.endswith("n"):
            return verb
    return word


@cache
def clause_words(name: str) -> frozenset[str]:
    """The words of one list of `languages/de/clause_words.toml`."""
    return frozenset(load_tables("clause_words", _LISTS)[name])


@lru_cache(maxsize=1)
def _verbs_with_sein() -> frozenset[str]:
    return frozenset(read_toml("word_classes.de.toml").get("with_sein", ()))


def forms_perfect_with_sein(verb: str) -> bool:
    """Whether a verb, given by its base form, says "ist", not "hat", in the perfect.

    >>> forms_perfect_with_sein("gehen"), forms_perfect_with_sein("sperren")
    (True, False)
    """
    return verb in _verbs_with_sein()


@lru_cache(maxsize=100_000)
def regular_verb(word: str) -> str:
    """The infinitive that a regular form would have, for verbs that the lexicon lacks.

    >>> regular_verb("bestreikte")
    'bestreiken'
    """
    for ending in ("test", "tet", "ten", "te", "st", "t", "e"):
        if word.endswith(ending):
            return word[: -len(ending)] + "en"
    return word


def plain_preposition(word: str) -> str:
    """The preposition without its article, in lower case.

    >>> plain_preposition("zur")
    'zu'
    """
    lower = word.lower()
    return _FUSED.get(lower, lower)

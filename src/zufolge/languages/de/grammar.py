"""What German grammar says of a single word: its closed class, its mood, and the verb it may be a form of.

Tables, not a parser; the words themselves stand in the data files beside this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from zufolge.languages import load_entries, load_tables, load_words
from zufolge.model.claim import Status

Takes = Literal["speech", "demand", "matter"]
FormKind = Literal["finite", "joined", "participle", "infinitive"]
_VERB_KEYS = ("id", "verbs", "takes", "matter", "reports", "with", "gives", "denies", "anaphoric", "example")


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb that ties words to whoever says, thinks or wants them; `prefix` is its separable part."""

    lemma: str
    prefix: str
    sense: str
    takes: Takes
    matter: bool = False
    reports: bool = False
    companions: frozenset[str] = frozenset()
    gives: Status | None = None
    denies: bool = False


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A word as a form of a speech verb: finite without its prefix, joined with it, participle or infinitive."""

    verb: SpeechVerb
    kind: FormKind


@cache
def words(name: str) -> frozenset[str]:
    """A named set of function words, such as `relatives` or `genitives`."""
    tables = load_tables("function_words", ("classes", "words"))
    return frozenset(tables["words"][name].split())


@cache
def closed_classes() -> dict[str, str]:
    """Function words with the letter of their class; where a word has several, the first listed class wins."""
    tables = load_tables("function_words", ("classes", "words"))
    found: dict[str, str] = {}
    for letter in "DPRCSBX":
        for word in tables["classes"][letter].split():
            found.setdefault(word, letter)
    return found


@cache
def konjunktiv_forms() -> frozenset[str]:
    """Third-person Konjunktiv I forms that no indicative shares."""
    return frozenset(load_words("konjunktiv"))


def is_konjunktiv(word: str) -> bool:
    """Whether `word` (lower case) is a third-person Konjunktiv I that no indicative shares.

    >>> is_konjunktiv("habe"), is_konjunktiv("hat")
    (True, False)
    """
    return word in konjunktiv_forms()


@cache
def speech_verb_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Every form of every speech verb; a separable verb is also found under its form without prefix."""
    lines = {line.split("\t")[0]: line.split("\t")[1:] for line in load_words("verb_forms")}
    forms: dict[str, list[VerbForm]] = {}
    for verb in _speech_verbs():
        written = f"{verb.prefix}|{verb.lemma}" if verb.prefix else verb.lemma
        finite, participle, with_zu = lines[written]
        for word in finite.split():
            forms.setdefault(word, []).append(VerbForm(verb, "finite"))
            if verb.prefix:
                forms.setdefault(verb.prefix + word, []).append(VerbForm(verb, "joined"))
        forms.setdefault(participle, []).append(VerbForm(verb, "participle"))
        forms.setdefault(with_zu.removeprefix("zu "), []).append(VerbForm(verb, "infinitive"))
        forms.setdefault(verb.prefix + verb.lemma, []).append(VerbForm(verb, "infinitive"))
    return {word: tuple(found) for word, found in forms.items()}


def _speech_verbs() -> list[SpeechVerb]:
    verbs = []
    for entry in load_entries("speech_verbs", "verb", _VERB_KEYS):
        for written in entry["verbs"]:
            prefix, _, lemma = written.rpartition("|")
            verbs.append(
                SpeechVerb(
                    lemma=lemma,
                    prefix=prefix,
                    sense=entry["id"],
                    takes=entry["takes"],
                    matter=entry.get("matter", False),
                    reports=entry.get("reports", False),
                    companions=frozenset(entry.get("with", ())),
                    gives=entry.get("gives"),
                    denies=entry.get("denies", False),
                )
            )
    return verbs

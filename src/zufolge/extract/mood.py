"""What modal verbs, the future and the present tense say of a claim's status. Cue words are in status_cues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from zufolge.extract.place import Place
from zufolge.languages import load_words
from zufolge.languages.de.grammar import words
from zufolge.model.claim import Status
from zufolge.segment.clauses import Words

_HAPPENING = frozenset({"layoffs", "closure", "facility", "renaming", "spin_off"})
_OFFICES = frozenset({"leadership", "renaming"})
_FIGURES = frozenset({"metric"})
_JOINED_ZU = re.compile(r"\wzu\w+en$")
_PARTICIPLE = re.compile(r"(?:\w{0,6}ge\w+(?:t|en)|(?:be|er|ver|zer|ent|über|unter|wieder)\w+(?:t))$")


@cache
def _future_words() -> frozenset[str]:
    return frozenset(load_words("future_words"))


@cache
def strong_participles() -> frozenset[str]:
    """Participles without ge- that end in -en ("übernommen")."""
    return frozenset(load_words("participles"))


def status_by_mood(kind: str, place: Place, told: bool) -> Status | None:
    """What the finite verb of the trigger's clause gives to a claim of type `kind`; `told` = a source says it."""
    sentence, clause = place.sentence, place.clause
    quoted = sentence.kinds[place.start] == "q"
    lower = [sentence.lower[i] for i in range(clause.start, clause.end) if quoted or sentence.kinds[i] not in "qp"]
    present = set(lower)
    if kind == "no_comment" and not _is_coming(lower, present):
        return None
    if present & words("soll"):
        return _by_soll(kind, lower, present)
    if present & words("will"):
        return "rumoured" if _is_perfect(lower) else "planned"
    if present & words("wollte") and present & words("once"):
        return "failed"
    if (present & words("wird") or (told and present & words("würde"))) and not present & words("modals"):
        kinds = (sentence.kinds[i] for i in range(clause.start, clause.end) if quoted or sentence.kinds[i] not in "qp")
        verbs = [word for word, letter in zip(lower, kinds, strict=True) if letter in "VX"]
        return _by_wird(kind, verbs, place.future)
    if _is_infinitive(lower):
        return None if lower[0] in words("purpose") or _has_begun(place) else "planned"
    if _is_present(sentence, place.start, present) and not present & words("right_now"):
        return "planned" if kind in _HAPPENING or place.future or present & _future_words() else None
    return None


def _is_coming(lower: Sequence[str], present: set[str]) -> bool:
    """Whether the clause is in the future tense."""
    return bool(present & words("wird")) and any(_is_infinitive_form(word) for word in lower[-2:])


def _by_soll(kind: str, lower: Sequence[str], present: set[str]) -> Status:
    if present & words("once") and present & words("sollte"):
        return "failed"
    if _is_perfect(lower):
        return "rumoured"
    return "rumoured" if present & words("stative_infinitives") and kind not in _FIGURES else "planned"


def _by_wird(kind: str, verbs: Sequence[str], future: bool) -> Status | None:
    """Future or passive, by the verbs of the clause: figures are expected or plain fact, events planned."""
    infinitive = any(_is_infinitive_form(word) for word in verbs)
    if kind in _FIGURES:
        return "expected" if infinitive or future else None
    if infinitive or future or any(is_participle(word) for word in verbs) or kind in _OFFICES:
        return "planned"
    return None


def _has_begun(place: Place) -> bool:
    """Whether the words before an infinitive say that it is under way or done ("begann, … zu")."""
    return bool(words("begun") & set(place.sentence.lower[: place.clause.start]))


def _is_infinitive_form(word: str) -> bool:
    if word in words("perfect_infinitives"):
        return True
    return word.endswith("n") and not is_participle(word) and word not in words("finite_auxiliaries")


def is_participle(word: str) -> bool:
    """Whether a word in lower case looks like a past participle."""
    return bool(_PARTICIPLE.match(word)) or word in strong_participles()


def _is_perfect(lower: Sequence[str]) -> bool:
    """Whether a perfect infinitive stands in the clause ("geboten haben", "gekommen sein"), not a state."""
    for before, word in pairwise(lower):
        if word in words("have_infinitive") and (is_participle(before) or before in words("worden")):
            return True
        if word in words("be_infinitive") and before.endswith(tuple(sorted(words("perfects_with_sein")))):
            return True
    return False


def _is_infinitive(lower: Sequence[str]) -> bool:
    """Whether the clause is an infinitive with zu and has no finite verb."""
    if not lower or set(lower) & words("finite_auxiliaries"):
        return False
    pairs = zip(lower[-3:], lower[-2:], strict=False)
    return any(word in words("zu") and verb.endswith("n") for word, verb in pairs) or bool(_JOINED_ZU.search(lower[-1]))


def _is_present(sentence: Words, start: int, present: set[str]) -> bool:
    """Whether the trigger is a verb in the present tense."""
    word = sentence.lower[start]
    if (sentence.tokens[start].text[0].isupper() and start > 0) or present & words("past_auxiliaries"):
        return False
    return word.endswith(("t", "en", "e")) and not word.endswith(("te", "ten")) and not is_participle(word)

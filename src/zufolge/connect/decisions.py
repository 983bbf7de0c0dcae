"""Decides of two names whether they are one entity, and says why. By spelling; texts and people are heard later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from zufolge.connect.name_forms import (
    NameForm,
    are_apart,
    ends_in_s,
    is_complete,
    is_written_out,
    strength_of_legal_form,
)

Verdict = Literal["positive", "negative", "unsure"]
PEOPLE: Final = 100
KNOWLEDGE: Final = 60
LISTED: Final = 50
SAME_NAME: Final = 10
GENITIVE: Final = 8
LEARNT: Final = 6
UNSURE: Final = 0
LEAST_ALIKE: Final = 90.0
SHORTEST_ALIKE: Final = 8
SHORTEST_WITH_GENITIVE: Final = 4


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two names of one family are one entity. `one` and `other` are spellings, in alphabetical order.

    `rule` names what decided, `reason` says why in words; of two decisions that contradict each other the
    stronger holds, `turn` tells the order in which people judged.
    """

    one: str
    other: str
    verdict: Verdict
    rule: str
    reason: str
    strength: int = UNSURE
    turn: int = 0


def decide(one: NameForm, other: NameForm) -> Decision | None:
    """What the spelling of two names of one family says, or None if nothing.

    >>> from zufolge.connect.name_forms import form_of
    >>> decide(form_of("Musterwerk AG", "organised"), form_of("Musterwerk", "organised")).verdict
    'positive'
    """
    one, other = sorted((one, other), key=lambda form: form.spelling)
    if are_apart(one, other):
        return _decision(one, other, "negative", ("listed-apart", "the word lists keep these two names apart"), LISTED)
    if one.compact == other.compact:
        return _same_name(one, other)
    for base, longer in ((one, other), (other, one)):
        if _is_genitive(base, longer):
            reason = f"“{longer.spelling}” is the genitive of “{base.spelling}”"
            return _decision(one, other, "positive", ("genitive", reason), GENITIVE)
    if one.family == "person":
        return _people(one, other)
    return _alike(one, other) if one.family == "organised" else None


def _same_name(one: NameForm, other: NameForm) -> Decision:
    if one.legal and other.legal and one.legal != other.legal:
        reason = "the same name with different legal forms: two companies, until somebody says that they are one"
        return _decision(one, other, "negative", ("legal-form", reason), LISTED)
    strength = SAME_NAME + min(strength_of_legal_form(one.legal), strength_of_legal_form(other.legal))
    listed = [form.spelling for form in (one, other) if not is_written_out(form)]
    differing = "legal form" if one.legal != other.legal else "spelling"
    reason = f"the same name but for its {differing}: both are “{' '.join(one.words)}”"
    if listed:
        reason = f"the word lists know “{'” and “'.join(listed)}” as “{' '.join(one.words)}”"
    return _decision(one, other, "positive", ("listed" if listed else "same-name", reason), strength)


def _is_genitive(base: NameForm, longer: NameForm) -> bool:
    is_long = len(base.compact) >= SHORTEST_WITH_GENITIVE and longer.compact == base.compact + "s"
    return (
        is_long and not base.is_surname and not ends_in_s(longer) and not is_complete(longer) and longer.legal is None
    )


def _people(one: NameForm, other: NameForm) -> Decision | None:
    """Full names of people that share first and last word but for what stands between."""
    short, long = sorted((one, other), key=lambda form: len(form.words))
    if len(short.words) < 2 or short.words[-1] != long.words[-1]:
        return None
    middle = long.words[1:-1]
    if short.words[0] == long.words[0] and len(short.words) == 2 and middle:
        reason = f"the same first and last name, but “{long.spelling}” has another name between them"
        return _decision(one, other, "unsure", ("middle-name", reason))
    first, full = sorted((short.words[0], long.words[0]), key=len)
    if len(first) == 1 and full.startswith(first):
        reason = "the same last name, and the initial fits the first name"
        return _decision(one, other, "unsure", ("initial", reason))
    return None


def _alike(one: NameForm, other: NameForm) -> Decision | None:
    """Names that are alike or begin alike; never enough to make them one."""
    short, long = sorted((one, other), key=lambda form: (len(form.words), form.spelling))
    if is_longer(long, short) and not is_complete(short):
        reason = (
            f"“{short.spelling}” may be short for “{long.spelling}”, or its parent; each article decides for itself"
        )
        return _decision(one, other, "unsure", ("short-form", reason))
    if min(len(one.compact), len(other.compact)) < SHORTEST_ALIKE:
        return None
    score = fuzz.ratio(one.compact, other.compact)
    if score < LEAST_ALIKE:
        return None
    return _decision(one, other, "unsure", ("alike", f"spelled alike ({score:.0f} of 100, rapidfuzz ratio)"))


def is_longer(long: NameForm, short: NameForm) -> bool:
    """Whether `long` begins with all words of `short` and goes on."""
    return len(long.words) > len(short.words) and long.words[: len(short.words)] == short.words


def _decision(
    one: NameForm, other: NameForm, verdict: Verdict, why: tuple[str, str], strength: int = UNSURE
) -> Decision:
    rule, reason = why
    return Decision(one.spelling, other.spelling, verdict, rule, reason, strength)

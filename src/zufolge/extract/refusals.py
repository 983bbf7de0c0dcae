"""Claims that the words around them rule out, whoever found them; and sides that the model mixed up, set right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from zufolge.claim_types import read_toml, refuse_unknown
from zufolge.extract.cues import is_of_class, load_word_classes
from zufolge.extract.sides import turned
from zufolge.extract.surroundings import Surroundings
from zufolge.extract.words import base_form
from zufolge.languages import load_words
from zufolge.model import Claim, Quantity, Reading, Span

_FILE = "refusals.de.toml"
_LISTS = ("unranked", "things", "hired", "indices", "no_offices")
_MAGNITUDE = re.compile(r"\b(?:mio|mrd|tsd)\b|million|milliard", re.IGNORECASE)
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_BEFORE_YEARS = frozenset({"seit", "jahr", "jahre", "anno", "ab", "im", "ende", "anfang", "mitte"})
_STAFF = ("layoffs", "hiring")
_UNION_SIDES = ("strike", "labour_agreement", "layoffs", "closure")
_MOST_WORDS_TO_MARKET = 3


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    content = read_toml(_FILE)
    refuse_unknown(content, _LISTS, _FILE)
    return {name: tuple(content[name]) for name in _LISTS}


def refuse_claims(reading: Reading) -> Reading:
    """`reading` without the claims that cannot be, and with the sides of the others where they belong."""
    if not reading.claims:
        return reading
    around = Surroundings(reading)
    quantities = {q.span: q for q in reading.quantities}
    kept: list[Claim] = []
    for claim in reading.claims:
        found = turned(around, claim) if claim.by == "model" else claim
        if found is not None and not is_refused(around, quantities, found):
            kept.append(found)
    return replace(reading, claims=tuple(kept))


def is_refused(around: Surroundings, quantities: Mapping[Span, Quantity], claim: Claim) -> bool:
    """Whether any of the rules below rules a claim out."""
    if claim.type == "metric":
        return _is_no_figure(around, quantities, claim)
    if claim.type in _STAFF and _counts_no_people(around, quantities, claim):
        return True
    rule = _RULES.get(claim.type)
    return (rule is not None and rule(around, claim)) or _has_union_as_company(claim)


def _is_no_figure(around: Surroundings, quantities: Mapping[Span, Quantity], claim: Claim) -> bool:
    measure = next((f.value for f in claim.fillers("measure")), None)
    value = next(iter(claim.fillers("value")), None)
    if any(is_of_class(_plain(f.entity or f.text), _lists()["indices"]) for f in claim.fillers("company")):
        return measure != "other"
    if value is None:
        return False
    quantity = quantities.get(value.span)
    if measure == "market_rank":
        return _ranks_no_market(around, around.last_of(value.span))
    if measure == "share_price" and _MAGNITUDE.search(value.text):
        return True  # "für drei Milliarden eigene Aktien": what is paid for all of them is not their price
    return quantity is not None and quantity.kind in ("count", "other") and _is_year(around, quantity)


def _plain(name: str) -> str:
    return name.lower().removesuffix("s")


def _is_year(around: Surroundings, quantity: Quantity) -> bool:
    """Whether a bare number is a year ("seit 2003", "in einem 1855 gegründeten Werk")."""
    if not _YEAR.fullmatch(quantity.text):
        return False
    if around.word(around.first_of(quantity.span) - 1) in _BEFORE_YEARS:
        return True
    after = around.tokens[min(around.last_of(quantity.span) + 1, len(around.tokens) - 1)]
    return quantity.noun is None and after.pos != "NOUN"


def _ranks_no_market(around: Surroundings, rank: int) -> bool:
    """ "Zweitgrößter Anteilseigner", "größter Gewinner": no place among rivals."""
    for i in range(rank + 1, min(rank + 1 + _MOST_WORDS_TO_MARKET, len(around.tokens))):
        if around.tokens[i].pos in ("VERB", "AUX", "PUNCT") and around.tokens[i].text != "-":
            return False
        if around.tokens[i].pos == "NOUN":
            return is_of_class(base_form(around.tokens[i].text), _lists()["unranked"])
    return False


def _counts_no_people(around: Surroundings, quantities: Mapping[Span, Quantity], claim: Claim) -> bool:
    """Whether what is said to go or come are bottles or planes."""
    counts = [quantities.get(f.span) for f in claim.fillers("count")]
    nouns = [base_form(q.noun.rsplit("-", 1)[-1]) for q in counts if q is not None and q.noun is not None]
    return any(is_of_class(noun, _lists()["things"]) for noun in nouns)


def _is_only_listed(around: Surroundings, claim: Claim) -> bool:
    """ "Börsennotierte Unternehmen" are listed; that does not tell of anybody's going public."""
    first = around.first_of(claim.trigger)
    word = around.word(first)
    if word.startswith("börsennotiert"):
        return word != "börsennotiert"
    return word in ("notiert", "notieren", "notierte", "notierten") and any(
        around.reading.text[t.span.end : t.span.end + 2].lstrip().startswith("%") or t.text in ("Prozent", "Euro")
        for t in around.tokens[around.stretch(first).start : around.stretch(first).stop]
    )


def _ceases(around: Surroundings, claim: Claim) -> bool:
    """ "Der Verkehr wird eingestellt": what is no person is stopped, not hired."""
    first = around.first_of(claim.trigger)
    if base_form(around.tokens[first].text) not in ("einstellen", "stellen") or claim.fillers("count"):
        return False
    people = (*load_word_classes()["jobs"], *_lists()["hired"])
    nouns = (around.tokens[i].text for i in around.sentence(first) if around.tokens[i].pos == "NOUN")
    return not any(is_of_class(base_form(noun), people) for noun in nouns)


def _holds_no_office(around: Surroundings, claim: Claim) -> bool:
    """An expert holds no office; a party in brackets behind a person is whose member, not whose officer they are."""
    positions = [base_form(f.text.split()[-1].rsplit("-", 1)[-1]) for f in claim.fillers("position") if f.text.split()]
    if any(is_of_class(word, _lists()["no_offices"]) for word in positions):
        return True
    persons = {f.span.end for f in claim.fillers("person")}
    text = around.reading.text
    return any(
        text[f.span.start - 2 : f.span.start] == " (" and f.span.start - 2 in persons for f in claim.fillers("company")
    )


def _has_one_party(around: Surroundings, claim: Claim) -> bool:
    """Whether the parties are one firm by two names ("Tarvo", "Tarvo-Gruppe")."""
    names = {" ".join(_name_words(f.entity or f.text)) for f in claim.fillers("parties")}
    return len(names) < 2


def _name_words(name: str) -> list[str]:
    forms = _forms()
    words = [w for w in re.findall(r"\w+", name.lower()) if w not in forms]
    return words or [name.lower()]


@cache
def _forms() -> frozenset[str]:
    forms = (part for line in load_words("legal_forms") for part in re.findall(r"\w+", line.lower()))
    return frozenset((*forms, "gruppe", "group", "konzern", "holding", "mutterkonzern"))


def _has_union_as_company(claim: Claim) -> bool:
    """Whether a union is said to be the firm that is struck or that cuts jobs."""
    if claim.type not in _UNION_SIDES:
        return False
    unions = {f.entity for f in claim.fillers("union") if f.entity}
    return any(f.entity in _unions() or f.text in _unions() or f.entity in unions for f in claim.fillers("company"))


@cache
def _unions() -> frozenset[str]:
    return frozenset(load_words("unions"))


_RULES: Mapping[str, Callable[[Surroundings, Claim], bool]] = {
    "listing": _is_only_listed,
    "hiring": _ceases,
    "leadership": _holds_no_office,
    "partnership": _has_one_party,
    "merger": _has_one_party,
    "talks": _has_one_party,
    "meeting": _has_one_party,
    "rivalry": _has_one_party,
    "joint_venture": _has_one_party,
}

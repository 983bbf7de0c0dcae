"""Which part of a firm, or which kind of a measure, a figure speaks of: segment, place, kind of profit, market."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from zufolge.claim_types import read_toml, refuse_unknown
from zufolge.extract.surroundings import Surroundings
from zufolge.ground.nominals import countries
from zufolge.model import Claim, Filler, Mention, Span
from zufolge.model.claim import Role

_FILE = "figures/scopes.de.toml"
_KIND_KEYS = ("gives", "nouns", "words", "example")
_WORD_KEYS = ("reckoned", "business")
_PROFITS = ("profit", "loss")
_OF_THE_WHOLE = frozenset({"share_price", "valuation", "market_cap", "dividend", "price"})
_INSIDE = frozenset({"in", "im", "bei", "am", "an", "mit"})
_SHARES = ("aktie", "papier", "anteilsschein", "titel")
_MAX_MARKET_WORDS = 4


@dataclass(frozen=True, slots=True)
class ProfitKind:
    """A kind of profit: what it is called, endings of nouns that say it, and words near the measure."""

    gives: str
    nouns: tuple[str, ...]
    words: tuple[str, ...]


@cache
def profit_kinds() -> tuple[ProfitKind, ...]:
    """The kinds of profit, in the order of their file."""
    content = read_toml(_FILE)
    refuse_unknown(content, ("kind", "words", "reach", "adjectives"), _FILE)
    for entry in content["kind"]:
        refuse_unknown(entry, _KIND_KEYS, _FILE)
    return tuple(ProfitKind(e["gives"], tuple(e["nouns"]), tuple(e["words"])) for e in content["kind"])


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    words = read_toml(_FILE)["words"]
    refuse_unknown(words, _WORD_KEYS, _FILE)
    return {name: frozenset(words[name]) for name in ("reckoned", "business")}


@cache
def reaches() -> Mapping[str, str]:
    """Words that say how far a figure reaches, and the place that they mean."""
    return dict(read_toml(_FILE)["reach"])


@cache
def countries_of_adjectives() -> Mapping[str, str]:
    """Adjectives of countries, without their ending, and the countries."""
    return dict(read_toml(_FILE)["adjectives"])


def scope_of(around: Surroundings, claim: Claim) -> Filler | None:
    """What a figure's scope is, from the words around it; None where nothing narrows it."""
    measure = next((f for f in claim.fillers("measure")), None)
    value = next((f for role in ("value", "change") for f in claim.fillers(role)), None)
    if measure is None or value is None:
        return None
    if measure.value == "market_rank":
        return _market(around, value.span)
    spots = (around.first_of(measure.span), around.first_of(value.span))
    found = _kind_of_profit(around, measure) if measure.value in _PROFITS else None
    found = found or _per_share(around, around.last_of(value.span)) or _reckoned(around, spots)
    if found is None and measure.value not in _OF_THE_WHOLE:
        found = _part_before_hyphen(around, spots[0]) or _business(around, spots) or _place(around, spots, claim)
    if found is None and measure.value == "other":
        return Filler(measure.text, measure.span)
    return found


def _kind_of_profit(around: Surroundings, measure: Filler) -> Filler | None:
    word = measure.text.lower()
    where = around.stretch(around.first_of(measure.span))
    adjusted = any(around.word(i).startswith("bereinigt") for i in where)
    for kind in profit_kinds():
        span = measure.span if word.endswith(kind.nouns) else None
        span = span or next((s for words in kind.words if (s := around.find(where, words))), None)
        if span is not None:
            gives = f"adjusted {kind.gives}" if adjusted else kind.gives
            return Filler(span.of(around.reading.text), span, entity=gives)
    return None


def _per_share(around: Surroundings, last: int) -> Filler | None:
    for i in range(last + 1, min(last + 4, len(around.tokens))):
        if around.word(i) in ("je", "pro") and around.word(i + 1).endswith(
            ("aktie", "papier", "anteilsschein", "titel")
        ):
            return _filler(around, range(i, i + 2), "je Aktie")
    return None


def _reckoned(around: Surroundings, spots: tuple[int, int]) -> Filler | None:
    for spot in spots:
        for i in around.stretch(spot):
            if around.tokens[i].text in _lists()["reckoned"]:
                return _filler(around, range(i, i + 1))
    return None


def _part_before_hyphen(around: Surroundings, i: int) -> Filler | None:
    """ "Retail" of "Retail-Umsatz", unless it names the firm."""
    if i < 2 or around.word(i - 1) != "-" or around.tokens[i - 1].span.end != around.tokens[i].span.start:
        return None
    part = around.tokens[i - 2].span
    if any(m.form == "name" and m.span.overlaps(part) and m.kind != "product" for m in around.reading.mentions):
        return None
    return _filler(around, range(i - 2, i - 1))


def _business(around: Surroundings, spots: tuple[int, int]) -> Filler | None:
    """ "im Geschäft mit Reifen", "in der Autosparte": a part of the firm behind "in"."""
    for spot in spots:
        where = around.stretch(spot)
        for i in where:
            if around.tokens[i].text[:1].isupper() and around.word(i).endswith(tuple(sorted(_lists()["business"]))):
                start = _after_preposition(around, i, where)
                if start is not None:
                    return _filler(around, range(start, _with_complement(around, i, where)))
    return None


def _after_preposition(around: Surroundings, noun: int, where: range) -> int | None:
    for j in range(noun - 1, max(where.start, noun - 5) - 1, -1):
        if around.word(j) in _INSIDE:
            start = j + 1
            return start + 1 if around.tokens[start].pos == "DET" and start < noun else start
        if around.tokens[j].pos not in ("DET", "ADJ", "NOUN", "PROPN", "PUNCT"):
            return None
    return None


def _with_complement(around: Surroundings, noun: int, where: range) -> int:
    """One past the noun, or past what "mit" or "für" add to it."""
    if noun + 2 < where.stop and around.word(noun + 1) in ("mit", "für"):
        stop = noun + 2
        while stop < where.stop and around.tokens[stop].pos in ("ADJ", "NOUN", "PROPN", "DET", "PUNCT"):
            stop += 1
        return stop
    return noun + 1


def _place(around: Surroundings, spots: tuple[int, int], claim: Claim) -> Filler | None:
    """Where the figure holds: a place behind "in", or a word such as "weltweit"."""
    firms = {f.entity for f in claim.fillers("company")}
    for spot in dict.fromkeys(reversed(spots)):
        where = around.stretch(spot)
        if _tells(around, where):
            continue
        for i in where:
            if around.word(i) in reaches():
                return _filler(around, range(i, i + 1), reaches()[around.word(i)])
        for mention in places_in(around, where):
            if mention.entity not in firms:
                return Filler(mention.text, mention.span, entity=mention.entity, kind="place")
    return None


def _tells(around: Surroundings, where: range) -> bool:
    """Whether somebody is said to tell something here: the place is where they speak."""
    span = around.span_of(where)
    return any(span.overlaps(s) for a in around.reading.attributions for k in a.chain if k.cue for s in k.cue.spans)


def places_in(around: Surroundings, where: range) -> Iterator[Mention]:
    """The places that "in" and the like tie to a stretch of words."""
    span = around.span_of(where)
    for mention in around.reading.mentions:
        if mention.kind == "place" and mention.form == "name" and span.covers(mention.span):
            first = around.first_of(mention.span)
            if {around.word(first - 1), around.word(first - 2)} & {"in", "im", "bei", "am", "standort", "werk", "aus"}:
                yield mention


def _market(around: Surroundings, rank: Span) -> Filler | None:
    """ "Lebensmittelhändler" of "Deutschlands größter Lebensmittelhändler X", with the place that it speaks of."""
    first, last = around.first_of(rank), around.last_of(rank)
    whole = around.sentence(last)
    noun = None
    for i in range(last + 1, min(whole.stop, last + 2 + _MAX_MARKET_WORDS)):
        if around.tokens[i].pos in ("VERB", "AUX"):
            break
        if around.tokens[i].pos == "NOUN" and not _is_name(around, i):
            noun = i
        elif noun is not None or around.word(i) in (",", ".", "(", ";"):
            break
    place = _market_place(around, first, noun if noun is not None else last)
    if noun is None:
        return Filler(place[0].of(around.reading.text), place[0], entity=place[1], kind="place") if place else None
    return _filler(around, range(noun, noun + 1), place[1] if place else None)


def _is_name(around: Surroundings, i: int) -> bool:
    span = around.tokens[i].span
    return any(m.form == "name" and m.span.overlaps(span) and m.kind != "place" for m in around.reading.mentions)


def _market_place(around: Surroundings, first: int, noun: int) -> tuple[Span, str] | None:
    """The place of a market, by its own words: before the rank, between rank and noun, in it, or right after."""
    for i in range(max(0, first - 2), min(len(around.tokens), noun + 4)):
        word, span = around.word(i), around.tokens[i].span
        if word in reaches():
            return span, reaches()[word]
        if word.startswith("weltgröß") or (word == "welt" and around.word(i - 1) == "der"):
            return span, "weltweit"
        country = next((c for a, c in countries_of_adjectives().items() if word.startswith(a)), None)
        if country is not None and around.tokens[i].pos in ("ADJ", "PROPN") and first <= i:
            return span, country
        place = next((m for m in around.reading.mentions if m.kind == "place" and m.span.covers(span)), None)
        if place is not None and (i < first or i > noun):
            return place.span, (place.entity or place.text).removesuffix("s")
        if around.tokens[i].text.removesuffix("s") in countries() and (i < first or i > noun):
            return span, around.tokens[i].text.removesuffix("s")
    return None


def _filler(around: Surroundings, where: range, entity: str | None = None) -> Filler:
    span = around.span_of(where)
    return Filler(span.of(around.reading.text), span, entity=entity)


def with_role(claim: Claim, role: Role, order: list[str]) -> tuple[Role, ...]:
    """The roles of `claim` with `role` in its place, instead of one of that name."""
    others = [r for r in claim.roles if r.name != role.name]
    return tuple(sorted([*others, role], key=lambda r: order.index(r.name)))

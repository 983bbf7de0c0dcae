"""Decides which entity of the article a nominal or pronoun means; what cannot be told stays open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from zufolge.ground.nominals import Nominal, class_of, names_place, nominals, tokens_at
from zufolge.languages import load_entries
from zufolge.model import Mention, Reading, Span, Token

MAX_SENTENCES_BACK = 12
MAX_SENTENCES_BACK_OF_PRONOUN = 3
FIRMS = ("company", "organisation")
_DESCRIBED = ("appos", "flat", "flat:name", "compound", "nmod")
_OBJECTS = ("obj", "iobj", "obl", "obl:arg")


@dataclass(slots=True)
class Known:
    """What the article has said of one entity so far; token indices in the order of the text."""

    entity: str
    kind: str
    mentions: list[int] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


def resolve_nominals(reading: Reading) -> Reading:
    """`reading` with nominals and pronouns among its mentions; one that cannot be told has entity None.

    A plural ("beide Konzerne") makes one mention an entity, all over the same words.
    """
    memory = Memory(reading)
    found = [m for nominal in nominals(reading) for m in memory.resolve(nominal)]
    mentions = sorted([*reading.mentions, *found], key=lambda m: (m.span.start, m.span.end, m.form, m.entity or ""))
    return replace(reading, mentions=tuple(mentions))


class Memory:
    """The article's entities, growing as the text goes on."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        named = [(tokens_at(reading, m.span), m) for m in reading.mentions if m.form == "name" and m.entity]
        self.ahead = [(inside, m) for inside, m in named if inside][::-1]
        self.known: dict[str, Known] = {}
        self.main = main_firm([m for inside, m in named if not self._is_front(inside)])

    def _is_front(self, inside: list[int]) -> bool:
        """Whether a name is only the front of a compound ("Tarvo-Kaufpreis")."""
        tokens, after = self.reading.tokens, inside[-1] + 1 if inside else 0
        return (
            0 < after < len(tokens)
            and tokens[after].text == "-"
            and tokens[after].span.start == tokens[after - 1].span.end
        )

    def resolve(self, nominal: Nominal) -> list[Mention]:
        """The mention(s) that the nominal makes."""
        self._read_up_to(nominal.first)
        tokens = self.reading.tokens
        span = Span(tokens[nominal.first].span.start, tokens[nominal.head].span.end)
        chosen = self._apposed(nominal)
        chosen = chosen or (self._last_two(nominal) if nominal.is_plural else self._best(nominal))
        chosen = chosen or self._named_later(nominal)
        if nominal.is_pronoun and self._is_open(nominal):
            chosen = []
        for known in chosen:
            self._note(known, nominal.head)
            if len(chosen) == 1 and not nominal.is_pronoun:
                known.words |= {nominal.noun, *self._adjectives(nominal)}
        text = span.of(self.reading.text)
        form = "pronoun" if nominal.is_pronoun else "nominal"
        if not chosen:
            kind = "person" if kinds_of(nominal) == ("person",) else "company"
            return [Mention(span, text, kind, None, form)]  # type: ignore[arg-type]
        return [Mention(span, text, k.kind, k.entity, form) for k in chosen]  # type: ignore[arg-type]

    def _apposed(self, nominal: Nominal) -> list[Known]:
        """ "Tarvo, der größte Hersteller,": the firm whose name stands right before the comma before the phrase."""
        tokens = self.reading.tokens
        if nominal.is_pronoun or nominal.is_plural or nominal.first < 2 or tokens[nominal.first - 1].text != ",":
            return []
        named = [k for k in self._candidates(nominal) if k.mentions[-1] == nominal.first - 2]
        for token in tokens[nominal.head + 1 : nominal.head + 9]:
            if token.pos in ("VERB", "AUX"):
                return []
            if token.text in ",.;)" or token.sentence != tokens[nominal.head].sentence:
                return named[:1]
        return []

    def _is_open(self, nominal: Nominal) -> bool:
        """ "wir" speaks for whoever is quoted, and a plural "sie" for several; neither is told by salience."""
        if nominal.noun == "wir":
            return True
        head = self.reading.tokens[nominal.head].head
        verb = self.reading.tokens[head].text if head is not None else ""
        return nominal.noun == "sie" and verb.endswith(("en", "n"))

    def _read_up_to(self, index: int) -> None:
        while self.ahead and self.ahead[-1][0][0] < index:
            inside, mention = self.ahead.pop()
            assert mention.entity is not None
            known = self.known.setdefault(mention.entity, Known(mention.entity, mention.kind))
            known.words |= self._describing(inside) | set(re.findall(r"\w+", mention.text.lower()))
            self._note(known, inside[-1])

    def _note(self, known: Known, index: int) -> None:
        known.mentions.append(index)
        if (self.reading.tokens[index].relation or "").startswith("nsubj"):
            known.subjects.append(index)

    def _describing(self, inside: list[int]) -> set[str]:
        """Words before a name that describe it ("der Münchner Autobauer BMW"), or the noun of its compound."""
        tokens = self.reading.tokens
        words: set[str] = set()
        index = inside[0] - 1
        while index >= 0 and inside[0] - index <= 6 and tokens[index].sentence == tokens[inside[0]].sentence:
            if tokens[index].pos not in ("ADJ", "NOUN", "PROPN", "NUM") and tokens[index].text not in '-"„“':
                break
            words.add(tokens[index].text.lower())
            index -= 1
        return words

    def _candidates(self, nominal: Nominal) -> list[Known]:
        kinds = kinds_of(nominal)
        return [k for k in self.known.values() if k.kind in kinds]

    def _best(self, nominal: Nominal) -> list[Known]:
        beside = self._subject_beside(nominal)
        near = [k for k in self._candidates(nominal) if beside is None or beside not in k.mentions[-2:]]
        scored = [(self._score(nominal, k), k.mentions[-1], k) for k in near]
        scored = [s for s in scored if s[0] > 0]
        return [max(scored, key=lambda s: s[:2])[2]] if scored else []

    def _named_later(self, nominal: Nominal) -> list[Known]:
        """The main firm of an article whose lead says "der Konzern" before any firm is named."""
        named = next((m for _, m in self.ahead if m.entity == self.main and m.entity is not None), None)
        is_firm = nominal.noun_class is not None and set(FIRMS) <= set(nominal.noun_class.kinds)
        if named is None or not is_firm or nominal.is_plural or self._candidates(nominal):
            return []
        return [Known(str(named.entity), named.kind)]

    def _subject_beside(self, nominal: Nominal) -> int | None:
        """The subject of the verb whose object the nominal is: "Tarvo kauft das Unternehmen" speaks of two firms."""
        tokens = self.reading.tokens
        verb = tokens[nominal.head].head
        if nominal.is_pronoun or (tokens[nominal.head].relation or "") not in _OBJECTS or verb is None:
            return None
        for i in range(verb - 1, max(-1, verb - 20), -1):
            if tokens[i].head == verb and (tokens[i].relation or "").startswith("nsubj"):
                return i
        return None

    def _last_two(self, nominal: Nominal) -> list[Known]:
        here = self.reading.tokens[nominal.head].sentence
        near = [k for k in self._candidates(nominal) if here - self._sentence(k.mentions[-1]) <= 6]
        often = sorted(near, key=lambda k: (-len(k.mentions), -k.mentions[-1]))[:2]
        return sorted(often, key=lambda k: k.mentions[0]) if len(often) == 2 else []

    def _sentence(self, index: int) -> int:
        return self.reading.tokens[index].sentence

    def _score(self, nominal: Nominal, known: Known) -> float:
        """Salience plus fit; at most 0 = cannot be meant."""
        here = self._sentence(nominal.head)
        back = here - self._sentence(known.mentions[-1])
        if back > (MAX_SENTENCES_BACK_OF_PRONOUN if nominal.is_pronoun else MAX_SENTENCES_BACK):
            return 0.0
        score = 2.0 - 0.35 * back + min(1.5, 0.3 * len(known.mentions))
        if any(self._sentence(i) in (here - 1, here) for i in known.subjects[-3:]):
            score += 1.2
        if self._sentence(known.mentions[0]) <= 1:
            score += 0.8
        if known.entity == self.main:
            score += 0.8
        if known is self._announcer(nominal):
            score += 2.0
        if nominal.is_pronoun:
            return score
        if nominal.noun_class is None:
            return score + 4 if any(w.startswith(nominal.noun[:4]) for w in known.words) else score - 1.0
        return score + self._fit(nominal, known)

    def _announcer(self, nominal: Nominal) -> Known | None:
        """ "A kauft B. Das teilte der Konzern mit.": whoever does what the sentence before tells, announces it."""
        tokens, here = self.reading.tokens, self._sentence(nominal.head)
        start = nominal.first
        while start > 0 and tokens[start - 1].sentence == here:
            start -= 1
        if nominal.first - start < 2 or tokens[start].text != "Das" or tokens[start + 1].pos not in ("VERB", "AUX"):
            return None
        known = [(i, k) for k in self._candidates(nominal) for i in k.mentions if self._sentence(i) == here - 1]
        acting = [(i, k) for i, k in known if self._acts(i)]
        return min(acting, key=lambda one: one[0])[1] if acting else None

    def _acts(self, index: int) -> bool:
        """Whether a name is the subject, itself or behind the noun that describes it ("der Baukonzern Velmar")."""
        token = self.reading.tokens[index]
        before = self.reading.tokens[token.head] if token.head is not None else token
        relations = [token.relation or "", before.relation or "" if token.relation in _DESCRIBED else ""]
        return any(relation.startswith("nsubj") for relation in relations)

    def _fit(self, nominal: Nominal, known: Known) -> float:
        """How well the noun and its adjectives fit what the article said of the entity."""
        assert nominal.noun_class is not None
        score = 0.0
        if any(w.startswith(nominal.noun) or (nominal.noun.endswith(w) and len(w) > 4) for w in known.words):
            score += 3.0
        classes = {c.id for w in sorted(known.words) if (c := class_of(w)) is not None and not c.generic}
        if nominal.noun_class.id in classes:
            score += 3.0
        elif not nominal.noun_class.generic:
            score -= 2.0 if classes else 0.5
        elif classes & {"union", "club", "authority"}:
            score -= 1.5
        mine, theirs = industries([nominal.noun]), industries(known.words)
        score += 2.5 if mine & theirs else -1.5 if mine and theirs else 0.0
        adjectives = self._adjectives(nominal)
        for adjective in adjectives:
            score += 2.0 if any(w.startswith(adjective[:5]) for w in known.words) else 0.0
        here, there = places(adjectives), places(sorted(known.words))
        score -= 2.5 if here and there and not here & there else 0.0
        return score - (1.0 if known.kind == "organisation" and nominal.noun_class.generic else 0.0)

    def _adjectives(self, nominal: Nominal) -> list[str]:
        words = self.reading.tokens[nominal.first : nominal.head]
        return [t.text.lower() for t in words if _describes(t)]


def main_firm(names: list[Mention]) -> str | None:
    """The firm that the whole article names most often; None where two are named equally often."""
    counts = Counter(m.entity for m in names if m.kind in FIRMS).most_common(2)
    return counts[0][0] if counts and (len(counts) == 1 or counts[0][1] > counts[1][1]) else None


def _describes(token: Token) -> bool:
    return token.text == "US" or (token.pos in ("ADJ", "PROPN", "NOUN") and len(token.text) >= 4)


def places(words: list[str]) -> set[str]:
    """The beginnings of those words that name a place or people; America is "us".

    >>> places(["chinesische", "konzern"]) & places(["chinesen"])
    {'chin'}
    """
    return {
        "us" if (w.startswith("us") and len(w) < 4) or w.startswith("ameri") else w[:4]
        for w in words
        if names_place(w) or w == "us"
    }


def kinds_of(nominal: Nominal) -> tuple[str, ...]:
    """The kinds of entity that a nominal can mean."""
    if nominal.noun_class is not None:
        return nominal.noun_class.kinds
    if nominal.noun in ("er", "ihn", "ihm"):
        return ("person",)
    return ("person", *FIRMS) if nominal.noun in ("sie", "beide") else FIRMS


@cache
def _industry_stems() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((e["id"], tuple(e["stems"])) for e in load_entries("industries", "industry", ("id", "stems")))


def industries(words: Iterable[str]) -> frozenset[str]:
    """The industries that any of the words (in lower case) speak of.

    >>> industries(["smartphone-hersteller"]) == industries(["handyanbieter"])
    True
    """
    return frozenset().union(*map(_industries_of, words))


@lru_cache(maxsize=100_000)
def _industries_of(word: str) -> frozenset[str]:
    return frozenset(i for i, stems in _industry_stems() if any(s in word for s in stems))

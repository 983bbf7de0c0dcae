"""Nominals and pronouns that stand for a named entity ("der US-Konzern", "das Institut", "er"), resolved or left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from zufolge.languages import load_entries
from zufolge.model import Mention, Reading, Span, Token

DETERMINERS = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "dieser",
        "diese",
        "dieses",
        "diesen",
        "diesem",
        "beide",
        "beiden",
        "beider",
        "im",
        "beim",
        "vom",
        "zum",
        "zur",
        "am",
        "ins",
    ]
)
POSSESSIVES = ("sein", "ihr", "unser")
PLURAL_HEADS = frozenset(
    [
        "unternehmen",
        "konzerne",
        "firmen",
        "parteien",
        "seiten",
        "gesellschaften",
        "partner",
        "häuser",
        "beiden",
        "konzernen",
        "banken",
    ]
)
MAX_SENTENCES_BACK = 12


@dataclass(frozen=True, slots=True)
class NominalClass:
    """Nouns of one sort and what they can stand for."""

    id: str
    kinds: tuple[str, ...]
    endings: tuple[str, ...]
    generic: bool
    never_alone: bool


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase without a name in it: token range, head noun, its class."""

    first: int
    head: int
    noun: NominalClass | None
    is_plural: bool


@dataclass(slots=True)
class Known:
    """What has been read of one entity so far."""

    entity: str
    kind: str
    mentions: list[int]
    subjects: list[int]
    words: set[str]


@cache
def nominal_classes() -> tuple[NominalClass, ...]:
    """The classes of nominals.toml."""
    keys = ("id", "kinds", "endings", "generic", "never_alone", "example", "gives")
    return tuple(
        NominalClass(
            e["id"],
            tuple(e["kinds"]),
            tuple(e["endings"]),
            e.get("generic", False),
            e.get("never_alone", False),
        )
        for e in load_entries("nominals", "nominal", keys)
    )


@cache
def class_of(noun: str) -> NominalClass | None:
    """The class with the longest ending that fits `noun` (in lower case)."""
    fits = [(len(e), -i) for i, c in enumerate(nominal_classes()) for e in c.endings if noun.endswith(e)]
    return nominal_classes()[-max(fits)[1]] if fits else None


def resolve_nominals(reading: Reading) -> Reading:
    """`reading` with nominals and pronouns among its mentions; what cannot be told has entity None."""
    found: list[Mention] = []
    named = {i for m in reading.mentions if m.form == "name" and m.kind != "position" for i in _tokens(reading, m.span)}
    memory = _Memory(reading)
    for nominal in nominals(reading, named):
        found += memory.resolve(nominal)
    mentions = tuple(sorted([*reading.mentions, *found], key=lambda m: (m.span, m.form, m.entity or "")))
    return replace(reading, mentions=mentions)


def _tokens(reading: Reading, span: Span) -> list[int]:
    return [i for i, t in enumerate(reading.tokens) if t.span.overlaps(span)]


def nominals(reading: Reading, named: set[int]) -> Iterator[Nominal]:
    """Definite noun phrases and pronouns that can stand for an entity, in the order of the text."""
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        if index in named:
            continue
        word = token.text.lower()
        if token.pos == "PRON" and word in ("er", "sie", "es", "beide", "man", "wir", "ihn", "ihm"):
            if not _is_dummy(tokens, index):
                yield Nominal(index, index, None, word == "beide")
        elif token.text[:1].isupper() and token.text[1:2].islower() and index + 1 <= len(tokens):
            nominal = _noun_phrase(tokens, index, named)
            if nominal is not None:
                yield nominal


def _is_dummy(tokens: tuple[Token, ...], index: int) -> bool:
    """ "es" as a mere placeholder, "sie" that is no subject, "Sie" as an address."""
    token = tokens[index]
    if token.text.lower() == "es" and (token.relation or "").startswith("expl"):
        return True
    return token.text in ("Sie",) and not (index == 0 or tokens[index - 1].sentence != token.sentence)


def _noun_phrase(tokens: tuple[Token, ...], head: int, named: set[int]) -> Nominal | None:
    noun = class_of(tokens[head].text.lower())
    demonym = noun is None and _is_demonym(tokens, head)
    if noun is None and not demonym:
        return None
    after = tokens[head + 1] if head + 1 < len(tokens) else None
    if after is not None and after.text == "-":
        return None
    if (head + 1) in named and after is not None and after.sentence == tokens[head].sentence:
        return None
    if after is not None and after.text in '„"«»“‚' and (head + 2) in named:
        return None
    first = head
    while first > 0 and tokens[first - 1].sentence == tokens[head].sentence and first - 1 not in named:
        before = tokens[first - 1]
        if before.text.lower() in DETERMINERS or (before.text.lower().startswith(POSSESSIVES) and before.pos == "DET"):
            plural = before.text.lower().startswith("beide") or _is_plural(tokens, first - 1, head)
            begin = (
                first
                if before.pos == "ADP" or before.text.lower() in ("im", "beim", "vom", "zum", "zur")
                else first - 1
            )
            if begin > 0 and plural and tokens[begin - 1].text.lower() in ("die", "der", "den"):
                begin -= 1
            if before.text.lower().startswith(POSSESSIVES) and not (
                noun and "haus" in noun.endings and tokens[head].text.lower().startswith("haus")
            ):
                return None
            return Nominal(begin, head, noun, plural)
        if before.pos in ("ADJ", "NUM", "ADV") or before.text == "-" or (first - 2 >= 0 and tokens[first].text == "-"):
            first -= 1
            continue
        break
    return None


def _is_demonym(tokens: tuple[Token, ...], head: int) -> bool:
    """ "die Münchner", "den Amerikanern": the plural of a demonym as a noun phrase of its own."""
    word = tokens[head].text
    if head == 0 or tokens[head - 1].text.lower() not in ("die", "der", "den"):
        return False
    if (
        head + 1 < len(tokens)
        and tokens[head + 1].pos in ("NOUN", "PROPN", "ADJ")
        and tokens[head + 1].sentence == tokens[head].sentence
    ):
        return False
    return (
        bool(re.fullmatch(r"[A-ZÄÖÜ]\w+(?:er|ern|esen|osen|ierer|anken|achsen|iten|eden|ranzosen|oten)", word))
        and tokens[head].pos in ("NOUN", "PROPN")
        and _names_place(word)
    )


@cache
def _place_stems() -> frozenset[str]:
    from zufolge.languages import load_words

    return frozenset(w.lower() for w in load_words("place_stems"))


def _names_place(word: str) -> bool:
    low = word.lower()
    return any(low.startswith(low[:n]) and low[:n] in _place_stems() for n in range(4, min(len(low), 9) + 1))


def _is_plural(tokens: tuple[Token, ...], determiner: int, head: int) -> bool:
    word, noun = tokens[determiner].text.lower(), tokens[head].text.lower()
    if word in ("die", "den", "diese", "diesen") and noun.endswith(
        ("firmen", "konzerne", "konzernen", "gesellschaften", "häuser", "parteien", "seiten", "banken")
    ):
        return True
    return word in ("die", "diese") and noun.endswith(("unternehmen", "partner", "hersteller", "anbieter"))


class _Memory:
    """Entities in the order in which the article names them, and how well each fits a nominal."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = [(_tokens(reading, m.span), m) for m in reading.mentions if m.form == "name" and m.entity]
        self.names = [(t, m) for t, m in self.names if t]
        self.resolved: list[tuple[int, str, bool]] = []

    def resolve(self, nominal: Nominal) -> list[Mention]:
        """The mention(s) that the nominal makes: one an entity for plurals, one with entity None if it stays open."""
        tokens = self.reading.tokens
        span = Span(tokens[nominal.first].span.start, tokens[nominal.head].span.end)
        form = "nominal" if nominal.noun is not None or tokens[nominal.head].pos != "PRON" else "pronoun"
        kinds = self._kinds(nominal)
        if nominal.is_plural:
            chosen = self._last_two(nominal, kinds)
        else:
            best = self._best(nominal, kinds)
            chosen = [best] if best is not None else []
        mentions = []
        for known in chosen:
            self.resolved.append((nominal.head, known.entity, _is_subject(tokens[nominal.head])))
            mentions.append(Mention(span, span.of(self.reading.text), known.kind, known.entity, form))  # type: ignore[arg-type]
        if not mentions and kinds:
            kind = "person" if kinds == ("person",) else "company"
            mentions = [Mention(span, span.of(self.reading.text), kind, None, form)]  # type: ignore[arg-type]
        return mentions

    def _kinds(self, nominal: Nominal) -> tuple[str, ...]:
        token = self.reading.tokens[nominal.head]
        word = token.text.lower()
        if nominal.noun is not None:
            return nominal.noun.kinds
        if token.pos == "PRON":
            if word in ("man", "wir", "es"):
                return ("company", "organisation")
            return ("person",) if word in ("er", "ihn", "ihm") else ("person", "company", "organisation")
        return ("company", "organisation")

    def _known(self, before: int, kinds: tuple[str, ...]) -> list[Known]:
        table: dict[str, Known] = {}
        for inside, m in self.names:
            if m.kind not in kinds or inside[0] >= before or m.entity is None:
                continue
            known = table.setdefault(m.entity, Known(m.entity, m.kind, [], [], set()))
            known.mentions.append(inside[-1])
            known.words |= self._describing(inside) | set(re.findall(r"\w+", m.text.lower()))
            if any(_is_subject(self.reading.tokens[i]) for i in inside):
                known.subjects.append(inside[-1])
        for index, entity, subject in self.resolved:
            if entity in table and index < before:
                table[entity].mentions.append(index)
                if subject:
                    table[entity].subjects.append(index)
        return list(table.values())

    def _describing(self, inside: list[int]) -> set[str]:
        """Words right before a name that describe it ("der Münchner Autobauer BMW"), and an apposition after it."""
        tokens = self.reading.tokens
        words: set[str] = set()
        index = inside[0] - 1
        while index >= 0 and inside[0] - index <= 6 and tokens[index].sentence == tokens[inside[0]].sentence:
            if tokens[index].pos not in ("ADJ", "NOUN", "PROPN", "NUM") and tokens[index].text not in '-"„“':
                break
            words.add(tokens[index].text.lower())
            index -= 1
        return words

    def _best(self, nominal: Nominal, kinds: tuple[str, ...]) -> Known | None:
        scored = [(self._score(nominal, k), -max(k.mentions), k) for k in self._known(nominal.first, kinds)]
        scored = [s for s in scored if s[0] > 0]
        return min(scored, key=lambda s: (-s[0], s[1]))[2] if scored else None

    def _last_two(self, nominal: Nominal, kinds: tuple[str, ...]) -> list[Known]:
        known = sorted(self._known(nominal.first, kinds), key=lambda k: -max(k.mentions))
        here = self.reading.tokens[nominal.head].sentence
        near = [k for k in known if here - self.reading.tokens[max(k.mentions)].sentence <= 6]
        often = sorted(near, key=lambda k: (-len(k.mentions), -max(k.mentions)))[:2]
        return sorted(often, key=lambda k: k.mentions[0]) if len(often) == 2 else []

    def _score(self, nominal: Nominal, known: Known) -> float:
        tokens = self.reading.tokens
        here = tokens[nominal.head].sentence
        last = max(known.mentions)
        back = here - tokens[last].sentence
        if back > MAX_SENTENCES_BACK:
            return 0.0
        score = 2.0 - 0.35 * back + min(1.5, 0.3 * len(known.mentions))
        if any(tokens[i].sentence in (here - 1, here) for i in known.subjects):
            score += 1.2
        if tokens[known.mentions[0]].sentence <= 1:
            score += 0.8
        if nominal.noun is None:
            return self._pronoun_score(nominal, known, score)
        return score + self._fit(nominal, known)

    def _pronoun_score(self, nominal: Nominal, known: Known, score: float) -> float:
        tokens = self.reading.tokens
        word = tokens[nominal.head].text
        if tokens[nominal.head].pos != "PRON":
            stem = word.lower()[:4]
            fits = any(w.startswith(stem) for w in known.words)
            return score + 4 if fits else score - 1.0
        if word.lower() in ("es", "sie") and tokens[nominal.head].sentence - tokens[max(known.mentions)].sentence > 1:
            return 0.0
        if tokens[nominal.head].sentence - tokens[max(known.mentions)].sentence > 3:
            return 0.0
        return score

    def _fit(self, nominal: Nominal, known: Known) -> float:
        """How well the noun and its adjectives fit what the article said of the entity."""
        tokens = self.reading.tokens
        assert nominal.noun is not None
        noun = tokens[nominal.head].text.lower()
        stem = noun.rstrip("s") if len(noun) > 5 else noun
        adjectives = [
            tokens[i].text.lower()
            for i in range(nominal.first, nominal.head)
            if tokens[i].pos in ("ADJ", "PROPN", "NOUN")
        ]
        score = 0.0
        if any(w.startswith(stem) or (stem.endswith(w) and len(w) > 4) for w in known.words):
            score += 3.0
        elif not nominal.noun.generic:
            classes = {c.id for c in (class_of(w) for w in sorted(known.words)) if c is not None and not c.generic}
            score += 3.0 if nominal.noun.id in classes else -2.0 if classes else -0.5
        else:
            classes = {c.id for c in (class_of(w) for w in sorted(known.words)) if c is not None and not c.generic}
            score -= 1.5 if classes & {"union", "club", "authority"} else 0.0
        for adjective in adjectives:
            if len(adjective) >= 4 and any(w.startswith(adjective[:5]) for w in known.words):
                score += 2.0
        if known.kind == "organisation" and nominal.noun.id not in ("union", "club", "authority"):
            score -= 1.0
        return score


def _is_subject(token: Token) -> bool:
    return (token.relation or "").startswith("nsubj")

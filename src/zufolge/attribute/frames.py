"""Attributions without a verb: "laut X", "nach Angaben von X", "X zufolge", ", so X", "demnach"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zufolge.attribute.found import Found, trimmed, without
from zufolge.attribute.noun_phrases import Range, phrase_at, with_apposition
from zufolge.attribute.sources import kind_by_noun
from zufolge.languages import load_entries
from zufolge.languages.de.grammar import words
from zufolge.languages.names import agency_of_code, kind_of_name
from zufolge.segment.clauses import Words

_KEYS = ("id", "words", "side", "nouns", "at", "example")
_MAX_HEAD_WORDS = 5
_OF = frozenset({"von", "vom"})
_MAX_AROUND_WORDS = 14


@dataclass(frozen=True, slots=True)
class FrameCue:
    """A cue of frames.toml."""

    id: str
    side: str
    nouns: tuple[str, ...]
    at: str | None


@cache
def frame_cues() -> dict[str, tuple[FrameCue, ...]]:
    """The cues by their first word."""
    found: dict[str, list[FrameCue]] = {}
    for entry in load_entries("frames", "frame", _KEYS):
        cue = FrameCue(entry["id"], entry["side"], tuple(entry.get("nouns", ())), entry.get("at"))
        for word in entry["words"]:
            found.setdefault(word, []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


def find_by_frame(sentence: Words) -> Iterator[Found]:
    """The attributions that prepositions and their like announce, in order."""
    colon = _before_colon(sentence)
    if colon:
        yield colon
    cues = frame_cues()
    for position, word in enumerate(sentence.lower):
        if word not in cues or sentence.kinds[position] in "qp":
            continue
        for cue in cues[word]:
            found = _attribution(sentence, position, cue)
            if found:
                yield found
                break


def _before_colon(sentence: Words) -> Found | None:
    """ "Zeitung: Firma streicht Stellen": a short name or noun before a colon speaks what follows."""
    if len(sentence.clauses) < 2 or sentence.clauses[1].mark != ":" or sentence.clauses[0].start:
        return None
    head = sentence.clauses[0]
    if phrase_at(sentence, 0, head.end) != head.end or head.end > _MAX_HEAD_WORDS or not _can_speak(sentence, head.end):
        return None
    content = trimmed(sentence, sentence.clauses[1].start, len(sentence.kinds))
    return Found(content, (head.end,), (0, head.end), "indirect", 0) if content else None


def _can_speak(sentence: Words, end: int) -> bool:
    """Whether the words before a colon name somebody who speaks, not a topic or a place."""
    phrase = sentence.tokens[0].text if end == 1 else ""
    speaks = kind_by_noun(" ".join(token.text for token in sentence.tokens[:end])) not in (None, "document")
    text = " ".join(token.text for token in sentence.tokens[:end]).replace(" - ", "-")
    agency = agency_of_code(text)
    if agency is not None and agency.sends_releases:
        return False  # "DGAP-News: …": what it sends out is the issuer's own word
    return speaks or kind_of_name(phrase or text) is not None


def _attribution(sentence: Words, position: int, cue: FrameCue) -> Found | None:
    if cue.side == "alone":
        return _standing_alone(sentence, position)
    source = _source(sentence, position, cue)
    if source is None or _is_attribute(sentence, position, source):
        return None
    number = sentence.clause_at(position)
    if source[1] == sentence.clauses[number].end and cue.side == "before":
        source = with_apposition(sentence, source, number)
    frame = (min(position, source[0]), max(position + 1, source[1]))
    if cue.at == "clause":
        frame = (frame[0], max(frame[1], sentence.clauses[number].end))
    content = _content(sentence, number, frame)
    return Found(content, (position,), source, "indirect", number) if content else None


def _is_attribute(sentence: Words, position: int, source: Range) -> bool:
    """ "Die aus Sicht der Bank wichtigen Punkte": between an article and its adjective it tells of that only."""
    begin, end = min(position, source[0]), max(position + 1, source[1])
    return begin > 0 and sentence.kinds[begin - 1] == "D" and sentence.kinds[end : end + 1] in ("A", "V")


def _source(sentence: Words, position: int, cue: FrameCue) -> Range | None:
    clause = sentence.clauses[sentence.clause_at(position)]
    if cue.side == "around":
        return _around(sentence, position, clause.end, cue.nouns)
    if cue.at == "clause" and (position != clause.start or position == 0):
        return None
    if cue.side == "before":
        end = phrase_at(sentence, position + 1, clause.end)
        if end is None or (cue.at == "clause" and "X" in sentence.kinds[end : clause.end]):
            return None
        source = (position + 1, _own_end(sentence, position + 1, end))
    else:
        begin = _phrase_before(sentence, clause.start, position)
        if begin is None:
            return None
        source = (begin, position)
    return source if _has_noun(sentence, source, cue.nouns) else None


def _own_end(sentence: Words, start: int, end: int) -> int:
    """ "nach eigenen Angaben von der Bank drei Häuser": what is one's own belongs to nobody named after it."""
    if sentence.lower[start] not in words("own"):
        return end
    return next((i for i in range(start, end) if sentence.kinds[i] == "P"), end)


def _around(sentence: Words, position: int, stop: int, nouns: tuple[str, ...]) -> Range | None:
    """A phrase whose noun closes a long attribute ("in einem von der Bank erstellten Ranking"), up to its verb."""
    if sentence.kinds[position + 1 : position + 2] != "D":
        return None
    for end in range(position + 2, min(position + _MAX_AROUND_WORDS, stop)):
        if sentence.kinds[end] == "X":
            return None
        if sentence.kinds[end] == "N" and sentence.lower[end].endswith(nouns):
            return (position + 1, phrase_at(sentence, end, stop) or end + 1)
    return None


def _has_noun(sentence: Words, source: Range, nouns: tuple[str, ...]) -> bool:
    if not nouns:
        return True
    if sentence.kinds[source[0]] == "R":
        return sentence.lower[source[0]] in words("relatives")
    return any(
        sentence.lower[i].endswith(nouns)
        for i in range(source[0], _end_of_head(sentence, source))
        if sentence.kinds[i] == "N"
    )


def _end_of_head(sentence: Words, source: Range) -> int:
    """Where a noun phrase goes on in the genitive or with "von" ("Vorlage | der Zahlen"): its head stands before."""
    for i in range(source[0] + 1, source[1]):
        if sentence.kinds[i - 1] == "N" and (
            (sentence.kinds[i] == "D" and sentence.lower[i] in words("genitives")) or sentence.lower[i] in _OF
        ):
            return i
    return source[1]


def _phrase_before(sentence: Words, start: int, stop: int) -> int | None:
    """The begin of the noun phrase that ends right before `stop`: the longest that reaches it."""
    for begin in range(start, stop):
        if sentence.kinds[begin] in "DNA#Rq" and phrase_at(sentence, begin, stop) == stop:
            return begin
    return None


def _standing_alone(sentence: Words, position: int) -> Found | None:
    number = sentence.clause_at(position)
    clause = sentence.clauses[number]
    if sentence.lower[position] in words("thereafter") and position != 0:
        return None
    if sentence.lower[position] in words("whereafter"):
        if position != clause.start or number == 0:
            return None
        before = sentence.clauses[number - 1]
        content = trimmed(sentence, position + 1, clause.end)
        start = _phrase_before(sentence, before.start, before.end)
        source = (before.start if start is None else start, before.end)
        return Found(content, (position,), source, "indirect", number) if content else None
    content = without(sentence, (0 if number == 0 else clause.start, len(sentence.kinds)), (position, position + 1))
    here = (position, position + 1)
    return Found(content, (position,), here, "indirect", number, earlier=True) if content else None


def _content(sentence: Words, number: int, frame: Range) -> tuple[Range, ...]:
    """The sentence without its frame; only the clause where the frame stands in a subordinate one."""
    clause = sentence.clauses[number]
    if _is_subordinate(sentence, number) and frame[0] > clause.start:
        return without(sentence, (clause.start, clause.end), frame)
    start = 0
    if frame[0] == clause.start and number > 0 and frame[1] < clause.end:
        start = clause.start
    for earlier in sentence.clauses[: number + 1]:
        if earlier.mark == ";":
            start = max(start, earlier.start)
    return without(sentence, (start, _end(sentence, number)), frame)


def _is_subordinate(sentence: Words, number: int) -> bool:
    clause = sentence.clauses[number]
    if number == 0 or clause.mark != ",":
        return sentence.kinds[clause.start] == "S" and number > 0
    first = sentence.lower[clause.start]
    return sentence.kinds[clause.start] == "S" or first in words("relatives")


def _end(sentence: Words, number: int) -> int:
    for clause in sentence.clauses[number + 1 :]:
        if clause.mark == ";" or sentence.lower[clause.start] in words("frame_ends"):
            return clause.start
    return len(sentence.kinds)

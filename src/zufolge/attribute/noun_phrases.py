"""Noun phrases by word class: where a source begins and ends. Works on letters, so it is quick; not a parser."""

from __future__ import annotations

import re

from zufolge.languages.de.grammar import words
from zufolge.segment.clauses import Words

NOUNS = r"(?:[Nq](?:[hNqp]|#(?!N)|(?<=N)\.(?=[Nh]))*)"
BASE = re.compile(rf"(?:D(?:PD?A*N(?:hN)*)+[AV]+{NOUNS}|D?D?(?:B?A|#hA|#|A,A)*{NOUNS}|R)p*")
_MAX_APPOSITION_WORDS = 16

Range = tuple[int, int]


def phrase_at(sentence: Words, start: int, stop: int) -> int | None:
    """The end of the noun phrase that begins at `start`, with its genitives and prepositional attributes."""
    match = BASE.match(sentence.kinds, start, stop)
    if not match or sentence.lower[start] in words("reflexive"):
        return None
    end = _without_time(sentence, start, _before_words_of_others(sentence, match.start(), match.end()))
    if end is None:
        return None
    return end if sentence.kinds[start] == "R" else _attributes(sentence, end, stop)


def _before_words_of_others(sentence: Words, start: int, end: int) -> int:
    """Where a phrase ends before a quotation that goes on in small letters: no name, but what somebody said."""
    for i in range(start + 1, end):
        opens = sentence.kinds[i] == "q" and sentence.kinds[i - 1] == "N"
        if opens and next((t.text[0].islower() for t in sentence.tokens[i:end] if t.text[0].isalpha()), False):
            return i
    return end


def _attributes(sentence: Words, end: int, stop: int) -> int:
    while end < stop:
        following = _next_attribute(sentence, end, stop)
        if following is None:
            break
        end = following
    return end


def _next_attribute(sentence: Words, end: int, stop: int) -> int | None:
    letter, word = sentence.kinds[end], sentence.lower[end]
    start = end + 1
    if (letter == "D" and word in words("genitives")) or (letter == "A" and word.endswith("er")):
        start = end
    elif letter == "P" and word in words("attached_prepositions"):
        if _is_time(sentence, start, stop):
            return None
    elif not (letter == "C" and word in words("joining")):
        return None
    match = BASE.match(sentence.kinds, start, stop)
    if not match or sentence.kinds[start] == "R":
        return None
    return _without_time(sentence, start, match.end())


def _is_time(sentence: Words, start: int, stop: int) -> bool:
    match = BASE.match(sentence.kinds, start, stop)
    return bool(match) and _has_time_noun(sentence, start, match.end())  # type: ignore[union-attr]


def _has_time_noun(sentence: Words, start: int, end: int) -> bool:
    """Whether a time stands in the phrase itself, not in a prepositional attribute ("der am Montag …")."""
    return any(
        sentence.tokens[i].text in words("time_nouns") and "P" not in sentence.kinds[start:i] for i in range(start, end)
    )


def _without_time(sentence: Words, start: int, end: int) -> int | None:
    while end > start and (sentence.tokens[end - 1].text in words("time_nouns") or sentence.kinds[end - 1] == "h"):
        end -= 1
    return end if end > start and sentence.kinds[end - 1] not in "DAB" else None


def skip_adverbials(sentence: Words, start: int, stop: int) -> int:
    """The first position from `start` that is no adverb, reflexive or prepositional phrase."""
    while start < stop:
        letter = sentence.kinds[start]
        if letter in "Bp" or sentence.lower[start] in words("reflexive"):
            start += 1
        elif letter == "P":
            end = _prepositional_end(sentence, start, stop)
            if end is None:
                return start
            start = end
        elif letter in "NDA#" and _is_bare_time(sentence, start, stop) is not None:
            start = _is_bare_time(sentence, start, stop) or stop
        else:
            return start
    return start


def _is_bare_time(sentence: Words, start: int, stop: int) -> int | None:
    match = BASE.match(sentence.kinds, start, stop)
    if match and sentence.tokens[match.end() - 1].text in words("time_nouns"):
        return match.end()
    return None


def _prepositional_end(sentence: Words, start: int, stop: int) -> int | None:
    match = BASE.match(sentence.kinds, start + 1, stop)
    if not match:
        return None
    end = match.end()
    while end < stop and sentence.lower[end] in words("genitives"):
        genitive = BASE.match(sentence.kinds, end, stop)
        if not genitive or _has_time_noun(sentence, start + 1, end):
            break
        end = genitive.end()
    return end


def source_after(sentence: Words, start: int, stop: int) -> Range | None:
    """The noun phrase that follows a verb, past adverbs, times, objects ("sagte am Montag dem Blatt ein Sprecher")."""
    begin = skip_adverbials(sentence, start, stop)
    end = phrase_at(sentence, begin, stop) if begin < stop else None
    if end is None:
        return None
    if end == begin + 1 and sentence.lower[begin] in words("no_speakers"):
        return source_after(sentence, end, stop) if sentence.lower[begin] in words("it") else None
    if _is_oblique(sentence, begin) and sentence.kinds[begin] in "DR":
        return source_after(sentence, end, stop)
    return (begin, end)


def source_before(sentence: Words, start: int, stop: int) -> Range | None:
    """The noun phrase that fills the place before a finite verb, or None where something else stands there.

    Where the verb is the second of its clause ("X tat A und sagte"), its subject is that of the first.
    """
    while start < stop and sentence.kinds[start] in "CB~*" and sentence.lower[start] not in words("as_words"):
        start += 1
    if start >= stop or sentence.kinds[start] not in "DNA#Rq" or _is_oblique(sentence, start):
        return None
    if sentence.lower[start] in words("parts_of_time"):
        return None
    if sentence.kinds[start] == "D" and start + 1 == stop:
        return (start, stop)
    end = phrase_at(sentence, start, stop)
    if end is None or _has_time_noun(sentence, start, end):
        return None
    verb = re.search("[XV]", sentence.kinds[end:stop])
    if verb:
        return (start, end + verb.start()) if "C" in sentence.kinds[end + verb.start() : stop] else None
    while sentence.kinds[stop - 1] == "B" and stop > end:
        stop -= 1
    return (start, stop)


def _is_oblique(sentence: Words, start: int) -> bool:
    return sentence.lower[start] in words("oblique")


def with_apposition(sentence: Words, source: Range, clause: int) -> Range:
    """`source`, reaching over an apposition in the next clause ("X, Chef der Bank"), where one follows at once."""
    if source[1] != sentence.clauses[clause].end or clause + 1 >= len(sentence.clauses):
        return source
    following = sentence.clauses[clause + 1]
    if following.mark == "," and is_apposition(sentence, following.start, following.end):
        return (source[0], following.end)
    return source


def is_apposition(sentence: Words, start: int, end: int) -> bool:
    """Whether a clause is a noun phrase without any verb."""
    kinds = sentence.kinds[start:end]
    if end - start > _MAX_APPOSITION_WORDS or "X" in kinds or "V" in kinds or kinds[0] not in "DNA#q":
        return False
    return "N" in kinds or "q" in kinds

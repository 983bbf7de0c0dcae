"""Time expressions of an article with their TIMEX3 values and intervals; not which claim they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

from zufolge.model import Note, Reading, Span, Time
from zufolge.recognise.numbers import number_words, ordinal_words
from zufolge.recognise.numbers_grammar import Found, Grammar
from zufolge.recognise.numbers_lexer import Lexer
from zufolge.recognise.numbers_lexicon import Word, load_tables, load_words, refuse_unknown_keys
from zufolge.recognise.times_calendar import Interval
from zufolge.recognise.times_context import (
    Context,
    Meaning,
    UndatedError,
    find_sentence_starts,
    read_published,
)
from zufolge.recognise.times_lengths import LENGTH_READERS
from zufolge.recognise.times_periods import PERIOD_READERS
from zufolge.recognise.times_relative import RELATIVE_READERS
from zufolge.recognise.times_values import CALENDAR_READERS, Reader

READERS: dict[str, Reader] = {**CALENDAR_READERS, **PERIOD_READERS, **RELATIVE_READERS, **LENGTH_READERS}
_UNDATED = "The publication date is unknown, so the relative time “{}” stays open."
_HOLIDAY_KEYS = {"id", "day", "easter", "advent", "sunday", "forms", "example", "gives"}
_TIME_OF_DAY = ("clock", "day_part", "part_of_focus", "weekday_part", "bare_clock", "clock_words")


@cache
def time_lexicon() -> dict[str, Word]:
    """All words that time expressions are made of."""
    lexicon = {word: Word("numword", value) for word, value in number_words().items()}
    lexicon |= {
        stem + e: Word("ordinal", n) for stem, n in ordinal_words().items() if n < 32 for e in ("e", "en", "er")
    }
    lexicon |= load_words("time_words")
    days = [(w, x.value) for w, x in lexicon.items() if x.kind == "weekday" and not w.endswith("s")]
    parts = [(w, x.value) for w, x in lexicon.items() if x.kind == "daypart"]
    for day, number in days:
        for part, code in [*parts, ("Morgen", "MO"), ("Früh", "MO")]:
            lexicon[f"{day}{part.lower()}"] = Word("weekday_part", f"{number}{code}")
    for entry in load_tables("holidays")["holiday"]:
        refuse_unknown_keys(f"holidays.toml, {entry.get('id')}", entry, _HOLIDAY_KEYS)
        rule = next(f"{key} {entry[key]}" for key in ("day", "easter", "advent", "sunday") if key in entry)
        lexicon |= {form: Word("holiday", rule) for form in entry["forms"]}
    return lexicon


@cache
def time_grammar() -> tuple[Lexer, Grammar]:
    """The lexer and the grammar of German time expressions."""
    lexer = Lexer(time_lexicon())
    return lexer, Grammar("time_patterns", lexer)


def find_times(reading: Reading) -> Reading:
    """Fill `times`; relative times of an article without publication date stay open and leave a note."""
    lexer, grammar = time_grammar()
    context = Context(reading.text, read_published(reading.article.published), find_sentence_starts(reading))
    times: list[Time] = []
    notes: list[Note] = []
    for found, meaning in _read_all(grammar.find(lexer.lex(reading.text)), context):
        span = Span(found.lexemes[0].start, found.lexemes[-1].end)
        times.append(_make_time(span, span.of(reading.text), _open_ended(found, meaning)))
        if meaning.value is None:
            notes.append(Note(span, _UNDATED.format(span.of(reading.text))))
    return replace(reading, times=tuple(times), notes=(*reading.notes, *notes))


def _read_all(all_found: Iterator[Found], context: Context) -> Iterator[tuple[Found, Meaning]]:
    for found in all_found:
        try:
            meaning = READERS[found.pattern.value](found, context)
        except UndatedError:
            kind = "TIME" if found.pattern.value in _TIME_OF_DAY else "DATE"
            meaning = Meaning("TIME" if kind == "TIME" else "DATE", None, moves_focus=False)
        if meaning is not None:
            context.remember(found, meaning)
            yield found, meaning


_UNTIL, _SINCE = ("bis", "spätestens"), ("seit", "ab")
_ARTICLES = ("zum", "zur", "dem", "der", "den", "in", "im", "zu", "das", "am")


def _open_ended(found: Found, meaning: Meaning) -> Meaning:
    """ "seit 2009" has no end, "bis Ende März" no beginning."""
    interval = meaning.interval
    if interval is None or meaning.type not in ("DATE", "TIME"):
        return meaning
    before = found.word_before()
    if before in _ARTICLES:
        before = found.word_before(2)
    if before in _UNTIL:
        return replace(meaning, interval=Interval(None, interval.end, interval.granularity))
    if before == "vor" and interval.start is not None:
        return replace(meaning, interval=Interval(None, interval.start - timedelta(days=1), interval.granularity))
    if before in _SINCE:
        return replace(meaning, interval=Interval(interval.start, None, interval.granularity))
    return meaning


def _make_time(span: Span, text: str, meaning: Meaning) -> Time:
    interval = meaning.interval or Interval(None, None, "")
    return Time(
        span,
        text,
        meaning.type,
        meaning.value,
        interval.start.isoformat() if interval.start else None,
        interval.end.isoformat() if interval.end else None,
        interval.granularity or None,
    )

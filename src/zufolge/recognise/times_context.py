"""What a time expression hangs on: the publication date, the last date in focus, the tense of its clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from zufolge.model import Reading
from zufolge.recognise.numbers_grammar import Found
from zufolge.recognise.numbers_lexicon import load_tables
from zufolge.recognise.times_calendar import Interval, make_date

Tense = Literal["past", "future", "open"]
_BOUNDARY = re.compile(r"(?<=[.!?])[\"“”»«']?\s+(?=[\"„“»«(]?[A-ZÄÖÜ0-9])|\n+")
_CLAUSE_END = re.compile(r"[,;:–—]|\s-\s|\b(?:aber|sondern|doch)\b")
_AHEAD = ("ab", "bis", "für")
_PARTICIPLE = re.compile(r"\s+(?:[a-zäöüß]+\s+)?([a-zäöüß]*ge[a-zäöüß]{2,}(?:te|ene)[nrsm]?)\b")
_REACH = 500
_LIST_LINKS = ("und", "sowie", "oder", "bis", ",", "-", "–")
_NOT_AFTER = re.compile(r"(?:\b\d{1,2}|\b[A-ZÄÖÜ]|\b(?:Nr|Mio|Mrd|Dr|St|bzw|ca|Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez))\.$")


class UndatedError(Exception):
    """A relative time in an article whose publication date is unknown."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression stands for: TIMEX3 type and value, and an interval where the value gives none."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    interval: Interval | None = None
    moves_focus: bool = True


@dataclass(slots=True)
class Context:
    """The article's clock while it is read from left to right."""

    text: str
    published: date | None
    sentence_starts: list[int]
    day: date | None = None
    day_sentence: int = -9
    report_year: int | None = None
    report_sentence: int = -9
    list_sentence: int = -9
    period: Interval | None = None
    period_sentence: int = -9
    tenses: dict[tuple[int, int], Tense] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The publication date; raises `UndatedError` where it is unknown."""
        if self.published is None:
            raise UndatedError
        return self.published

    def sentence_of(self, found: Found) -> int:
        """The number of the sentence that holds an expression."""
        return bisect_right(self.sentence_starts, found.lexemes[0].start) - 1

    def focus_day(self, found: Found, max_sentences: int = 1) -> date:
        """The day in focus where it was named at most `max_sentences` before, else the publication date."""
        if self.day is not None and self.sentence_of(found) - self.day_sentence <= max_sentences:
            return self.day
        return self.today

    def is_on_several_days(self, found: Found) -> bool:
        """Whether the sentence has named several days, or days that come again and again."""
        return self.list_sentence == self.sentence_of(found)

    def focus_period(self, found: Found, max_sentences: int = 0) -> Interval | None:
        """The last stretch of the calendar that was named at most `max_sentences` before."""
        near = self.sentence_of(found) - self.period_sentence <= max_sentences
        return self.period if near else None

    def remember(self, found: Found, meaning: Meaning) -> None:
        """Put what was just read in focus."""
        if meaning.type == "SET" or found.pattern.id == "day-of-list":
            self.list_sentence = self.sentence_of(found)
        interval = meaning.interval
        if found.word_before() == "seit" or not meaning.moves_focus or interval is None or interval.start is None:
            return
        self.period, self.period_sentence = interval, self.sentence_of(found)
        if found.get("fiscal_year") or (found.get("year") and found.get("quarter_word", "half_year_word")):
            self.report_year, self.report_sentence = interval.start.year, self.period_sentence
        if interval.granularity in ("day", "time"):
            if found.pattern.id != "day-of-list" and found.word_before() not in _LIST_LINKS:
                self.list_sentence = -9
            self.day, self.day_sentence = interval.start, self.period_sentence

    def tense(self, found: Found) -> Tense:
        """The tense of the clause of an expression, or else of its sentence."""
        clause = self.clause_tense(found)
        if clause != "open":
            return clause
        start, end = self._sentence_bounds(found)
        return self._tense_of(start, end)

    def clause_tense(self, found: Found) -> Tense:
        """The tense of the clause that holds an expression; "from Monday on" looks ahead by itself."""
        start, end = self._sentence_bounds(found)
        here = found.lexemes[0].start
        cuts = [m.end() for m in _CLAUSE_END.finditer(self.text, start, end)]
        left = max((c for c in cuts if c <= here), default=start)
        right = min((c for c in cuts if c > found.lexemes[-1].end), default=end)
        clause = self._tense_of(left, right)
        if self._has_participle_behind(found):
            return "past"
        before = found.word_before()
        is_from_on = before == "von" and self.text.startswith(" an", found.lexemes[-1].end)
        looks_ahead = before in _AHEAD or is_from_on
        if looks_ahead and (clause == "open" or _tense_words().future.search(self.text, left, right)):
            return "future"
        return clause

    def sentence_text(self, found: Found) -> str:
        """The sentence that holds an expression."""
        start, end = self._sentence_bounds(found)
        return self.text[start:end]

    def _has_participle_behind(self, found: Found) -> bool:
        """Whether a participle says that it is over: "am Freitag gewählten"."""
        behind = _PARTICIPLE.match(self.text, found.lexemes[-1].end)
        return behind is not None and behind[1] not in load_tables("tense_words")["open_participle"]["words"]

    def _sentence_bounds(self, found: Found) -> tuple[int, int]:
        number = self.sentence_of(found)
        starts = self.sentence_starts
        end = starts[number + 1] if number + 1 < len(starts) else len(self.text)
        return max(starts[number], found.lexemes[0].start - _REACH), min(end, found.lexemes[-1].end + _REACH)

    def _tense_of(self, start: int, end: int) -> Tense:
        key = (start, end)
        if key not in self.tenses:
            self.tenses[key] = judge_tense(self.text[start:end])
        return self.tenses[key]


class _Tenses(NamedTuple):
    """The words of tense_words.toml, compiled."""

    intended: re.Pattern[str]
    past: re.Pattern[str]
    auxiliary: re.Pattern[str]
    participle: re.Pattern[str]
    future: re.Pattern[str]


@cache
def _tense_words() -> _Tenses:
    table = load_tables("tense_words")

    def words(name: str) -> str:
        return "|".join(sorted(table[name]["words"], key=len, reverse=True))

    preterite = rf"\b(?:{words('past')})\b|\b(?!(?:{words('not_past')})\b)[a-zäöüß]{{3,}}te(?:n|st)?\b"
    perfect = r"\b[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en) (?:haben|sein|worden|hat|ist|sind|habe|sei|seien)\b"
    prefixes = "be|er|ver|zer|ent|miss|über|unter|wieder"
    return _Tenses(
        re.compile(rf"\b(?:{words('intended')})\b(?! (?:haben|sein)\b)"),
        re.compile(f"{preterite}|{perfect}"),
        re.compile(rf"\b(?:{words('auxiliary')})\b"),
        re.compile(
            rf"\b(?:[a-zäöüß]*ge[a-zäöüß]{{2,}}(?:t|en)|[a-zäöüß]+iert|(?:{prefixes})[a-zäöüß]{{2,}}(?:t|en))\b"
        ),
        re.compile(rf"\b(?:{words('future')})\b"),
    )


_HEARSAY = re.compile(r"\b(?:haben|worden|war|waren|wurden?|hatten?)\b")


def judge_tense(clause: str) -> Tense:
    """Past, future or open, by the finite verbs of a clause.

    >>> [judge_tense(s) for s in ("Er kaufte", "Er wird kaufen", "Er hat gekauft", "Der Kauf")]
    ['past', 'future', 'past', 'open']
    """
    words = _tense_words()
    if words.intended.search(clause) and not _HEARSAY.search(clause):
        return "future"
    if words.past.search(clause):
        return "past"
    auxiliary = words.auxiliary.search(clause)
    if auxiliary and words.participle.search(clause, auxiliary.end()):
        return "past"
    return "future" if words.future.search(clause) else "open"


def find_sentence_starts(reading: Reading) -> list[int]:
    """Where sentences begin: those of the reading, or else cut roughly at marks and line ends."""
    if reading.sentences:
        return sorted({0, *(s.span.start for s in reading.sentences)})
    cuts = _BOUNDARY.finditer(reading.text)
    return [0, *(cut.end() for cut in cuts if _is_sentence_end(reading.text, cut))]


def _is_sentence_end(text: str, cut: re.Match[str]) -> bool:
    return "\n" in cut.group() or not _NOT_AFTER.search(text, max(0, cut.start() - 8), cut.start())


def read_published(published: str | None) -> date | None:
    """The day of an ISO date or date and time; None where there is none."""
    if match := re.match(r"(\d{4})-(\d\d)-(\d\d)", published or ""):
        return make_date(int(match[1]), int(match[2]), int(match[3]))
    return None

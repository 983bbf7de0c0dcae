"""What dates of the calendar stand for: days, months, quarters, years, feasts. Not relative times."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from zufolge.recognise.numbers_grammar import Found
from zufolge.recognise.numbers_lexer import Lexeme
from zufolge.recognise.numbers_lexicon import load_tables
from zufolge.recognise.times_calendar import (
    Interval,
    easter,
    fourth_advent,
    interval_of,
    make_date,
    months_from,
)
from zufolge.recognise.times_context import Context, Meaning

Reader = Callable[[Found, Context], Meaning | None]
_LOOK_AHEAD_TOKENS = 60
_REPORT_SENTENCES, _REPORT_SEASON = 3, 4
_PAST_SLACK_DAYS, _FUTURE_SLACK_DAYS, _DOUBTFUL_DAYS = 31, 62, 200
_SPRING = 4
_FIRST_YEAR, _RECENT = 1100, (1900, 2035)


def dated(value: str | None, interval: Interval | None = None) -> Meaning:
    """A DATE with its interval, by default the one its value names."""
    return Meaning("DATE", value, interval or interval_of(value))


@cache
def year_words() -> dict[str, frozenset[str]]:
    """The words beside four digits that make them a year, or a count."""
    tables = load_tables("year_words")
    return {name: frozenset(table["words"]) for name, table in tables.items()}


def year_near(found: Found, context: Context, month: int, day: int = 1) -> int:
    """The year of a day or month that the text gives without one: by focus, tense, and nearness."""
    focus = context.focus_period(found, 1)
    if focus and focus.start and focus.granularity in ("day", "month", "time"):
        away = context.published is None or abs(focus.start.year - context.published.year) > 1
        if away:
            return focus.start.year
    today = context.today
    candidates = [d for y in (-1, 0, 1) if (d := make_date(today.year + y, month, min(day, 28)))]
    nearest = min(candidates, key=lambda d: abs((d - today).days))
    if "für" in (found.word_before(), found.word_before(2)) and day > 1:
        return nearest.year
    clause = context.clause_tense(found)
    tense = context.tense(found) if clause == "open" else clause
    if tense == "past":
        slack = today + timedelta(days=_PAST_SLACK_DAYS if day > 1 else 0)
        meant = max(d for d in candidates if d <= slack)
    elif tense == "future":
        meant = min(d for d in candidates if d >= today - timedelta(days=_FUTURE_SLACK_DAYS))
    else:
        return nearest.year
    is_doubtful = clause == "open" and abs((meant - today).days) > _DOUBTFUL_DAYS
    return (nearest if is_doubtful else meant).year


def year_of(found: Found, context: Context) -> int | None:
    """The year that an expression names itself: "2015", "vergangenen Jahres", "des Vorjahres"."""
    if year := found.get("year"):
        return int(year.value)
    if season := found.get("season"):
        return int(str(season.value)[:4])
    if (step := found.get("last", "next", "this", "before_last")) and found.get("year_word", "fiscal_year"):
        return context.today.year + int(step.value)
    if step := found.get("previous_year"):
        return previous_year_of(found, context) - (int(step.value) != -1)
    if found.get("this_year"):
        return context.today.year
    return None


def previous_year_of(found: Found, context: Context) -> int:
    """The year before the one the sentence speaks of, or before that of the publication date."""
    focus = context.focus_period(found)
    if focus and focus.start and focus.granularity in ("year", "quarter", "half"):
        return focus.start.year - 1
    if context.report_year is not None and context.sentence_of(found) - context.report_sentence <= _REPORT_SENTENCES:
        return context.report_year - 1
    is_annual_report = found.word_before() == "(" and context.today.month <= _REPORT_SEASON
    return context.today.year - 1 - is_annual_report


def numeric_date(found: Found, context: Context) -> Meaning | None:
    """Read "3.5.2016", "bis zum 28.10.", "2016-05-03"."""
    lexeme = found.get("date", "daymonth")
    if lexeme is None:
        return None
    parts = [int(p) for p in re.findall(r"\d+", str(lexeme.value))]
    if str(lexeme.value)[4:5] in ("-", "/"):
        parts.reverse()
    if len(parts) == 2:
        if not make_date(2016, parts[1], parts[0]):
            return None
        parts.append(year_near(found, context, parts[1], parts[0]))
    day, month, year = parts
    if year < 100:
        year += 1900 if year > 50 else 2000
    value = make_date(year, month, day)
    return dated(value.isoformat()) if value else None


def month_in_digits(found: Found, context: Context) -> Meaning | None:
    """Read "05/2016", "2016-05"."""
    lexeme = found.get("monthyear")
    if lexeme is None:
        return None
    small, large = sorted(int(part) for part in re.findall(r"\d+", str(lexeme.value)))
    return dated(f"{large}-{small:02d}") if _RECENT[0] <= large <= _RECENT[1] else None


def day_month(found: Found, context: Context) -> Meaning | None:
    """Read "3. Mai 2016", and "5." of "5. bis 22. Mai"."""
    number = found.get("day", "ordinal")
    month = found.get("month", "month_short") or _month_ahead(found)
    if number is None or month is None:
        return None
    day, month_number = int(number.value), int(month.value)
    if not make_date(2016, month_number, day):
        return None
    year = year_of(found, context) or _year_ahead(found) or year_near(found, context, month_number, day)
    value = make_date(year, month_number, day)
    return dated(value.isoformat()) if value else None


def _month_ahead(found: Found) -> Lexeme | None:
    ahead = found.lexed.lexemes[found.last + 1 : found.last + _LOOK_AHEAD_TOKENS]
    return next((x for x in ahead if x.kind in ("month", "month_short")), None)


def _year_ahead(found: Found) -> int | None:
    """The year after the month that a list of days leads to."""
    if found.get("month", "month_short") and found.pattern.id != "month-of-list":
        return None
    ahead = found.lexed.lexemes[found.last + 1 : found.last + _LOOK_AHEAD_TOKENS]
    for here, following in pairwise(ahead):
        if here.kind in ("month", "month_short"):
            return int(following.value) if following.kind == "year" else None
    return None


def month(found: Found, context: Context) -> Meaning | None:
    """Read "im Mai", "Ende Mai 2015", "Oktober vergangenen Jahres"."""
    lexeme = found.get("month", "month_short")
    if lexeme is None:
        return None
    number = int(lexeme.value)
    year = year_of(found, context) or _year_ahead(found)
    if found.get("apostrophe") and (short := found.get("day")):
        year = 2000 + int(short.value)
    step = found.get("last", "next", "this", "before_last")
    if year is None and step is not None:
        year = _year_of_step(context.today, number, int(step.value))
    year = year or year_near(found, context, number)
    return dated(f"{year}-{number:02d}", edge_of_interval(found, f"{year}-{number:02d}"))


def _year_of_step(today: date, month_number: int, step: int) -> int:
    if step < 0:
        return today.year - (month_number >= today.month)
    return today.year + (step > 0 and month_number <= today.month)


def edge_of_interval(found: Found, value: str) -> Interval | None:
    """The third of a month, year or season that "Anfang", "Mitte", "Ende" cut out."""
    whole, edge = interval_of(value), found.get("edge")
    if whole is None or edge is None or whole.start is None or whole.end is None:
        return whole
    if whole.granularity == "year":
        first_month, count = {"START": (1, 3), "MID": (6, 2), "END": (10, 3)}[str(edge.value)]
        return months_from(whole.start.year, first_month, count, "year")
    days = (whole.end - whole.start).days + 1
    first, last = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}[str(edge.value)]
    start = whole.start + timedelta(days=days * first // 3)
    return Interval(start, whole.start + timedelta(days=days * last // 3 - 1), whole.granularity)


def holiday(found: Found, context: Context) -> Meaning | None:
    """Read "an Ostern 2017", "vor Weihnachten"."""
    lexeme = found.get("holiday")
    if lexeme is None:
        return None
    rule = str(lexeme.value)
    year = year_of(found, context)
    if year is None:
        near = holiday_date(rule, context.today.year)
        year = year_near(found, context, near.month, near.day)
    return dated(holiday_date(rule, year).isoformat())


def holiday_date(rule: str, year: int) -> date:
    """The day of a rule of holidays.toml ("day 12-24", "easter -2", "advent 28") in a year."""
    kind, _, argument = rule.partition(" ")
    if kind == "easter":
        return easter(year) + timedelta(days=int(argument))
    if kind == "advent":
        return fourth_advent(year) - timedelta(days=int(argument))
    month_number, day = argument.split("-")
    if kind == "sunday":
        first = date(year, int(month_number), 1)
        return first + timedelta(days=7 - first.isoweekday() + 7 * (int(day) - 1))
    return date(year, int(month_number), int(day))


def year(found: Found, context: Context) -> Meaning | None:
    """Read "2009", where its neighbours make it a year."""
    lexeme = found.get("year")
    return dated(str(lexeme.value)) if lexeme and is_year(found) else None


def is_year(found: Found) -> bool:
    """Whether four digits are a year rather than a count, by their neighbours."""
    number = int(found.lexemes[0].value)
    words = year_words()
    start = found.lexemes[0].start
    if start and (found.lexed.text[start - 1].isalnum() or found.lexed.text[start - 1] in "%=&_?#@"):
        return False
    before, second = found.word_before(), found.word_before(2)
    if before == "." and second in words["abbreviated_before"]:
        return False
    if before in words["never_before"] and not (before == "zu" and second != "bis"):
        return False
    if before in ("/", "-", "+") and second[:1].isdigit() and len(second) != 4:
        return False
    after = text_after(found)
    noun_follows = after[:1].isupper() and len(after) > 2
    if before == "als" and noun_follows:
        return False
    if after == "bis" and not _year_follows(found):
        return False
    is_marked = before in words["before"] or (before == "und" and second.isdigit() and len(second) == 4)
    if not _RECENT[0] <= number <= _RECENT[1]:
        return _FIRST_YEAR < number < _RECENT[1] and not noun_follows and (is_marked or after in words["after"])
    return is_marked or not noun_follows or number % 50 != 0


def _year_follows(found: Found) -> bool:
    following = found.lexed.lexemes[found.last + 2 : found.last + 4]
    return any(x.kind in ("year", "edge", "month", "preposition", "article", "day") for x in following)


def text_after(found: Found) -> str:
    """The word right after the span as it is written; "" at the end."""
    index = found.last + 1
    if index >= len(found.lexed.lexemes):
        return ""
    following = found.lexed.lexemes[index]
    return found.lexed.text[following.start : following.end]


def word_after(found: Found) -> str:
    """The word right after the span in lower case."""
    return text_after(found).lower()


def no_time(found: Found, context: Context) -> Meaning | None:
    """Words that look like a time and are none."""
    return None


CALENDAR_READERS: dict[str, Reader] = {
    reader.__name__: reader for reader in (numeric_date, month_in_digits, day_month, month, holiday, year, no_time)
}

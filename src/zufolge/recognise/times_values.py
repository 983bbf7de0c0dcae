"""What dates of the calendar stand for: days, months, quarters, years, feasts. Not relative times."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from zufolge.recognise.numbers_grammar import Found
from zufolge.recognise.numbers_lexer import Lexeme
from zufolge.recognise.numbers_lexicon import load_tables
from zufolge.recognise.times_calendar import (
    Interval,
    add_months,
    easter,
    fourth_advent,
    interval_of,
    make_date,
    months_from,
    quarter_value,
    unit_value,
)
from zufolge.recognise.times_context import Context, Meaning

Reader = Callable[[Found, Context], Meaning | None]
_LOOK_AHEAD_TOKENS = 60
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


def year_near(found: Found, context: Context, month: int, day: int = 15) -> int:
    """The year of a day or month that the text gives without one: by focus, tense, and nearness."""
    focus = context.focus_period(found, 1)
    if focus and focus.start and focus.granularity in ("day", "month", "time"):
        away = context.published is None or abs(focus.start.year - context.published.year) > 1
        if away:
            return focus.start.year
    today = context.today
    tense = context.tense(found)
    candidates = [d for y in (-1, 0, 1) if (d := make_date(today.year + y, month, min(day, 28)))]
    if tense == "past":
        slack = today + timedelta(days=31)
        return max(d for d in candidates if d <= slack).year
    if tense == "future":
        slack = today - timedelta(days=62)
        return min(d for d in candidates if d >= slack).year
    return min(candidates, key=lambda d: abs((d - today).days)).year


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
    return context.today.year - 1


def numeric_date(found: Found, context: Context) -> Meaning | None:
    lexeme = found.get("date", "daymonth")
    if lexeme is None:
        return None
    parts = [int(p) for p in re.findall(r"\d+", str(lexeme.value))]
    if str(lexeme.value)[4:5] == "-":
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


def day_month(found: Found, context: Context) -> Meaning | None:
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
    if found.get("month", "month_short"):
        return None
    ahead = found.lexed.lexemes[found.last + 1 : found.last + _LOOK_AHEAD_TOKENS]
    for here, following in zip(ahead, ahead[1:], strict=False):
        if here.kind in ("month", "month_short"):
            return int(following.value) if following.kind == "year" else None
    return None


def month(found: Found, context: Context) -> Meaning | None:
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
    return dated(f"{year}-{number:02d}", _edge_of_interval(found, f"{year}-{number:02d}"))


def _year_of_step(today: date, month_number: int, step: int) -> int:
    if step < 0:
        return today.year - (month_number >= today.month)
    return today.year + (step > 0 and month_number <= today.month)


def _edge_of_interval(found: Found, value: str) -> Interval | None:
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


def part_of_year(found: Found, context: Context) -> Meaning | None:
    letter = found.get("quarter_word", "half_year_word", "quarter_code")
    numbers = found.all("ordinal", "day", "roman")
    if letter is None or not numbers:
        return None
    unit, number = str(letter.value)[0], int(numbers[0].value)
    if number > (4 if unit == "Q" else 2):
        return None
    year = year_of(found, context) or _year_of_part(found, context, unit, number)
    return dated(f"{year}-{unit}{number}")


def _year_of_part(found: Found, context: Context, unit: str, number: int) -> int:
    """The year of a quarter or half named without one: that in focus, or the last that has begun."""
    focus = context.focus_period(found)
    if focus and focus.start and focus.granularity == "year":
        return focus.start.year
    today = context.today
    begins = date(today.year, (number - 1) * (3 if unit == "Q" else 6) + 1, 1)
    tense = context.tense(found)
    is_over = add_months(begins, 3 if unit == "Q" else 6) <= today
    return today.year - (begins > today and tense == "past") + (is_over and tense == "future")


def quarter_by_month(found: Found, context: Context) -> Meaning | None:
    lexeme = found.get("month")
    if lexeme is None:
        return None
    number = int(lexeme.value)
    return dated(quarter_value(date(year_near(found, context, number), number, 1)))


def first_units(found: Found, context: Context) -> Meaning | None:
    """ "in den ersten neun Monaten 2015": a length, and the interval from the year's beginning."""
    first, count = found.get("ordinal"), found.get("day", "numword", "number", "one", "both")
    units = found.all("year_word", "month_word", "week_word", "day_word", "quarter_word", "half_year_word")
    if first is None or count is None or not units or first.value != 1:
        return None
    unit, number = str(units[0].value).rstrip("*"), int(count.value)
    value = f"P{number}{unit}"
    months = number * {"M": 1, "Q": 3, "H": 6}.get(unit, 0)
    if not 0 < months <= 12 or context.published is None:
        return Meaning("DURATION", value)
    focus = context.focus_period(found)
    in_focus = focus.start.year if focus and focus.start and focus.granularity == "year" else None
    year = year_of(found, context) or in_focus or context.today.year
    return Meaning("DURATION", value, months_from(year, 1, months, "other"))


def half_of(found: Found, context: Context) -> Meaning | None:
    if found.get("century_word") and (day := found.get("day")):
        return dated(f"{int(day.value) - 1:02d}")
    if found.get("decade_suffix", "decade"):
        return decade(found, context)
    number = found.get("ordinal")
    if lexeme := found.get("month"):
        year = year_near(found, context, int(lexeme.value))
        return dated(f"{year}-{int(lexeme.value):02d}")
    year_named = year_of(found, context)
    if number is None or year_named is None:
        return None
    return dated(f"{year_named}-H{number.value}")


def same_period(found: Found, context: Context) -> Meaning | None:
    focus = context.focus_period(found, 1)
    if focus is None or focus.start is None or not found.get("previous_year", "year", "year_word"):
        return None
    value = _value_of(focus)
    if value is None or focus.granularity == "year":
        return previous_year(found, context)
    named = found.get("year")
    year = int(named.value) if named else focus.start.year - 1
    return dated(value.replace(str(focus.start.year), str(year), 1))


def _value_of(interval: Interval) -> str | None:
    letters = {"quarter": "Q", "half": "H", "month": "M", "year": "Y", "week": "W"}
    if interval.start is None or interval.granularity not in letters:
        return None
    return unit_value(interval.start, letters[interval.granularity])


def edge_of_year(found: Found, context: Context) -> Meaning | None:
    lexeme = found.get("edge_of_year")
    if lexeme is None:
        return None
    is_end = found.text.lower().startswith(("jahresende", "jahresschluss"))
    if year := found.get("year"):
        return dated(str(year.value), _turn_of_year(int(year.value), is_end))
    if lexeme.value != "Y":
        return dated(unit_value(context.today, str(lexeme.value)))
    focus, today = context.focus_period(found), context.today
    if focus and focus.start and focus.granularity in ("year", "month", "day"):
        number = focus.start.year
    else:
        number = today.year - (is_end and today.month <= _SPRING and context.tense(found) == "past")
    return dated(str(number), _turn_of_year(number, is_end))


def _turn_of_year(year: int, is_end: bool) -> Interval:
    return months_from(year, 12 if is_end else 1, 1, "year")


def edge_of(found: Found, context: Context) -> Meaning | None:
    unit = found.get("year_word", "quarter_word", "month_word", "week_word")
    if year := found.get("year"):
        return dated(str(year.value), _edge_of_interval(found, str(year.value)))
    if unit is None:
        return None
    step = found.get("last", "next", "this", "before_last")
    if step is None:
        focus = context.focus_period(found, 1)
        base = focus.start if focus and focus.start else context.today
        value = unit_value(base, str(unit.value).rstrip("*"))
    else:
        value = _stepped(context.today, str(unit.value).rstrip("*"), int(step.value))
    return dated(value, _edge_of_interval(found, value))


def _stepped(today: date, unit: str, steps: int) -> str:
    months = {"Y": 12, "Q": 3, "M": 1}.get(unit)
    moved = add_months(today, months * steps) if months else today + timedelta(days=7 * steps)
    return unit_value(moved, unit)


def season(found: Found, context: Context) -> Meaning | None:
    lexeme = found.get("season")
    code = next((x for x in found.lexemes if x.kind == "season_word"), None)
    if code is None:
        return None
    year = year_of(found, context)
    if lexeme is None and year is None:
        year = _season_year(found, context, str(code.value))
    value = f"{year}-{code.value}"
    return dated(value, _edge_of_interval(found, value))


def _season_year(found: Found, context: Context, code: str) -> int:
    step = found.get("last", "next", "this", "before_last")
    today = context.today
    first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if step is None:
        year = year_near(found, context, first_month)
        return year
    if step.value == 0:
        return today.year
    is_over = first_month + 2 < today.month
    if int(step.value) < 0:
        return today.year if is_over and code != "WI" else today.year - 1
    return today.year + (first_month <= today.month)


def business_year(found: Found, context: Context) -> Meaning | None:
    season_token = found.get("season")
    if season_token is not None:
        first, second = str(season_token.value).split("/")
        second = first[: 4 - len(second)] + second
        if int(second) - int(first) not in (1, 2, 3, 4, 5):
            return None
        return dated(f"{first}/{second}")
    year = year_of(found, context)
    return dated(str(year)) if year else None


def previous_year(found: Found, context: Context) -> Meaning | None:
    lexeme = found.get("previous_year")
    year = previous_year_of(found, context)
    if lexeme is not None and int(lexeme.value) != -1:
        year += 1 + int(lexeme.value)
    return Meaning("DATE", str(year), interval_of(str(year)), moves_focus=False)


def this_year(found: Found, context: Context) -> Meaning | None:
    return dated(str(context.today.year))


def decade(found: Found, context: Context) -> Meaning | None:
    if word := found.get("decade"):
        number = 190 + int(word.value)
    else:
        lexeme = found.get("year", "number", "day")
        if lexeme is None:
            return None
        digits = int(lexeme.value)
        number = digits // 10 if digits >= 1000 else 190 + digits // 10
        if digits < 1000 and digits < 20:
            number = 200 + digits // 10
    return dated(str(number))


def century(found: Found, context: Context) -> Meaning | None:
    day = found.get("day")
    return dated(f"{int(day.value) - 1:02d}") if day else None


def holiday(found: Found, context: Context) -> Meaning | None:
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
    return date(year, int(month_number), int(day))


def year(found: Found, context: Context) -> Meaning | None:
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
    reader.__name__: reader
    for reader in (
        numeric_date, day_month, month, part_of_year, quarter_by_month, first_units, half_of, same_period,
        edge_of_year, edge_of, season, business_year, previous_year, this_year, decade, century, holiday,
        year, no_time,
    )
}  # fmt: skip

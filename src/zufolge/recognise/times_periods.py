"""What stretches of the calendar stand for: quarters, halves, seasons, fiscal years, decades. Not days and months."""

from __future__ import annotations

from datetime import date, timedelta

from zufolge.recognise.numbers_grammar import Found
from zufolge.recognise.times_calendar import (
    Interval,
    add_months,
    interval_of,
    months_from,
    quarter_value,
    unit_value,
)
from zufolge.recognise.times_context import Context, Meaning
from zufolge.recognise.times_values import (
    Reader,
    dated,
    edge_of_interval,
    previous_year_of,
    year_near,
    year_of,
)

_SPRING = 4


def part_of_year(found: Found, context: Context) -> Meaning | None:
    """Read "im dritten Quartal 2015", "Q3", "in der ersten Jahreshälfte"."""
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
    """Read "im Dezember-Quartal"."""
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
    interval = months_from(year, 1, months, "other")
    if interval.end and interval.end > context.today and context.tense(found) == "past" and not year_of(found, context):
        interval = months_from(year - 1, 1, months, "other")
    return Meaning("DURATION", value, interval)


def half_of(found: Found, context: Context) -> Meaning | None:
    """Read "in der ersten Hälfte des 17. Jahrhunderts", "in der zweiten Hälfte 2015"."""
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
    """Read "im gleichen Zeitraum des Vorjahres"."""
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
    """Read "zum Jahresende", "seit Jahresbeginn 2016"."""
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
    """Read "Ende 2015", "Anfang des Jahres", "Mitte nächsten Jahres"."""
    unit = found.get("year_word", "quarter_word", "month_word", "week_word")
    if year := found.get("year"):
        return dated(str(year.value), edge_of_interval(found, str(year.value)))
    if unit is None:
        return None
    step = found.get("last", "next", "this", "before_last")
    if step is None:
        focus = context.focus_period(found, 1)
        base = focus.start if focus and focus.start else context.today
        value = unit_value(base, str(unit.value).rstrip("*"))
    else:
        value = _stepped(context.today, str(unit.value).rstrip("*"), int(step.value))
    return dated(value, edge_of_interval(found, value))


def _stepped(today: date, unit: str, steps: int) -> str:
    months = {"Y": 12, "Q": 3, "M": 1}.get(unit)
    moved = add_months(today, months * steps) if months else today + timedelta(days=7 * steps)
    return unit_value(moved, unit)


def season(found: Found, context: Context) -> Meaning | None:
    """Read "im Frühjahr 2017", "Ende des Sommers"."""
    lexeme = found.get("season")
    code = next((x for x in found.lexemes if x.kind == "season_word"), None)
    if code is None:
        return None
    year = year_of(found, context)
    if lexeme is None and year is None:
        year = _season_year(found, context, str(code.value))
    value = f"{year}-{code.value}"
    return dated(value, edge_of_interval(found, value))


def _season_year(found: Found, context: Context, code: str) -> int:
    step = found.get("last", "next", "this", "before_last")
    today = context.today
    first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if step is None:
        return year_near(found, context, first_month)
    if step.value == 0:
        return today.year
    is_over = first_month + 2 < today.month
    if int(step.value) < 0:
        return today.year if is_over and code != "WI" else today.year - 1
    return today.year + (first_month <= today.month)


def business_year(found: Found, context: Context) -> Meaning | None:
    """Read "im Geschäftsjahr 2015/16", "im Jahr 2015", "im abgelaufenen Geschäftsjahr"."""
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
    """Read "im Vorjahr", "im Vorjahreszeitraum", "im Folgejahr"."""
    lexeme = found.get("previous_year")
    year = previous_year_of(found, context)
    if lexeme is not None and int(lexeme.value) != -1:
        year += 1 + int(lexeme.value)
    return Meaning("DATE", str(year), interval_of(str(year)), moves_focus=False)


def this_year(found: Found, context: Context) -> Meaning | None:
    """Read "heuer"."""
    return dated(str(context.today.year))


def decade(found: Found, context: Context) -> Meaning | None:
    """Read "in den 90er Jahren", "in den Neunzigerjahren"."""
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
    """Read "im 15. Jahrhundert"."""
    day = found.get("day")
    return dated(f"{int(day.value) - 1:02d}") if day else None


PERIOD_READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        part_of_year,
        quarter_by_month,
        first_units,
        half_of,
        same_period,
        edge_of_year,
        edge_of,
        season,
        business_year,
        previous_year,
        this_year,
        decade,
        century,
    )
}

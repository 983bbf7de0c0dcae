"""What times seen from the publication date or the date in focus stand for: "gestern", "am Montag", "20 Uhr"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from zufolge.recognise.numbers_grammar import Found
from zufolge.recognise.times_calendar import Interval, interval_of, shift, unit_value, week_value
from zufolge.recognise.times_context import Context, Meaning
from zufolge.recognise.times_values import Reader, dated, day_month, word_after

_UNITS = (
    "year_word", "month_word", "week_word", "day_word", "quarter_word", "half_year_word", "decade_word",
    "century_word", "weekend", "clock_unit",
)  # fmt: skip
_PARTS = ("daypart", "morning", "tomorrow", "dayparts")
_DIRECTIONS = ("last", "before_last", "next", "this")
_EVENING_FROM, _HALF_DAY = 12, 12


def unit_of(found: Found) -> tuple[str, bool] | None:
    """The letter of the unit in an expression, and whether it stands in the plural."""
    lexeme = found.get(*_UNITS)
    if lexeme is None:
        return None
    letter = str(lexeme.value)
    is_plural = letter.endswith("*")
    if lexeme.kind == "clock_unit":
        return "T" + letter, False
    return letter.rstrip("*"), is_plural


def part_of(found: Found) -> str | None:
    """The code of a part of the day: MO, MI, AF, EV, NI."""
    lexeme = found.get(*_PARTS)
    if lexeme is None:
        return None
    return "MO" if lexeme.kind in ("morning", "tomorrow") else str(lexeme.value)


def _timed(day: date, clock: str) -> Meaning:
    value = f"{day.isoformat()}T{clock}"
    return Meaning("TIME", value, interval_of(value))


def relative_unit(found: Found, context: Context) -> Meaning | None:
    """Read "vergangene Woche", "im nächsten Jahr", "am nächsten Tag"."""
    unit, step = unit_of(found), found.get(*_DIRECTIONS)
    if unit is None or step is None:
        return None
    letter, is_plural = unit
    steps = int(step.value)
    word = found.lexed.text[step.start : step.end].lower()
    if is_plural:
        return _vague(letter, steps)
    if letter == "D":
        base = context.focus_day(found, 2)
        return dated((base + timedelta(days=steps)).isoformat())
    is_narrative = word.startswith(("folgend", "darauffolgend", "vorangegangen"))
    focus = context.focus_period(found, 1) if is_narrative else None
    base = focus.start if focus and focus.start else context.today
    return dated(unit_value(shift(base, letter, steps), letter))


def _vague(letter: str, steps: int) -> Meaning:
    """ "in den vergangenen Jahren", "in den nächsten Wochen", "in diesen Tagen"."""
    if steps > 0:
        return Meaning("DATE", "FUTURE_REF", moves_focus=False)
    return Meaning("DURATION", f"PX{letter}", moves_focus=False)


def weekday_of_week(found: Found, context: Context) -> Meaning | None:
    """Read "nächste Woche Montag", "Mittwoch vergangener Woche"."""
    step, weekday = found.get(*_DIRECTIONS), found.get("weekday")
    if step is None or weekday is None:
        return None
    week = context.today + timedelta(days=7 * int(step.value))
    return dated(_on_weekday(week, int(weekday.value)).isoformat())


def _on_weekday(day: date, weekday: int) -> date:
    """The given weekday of the ISO week that holds `day`."""
    return day + timedelta(days=weekday - day.isoweekday())


def day_before(found: Found, context: Context) -> Meaning | None:
    """Read "am Tag zuvor"."""
    later = found.get("later")
    if later is None:
        return None
    day = (context.focus_day(found, 3) + timedelta(days=int(later.value))).isoformat()
    return Meaning("DATE", day, interval_of(day), moves_focus=False)


def nth_week(found: Found, context: Context) -> Meaning | None:
    """Read "in der letzten Woche im Juli"."""
    ordinal, month = found.get("ordinal", "last"), found.get("month")
    if ordinal is None or month is None:
        return None
    first = date(context.today.year, int(month.value), 1)
    if ordinal.kind == "last":
        last_day = shift(first, "M", 1) - timedelta(days=1)
        return dated(week_value(last_day - timedelta(days=last_day.isoweekday() % 7)))
    return dated(week_value(first + timedelta(days=7 * (int(ordinal.value) - 1))))


def deictic(found: Found, context: Context) -> Meaning | None:
    """Read "heute", "gestern", "am heutigen Mittwoch"."""
    lexeme = found.get("deictic") or found.lexed.lexemes[found.start]
    if lexeme.kind not in ("deictic", "deictic_adjective"):
        return None
    if lexeme.kind == "deictic" and lexeme.value == 0 and _is_nowadays(found):
        return Meaning("DATE", "PRESENT_REF", moves_focus=False)
    day = context.today + timedelta(days=int(lexeme.value))
    weekday_part, part = found.get("weekday_part"), part_of(found)
    if weekday_part is not None:
        part = str(weekday_part.value)[1:]
    return _timed(day, part) if part else dated(day.isoformat())


def _is_nowadays(found: Found) -> bool:
    """Whether "heute" means our times: "bis heute", "heute noch", "wie wir heute wissen"."""
    after = word_after(found)
    return found.word_before() in ("bis", "noch", "wir") or after in (
        "noch",
        "wissen",
        "vor",
        "kaum",
    )


def tomorrow(found: Found, context: Context) -> Meaning | None:
    """Read "morgen"."""
    if found.text[:1] == "M" or found.text.endswith("s"):
        return None
    return dated((context.today + timedelta(days=1)).isoformat())


def day_part(found: Found, context: Context) -> Meaning | None:
    """Read "gestern Abend", "morgen früh"."""
    offset, part = found.get("deictic"), part_of(found)
    first = found.lexemes[0]
    if offset is None and first.kind == "tomorrow":
        second = found.all(*_PARTS)[-1]
        return _timed(context.today + timedelta(days=1), str(second.value))
    if offset is None or part is None:
        return None
    return _timed(context.today + timedelta(days=int(offset.value)), part)


def part_of_focus(found: Found, context: Context) -> Meaning | None:
    """Read "am Nachmittag" of the day in focus."""
    part = part_of(found)
    if part is None or found.text in ("Vorabend", "Mitternacht") or word_after(found) in ("auf", "zum", "zu"):
        return None
    return _timed(context.focus_day(found, 2), part)


def part_of_date(found: Found, context: Context) -> Meaning | None:
    """Read "Nacht des 14. Mai"."""
    day, part = day_month(found, context), part_of(found)
    if day is None or part is None or day.value is None:
        return None
    return _timed(date.fromisoformat(day.value), part)


def sentence_tomorrow(found: Found, context: Context) -> Meaning | None:
    """Read "Morgen" at the beginning of a sentence."""
    is_greeting = not word_after(found)[:1].isalpha()
    return None if is_greeting else dated((context.today + timedelta(days=1)).isoformat())


def weekday(found: Found, context: Context) -> Meaning | None:
    """Read "am Montag", "kommenden Freitag"."""
    lexeme = found.get("weekday")
    if lexeme is not None and found.text.endswith("s") and found.word_before() not in ("des", "jeden"):
        return Meaning("SET", f"XXXX-WXX-{lexeme.value}", moves_focus=False)
    return dated(_find_weekday(found, context, int(lexeme.value)).isoformat()) if lexeme else None


def _find_weekday(found: Found, context: Context, number: int) -> date:
    """The weekday that is meant: before or after the publication, by adjective or tense."""
    today, step = context.today, found.get(*_DIRECTIONS)
    ahead = (number - today.isoweekday()) % 7
    if step is not None and int(step.value):
        if int(step.value) > 0:
            return today + timedelta(days=(ahead or 7) + 7 * (int(step.value) - 1))
        return today - timedelta(days=(7 - ahead) + 7 * (-int(step.value) - 1))
    is_planned = found.word_before() == "für" and not re.search(r"\bhatten?\b", context.sentence_text(found))
    if step is None and not is_planned and context.tense(found) != "future":
        return today - timedelta(days=(-ahead) % 7)
    return today + timedelta(days=ahead)


def weekday_part(found: Found, context: Context) -> Meaning | None:
    """Read "am Montagabend", "Dienstag früh"."""
    joined, plain, part = found.get("weekday_part"), found.get("weekday"), part_of(found)
    if joined is not None:
        return _timed(_find_weekday(found, context, int(str(joined.value)[0])), str(joined.value)[1:])
    if plain is None or part is None:
        return None
    return _timed(_find_weekday(found, context, int(plain.value)), part)


def weekend(found: Found, context: Context) -> Meaning | None:
    """Read "am Wochenende"."""
    today = context.today
    if today.isoweekday() < 6 and context.tense(found) != "future":
        today -= timedelta(days=7)
    return dated(week_value(today) + "-WE")


def clock(found: Found, context: Context) -> Meaning | None:
    """Read "um 20.30 Uhr", "9 Uhr morgens"."""
    lexeme = found.get("clock", "day", "numword", "one")
    if lexeme is None:
        return None
    hour, minute = _read_clock(str(lexeme.value))
    rest = found.all("day")
    if lexeme.kind != "clock" and rest and rest[-1] != lexeme:
        minute = int(rest[-1].value)
    words = found.all("dayparts", "daypart")
    if words and words[0].kind in ("dayparts", "daypart") and words[0].value in ("AF", "EV") and hour < _EVENING_FROM:
        hour += _HALF_DAY
    return _clock_meaning(found, context, hour, minute)


def midnight(found: Found, context: Context) -> Meaning | None:
    """Read "um Mitternacht"."""
    return _clock_meaning(found, context, 24, 0)


def _read_clock(text: str) -> tuple[int, int]:
    hour, _, minute = text.replace(":", ".").partition(".")
    return int(float(hour)), int(minute[:2] or 0) if minute[:2].isdigit() else 0


def _clock_meaning(found: Found, context: Context, hour: int, minute: int) -> Meaning | None:
    if hour > 24 or minute > 59:
        return None
    text = f"{hour:02d}:{minute:02d}"
    is_repeated = context.is_on_several_days(found) or found.word_before() == "jeweils"
    if is_repeated or (context.published is None and context.day is None):
        return Meaning("TIME", f"T{text}", moves_focus=False)
    return Meaning("TIME", f"{context.focus_day(found, 1).isoformat()}T{text}", moves_focus=False)


def bare_clock(found: Found, context: Context) -> Meaning | None:
    """Read "um 17:30"."""
    if found.word_before() not in ("um", "ab", "gegen", "bis", "seit", "vor", "nach") or (
        "." in found.text and found.word_before() not in ("um", "ab")
    ):
        return None
    return clock(found, context)


def clock_words(found: Found, context: Context) -> Meaning | None:
    """Read "halb acht", "Viertel nach drei"."""
    number = found.all("day", "numword")[-1]
    is_evening = any(x.value in ("AF", "EV") for x in found.all("dayparts", "daypart"))
    if not isinstance(number.value, int) or not 1 <= number.value <= _HALF_DAY:
        return None
    quarter, preposition = found.get("clock_half"), found.get("preposition")
    words = found.text.lower()
    if quarter is None:
        hour, minute = (number.value - 1, 30) if words.startswith("halb ") else (99, 0)
    elif preposition is None:
        hour, minute = number.value - 1, int(quarter.value)
    elif " nach " in words:
        hour, minute = number.value, int(quarter.value)
    else:
        hour, minute = (number.value - 1, 45) if " vor " in words else (99, 0)
    return _clock_meaning(found, context, hour + _HALF_DAY * is_evening, minute)


def previous_period(found: Found, context: Context) -> Meaning | None:
    """Read "im Vorquartal", "im Vormonat", "am Vortag"."""
    lexeme = found.get("previous_quarter")
    if lexeme is None:
        return None
    code = str(lexeme.value)
    if code.endswith("D"):
        steps = 1 if code[0] == "+" else -1
        day = (context.focus_day(found, 3) + timedelta(days=steps)).isoformat()
        return Meaning("DATE", day, interval_of(day), moves_focus=False)
    focus = context.focus_period(found, 2)
    unit = "Q" if code in ("Q", "Y") else code[-1]
    base = focus.start if focus and focus.start and focus.granularity in _granularities(unit) else None
    if base is None:
        base = shift(context.today, "Q", -1) if code == "Y" else context.today
    steps = {"Y": -4, "YM": -12}.get(code, 1 if code[0] == "+" else -1)
    value = unit_value(shift(base, unit, steps), unit)
    return Meaning("DATE", value, interval_of(value), moves_focus=False)


def _granularities(unit: str) -> tuple[str, ...]:
    return {"Q": ("quarter",), "M": ("month",), "W": ("week", "day", "time")}[unit]


def now(found: Found, context: Context) -> Meaning | None:
    """Read "derzeit", "jetzt"."""
    return Meaning("DATE", "PRESENT_REF", moves_focus=False)


def then(found: Found, context: Context) -> Meaning | None:
    """Read "damals"."""
    return Meaning("DATE", "PAST_REF", moves_focus=False)


def lately(found: Found, context: Context) -> Meaning | None:
    """Read "kürzlich", "vor kurzem"."""
    if found.get("short") and not found.text.lower().startswith("vor"):
        return None
    return then(found, context)


RELATIVE_READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        relative_unit, weekday_of_week, day_before, nth_week, deictic, tomorrow, day_part, part_of_focus,
        weekday, weekday_part, weekend, clock, midnight, bare_clock, clock_words, previous_period, now, then, lately,
        part_of_date, sentence_tomorrow,
    )
}  # fmt: skip
__all__ = ["RELATIVE_READERS", "Interval", "part_of", "unit_of"]

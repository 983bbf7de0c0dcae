"""What durations and sets stand for: "drei Wochen", "seit Jahren", "jeden Montag". Not points in time."""

from __future__ import annotations

from datetime import date, timedelta

from zufolge.recognise.numbers_grammar import Found, lead_of
from zufolge.recognise.times_calendar import Interval, interval_of, shift, unit_value
from zufolge.recognise.times_context import Context, Meaning
from zufolge.recognise.times_relative import part_of, unit_of
from zufolge.recognise.times_values import Reader, dated, year_words

_COUNTS = ("day", "numword", "number", "one", "both", "half")
_GRANULARITY = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "H": "half", "DE": "decade",
    "CE": "century", "WE": "week",
}  # fmt: skip
_BACK, _AHEAD, _SINCE = ("vor",), ("in", "binnen", "innerhalb"), ("seit",)


def count_of(found: Found) -> float | int | None:
    """The number in an expression; None for "einige", "viele"."""
    if found.get("few"):
        return None
    lexemes = found.all(*_COUNTS)
    if not lexemes:
        return 1
    number = float(lexemes[0].value)
    if len(lexemes) > 1 and lexemes[1].kind == "half":
        number = number * 0.5 if lexemes[0].kind == "one" else number + 0.5
    return int(number) if number.is_integer() else number


def duration_value(count: float | int | None, unit: str) -> str:
    """The ISO 8601 duration: PT30M, P3Y, PXY (some years), P2DE (two decades)."""
    if unit.startswith("T"):
        if unit[1:-1].isdigit():
            return f"PT{int(unit[1:-1]) * int(count or 1)}{unit[-1]}"
        if count is not None and unit == "TH" and count == 0.5:
            return "PT30M"
        return f"PT{'X' if count is None else count}{unit[1:]}"
    if count is not None and unit == "H":
        return f"P{int(count * 6)}M"
    if count == 0.5 and unit in ("Y", "D"):
        return "P6M" if unit == "Y" else "PT12H"
    return f"P{'X' if count is None else count}{unit}"


def duration(found: Found, context: Context) -> Meaning | None:
    """Read "drei Wochen", "gut zwölf Jahre", "eine halbe Stunde"."""
    unit = unit_of(found) or _unit_ahead(found)
    if unit is None:
        return None
    count = count_of(found)
    if count is not None and (count > 100_000 or _is_age(found)):
        return None
    value = duration_value(count, unit[0])
    return Meaning("DURATION", value, _interval(found, context, count, unit[0]), moves_focus=False)


def _unit_ahead(found: Found) -> tuple[str, bool] | None:
    ahead = Found(found.pattern, found.lexed, found.last + 1, min(found.last + 4, len(found.lexed.lexemes) - 1), 0, 0)
    return unit_of(ahead)


def _is_age(found: Found) -> bool:
    """Whether the number is somebody's age: "ab 16 Jahren", "im Alter von drei Jahren"."""
    unit = found.get("year_word")
    if unit is None:
        return False
    return found.word_before() == "ab" or "alter" in (found.word_before(), found.word_before(2))


def _interval(found: Found, context: Context, count: float | int | None, unit: str) -> Interval | None:
    """The stretch of the calendar that "vor", "in", "seit" make of a length."""
    if count is None or unit not in _GRANULARITY or context.published is None or count > 900:
        return None
    before, today = lead_of(found, year_words()["softeners"]), context.published
    if before in _BACK:
        moved = _move(today, unit, -count)
        return interval_of(unit_value(moved, unit)) if unit != "H" else None
    if before in _SINCE:
        return Interval(_move(today, unit, -count), today, _GRANULARITY[unit])
    if before == "in":
        moved = _move(today, unit, count)
        return interval_of(unit_value(moved, unit)) if unit != "H" else None
    if before in _AHEAD:
        return Interval(today, _move(today, unit, count), _GRANULARITY[unit])
    return None


def _move(today: date, unit: str, count: float | int) -> date:
    if float(count).is_integer():
        return shift(today, unit, int(count))
    months = {"Y": 12, "Q": 3, "DE": 120}.get(unit)
    return shift(today, "M", round(count * months)) if months else today + timedelta(days=round(count * 7))


def duration_of_focus(found: Found, context: Context) -> Meaning | None:
    """ "drei Tage später": the day in focus, moved."""
    unit, later = unit_of(found), found.get("later")
    if unit is None or later is None:
        return None
    letter, count = unit[0], count_of(found)
    if letter.startswith("T") or count is None or letter not in ("D", "W", "M", "Y"):
        kind = "TIME" if letter.startswith("T") else "DATE"
        value = "XXXX-XX-XXTXX:XX" if kind == "TIME" else "XXXX-XX-XX"
        return Meaning("TIME" if kind == "TIME" else "DATE", value, moves_focus=False)
    focus = context.focus_period(found, 2)
    base = focus.start if focus and focus.start else context.today
    fine = {"D": "D", "W": "D" if focus and focus.granularity == "day" else "W"}.get(letter, letter)
    moved = _move(base, letter, int(later.value) * count)
    return dated(unit_value(moved, fine))


def later(found: Found, context: Context) -> Meaning | None:
    """Read "drei Tage später"."""
    return duration_of_focus(found, context)


def counted_relative(found: Found, context: Context) -> Meaning | None:
    """Read "in den vergangenen zwei Jahren"."""
    unit, step = unit_of(found), found.get("last", "before_last", "next", "this")
    if unit is None or step is None:
        return None
    count, letter = count_of(found), unit[0]
    value = duration_value(count, letter)
    if found.get("half"):
        count, letter = 6, "M"
    today = context.published
    if today is None or count is None or letter not in _GRANULARITY or not step.value or count > 900:
        return Meaning("DURATION", value, moves_focus=False)
    other = _move(today, letter, count if int(step.value) > 0 else -count)
    interval = Interval(min(today, other), max(today, other), _GRANULARITY[letter])
    return Meaning("DURATION", value, interval, moves_focus=False)


def length_adjective(found: Found, context: Context) -> Meaning | None:
    """Read "zweiwöchig", "14-tägig", "jahrelang"."""
    if joined := found.get("joined_length", "long"):
        return Meaning("DURATION", str(joined.value), moves_focus=False)
    unit = found.get("length_adjective")
    if unit is None or unit.value == "Y":
        return None
    return Meaning("DURATION", duration_value(count_of(found), str(unit.value)), moves_focus=False)


def unit_plural(found: Found, context: Context) -> Meaning | None:
    """Read "seit Jahren"."""
    unit = unit_of(found)
    before = found.lexed.lexemes[found.start]
    word = found.lexed.text[before.start : before.end].lower()
    is_plural = unit is not None and (unit[1] or found.text in ("Stunden", "Minuten"))
    if unit is None or not is_plural or word not in ("seit", "vor", "über", "nach"):
        return None
    return Meaning("DURATION", duration_value(None, unit[0]), moves_focus=False)


def each_weekday(found: Found, context: Context) -> Meaning | None:
    """Read "jeden Montag"."""
    if found.get("month_word"):
        return Meaning("SET", "P1M", moves_focus=False)
    day = found.get("weekday", "weekday_part")
    if day is None:
        return None
    code = str(day.value)
    part = f"T{code[1:]}" if len(code) > 1 else ""
    return Meaning("SET", f"XXXX-WXX-{code[0]}{part}", moves_focus=False)


def each_unit(found: Found, context: Context) -> Meaning | None:
    """Read "jeden Tag", "pro Jahr", "einmal im Monat"."""
    unit, part = unit_of(found), part_of(found)
    if unit is None:
        return Meaning("SET", f"XXXX-XX-XXT{part}", moves_focus=False) if part else None
    each = found.get("each")
    ordinal = found.get("ordinal")
    count = int(ordinal.value) if ordinal else (count_of(found) if each else 1)
    if each and not ordinal and not found.get(*_COUNTS) and not _is_each(found, unit[1]):
        return None
    return Meaning("SET", duration_value(count, unit[0]), moves_focus=False)


def _is_each(found: Found, is_plural: bool) -> bool:
    """Whether "jed~" stands with a singular ("jeden Tag") or "alle" with a plural ("alle Jahre")."""
    return found.text.lower().startswith("jede") and not is_plural


def frequency(found: Found, context: Context) -> Meaning | None:
    """Read "monatlich", "montags"."""
    lexeme = found.lexemes[0]
    value = f"XXXX-WXX-{lexeme.value}" if lexeme.kind == "weekdays" else str(lexeme.value)
    return Meaning("SET", value, moves_focus=False)


LENGTH_READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        duration, later, counted_relative, length_adjective, unit_plural, each_weekday, each_unit, frequency,
    )
}  # fmt: skip

"""Days, weeks, quarters and movable feasts, and the interval that a TIMEX3 value spans; no words of any language."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, both included (None = open), and how coarse the expression is."""

    start: date | None
    end: date | None
    granularity: str


def easter(year: int) -> date:
    """Easter Sunday (Gauss's rule in Meeus's form)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def fourth_advent(year: int) -> date:
    """The last Sunday before Christmas Day."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.isoweekday())


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week_value(day: date) -> str:
    """The ISO week: 2016-W21."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_value(day: date) -> str:
    """The month: 2016-05."""
    return f"{day.year}-{day.month:02d}"


def quarter_value(day: date) -> str:
    """The quarter: 2016-Q2."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def half_value(day: date) -> str:
    """The half-year: 2016-H1."""
    return f"{day.year}-H{1 if day.month < 7 else 2}"


def unit_value(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit (D, W, WE, M, Q, H, Y, DE, CE) that holds `day`."""
    if unit == "WE":
        return week_value(day) + "-WE"
    makers = {"D": date.isoformat, "W": week_value, "M": month_value, "Q": quarter_value, "H": half_value}
    if unit in makers:
        return makers[unit](day)
    return {"Y": f"{day.year:04d}", "DE": f"{day.year:04d}"[:3], "CE": f"{day.year:04d}"[:2]}[unit]


def shift(day: date, unit: str, steps: int) -> date:
    """`day` moved by whole units."""
    days = {"D": 1, "W": 7, "WE": 7}
    if unit in days:
        return day + timedelta(days=days[unit] * steps)
    months = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}[unit] * steps
    if not 12 < day.year * 12 + months < 9998 * 12:
        return day
    return add_months(day, months)


def months_from(year: int, first: int, count: int, granularity: str) -> Interval:
    """The interval of `count` months from month `first` of `year`."""
    start = date(year, first, 1)
    return Interval(start, add_months(start, count) - timedelta(days=1), granularity)


_FORMS = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?"), "day"),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), "week"),
    (re.compile(r"(\d{4})-(\d\d)"), "month"),
    (re.compile(r"(\d{4})-Q([1-4])"), "quarter"),
    (re.compile(r"(\d{4})-H([12])"), "half"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), "season"),
    (re.compile(r"(\d{4})/(\d{4})"), "years"),
    (re.compile(r"(\d{4})"), "year"),
    (re.compile(r"(\d{3})"), "decade"),
    (re.compile(r"(\d{2})"), "century"),
)


def interval_of(value: str | None) -> Interval | None:
    """The interval of a TIMEX3 value of type DATE or TIME; None where it names no stretch of the calendar."""
    for form, granularity in _FORMS if value else ():
        if match := form.fullmatch(value or ""):
            try:
                return _interval(granularity, match)
            except ValueError:
                return None
    return None


def _interval(granularity: str, match: re.Match[str]) -> Interval:
    year = int(match[1])
    if granularity == "day":
        day = date(year, int(match[2]), int(match[3]))
        return Interval(day, day, "time" if "T" in match[0] else "day")
    if granularity == "week":
        monday = date.fromisocalendar(year, int(match[2]), 1)
        first = monday + timedelta(days=5 if match[3] else 0)
        return Interval(first, monday + timedelta(days=6), "week")
    if granularity == "season":
        first_month, _ = _SEASONS[match[2]]
        return months_from(year, first_month, 3, "season")
    if granularity == "years":
        return Interval(date(year, 1, 1), date(int(match[2]), 12, 31), "year")
    if granularity == "decade":
        return months_from(year * 10, 1, 120, "decade")
    if granularity == "century":
        return months_from(max(1, year * 100), 1, 1200, "century")
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[granularity]
    first_month = 1 if granularity == "year" else (int(match[2]) - 1) * months + 1
    return months_from(year, first_month, months, granularity)

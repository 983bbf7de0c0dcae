"""The calendar: weeks, movable feasts, and the interval of a value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zufolge.recognise.times_calendar import add_months, easter, interval_of, unit_value


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2008, date(2008, 3, 23)), (2016, date(2016, 3, 27)), (2019, date(2019, 4, 21)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, expected: date) -> None:
    """Easter falls where the church calendar puts it."""
    assert easter(year) == expected


@pytest.mark.parametrize(
    ("value", "start", "end", "granularity"),
    [
        ("2016-W21", "2016-05-23", "2016-05-29", "week"),
        ("2016-W21-WE", "2016-05-28", "2016-05-29", "week"),
        ("2015-H2", "2015-07-01", "2015-12-31", "half"),
        ("2015-WI", "2015-12-01", "2016-02-29", "season"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("2014/2015", "2014-01-01", "2015-12-31", "year"),
        ("2016-05-18T20:30", "2016-05-18", "2016-05-18", "time"),
    ],
)
def test_interval_of(value: str, start: str, end: str, granularity: str) -> None:
    """A value spans its first to its last day, both included."""
    interval = interval_of(value)
    assert interval is not None
    assert (str(interval.start), str(interval.end), interval.granularity) == (start, end, granularity)


@pytest.mark.parametrize("value", ["PAST_REF", "P3Y", "XXXX-WXX-1", None, "2015-02-31"])
def test_value_without_interval(value: str | None) -> None:
    """Lengths, sets, references and impossible days span nothing."""
    assert interval_of(value) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "H", "Y", "DE"]))
def test_unit_holds_its_day(day: date, unit: str) -> None:
    """The unit that is named after a day holds that day."""
    interval = interval_of(unit_value(day, unit))
    assert interval is not None
    assert interval.start is not None
    assert interval.end is not None
    assert interval.start <= day <= interval.end


@given(st.dates(date(1900, 1, 31), date(2100, 1, 1)), st.integers(-24, 24))
def test_add_months_goes_back(day: date, months: int) -> None:
    """Months added and taken away lead back, but for the days at a month's end."""
    there = add_months(day, months)
    assert 0 <= (day - add_months(there, -months)).days <= 3

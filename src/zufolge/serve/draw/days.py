"""Where a time of the notation lies in days, for axes: the middle of years, quarters, months. Not for claims."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_FORMS: Final = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|W(\d\d)|(\d\d)(?:-(\d\d))?))?(?![\d-])")


def day_number(words: str) -> float | None:
    """The day as a number, for axes; None where the words are no time that lies somewhere.

    >>> day_number("2024") == date(2024, 7, 1).toordinal(), day_number("2024-Q1") < day_number("2024-03-05")
    (True, True)
    >>> day_number("P3Y")
    """
    found = _FORMS.match(words)
    if found is None:
        return None
    year, quarter, half, week, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if week:
            return float(date.fromisocalendar(year, week, 4).toordinal())
        if quarter:
            return float(date(year, quarter * 3 - 1, 15).toordinal())
        if half:
            return float(date(year, half * 6 - 3, 30).toordinal())
        return float(date(year, month or 7, day or (15 if month else 1)).toordinal())
    except ValueError:
        return None


def year_ticks(first: float, last: float, most: int = 8) -> list[tuple[float, str]]:
    """Days at which years, or months of a short time, begin; at most `most` of them, with their names.

    >>> [name for _, name in year_ticks(date(2019, 5, 1).toordinal(), date(2021, 2, 1).toordinal())]
    ['2020', '2021']
    """
    from_, to = date.fromordinal(int(first)), date.fromordinal(int(last))
    if to.year - from_.year >= 2 or (to.year > from_.year and last - first > 400):
        years = [y for y in range(from_.year, to.year + 1) if first <= date(y, 1, 1).toordinal() <= last]
        step = max(1, -(-len(years) // most))
        return [(float(date(y, 1, 1).toordinal()), str(y)) for y in years[::step]]
    months = [
        date(year, month, 1)
        for year in range(from_.year, to.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1).toordinal() <= last
    ]
    step = max(1, -(-len(months) // most))
    return [(float(one.toordinal()), f"{one:%Y-%m}") for one in months[::step]]

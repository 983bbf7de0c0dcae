"""Calendar dates as German pages print them ("Sonntag, 8. November 2015 12:19"). Not time expressions in prose.

Only full dates count: day, month and year. What the words mean for the article is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from zufolge.languages import load_tables

_ZONE = r"(?:Z|\s?[+-]\d\d:?\d\d|\s-?\s?GMT|\sUTC|\sMEZ|\sMESZ|\sCET)"
_TIME = (
    r"(?:[\s,|/·T–-]*(?:um\s)?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?(?!\d)"
    rf"(?:\s?Uhr|\s?h\b)?{_ZONE}?)?"
)
_PARTED = re.compile(r"\S\s*[|/·,–-]+\s*\|?\s*\||\|\s*\|?\s*[|/·,–-]")
_DIGIT = re.compile(r"\d")
_TABLES = ("months", "weekdays", "labels", "changes", "closing")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date with the place where it is printed; `iso` has the time where one is printed."""

    start: int
    end: int
    day: date
    time: str | None

    @property
    def iso(self) -> str:
        """The date, or date and time, in ISO 8601."""
        return f"{self.day.isoformat()}T{self.time}" if self.time else self.day.isoformat()


def find_dates(text: str) -> Iterator[PrintedDate]:
    """The full dates printed in `text`, in order; impossible ones are passed over.

    >>> [found.iso for found in find_dates("Sonntag, 8. November 2015 12:19 / 13.01.16")]
    ['2015-11-08T12:19', '2016-01-13']
    """
    for match in _pattern().finditer(text):
        day = _day(match, text)
        if day is not None:
            yield PrintedDate(match.start(), match.end(), day, _time(match))


def is_date_line(line: str) -> bool:
    """Whether `line` prints little else than a date: no sentence, no headline that happens to hold one.

    >>> [is_date_line(x) for x in ("13.01.16 | 08:50 Uhr", "Bilanz vom 7. März 2016 im Überblick")]
    [True, False]
    """
    if len(line) > 160 or not _DIGIT.search(line):
        return False
    found = tuple(find_dates(line))
    if not found:
        return False
    rest = line
    for printed in reversed(found):
        rest = rest[: printed.start] + " | " + rest[printed.end :]
    words = re.findall(r"[^\W_]+(?:[.-][^\W_]+)*", rest)
    others = [w for w in words if w.lower() not in _small_words() and not w.isdigit()]
    if not others:
        return True
    labelled = any(w.lower() in _labels() for w in words)
    parted = _PARTED.search(rest) is not None
    if re.search(r"[^\W\d_]{3}[.!?]$", rest.strip()) or re.match(r"\s?[.:]\s+[A-ZÄÖÜ]", line[found[-1].end :]):
        return False
    if len(words) == 1 and re.fullmatch(r"[^\W\d_]+\s\d{1,2}\.\d{1,2}\.\d{2,4}", line):
        return True
    if not labelled and any(_is_clause(segment) for segment in re.split(r"[|/·,–]|\s-\s", rest)):
        return False
    return len(others) <= 8 and (labelled or (parted and len(others) <= 6))


def is_change_label(words: str) -> bool:
    """Whether the `words` before a date say that the page was changed then ("Aktualisiert am")."""
    return any(label in words.lower() for label in load_tables("dates", _TABLES)["changes"])


def is_closing_label(words: str) -> bool:
    """Whether the `words` before a date below the text make it the article's ("Veröffentlicht am")."""
    bare = words.strip(" \t(|-–—").lower()
    return len(words) < 45 and bare.startswith(tuple(load_tables("dates", _TABLES)["closing"]))


def _is_clause(segment: str) -> bool:
    """Whether a stretch between dates and marks has the words of a headline: four or more, one of them small."""
    words = [w for w in segment.split() if w[0].isalpha() and w.lower() not in _small_words()]
    return len(words) >= 4 and any(w[0].islower() and len(w) > 3 for w in words)


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted((re.escape(m) for m in _months()), key=len, reverse=True))
    weekdays = "|".join(sorted((re.escape(w) for w in _weekdays()), key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?P<weekday>{weekdays})\b\.?\s?[,·|]?\s*(?:den\s)?)?"
        r"(?<![\d.,/-])(?:"
        r"(?P<d1>\d{1,2})\.\s?(?P<m1>\d{1,2})\.\s?(?P<y1>(?:19|20)\d\d|\d\d(?![\d.]))"
        rf"|(?P<d2>\d{{1,2}})(?:\.|st|nd|rd|th)?\s?(?P<m2>{months})\b\.?\s(?P<y2>(?:19|20)\d\d)"
        rf"|(?P<m3>{months})\b\.?\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th|\.)?,?\s(?P<y3>(?:19|20)\d\d)"
        r"|(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)"
        r"|(?P<a5>\d{1,2})/(?P<b5>\d{1,2})/(?P<y5>(?:19|20)\d\d)"
        rf")(?!\d|[.,]\d{{3}}){_TIME}",
        re.IGNORECASE,
    )


def _day(match: re.Match[str], text: str) -> date | None:
    for form in "1234":
        if match.group(f"y{form}"):
            month = match.group(f"m{form}")
            number = int(month) if month.isdigit() else _months()[month.lower()]
            return _date(_year(match.group(f"y{form}")), number, int(match.group(f"d{form}")))
    return _slashed(match)


def _slashed(match: re.Match[str]) -> date | None:
    """Day and month with slashes: whichever order fits the calendar and the printed weekday, else undecided."""
    year, a, b = int(match.group("y5")), int(match.group("a5")), int(match.group("b5"))
    choices = [d for d in (_date(year, b, a), _date(year, a, b)) if d is not None]
    weekday = match.group("weekday")
    if weekday:
        choices = [d for d in choices if d.weekday() == _weekdays()[weekday.lower()]]
    return choices[0] if len(set(choices)) == 1 else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else (1900 if int(digits) > 69 else 2000) + int(digits)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(match: re.Match[str]) -> str | None:
    hour = match.group("hour")
    return f"{int(hour):02d}:{match.group('minute')}" if hour else None


@cache
def _months() -> dict[str, int]:
    months: dict[str, int] = load_tables("dates", _TABLES)["months"]
    return months


@cache
def _weekdays() -> dict[str, int]:
    weekdays: dict[str, int] = load_tables("dates", _TABLES)["weekdays"]
    return weekdays


@cache
def _labels() -> frozenset[str]:
    return frozenset(load_tables("dates", _TABLES)["labels"])


@cache
def _small_words() -> frozenset[str]:
    return (
        _labels()
        | frozenset(_weekdays())
        | frozenset(("uhr", "um", "am", "den", "h", "t", "z", "gmt", "mez", "von", "der", "und"))
    )

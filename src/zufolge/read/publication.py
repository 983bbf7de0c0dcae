"""The publication date and where it comes from; a crawl date never poses as one. Not the times in the text.

Given dates (metadata, JSONL) are checked against what is printed around the text and in the address: a printed
date that is days older than the given one is the true one, since crawlers stamp pages later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from zufolge.languages.dates import PrintedDate, find_dates, is_change_label, is_closing_label, is_date_line
from zufolge.model import Note, Span
from zufolge.model.article import PublishedFrom
from zufolge.read.kinds import PageFacts

_MAX_CLOCK_DAYS = 1
_MAX_HEADER_LINES = 14
_MAX_FOOTER_LINES = 4
_BODY_LINE_CHARS = 160
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(r"[/-]((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/)")
_URL_NEWSML = re.compile(r"dpa[-.]com[-:]20090101[-:](\d\d)(\d\d)(\d\d)-")
_DATELINE = re.compile(r"(?:[A-ZÄÖÜ(][^.!?\d]{0,60}?[,(.]?\s*)?$")
_AFTER_DATELINE = re.compile(r"\s*(?:[-–—:.)]|/|\([^()]{2,40}\)\s*[-–—:.]?)")
_FRACTION = re.compile(r"T\d\d:\d\d:\d\d[.,](\d+)")
_BRACKETED_END = re.compile(r"\(([^()]{6,60})\)\s*$")


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When an article was published, where that comes from, and what was odd about it."""

    published: str | None = None
    published_from: PublishedFrom | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Printed:
    """A date that the text prints as its own."""

    iso: str
    day: date
    source: PublishedFrom
    span: Span | None


def date_of_text(text: str, given: str | None, url: str | None, argument: str | None) -> PublicationDate:
    """The date of an article that came as text with metadata (`given`) or without; `argument` is the last resort.

    >>> found = date_of_text("Bern, 3. Mai 2016 - Das Werk schließt im Sommer.", None, None, None)
    >>> found.published, found.published_from
    ('2016-05-03', 'dateline')
    """
    stamp = parse_stamp(given)
    printed = _printed(text) or _from_url(url)
    if given and stamp is None:
        objection: str | None = f"The given publication date {given!r} is not a date that can be read; it was left out."
    else:
        objection = _objection(stamp, given, printed, url)
    if stamp is not None and objection is None:
        return PublicationDate(stamp, "metadata")
    notes = (Note((printed and printed.span) or Span(0, 0), objection),) if objection else ()
    return replace(_own(printed, argument), notes=notes)


def _objection(stamp: str | None, given: str | None, printed: _Printed | None, url: str | None) -> str | None:
    """Why a given date is no publication date, in one sentence; None where nothing speaks against it."""
    if stamp is None:
        return None
    day = date.fromisoformat(stamp[:10])
    if printed is not None:
        if day - printed.day <= timedelta(days=_MAX_CLOCK_DAYS):
            return None
        where = "the address" if printed.source == "url" else "the article"
        return (
            f"The given date {stamp[:10]} is later than the date that {where} itself gives, {printed.iso[:10]}; "
            "the latter was taken."
        )
    month = _month_of_url(url)
    if month is not None and _months_apart(month, day) > 1:
        return (
            f"The address is of {month[0]}-{month[1]:02d}, so the given date {stamp[:10]} is no publication date; "
            "it was not taken."
        )
    if is_clock_stamp(given):
        return (
            f"The given date {stamp[:10]} is exact to a fraction of a second, as the clocks of crawlers write it, "
            "and nothing in the article confirms it; it was not taken as the publication date."
        )
    return None


def date_of_page(facts: PageFacts, page: str, text: str, argument: str | None = None) -> PublicationDate:
    """The date of a page: metadata, address, then what is printed; metadata that the address contradicts is noted."""
    stamps = [stamp for value in facts.published if (stamp := parse_stamp(value))]
    from_url = _from_url(facts.url)
    if stamps:
        stamp = stamps[0]
        other = next((s for s in stamps if s[:10] != stamp[:10]), None)
        if from_url and date.fromisoformat(stamp[:10]) - from_url.day > timedelta(days=_MAX_CLOCK_DAYS):
            message = f"The page's metadata says {stamp[:10]}, its address {from_url.iso}; the address was taken."
            return PublicationDate(from_url.iso, "url", (Note(Span(0, 0), message),))
        message = f"The page's metadata gives two dates, {stamp[:10]} and {(other or '')[:10]}; the first was taken."
        return PublicationDate(stamp, "metadata", (Note(Span(0, 0), message),) if other else ())
    own = from_url or _printed(text)
    if own is not None:
        return PublicationDate(own.iso, own.source)
    guessed = _from_htmldate(page)
    if guessed is not None:
        return PublicationDate(guessed, "metadata")
    return _own(None, argument)


def parse_stamp(value: str | None) -> str | None:
    """An ISO date or local date and time from what metadata writes; None where that is no date.

    Times in UTC become Central European time, since their day is meant.

    >>> parse_stamp("2016-03-10T23:30:00Z"), parse_stamp("8. November 2015"), parse_stamp("bald")
    ('2016-03-11T00:30', '2015-11-08', None)
    """
    if not value or not value.strip():
        return None
    try:
        moment = datetime.fromisoformat(value.strip().replace(" +", "+"))
    except ValueError:
        found = next(find_dates(value), None)
        return found.iso if found else None
    if len(value.strip()) <= 10:
        return moment.date().isoformat()
    if moment.tzinfo is not None and moment.utcoffset() == timedelta(0):
        moment = moment + _central_european_offset(moment)
    return moment.strftime("%Y-%m-%dT%H:%M")


def is_clock_stamp(value: str | None) -> bool:
    """Whether a time has a fraction of a second that is not zero: a machine's clock wrote it, no editor.

    >>> is_clock_stamp("2016-03-10T16:27:25.682Z"), is_clock_stamp("2016-02-02T18:53:00.000+01:00")
    (True, False)
    """
    found = _FRACTION.search(value or "")
    return found is not None and found.group(1).strip("0") != ""


def _own(printed: _Printed | None, argument: str | None) -> PublicationDate:
    if printed is not None:
        return PublicationDate(printed.iso, printed.source)
    stamp = parse_stamp(argument)
    return PublicationDate(stamp, "argument") if stamp else PublicationDate()


def _printed(text: str) -> _Printed | None:
    """The date printed above the text, else in its dateline, else below it."""
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    header = _header(lines)
    for finder in (_date_lines, _datelines):
        found = next(finder(header), None)
        if found is not None:
            return found
    footer = [m for m in lines[-_MAX_FOOTER_LINES:] if m not in header]
    return next(_footer_dates(footer), None)


def _header(lines: list[re.Match[str]]) -> list[re.Match[str]]:
    """The lines above the body, and the body's first."""
    header = []
    for line in lines[:_MAX_HEADER_LINES]:
        header.append(line)
        if len(line.group()) > _BODY_LINE_CHARS:
            break
    return header


def _date_lines(lines: list[re.Match[str]]) -> Iterator[_Printed]:
    """Dates on lines of their own; what only says when the page was updated comes last."""
    updates = []
    for line in lines:
        words = line.group().strip()
        if not is_date_line(words):
            continue
        at = line.start() + line.group().index(words)
        for found in find_dates(words):
            printed = _as_printed(found, at, "text")
            if is_change_label(words[: found.start]):
                updates.append(printed)
            else:
                yield printed
    yield from updates


def _datelines(lines: list[re.Match[str]]) -> Iterator[_Printed]:
    """Dates with which a paragraph opens: "Bern, 3. Mai 2016 - …", "28. Januar 2016 – …"."""
    for line in lines:
        found = next(find_dates(line.group()[:120]), None)
        if found is None or found.start > 70 or not _DATELINE.fullmatch(line.group()[: found.start].lstrip()):
            continue
        if _AFTER_DATELINE.match(line.group(), found.end):
            yield _as_printed(found, line.start(), "dateline")


def _footer_dates(lines: list[re.Match[str]]) -> Iterator[_Printed]:
    for line in lines:
        words = line.group().strip()
        at = line.start() + line.group().index(words)
        dates = list(find_dates(words)) if is_date_line(words) else []
        if dates and (is_closing_label(words[: dates[0].start]) or (line is lines[-1] and not dates[0].start)):
            yield _as_printed(dates[0], at, "text")
        bracket = _BRACKETED_END.search(words)
        found = next(find_dates(bracket.group(1)), None) if bracket and len(words) > 200 else None
        if bracket and found and found.start <= 4:
            yield _as_printed(found, at + bracket.start(1), "text")


def _as_printed(found: PrintedDate, at: int, source: PublishedFrom) -> _Printed:
    return _Printed(found.iso, found.day, source, Span(at + found.start, at + found.end))


def _from_url(url: str | None) -> _Printed | None:
    for match in _URL_DAY.finditer(_URL_NEWSML.sub(r"/20\1/\2/\3/", url or "")):
        year, month, day = (int(group) for group in match.groups())
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if date(1994, 1, 1) <= found:
            return _Printed(found.isoformat(), found, "url", None)
    return None


def _month_of_url(url: str | None) -> tuple[int, int] | None:
    match = _URL_MONTH.search(url or "")
    return (int(match.group(1)), int(match.group(2))) if match else None


def _months_apart(month: tuple[int, int], day: date) -> int:
    return day.year * 12 + day.month - month[0] * 12 - month[1]


def _central_european_offset(moment: datetime) -> timedelta:
    """One hour, two in summer: from the last Sunday of March to the last Sunday of October, 1 o'clock UTC."""
    start, end = (_last_sunday(moment.year, month) for month in (3, 10))
    return timedelta(hours=2 if start <= moment < end else 1)


def _last_sunday(year: int, month: int) -> datetime:
    last = date(year, month, 31)
    day = last.day - (last.weekday() + 1) % 7
    return datetime(year, month, day, 1, tzinfo=UTC)


def _from_htmldate(page: str) -> str | None:
    from htmldate import find_date

    found = find_date(page, original_date=True, extensive_search=False)
    return str(found) if found else None

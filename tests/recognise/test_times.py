"""Time expressions: where they stand and what they stand for, on a given day of publication."""

from __future__ import annotations

import re
from typing import Any

import pytest

from zufolge.model import Article, Reading, Time
from zufolge.recognise.numbers_lexicon import load_tables
from zufolge.recognise.times import find_times

PUBLISHED: str = load_tables("time_patterns")["published"]
PATTERNS = load_tables("time_patterns")["pattern"]
HOLIDAYS = load_tables("holidays")["holiday"]


def times_of(text: str, published: str | None = PUBLISHED) -> tuple[Time, ...]:
    """The times of a text."""
    return find_times(Reading(Article("test", text, published=published))).times


def pairs_of(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    """The times of a text as words and value."""
    return [(time.text, time.value) for time in times_of(text, published)]


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"]) for e in PATTERNS if "gives" in e])
def test_pattern_reads_its_example(entry: dict[str, Any]) -> None:
    """Every pattern finds the words that its example marks, with the value it gives."""
    marked = re.search(r"\[(.+)\]", entry["example"])
    assert marked is not None
    assert (marked[1], entry["gives"]) in pairs_of(re.sub(r"[\[\]]", "", entry["example"]))


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"]) for e in PATTERNS if "gives" not in e])
def test_pattern_without_value_reads_nothing(entry: dict[str, Any]) -> None:
    """A pattern that gives nothing keeps its example from being read as a time."""
    assert pairs_of(entry["example"]) == []


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"]) for e in HOLIDAYS])
def test_holiday_reads_its_example(entry: dict[str, Any]) -> None:
    """Every holiday is found, and falls on its day of the year 2016."""
    assert pairs_of(f"{entry['example']} 2016")[0][1] == entry["gives"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Der Vorstand tagte am Freitag.", "2016-05-13"),
        ("Der Vorstand wird am Freitag tagen.", "2016-05-20"),
        ("Das teilte Nordfalk am Mittwoch mit.", "2016-05-18"),
        ("Am kommenden Mittwoch ist Schluss.", "2016-05-25"),
        ("Für Freitag sind Streiks geplant.", "2016-05-20"),
    ],
)
def test_weekday_follows_tense(text: str, value: str) -> None:
    """A weekday lies before the publication in the past tense, after it in the future, and may be the same day."""
    assert [t.value for t in times_of(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Im November stieg der Umsatz.", "2015-11"),
        ("Im November soll das Werk öffnen.", "2016-11"),
        ("Die Messe sei im September geplant.", "2016-09"),
    ],
)
def test_month_follows_tense(text: str, value: str) -> None:
    """A month without a year is the last one in the past tense and the next one in the future."""
    assert [t.value for t in times_of(text)] == [value]


def test_narrative_keeps_its_year() -> None:
    """In a narrative a month belongs to the year of the date in focus."""
    assert pairs_of("Im März 1992 begann der Bau. Im April ruhte er.")[1] == ("April", "1992-04")


def test_time_of_day_belongs_to_the_day_in_focus() -> None:
    """A time of day hangs on the date named before it, else on the publication date."""
    assert [t.value for t in times_of("Am 9. Juli um 20.30 Uhr beginnt das Fest.")] == [
        "2016-07-09",
        "2016-07-09T20:30",
    ]


def test_list_of_days_shares_its_month() -> None:
    """The days of a list take month and year from its end."""
    values = [t.value for t in times_of("am 10., 11. und 12. März 2015")]
    assert values == ["2015-03-10", "2015-03-11", "2015-03-12"]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("seit 2009", ("2009-01-01", None)),
        ("bis Ende März 2016", (None, "2016-03-31")),
        ("im zweiten Quartal 2015", ("2015-04-01", "2015-06-30")),
        ("vor drei Jahren", ("2013-01-01", "2013-12-31")),
        ("in den vergangenen zwei Jahren", ("2014-05-18", "2016-05-18")),
        ("in den ersten neun Monaten 2015", ("2015-01-01", "2015-09-30")),
        ("Ende 2014", ("2014-10-01", "2014-12-31")),
        ("in der kommenden Woche", ("2016-05-23", "2016-05-29")),
    ],
)
def test_interval(text: str, interval: tuple[str | None, str | None]) -> None:
    """The interval holds first and last day; "seit" has no end, "bis" no beginning."""
    assert [(t.start_date, t.end_date) for t in times_of(text)] == [interval]


def test_relative_time_without_publication_date_stays_open() -> None:
    """Without a publication date a relative time keeps its words, has no value, and leaves a note."""
    reading = find_times(Reading(Article("test", "Das kam vergangene Woche und 2014 heraus.")))
    assert [(t.text, t.value) for t in reading.times] == [("vergangene Woche", None), ("2014", "2014")]
    assert [note.span for note in reading.notes] == [reading.times[0].span]


@pytest.mark.parametrize(
    "text",
    [
        "rund 2000 Stellen",
        "Der 55-jährige Manager",
        "ist 16 Jahre alt",
        "zuletzt und bisher",
        "Kim Jun sprach",
        "Der Dienst kostet 1999 Euro",
        "https://example.org/2015/05/18/text",
    ],
)
def test_no_time(text: str) -> None:
    """Counts, ages, names and links are no times."""
    assert times_of(text) == ()


@pytest.mark.parametrize("season", ["2008/09", "2011/12", "2014/15", "2015/2016"])
def test_season_is_no_month(season: str) -> None:
    """Two years joined by a stroke are a season or fiscal year, not a month."""
    first = int(season[:4])
    assert pairs_of(f"im Geschäftsjahr {season}") == [(f"Geschäftsjahr {season}", f"{first}/{first + 1}")]


def test_impossible_day_is_no_date() -> None:
    """A day that the calendar does not have is passed over."""
    assert "2015-02-31" not in [t.value for t in times_of("am 31.02.2015")]

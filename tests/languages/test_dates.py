"""Printed dates: found in every spelling, and told apart from sentences and headlines that hold one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zufolge.languages.dates import find_dates, is_date_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Musterblatt, Sonntag, 8. November 2015 12:19", ["2015-11-08T12:19"]),
        ("13.01.16 | 08:50 Uhr", ["2016-01-13T08:50"]),
        ("2016-02-02T12:18:22+0100", ["2016-02-02T12:18"]),
        ("Februar 26, 2016", ["2016-02-26"]),
        ("03 Nov 2015 07:00:00 UTC", ["2015-11-03T07:00"]),
        ("Mo, 02/08/2016 - 14:07", ["2016-02-08T14:07"]),
        ("02/08/2016", []),
        ("31.02.2016", []),
        ("am 3. Mai", []),
        ("1.060,7 Mio. Euro", []),
        ("Tel. 031.45.2016", []),
    ],
)
def test_find_dates(text: str, expected: list[str]) -> None:
    """Full dates are found with their time; impossible and undecided ones are passed over."""
    assert [found.iso for found in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Artikel veröffentlicht: Freitag, 13.11.2015", True),
        ("16:51 14.01.16", True),
        ("Montag · 21.12.2015 · 19:25 Uhr · Sport", True),
        ("Erschienen am Dienstag, 9. Februar 2021 um 08:05 Uhr - GMT", True),
        ("Bern, 02.05.2016 (ab/cd)", True),
        ("Handball 17.01.2016", True),
        ("Am 3. Mai 2015 eröffnete das Werk.", False),
        ("Insolvent am 22. Februar 2016", False),
        ("Bern, 14. Januar 2016. Die Musterwerk AG wächst", False),
        ("Musterwerk vergleicht sein Angebot mit dem Angebot von gestern - 28.12.2015 12:11 Uhr", False),
        ("Heute die Feier im Werk", False),
    ],
)
def test_is_date_line(line: str, expected: bool) -> None:
    """A line that prints little else than a date is told from one that says something."""
    assert is_date_line(line) is expected


@given(st.text(alphabet="0123456789.:/-, MontagJiulUhrT", max_size=80))
def test_any_digits(text: str) -> None:
    """No heap of digits and marks breaks the search, and what is found stands inside the text."""
    assert all(0 <= found.start < found.end <= len(text) for found in find_dates(text))

"""The publication date comes from where the article says it; a crawl date never poses as one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from zufolge.read.kinds import PageFacts
from zufolge.read.publication import date_of_page, date_of_text, parse_stamp

SHARED = Path(os.environ.get("ZUFOLGE_SHARED", Path(__file__).parents[3] / "shared"))
BODY = (
    "Die Musterwerk AG schließt ihr Werk am Fluss im Sommer, sagte eine Sprecherin. "
    "Es war am 1. Mai 1990 eröffnet worden. "
) * 2
CRAWLED = "2016-03-10T16:27:25.682Z"


@pytest.mark.parametrize(
    ("text", "given", "url", "expected"),
    [
        (f"Titel\nMusterblatt, Sonntag, 8. November 2015 12:19\n{BODY}", CRAWLED, None, ("2015-11-08T12:19", "text")),
        (f"Titel\n13.01.16 | 08:50 Uhr\n{BODY}", CRAWLED, None, ("2016-01-13T08:50", "text")),
        (f"Bern, 14. Januar 2016 - {BODY}", CRAWLED, None, ("2016-01-14", "dateline")),
        (f"28. Januar 2016 – {BODY}", None, None, ("2016-01-28", "dateline")),
        (BODY, CRAWLED, "https://example.org/2016/01/16/werk", ("2016-01-16", "url")),
        (BODY, CRAWLED, "https://example.org/2016/01/werk", (None, None)),
        (BODY, CRAWLED, "https://example.org/werk-20", (None, None)),
        (BODY, "2016-03-10T16:27:00.000Z", "https://example.org/werk-20", ("2016-03-10T17:27", "metadata")),
        (f"Titel\n11.03.2016\n{BODY}", CRAWLED, None, ("2016-03-10T17:27", "metadata")),
        (BODY, "2016-05-03", None, ("2016-05-03", "metadata")),
        (f"{BODY}\nStand: 27.02.2015, 18:23", None, None, ("2015-02-27T18:23", "text")),
        (f"Titel\n10.03.2016\n{BODY}", "2016-03-10T23:30:00Z", None, ("2016-03-11T00:30", "metadata")),
        (f"Titel\n12.05.2016\n{BODY}", "2016-03-10", None, ("2016-03-10", "metadata")),
        (BODY, None, None, (None, None)),
        (BODY, "664056276096258048", None, (None, None)),
    ],
)
def test_date_of_text(text: str, given: str | None, url: str | None, expected: tuple[str | None, str | None]) -> None:
    """What the article prints or its address says goes before a given date that is later; prose dates do not count."""
    found = date_of_text(text, given, url, None)
    assert (found.published, found.published_from) == expected


def test_overriding_is_noted() -> None:
    """A given date that was put aside is told in one sentence, at the printed date."""
    text = f"Titel\n13.01.16 | 08:50 Uhr\n{BODY}"
    (note,) = date_of_text(text, CRAWLED, None, None).notes
    assert note.span.of(text) == "13.01.16 | 08:50 Uhr"
    assert note.message == (
        "The given date 2016-03-10 is later than the date that the article itself gives, 2016-01-13; "
        "the latter was taken."
    )


def test_argument_is_the_last_resort() -> None:
    """The caller's date counts only where the article has none of its own."""
    assert date_of_text(BODY, None, None, "2016-05-03").published_from == "argument"
    assert date_of_text(f"Bern, 3. Mai 2015 - {BODY}", None, None, "2016-05-03").published == "2015-05-03"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (PageFacts(published=("2025-06-17T18:24:00+02:00",)), ("2025-06-17T18:24", "metadata")),
        (PageFacts(published=("2025-06-17T22:30:00Z",)), ("2025-06-18T00:30", "metadata")),
        (PageFacts(published=("2025-01-17T23:30:00Z",)), ("2025-01-18T00:30", "metadata")),
        (PageFacts(url="https://example.org/2025/06/17/a.html"), ("2025-06-17", "url")),
        (PageFacts(published=("2025-08-01",), url="https://example.org/2025-06-17-a"), ("2025-06-17", "url")),
    ],
)
def test_date_of_page(facts: PageFacts, expected: tuple[str, str]) -> None:
    """Metadata counts first, an address that is days older before it; UTC becomes Central European time."""
    found = date_of_page(facts, "<html></html>", BODY)
    assert (found.published, found.published_from) == expected


def test_conflicting_metadata_is_noted() -> None:
    """Two different days in a page's metadata are told."""
    found = date_of_page(PageFacts(published=("2025-06-17", "2025-06-20")), "", BODY)
    assert [note.message for note in found.notes] == [
        "The page's metadata gives two dates, 2025-06-17 and 2025-06-20; the first was taken."
    ]


@pytest.mark.parametrize("value", [None, "", "bald", "2016-13-45", "20", "99999999999999999999"])
def test_no_date(value: str | None) -> None:
    """What is no date gives none."""
    assert parse_stamp(value) is None


@pytest.mark.skipif(not SHARED.exists(), reason="the shared folder with dated articles is not here")
@pytest.mark.parametrize("name", ["times/krauts-dolomiten", "quotes/wikinews-dev", "quotes/wikinews-train"])
def test_right_dates_are_never_overridden(name: str) -> None:
    """Given dates that are right stay: of 992 articles at most one (a match schedule) is misread."""
    changed = 0
    for line in (SHARED / "data" / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        changed += date_of_text(row["text"], row["published"], None, None).published != row["published"]
    assert changed <= (name == "quotes/wikinews-train")

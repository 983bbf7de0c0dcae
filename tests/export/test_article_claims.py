"""Articles with their claims, from the ledger and from readings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.export.press import doubts, facts, readings
from tests.readings import make_reading

import zufolge
from zufolge.ask.claims import Wanted
from zufolge.export.article_claims import ArticleClaims, find_articles, of_reading
from zufolge.ledger.connection import open_engine
from zufolge.model import Reading


def load(place: Path, wanted: Wanted | None = None) -> list[ArticleClaims]:
    """All that is found in the ledger."""
    with open_engine(str(place)).connect() as connection:
        return list(find_articles(connection, wanted or Wanted()))


def keep(place: Path, *several: Reading) -> None:
    """A ledger with these readings."""
    with zufolge.Ledger(place) as ledger:
        for reading in several:
            ledger.add(reading)


def test_the_order_of_reading_does_not_matter(tmp_path: Path) -> None:
    """Whatever was read first, the same comes out."""
    answers = []
    for number, order in enumerate((readings(), readings()[::-1])):
        keep(tmp_path / f"{number}.db", *order)
        answers.append(load(tmp_path / f"{number}.db"))
    assert [kept.article.id for kept in answers[0]] == ["a1", "facts 1/ä", "doubts", "nothing"]
    assert all(answer == answers[0] for answer in answers)


def test_a_reading_gives_what_the_ledger_gives_of_it(tmp_path: Path) -> None:
    """Origins, mentions, claims, their ids and what is contested are the same without a ledger."""
    for reading in (facts(), doubts(), make_reading()):
        place = tmp_path / f"{len(reading.text)}.db"
        keep(place, reading)
        (kept,) = load(place)
        without = of_reading(reading)
        assert set(kept.claims) == {replace(one, article=kept.article) for one in without.claims}
        assert (kept.origins, kept.mentions, kept.contested) == (without.origins, without.mentions, without.contested)


def test_files_of_the_same_name_do_not_mix(tmp_path: Path) -> None:
    """Two pages called alike in two folders each keep their own mentions."""
    one = make_reading()
    other = replace(one, article=replace(one.article, path="elsewhere/a1.txt", text=one.text + " "), mentions=())
    keep(tmp_path / "two.db", one, other)
    counts = {kept.article.path: len(kept.mentions) for kept in load(tmp_path / "two.db")}
    assert counts == {"press/a1.txt": 2, "elsewhere/a1.txt": 0}


def test_only_the_latest_version_is_exported(tmp_path: Path) -> None:
    """What an article no longer says does not leave the ledger."""
    one = make_reading()
    later = replace(one.article, text=one.text + " Mehr.", published="2024-03-07")
    keep(tmp_path / "versions.db", one, replace(one, article=later))
    assert [(kept.version, kept.article.published) for kept in load(tmp_path / "versions.db")] == [(2, "2024-03-07")]


def test_an_earlier_day_shows_the_version_that_counted_then(tmp_path: Path) -> None:
    """Nothing published later is written, and what replaced an article later does not hide it."""
    one = make_reading()
    later = replace(one.article, text=one.text + " Mehr.", published="2024-03-07")
    keep(tmp_path / "versions.db", one, replace(one, article=later))
    days = {"2024-03-05": [], "2024-03-06": [1], "2024-03": [2], "2024": [2], "2023": []}
    found = {day: [kept.version for kept in load(tmp_path / "versions.db", Wanted(as_of=day))] for day in days}
    assert found == days


def test_what_was_denied_later_is_not_contested_before(tmp_path: Path) -> None:
    """A denial of the next day does not reach back."""
    one = make_reading()
    (claim,) = one.claims
    denied = replace(
        one,
        article=replace(one.article, id="a2", path="press/a2.txt", published="2024-03-07"),
        claims=(replace(claim, polarity="negative"),),
    )
    keep(tmp_path / "denied.db", one, denied)
    contested = {
        day: [len(kept.contested) for kept in load(tmp_path / "denied.db", Wanted(as_of=day))]
        for day in ("2024-03-06", "2024-03-07")
    }
    assert contested == {"2024-03-06": [0], "2024-03-07": [1, 0]}

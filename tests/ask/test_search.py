"""Searching claims and articles."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from tests.readings import TEXT, changed, make_article, make_reading

import zufolge
from zufolge.ask.search import Query
from zufolge.connect.catch_up import rebuild
from zufolge.connect.places import place_of_article
from zufolge.ledger.connection import writing
from zufolge.model import ZufolgeError


def test_the_order_of_reading_does_not_matter() -> None:
    """Newest first, those without a date last; the same places whatever came first."""
    readings = [
        make_reading(make_article(article_id=name, published=day))
        for name, day in (("a", "2024-03-01"), ("b", None), ("c", "2024-03-01T18:00"))
    ]
    answers = set()
    for order in permutations(readings):
        with zufolge.Ledger(":memory:") as ledger:
            for reading in order:
                ledger.add(reading)
            answers.add(tuple((one.place, one.kept.article.id) for one in ledger.search(Query())))
    assert [[id_ for _, id_ in answer] for answer in answers] == [["c", "a", "b"]]


def test_only_the_current_version_is_found() -> None:
    """The older one goes with its claims when a newer one comes, whichever was read first."""
    old, new = make_reading(), changed(make_reading(), TEXT + " Mehr.", published="2024-03-07")
    for order in ((old, new), (new, old)):
        with zufolge.Ledger(":memory:") as ledger:
            for reading in order:
                ledger.add(reading)
                ledger.search(Query())
            assert [one.kept.article.published for one in ledger.search(Query())] == ["2024-03-07"]
            assert [one.article.published for one in ledger.search_articles(Query(text="Alpenwerk"))] == ["2024-03-07"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(text="kaufen"), 1),
        (Query(text="KAUFEN will"), 1),
        (Query(text="kauf*"), 1),
        (Query(text="kauf"), 0),
        (Query(text='"75 Millionen"'), 1),
        (Query(text='"Millionen 75"'), 0),
        (Query(text='kaufen" OR evidence:x'), 0),
        (Query(entities=("alpenwerk", "niemand")), 1),
        (Query(entities=("Nordfalk Alpenwerk",)), 0),
        (Query(source="Insider"), 1),
        (Query(source="anonymous"), 1),
        (Query(source="Kurier"), 0),
        (Query(types=("merger", "acquisition")), 1),
        (Query(since="2024-03-06", until="2024-03-06"), 1),
        (Query(since="2024-03-07"), 0),
        (Query(until="2024-02"), 0),
        (Query(facets={"type": "acquisition", "source_kind": "medium", "publisher": "Kurier"}), 1),
        (Query(facets={"polarity": "negative"}), 0),
    ],
)
def test_everything_asked_must_hold(query: Query, found: int) -> None:
    """Names match whole words and never reach over two names; operators of the index are only words."""
    with zufolge.Ledger(":memory:") as ledger:
        ledger.add(make_reading())
        assert (len(ledger.search(query)), ledger.count(query).total) == (found, found)


@pytest.mark.parametrize(
    "query",
    [Query(text="?!"), Query(since="gestern"), Query(source="…"), Query(facets={"x": "y"})],
)
def test_what_cannot_be_asked_is_refused(query: Query) -> None:
    """With a sentence, not with an error of the database."""
    with zufolge.Ledger(":memory:") as ledger, pytest.raises(ZufolgeError):
        ledger.search(query)


def test_a_rebuilt_index_finds_the_same(tmp_path: Path) -> None:
    """The index is derived, also with judgements in it."""
    with zufolge.Ledger(tmp_path / "l.db") as ledger:
        for name in ("a", "b"):
            ledger.add(make_reading(make_article(article_id=name)))
        claim = ledger.search(Query())[0].kept.id
        ledger.judge(claim, "correct", "Eva", line="acquisition(buyer: Nordfalk, target: Alpenwerk) planned")
        queries = (Query(), Query(facets={"status": "planned"}), Query(facets={"status": "rumoured"}))
        before = [ledger.search(query) for query in queries]
        with writing(ledger._engine) as connection:
            rebuild(connection)
        assert [ledger.search(query) for query in queries] == before
        assert [len(found) for found in before] == [2, 1, 1]


def test_articles_with_the_same_place_stand_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two keys share the bits, the second moves on."""
    monkeypatch.setattr("zufolge.connect.finding.place_of_article", lambda key, published: place_of_article("x", None))
    with zufolge.Ledger(":memory:") as ledger:
        for name in ("a", "b", "c"):
            article = replace(make_article(article_id=name), path=None)
            ledger.add(make_reading(article))
        assert sorted(one.kept.article.id for one in ledger.search(Query())) == ["a", "b", "c"]

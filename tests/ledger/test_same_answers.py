"""The stories of the evaluation, asked the same of SQLite and of PostgreSQL: every answer is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from evaluation.scenarios.running import read_story
from evaluation.scenarios.stories import load_stories
from tests.postgres import new_database

from zufolge.api import Ledger
from zufolge.ask.deals import AskedDeals
from zufolge.ask.entities import AskedEntities
from zufolge.ask.search import Query
from zufolge.model import Reading

EVERY_WORD = 25
_WORD = re.compile(r"\w+")
Ask = Callable[[Ledger, tuple[Reading, ...]], Iterator[object]]


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    """All articles of all stories, each under an id of its own."""
    return tuple(reading for story in load_stories() for reading in read_story(story))


@pytest.fixture(scope="module")
def ledgers(readings: tuple[Reading, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Ledger]]:
    """The same articles in both databases."""
    with new_database() as url:
        places = (str(tmp_path_factory.mktemp("same") / "press.db"), url)
        with Ledger(places[0]) as sqlite, Ledger(places[1]) as postgres:
            for ledger in (sqlite, postgres):
                for reading in readings:
                    ledger.add(reading)
                ledger.catch_up()
            yield sqlite, postgres


def ask_words(ledger: Ledger, readings: tuple[Reading, ...]) -> Iterator[object]:
    """Words as they stand, in capitals, as beginnings, and two that stand side by side."""
    words = [word for reading in readings for word in _WORD.findall(reading.text)][::EVERY_WORD]
    pairs = zip(words[::4], words[1::4], strict=False)
    asked = [*words, *(word.upper() for word in words[::3]), *(f"{word[:4]}*" for word in words[::3])]
    asked += [f"{one} {other}" for one, other in pairs] + [f'"{one} {other}"' for one, other in pairs]
    asked += [f'"{" ".join(_WORD.findall(reading.text)[3:5])}"' for reading in readings]
    for text in dict.fromkeys(asked):
        query = Query(text=text)
        yield text, [one.kept.id for one in ledger.search(query)], ledger.count(query)
        yield text, [one.article.id for one in ledger.search_articles(query)]


def ask_names(ledger: Ledger, readings: tuple[Reading, ...]) -> Iterator[object]:
    """All entities, and what fills a role, is a source, or stands in the name of one."""
    names = sorted({mention.entity for reading in readings for mention in reading.mentions if mention.entity})
    yield ledger.entities(AskedEntities(most=None))
    for name in names[::3]:
        yield name, [one.kept.id for one in ledger.search(Query(entities=(name,)), most=100)]
        yield name, [one.kept.id for one in ledger.search(Query(source=name), most=100)]
        yield name, [kept.id for kept in ledger.claims(entity=name)]


def ask_claims(ledger: Ledger, _: tuple[Reading, ...]) -> Iterator[object]:
    """All claims, by type, by source, and by time."""
    claims = list(ledger.claims())
    yield claims
    for name in sorted({kept.claim.type for kept in claims}):
        yield name, [kept.id for kept in ledger.claims(type=name)]
        yield name, ledger.count(Query(types=(name,)))
    for day in sorted({kept.article.published[:10] for kept in claims if kept.article.published})[::5]:
        yield day, [kept.id for kept in ledger.claims(until=day)], [kept.id for kept in ledger.claims(as_of=day)]


def ask_across_articles(ledger: Ledger, _: tuple[Reading, ...]) -> Iterator[object]:
    """Deals now and earlier, each with all its parts, contradictions, and the counts of everything."""
    for when in (None, "2024", "2023-06"):
        yield when, list(ledger.deals(AskedDeals(as_of=when)))
    yield ledger.contradictions()
    yield ledger.stats()


@pytest.mark.slow
@pytest.mark.parametrize("ask", [ask_words, ask_names, ask_claims, ask_across_articles], ids=lambda ask: ask.__name__)
def test_both_databases_answer_alike(ledgers: tuple[Ledger, Ledger], readings: tuple[Reading, ...], ask: Ask) -> None:
    """Question by question, and at least one of them has an answer."""
    for on_sqlite, on_postgres in zip(*(ask(ledger, readings) for ledger in ledgers), strict=True):
        assert on_sqlite == on_postgres

"""Puts the stories to the ledger itself: reads each article once, then asks fresh ledgers in several orders."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from evaluation.scenarios.scoring import Answers, FoundContradiction, FoundDeal
from evaluation.scenarios.stories import Story
from zufolge.api import Ledger
from zufolge.ask.deals import AskedDeals
from zufolge.export.contradictions_json import contradiction_as_json
from zufolge.export.deals_json import deal_as_json
from zufolge.model import Reading
from zufolge.pipeline import read_article
from zufolge.read import ReadOptions, Unreadable
from zufolge.read.jsonl import article_of_entry

Json = Mapping[str, Any]


def read_story(story: Story) -> tuple[Reading, ...]:
    """What the stages find in each article, as `zufolge read --jsonl` would read it."""
    readings = []
    for entry in story.articles:
        article = article_of_entry(dict(entry), f"{story.name}.jsonl", ReadOptions())
        if isinstance(article, Unreadable):
            raise ValueError(f"{article.where}: {article.reason}")
        readings.append(read_article(article))
    return tuple(readings)


def answer_story(story: Story, readings: Sequence[Reading], is_quick: bool = False) -> Answers:
    """The ledger's answers, and whether they are the same in whatever order it read the articles, unless `is_quick`."""
    orders = (readings,) if is_quick else tuple(_orders(readings))
    with _filled(orders[0]) as ledger:
        deals, contradictions = _deals(ledger, None), _contradictions(ledger)
        dates = sorted({date for deal in story.deals for date, _ in deal.as_of})
        as_of = {date: tuple(map(found_deal, _deals(ledger, date))) for date in dates}
    is_same = True
    for order in orders[1:]:
        with _filled(order) as ledger:
            is_same = is_same and (_deals(ledger, None), _contradictions(ledger)) == (deals, contradictions)
    return Answers(tuple(map(found_deal, deals)), tuple(map(found_contradiction, contradictions)), as_of, is_same)


def _orders(readings: Sequence[Reading]) -> Iterator[Sequence[Reading]]:
    """As told, backwards, and shuffled, always the same way."""
    yield readings
    yield readings[::-1]
    yield random.Random(len(readings)).sample(readings, len(readings))


def _filled(readings: Iterable[Reading]) -> Ledger:
    ledger = Ledger(":memory:")
    for reading in readings:
        ledger.add(reading)
    return ledger


def _deals(ledger: Ledger, as_of: str | None) -> list[Json]:
    return [deal_as_json(found) for found in ledger.deals(AskedDeals(as_of=as_of))]


def _contradictions(ledger: Ledger) -> list[Json]:
    return [contradiction_as_json(one) for one in ledger.contradictions()]


def found_deal(told: Json) -> FoundDeal:
    """One line of `zufolge deals --json` as it is scored."""
    origins = told["origins"]
    return FoundDeal(
        id=told["id"],
        type=told["type"],
        parties=tuple((party["role"], party["entity"]) for party in told["parties"]),
        articles=frozenset(told["articles"]),
        stage=told["stage"],
        independent=origins["independent"],
        tree=tuple(f"{one['origin']} ({one['kind']}) {', '.join(one['articles'])}" for one in origins["tree"]),
    )


def found_contradiction(told: Json) -> FoundContradiction:
    """One line of `zufolge contradictions --json` as it is scored."""
    return FoundContradiction(
        about=told["about"],
        type=told["type"],
        kind=told.get("kind"),
        articles=frozenset(told["articles"]),
        values=tuple(map(str, told.get("values", ()))),
        reason=told.get("reason", ""),
    )

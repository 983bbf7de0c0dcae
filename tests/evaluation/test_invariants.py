"""What must hold of the whole ledger, whatever it reads: tried on made-up news in many orders."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from benchmarks.made_up_news import News
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from zufolge.api import Ledger
from zufolge.ask.contradictions import AskedContradictions
from zufolge.ask.deals import AskedDeals
from zufolge.connect import joining, kept_index, kept_joins, kept_witnesses
from zufolge.connect.catch_up import rebuild
from zufolge.connect.deals import find_deals
from zufolge.connect.kept_told import types_of_undertakings
from zufolge.connect.neighbourhood import load_all, load_passages_around
from zufolge.connect.origin_loading import count_in_ledger
from zufolge.connect.who import Who
from zufolge.export.contradictions_json import contradiction_as_json
from zufolge.export.deals_json import deal_as_json
from zufolge.ledger import schema
from zufolge.ledger.connection import writing
from zufolge.model import Reading

pytestmark = pytest.mark.slow

KEPT = ("articles", "claims", "fillers", "attributions", "links", "sources", "mentions", "origins", "claim_times")
seeds = st.integers(0, 10_000)
few = settings(max_examples=3, deadline=None, derandomize=True, phases=(Phase.generate,))


def made_up(seed: int, articles: int = 8) -> list[Reading]:
    """Articles of a small world, in which the same firms come again and again."""
    return list(News(articles, seed).readings())


def filled(readings: Iterable[Reading]) -> Ledger:
    """A fresh ledger that has read them in that order."""
    ledger = Ledger(":memory:")
    for reading in readings:
        ledger.add(reading)
    return ledger


def answers(ledger: Ledger, as_of: str | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """All deals and contradictions as they are printed."""
    deals = [deal_as_json(found) for found in ledger.deals(AskedDeals(as_of=as_of))]
    return deals, [contradiction_as_json(one) for one in ledger.contradictions(AskedContradictions(as_of=as_of))]


def engine_of(ledger: Ledger) -> sa.Engine:
    """The database behind the ledger."""
    return ledger._engine


Told = tuple[str, tuple[str, ...], tuple[str, ...], str | None, int]


def kept_deals(ledger: Ledger) -> list[Told]:
    """The deals as they stand in the tables."""
    found = ledger.deals()
    return [(o.deal.id, o.deal.claims, o.deal.articles, o.deal.stage, o.origins.independent) for o in found]


def deals_without_tables(ledger: Ledger) -> list[Told]:
    """The deals worked out from all claims and sentences at once."""
    ledger.catch_up()
    with engine_of(ledger).connect() as connection:
        claims = load_all(connection, types_of_undertakings())
        deals = find_deals(claims, load_passages_around(connection, None))
        counts = count_in_ledger(connection, [deal.vouching for deal in deals], Who(connection))
    pairs = zip(deals, counts, strict=True)
    return [(deal.id, deal.claims, deal.articles, deal.stage, count.independent) for deal, count in pairs]


def rows_of(ledger: Ledger) -> set[tuple[object, ...]]:
    """Every row of everything that is kept, not derived."""
    with engine_of(ledger).connect() as connection:
        return {
            (table, *map(repr, row))
            for table in KEPT
            for row in connection.execute(sa.select(schema.metadata.tables[table]))
        }


@few
@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(seed: int, shuffle: random.Random) -> None:
    """The same articles give the same answers, whichever came first."""
    readings = made_up(seed)
    shuffled = shuffle.sample(readings, len(readings))
    with filled(readings) as one, filled(shuffled) as other:
        assert answers(one) == answers(other)


@few
@given(seeds, st.lists(st.booleans(), min_size=8, max_size=8))
def test_what_grew_step_by_step_equals_what_is_built_anew(seed: int, asks: Sequence[bool]) -> None:
    """A ledger asked between the articles derives the same as one that derives everything at the end."""
    readings = made_up(seed)
    with Ledger(":memory:") as ledger:
        for reading, asked in zip(readings, asks, strict=True):
            ledger.add(reading)
            if asked:
                answers(ledger)
        grown = answers(ledger)
        with writing(engine_of(ledger)) as connection:
            rebuild(connection)
        assert answers(ledger) == grown
    with filled(readings) as at_once:
        assert answers(at_once) == grown


@few
@given(seeds, st.integers(0, 7))
def test_as_of_never_sees_later_articles(seed: int, last: int) -> None:
    """Asked as of a day, the ledger names no article, claim or date of later days."""
    readings = made_up(seed)
    published = readings[last].article.published
    assert published is not None
    day = published[:10]
    known = {r.article.id for r in readings if (r.article.published or "")[:10] <= day}
    with filled(readings) as ledger:
        deals, contradictions = answers(ledger, day)
    assert {article for deal in deals for article in deal["articles"]} <= known
    assert {article for one in contradictions for article in one["articles"]} <= known
    assert max((step["date"] for deal in deals for step in deal["history"]), default="") <= day


@few
@given(seeds, st.integers(0, 7))
def test_what_was_known_then_is_what_a_ledger_of_then_knew(seed: int, last: int) -> None:
    """Asked as of a day, the ledger tells the stages that it told when it had read no later article."""
    readings = made_up(seed)
    published = readings[last].article.published
    assert published is not None
    day = published[:10]
    with filled(readings) as later, filled(r for r in readings if (r.article.published or "")[:10] <= day) as then:
        seen_later, seen_then = answers(later, day)[0], answers(then)[0]
    assert [(d["claims"], d["stage"], d["origins"]["independent"]) for d in seen_later] == [
        (d["claims"], d["stage"], d["origins"]["independent"]) for d in seen_then
    ]


@few
@given(seeds)
def test_nothing_is_ever_deleted(seed: int) -> None:
    """Reading on, asking, and building anew leave every row of every article and claim as it was."""
    readings = made_up(seed)
    with filled(readings[:4]) as ledger:
        before = rows_of(ledger)
        for reading in readings[4:]:
            ledger.add(reading)
        answers(ledger)
        with writing(engine_of(ledger)) as connection:
            rebuild(connection)
        assert before <= rows_of(ledger)


@pytest.mark.parametrize("most", [joining.MOST_STRANDS, 2])
@few
@given(seeds, st.randoms(use_true_random=False), st.lists(st.booleans(), min_size=16, max_size=16))
def test_what_is_kept_is_what_the_claims_tell(
    most: int, seed: int, shuffle: random.Random, asks: Sequence[bool]
) -> None:
    """Read in any order, asked in between, the tables hold the deals that all claims at once make; also where names
    are soon frequent."""
    readings = shuffle.sample(made_up(seed, 16), 16)
    with pytest.MonkeyPatch.context() as patch, Ledger(":memory:") as ledger:
        for module in (joining, kept_index, kept_joins, kept_witnesses):
            patch.setattr(module, "MOST_STRANDS", most)
        for reading, asked in zip(readings, asks, strict=True):
            ledger.add(reading)
            if asked:
                ledger.catch_up()
        assert kept_deals(ledger) == deals_without_tables(ledger)


@few
@given(seeds, st.integers(0, 7))
def test_deals_of_then_are_those_of_then_for_a_party_too(seed: int, last: int) -> None:
    """Asked for a party as of a day, the ledger tells what a ledger of that day tells of it."""
    readings = made_up(seed)
    day = (readings[last].article.published or "")[:10]
    with filled(readings) as later, filled(r for r in readings if (r.article.published or "")[:10] <= day) as then:
        names = sorted({party.entity for found in then.deals() for party in found.deal.parties})[:3]
        for name in names:
            seen_later = [found.deal.claims for found in later.deals(AskedDeals(name, as_of=day))]
            assert seen_later == [found.deal.claims for found in then.deals(AskedDeals(name))]


@few
@given(seeds)
def test_merging_then_splitting_restores_the_deals(seed: int) -> None:
    """Two parties judged to be one, and then not, leave every deal as it was."""
    with filled(made_up(seed)) as ledger:
        before = kept_deals(ledger)
        firms = {p.entity for f in ledger.deals() for p in f.deal.parties if p.role in ("buyer", "target", "company")}
        one, other = sorted(name for name in firms if " " in name)[:2]
        ledger.merge(one, other, "Jana Kern")
        assert kept_deals(ledger) == deals_without_tables(ledger)
        ledger.split(one, other, "Jana Kern")
        assert kept_deals(ledger) == before


@few
@given(seeds, st.randoms(use_true_random=False))
def test_a_rejected_claim_belongs_to_no_deal(seed: int, chance: random.Random) -> None:
    """A claim that somebody rejected is in no deal, until somebody accepts it."""
    with filled(made_up(seed)) as ledger:
        before = kept_deals(ledger)
        claim = chance.choice([claim for _, claims, *_ in before for claim in claims])
        ledger.judge(claim, "reject", "Jana Kern")
        rejected = kept_deals(ledger)
        assert claim not in {one for _, claims, *_ in rejected for one in claims}
        assert rejected == deals_without_tables(ledger)
        ledger.judge(claim, "accept", "Jana Kern")
        assert kept_deals(ledger) == before

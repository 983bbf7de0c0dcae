"""What counting origins loads from a ledger: posts, statements, openings; only what was published by then."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from tests.ask.affair import reading_of

from zufolge.connect.known import load_known
from zufolge.connect.origin_loading import count_in_ledger, load_background
from zufolge.connect.who import Who
from zufolge.ledger import schema
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.writer import add_reading
from zufolge.model import Article, Attribution, Claim, Filler, Link, Reading, Role, Source, Span

TEXT = "Vera Holm leitet Nordfalk."


def post_reading(published: str) -> Reading:
    """An article that says whom Vera Holm leads."""
    person = Filler("Vera Holm", Span(0, 9), entity="Vera Holm", kind="person")
    company = Filler("Nordfalk", Span(17, 25), entity="Nordfalk", kind="company")
    position = Filler("leitet", Span(10, 16))
    roles = (Role("person", (person,)), Role("company", (company,)), Role("position", (position,)))
    claim = Claim("leadership", roles, Span(0, len(TEXT)), Span(10, 16), "hand", 1.0, "asserted")
    return Reading(Article("post", TEXT, published=published), claims=(claim,))


def spoken_reading() -> Reading:
    """The first article of the affair, where Vera Holm speaks instead of insiders, also beside the claim."""
    reading = reading_of("rumour")
    source = Source("Insidern", Span(14, 22), "Vera Holm", "person")
    chain = (Link((source,), None, "indirect"),)
    claim = replace(reading.claims[0], attribution=chain)
    return replace(reading, claims=(claim,), attributions=(Attribution((Span(0, 8),), chain),))


def test_posts_are_read_from_the_whole_ledger_but_from_no_later_article() -> None:
    """As of a day before the post was told, nobody knows for whom she speaks."""
    engine = open_engine(":memory:")
    with writing(engine) as connection:
        add_reading(connection, spoken_reading())
        add_reading(connection, post_reading("2024-06-01"))
        known = list(load_known(connection, [1], Who(connection)))
        who = Who(connection)
        now, then = (count_in_ledger(connection, [known], who, day)[0] for day in (None, "2024-05"))
    assert [(branch.origin, branch.kind) for branch in now.tree] == [("Nordfalk", "company")]
    assert [(branch.origin, branch.kind) for branch in then.tree] == [("Vera Holm", "person")]


def test_statements_and_openings_come_with_their_articles() -> None:
    """What an article lays into whose mouth, how it begins, and where its lead stands."""
    engine = open_engine(":memory:")
    with writing(engine) as connection:
        add_reading(connection, spoken_reading())
        known = list(load_known(connection, [1], Who(connection)))
        background = load_background(connection, known, Who(connection))
    article = background.article(known[0].article_number)
    assert [one.chain[0].sources[0].entity for one in article.statements] == ["Vera Holm"]
    assert (article.opening, article.lead) == (spoken_reading().text, Span(0, len(article.opening)))
    assert background.article(99).statements == ()


def test_counting_changes_nothing() -> None:
    """Origins are worked out, never written down."""
    engine = open_engine(":memory:")
    with writing(engine) as connection:
        add_reading(connection, spoken_reading())
        known = list(load_known(connection, [1], Who(connection)))
        tables = schema.metadata.sorted_tables
        before = [connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() for table in tables]
        assert count_in_ledger(connection, [known, []], Who(connection))[1].independent == 0
        after = [connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() for table in tables]
    assert after == before

"""Asking who is named, what may be one, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Connection
from tests.connect.named import ledger_of, reading_of

from zufolge.ask.entities import AskedEntities, list_candidates, list_entities
from zufolge.ask.why import tell_why
from zufolge.connect.merging import Signature, merge_entities
from zufolge.model import ZufolgeError


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A ledger with a firm under three names, a person, a namesake by article, and a firm called alike."""
    readings = (
        reading_of("a", "[Korvent AG|company] holt [Stefan Müller|person]."),
        reading_of("b", "[Korvent|company] lobt [Müller|person]."),
        reading_of("c", "[Korvent|company] klagt. [Korvents|company] Aktie fällt."),
        reading_of("d", "[Korvent Robotik|company] kauft [Tarvo|company]."),
        reading_of("e", "[Müller|person] gründet [Tarvo|company]. [Ford|person] zahlt."),
    )
    with ledger_of(readings) as connection:
        yield connection


def test_the_most_named_come_first(connection: Connection) -> None:
    """Each with its names and the articles that use them; what an article means by a surname counts."""
    found = list_entities(connection, AskedEntities(most=3))
    assert [(one.entity, one.articles) for one in found] == [("Korvent", 3), ("Stefan Müller", 2), ("Tarvo", 2)]
    assert found[0].names == (("Korvent", 2), ("Korvent AG", 1), ("Korvents", 1))
    assert found[1].names == (("Müller", 1), ("Stefan Müller", 1))


@pytest.mark.parametrize(
    ("words", "kind", "entities"),
    [
        ("korvents", None, ["Korvent"]),
        ("korvent", None, ["Korvent", "Korvent Robotik"]),
        ("müller", "person", ["Stefan Müller", "Müller (Tarvo)"]),
        (None, "person", ["Stefan Müller", "Ford", "Müller (Tarvo)"]),
        ("nobody", None, []),
    ],
)
def test_narrowing(connection: Connection, words: str | None, kind: str | None, entities: list[str]) -> None:
    """Words are those of any name of an entity; a kind is the one that most articles give."""
    assert [one.entity for one in list_entities(connection, AskedEntities(words, kind))] == entities


def test_a_kind_that_there_is_not(connection: Connection) -> None:
    """The known ones are named."""
    with pytest.raises(ZufolgeError, match="'ship' is no kind of entity; known are organised, company"):
        list_entities(connection, AskedEntities(kind="ship"))


def test_open_pairs(connection: Connection) -> None:
    """Names that begin alike, with the reason and how many names stand with both."""
    (pair,) = list_candidates(connection)
    assert (pair.one, pair.other, pair.decision.rule, pair.shared) == ("Korvent", "Korvent Robotik", "short-form", 0)


@pytest.mark.parametrize(
    ("one", "other", "answer", "rules"),
    [
        ("Korvents", "Korvent AG", "one", ["genitive"]),
        ("Korvent", "Korvent", "one", ["same-name"]),
        ("Korvent", "Korvent Robotik", "two", ["short-form"]),
        ("Korvent", "Tarvo", "two", ["no-decision"]),
        ("Korvent", "Stefan Müller", "two", ["no-decision"]),
        ("Müller", "Stefan Müller", "in some articles", ["in-article"]),
    ],
)
def test_why(connection: Connection, one: str, other: str, answer: str, rules: list[str]) -> None:
    """The chain of decisions from one name to the other, or what speaks for and against."""
    why = tell_why(connection, one, other)
    assert (why.answer, [reason.rule for reason in why.reasons]) == (answer, rules)
    assert all(reason.words for reason in why.reasons)


def test_why_tells_who_judged(connection: Connection) -> None:
    """With the day and the reason given."""
    merge_entities(connection, "Korvent", "Tarvo", Signature("Ute Rau", "2024-03-05T10:00:00+00:00", "register"))
    (reason,) = tell_why(connection, "Korvent", "Tarvo").reasons
    assert (reason.verdict, reason.words) == ("positive", "judged by Ute Rau on 2024-03-05: register")

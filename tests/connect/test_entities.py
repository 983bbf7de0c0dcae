"""Names of several articles become entities, whatever the order of reading."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.connect.named import entities, ledger_of, meanings, reading_of

from zufolge.connect.catch_up import is_behind, rebuild
from zufolge.connect.merging import Signature, merge_entities, split_name
from zufolge.connect.who import Who
from zufolge.ledger import schema
from zufolge.ledger.writer import add_reading
from zufolge.model import Reading, ZufolgeError

ME = Signature("Ute Rau", "2024-03-05T10:00:00+00:00", "register")


def named(*names: str) -> list[Reading]:
    """One article for each name, which is marked as `name|kind`."""
    return [reading_of(f"a{number}", f"[{name}] wächst.") for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "together"),
    [
        (("Korvent AG|company", "Korvent|company", "Korvents|company"), [["Korvent", "Korvent AG", "Korvents"]]),
        (("VW|company", "Volkswagen AG|company"), [["VW", "Volkswagen AG"]]),
        (("Audi|company", "Volkswagen|company"), []),
        (("Telekom Austria|company", "Deutsche Telekom|company", "Telekom|company"), [["Deutsche Telekom", "Telekom"]]),
        (("Siemens|company", "Siemens Energy|company"), []),
        (("Korvent AG|company", "Korvent GmbH|company", "Korvent|company"), [["Korvent", "Korvent AG"]]),
        (("Dr. Jan Rau|person", "Jan Rau|person", "Ute Rau|person"), [["Dr. Jan Rau", "Jan Rau"]]),
        (("Ford|company", "Ford|person"), []),
        (("EZB|authority", "Europäische Zentralbank|organisation"), [["EZB", "Europäische Zentralbank"]]),
    ],
)
def test_names_that_are_one_by_themselves(names: tuple[str, ...], together: list[list[str]]) -> None:
    """Spelling, legal form, genitive, title and the word lists join names; parents and daughters stay two."""
    with ledger_of(named(*names)) as connection:
        assert entities(connection) == together


def test_an_entity_goes_by_its_plain_name() -> None:
    """Without legal form, unless two companies would then be called the same."""
    with ledger_of(named("Korvent AG|company", "Tarvo AG|company", "Tarvo GmbH|company")) as connection:
        who = Who(connection)
        assert [who.of(name, "company") for name in ("Korvent AG", "Tarvo AG", "Tarvo GmbH")] == [
            "Korvent",
            "Tarvo AG",
            "Tarvo GmbH",
        ]


def test_a_person_called_like_a_firm_is_another() -> None:
    """The firm keeps the name, whoever was read first."""
    for names in (("Ford|company", "Ford|person"), ("Ford|person", "Ford|company")):
        with ledger_of(named(*names), at_once=False) as connection:
            who = Who(connection)
            assert (who.of("Ford", "company"), who.of("Ford", "person")) == ("Ford", "Ford (person)")


def test_a_short_name_that_an_article_explains() -> None:
    """What stands in brackets behind a name is learnt, and holds in other articles."""
    explained = reading_of("a", "Die [Gleisbau Mitte|company] ([GBM|company]) baut um.")
    with ledger_of([*named("GBM|company"), explained]) as connection:
        assert Who(connection).of("GBM", "company") == "Gleisbau Mitte"


def test_a_short_name_that_articles_explain_in_two_ways() -> None:
    """Then nobody knows, and it stays by itself."""
    one = reading_of("a", "Die [Gleisbau Mitte|company] ([GBM|company]) baut um.")
    other = reading_of("b", "Die [Glas Bonn Mainz|company] ([GBM|company]) baut an.")
    with ledger_of([one, other]) as connection:
        assert Who(connection).of("GBM", "company") == "GBM"
        verdicts = connection.execute(sa.select(schema.entity_links.c.verdict).distinct()).scalars().all()
        assert verdicts == ["unsure"]


POOL = (
    "Korvent|company",
    "Korvent AG|company",
    "Korvents|company",
    "Korvent Robotik|company",
    "Korvent|company=Korvent Robotik",
    "Korvent Austria|company",
    "Korvent Werke Mitte|company] ([KWM|company",
    "KWM|company",
    "Kettler Wagenbau Mainz|company] ([KWM|company",
    "Tarvo|company",
    "Tarvo GmbH|company",
    "Tarvo AG|company",
    "Rau|company",
    "Rau|person",
    "Jan Rau|person",
    "Dr. Jan Rau|person",
    "Ute Rau|person",
    "Müller|person",
    "Stefan Müller|person",
    "Andrea Müller|person",
)
SENTENCE = st.lists(st.sampled_from(POOL), min_size=1, max_size=3).map(
    lambda names: " und ".join(f"[{name}]" for name in names) + "."
)
ARTICLES = st.lists(st.lists(SENTENCE, min_size=1, max_size=3), min_size=1, max_size=7).map(
    lambda articles: [reading_of(f"a{number}", *sentences) for number, sentences in enumerate(articles)]
)
FEW = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(readings: list[Reading], random: object) -> None:
    """The same articles in another order give every name of every article the same meaning."""
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with ledger_of(readings) as one, ledger_of(shuffled) as other:
        assert (meanings(one), entities(one)) == (meanings(other), entities(other))


@FEW
@given(ARTICLES)
def test_built_up_is_the_same_as_built_anew(readings: list[Reading]) -> None:
    """Article by article, all at once, and after everything derived was thrown away."""
    with ledger_of(readings, at_once=False) as one, ledger_of(readings) as other:
        built_up = (meanings(one), entities(one), _links(one))
        assert built_up == (meanings(other), entities(other), _links(other))
        rebuild(one)
        assert built_up == (meanings(one), entities(one), _links(one))


def _links(connection: sa.Connection) -> list[tuple[str, str, str, str]]:
    k, other, link = schema.known_names, schema.known_names.alias(), schema.entity_links
    query = (
        sa.select(k.c.spelling, other.c.spelling, link.c.rule, link.c.reason)
        .join(link, link.c.one == k.c.number)
        .join(other, link.c.other == other.c.number)
    )
    return sorted(tuple(row) for row in connection.execute(query))


@FEW
@given(ARTICLES, st.data())
def test_merging_and_splitting_restores(readings: list[Reading], data: st.DataObject) -> None:
    """After a merge and the split of the same two names everything means what it meant; nothing is deleted."""
    with ledger_of(readings) as connection:
        k = schema.known_names
        rows = connection.execute(sa.select(k).where(k.c.family == "organised").order_by(k.c.spelling)).all()
        if len({row.entity for row in rows}) < 2:
            return
        one = data.draw(st.sampled_from(rows))
        other = data.draw(st.sampled_from([row for row in rows if row.entity != one.entity]))
        before = (meanings(connection), entities(connection))
        counts = _count_articles(connection)
        merge_entities(connection, one.spelling, other.spelling, ME)
        assert Who(connection).of(one.spelling, "company") == Who(connection).of(other.spelling, "company")
        split_name(connection, one.spelling, other.spelling, ME)
        assert (meanings(connection), entities(connection)) == before
        assert _count_articles(connection) == counts
        judged = sa.select(sa.func.count()).select_from(schema.entity_judgements)
        assert connection.execute(judged).scalar_one() == 2


def _count_articles(connection: sa.Connection) -> list[int]:
    tables = (schema.articles, schema.entities, schema.mentions)
    return [connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in tables]


def test_splitting_undoes_the_last_merge_between() -> None:
    """Also where the name to split off came along with the merged one."""
    names = ("Korvent|company", "Tarvo|company", "Tarvo AG|company", "Quarz|company")
    with ledger_of(named(*names)) as connection:
        merge_entities(connection, "Korvent", "Quarz", ME)
        merge_entities(connection, "Quarz", "Tarvo", ME)
        split_name(connection, "Korvent", "Tarvo AG", ME)
        assert entities(connection) == [["Korvent", "Quarz"], ["Tarvo", "Tarvo AG"]]


@pytest.mark.parametrize(
    ("one", "other", "complaint"),
    [
        ("Korvent", "Korvent AG", "'Korvent' and 'Korvent AG' are one entity already: Korvent"),
        ("Korvent", "Korvint", "No article names 'Korvint'; near are Korvent; `zufolge entities` lists the names"),
    ],
)
def test_merging_what_cannot_be_merged(one: str, other: str, complaint: str) -> None:
    """The error says what is wrong, and near names."""
    with (
        ledger_of(named("Korvent|company", "Korvent AG|company")) as connection,
        pytest.raises(ZufolgeError, match=complaint),
    ):
        merge_entities(connection, one, other, ME)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("Tarvo", "'Tarvo' is no name of Korvent: it stands for Tarvo already"),
        ("Korvent", "'Korvent' is the only name of Korvent; there is nothing to split"),
    ],
)
def test_splitting_what_cannot_be_split(name: str, complaint: str) -> None:
    """Only a name of several can go."""
    with (
        ledger_of(named("Korvent|company", "Tarvo|company")) as connection,
        pytest.raises(ZufolgeError, match=complaint),
    ):
        split_name(connection, "Korvent", name, ME)


def test_people_count_more_than_spelling() -> None:
    """A judgement holds for articles read later, too, and after everything was worked out anew."""
    with ledger_of(named("Korvent|company", "Korvent AG|company")) as connection:
        split_name(connection, "Korvent", "Korvent AG", ME)
        add_reading(connection, reading_of("later", "[Korvents|company] Aktie steigt."))
        rebuild(connection)
        who = Who(connection)
        assert who.of("Korvent", "company") != who.of("Korvent AG", "company")
        assert who.of("Korvents", "company") == "Korvent"


def test_judgements_cannot_be_changed() -> None:
    """The database itself refuses to change or delete what people judged."""
    for change in ("UPDATE entity_judgements SET verdict = 'positive'", "DELETE FROM entity_judgements"):
        with ledger_of(named("Korvent|company", "Tarvo|company")) as connection:
            merge_entities(connection, "Korvent", "Tarvo", ME)
            with pytest.raises(sa.exc.IntegrityError, match="append-only"):
                connection.execute(sa.text(change))


def test_catching_up_twice_changes_nothing() -> None:
    """What is up to date is not behind."""
    with ledger_of(named("Korvent|company")) as connection:
        assert not is_behind(connection)
        add_reading(connection, reading_of("later", "[Tarvo|company] wächst."))
        assert is_behind(connection)

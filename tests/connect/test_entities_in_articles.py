"""Surnames and short forms, told by who stands around them."""

from __future__ import annotations

from tests.connect.named import ledger_of, meanings, reading_of

from zufolge.connect.merging import Signature, merge_entities
from zufolge.model import Reading

STEFAN = reading_of("stefan", "[Gerling Getriebe|company] bestellt [Stefan Müller|person].")
ANDREA = reading_of("andrea", "[Andrea Müller|person] verlässt die [Hedwig-Kliniken|company].")


def meant(article: str, name: str, *readings: Reading) -> str:
    """What an article means by a name, by the first kind that it has."""
    with ledger_of(readings) as connection:
        return next(
            entity for (of, called, _), entity in meanings(connection).items() if (of, called) == (article, name)
        )


def test_a_surname_beside_the_same_firm() -> None:
    """Of two people with one last name, the one whom another article names with the firm."""
    later = reading_of("later", "[Müller|person] führt nun [Gerling Getriebe|company].")
    assert meant("later", "Müller", STEFAN, ANDREA, later) == "Stefan Müller"


def test_a_surname_beside_a_firm_under_a_short_name() -> None:
    """Long and short names of a firm make one context."""
    later = reading_of("later", "[Müller|person] führt nun [Gerling|company].")
    assert meant("later", "Müller", STEFAN, ANDREA, later) == "Stefan Müller"


def test_a_surname_beside_nobody_known_stays_open() -> None:
    """It is told apart by whom it stands with, and is neither of the two."""
    later = reading_of("later", "[Müller|person] gründet [Tarvo|company].")
    assert meant("later", "Müller", STEFAN, ANDREA, later) == "Müller (Tarvo)"


def test_a_surname_of_somebody_named_in_full() -> None:
    """The article itself says who is meant, whoever else is called so."""
    later = reading_of("later", "[Uwe Müller|person] spricht.", "[Müller|person] lobt [Gerling Getriebe|company].")
    assert meant("later", "Müller", STEFAN, ANDREA, later) == "Uwe Müller"


def test_a_surname_beside_both_stays_open() -> None:
    """Two that fit alike are no answer."""
    later = reading_of("later", "[Müller|person] wechselt von [Gerling Getriebe|company] zu [Hedwig-Kliniken|company].")
    assert meant("later", "Müller", STEFAN, ANDREA, later) == "Müller (Gerling Getriebe)"


def test_a_surname_alone_in_the_ledger() -> None:
    """Where nobody else is called so, the name is enough."""
    assert meant("a", "Rau", reading_of("a", "[Rau|person] führt [Tarvo|company].")) == "Rau"


def test_people_with_a_common_name_at_two_firms() -> None:
    """The full name is the same, but nothing else is: two people."""
    one = reading_of("one", "[Thomas Müller|person] führt [Tarvo|company].")
    other = reading_of("other", "[Thomas Müller|person] verlässt die [Hedwig-Kliniken|company].")
    again = reading_of("again", "[Tarvo|company] lobt [Thomas Müller|person].")
    readings = (one, other, again)
    found = [meant(article, "Thomas Müller", *readings) for article in ("one", "other", "again")]
    assert found == ["Thomas Müller (Tarvo)", "Thomas Müller (Hedwig-Kliniken)", "Thomas Müller (Tarvo)"]


def test_a_rare_full_name_is_one_person() -> None:
    """Whatever the firm."""
    one = reading_of("one", "[Quirin Hahnrath|person] führt [Tarvo|company].")
    other = reading_of("other", "[Quirin Hahnrath|person] geht zu [Korvent|company].")
    assert meant("one", "Quirin Hahnrath", one, other) == meant("other", "Quirin Hahnrath", one, other)


FULL = reading_of("full", "[Halvern Robotik|company] kauft [Quarz|company]. [Halvern|company=Halvern Robotik] wächst.")


def test_a_short_form_in_the_same_company() -> None:
    """The longer name is known to be shortened so, and both stand with the same firm."""
    later = reading_of("later", "[Halvern|company] will [Quarz|company] nicht mehr.")
    assert meant("later", "Halvern", FULL, later) == "Halvern Robotik"


def test_a_short_form_in_other_company() -> None:
    """Nothing but the first word in common: the name stands for itself."""
    later = reading_of("later", "[Halvern|company] klagt gegen [Tarvo|company].")
    assert meant("later", "Halvern", FULL, later) == "Halvern"


def test_a_parent_is_not_its_daughter() -> None:
    """A place or a line of business behind the name, and a name known to be whole, are never shortened."""
    daughter = reading_of("full", "[Halvern Austria|company=Halvern Austria] kauft [Quarz|company].")
    later = reading_of("later", "[Halvern|company] will [Quarz|company] nicht mehr.")
    assert meant("later", "Halvern", daughter, later) == "Halvern"


def test_people_merge_somebody_whom_only_articles_tell_apart() -> None:
    """ "Müller (Tarvo)" can be judged to be Andrea Müller."""
    later = reading_of("later", "[Müller|person] gründet [Tarvo|company].")
    with ledger_of((STEFAN, ANDREA, later)) as connection:
        merge_entities(connection, "Müller (Tarvo)", "Andrea Müller", Signature("Ute Rau", "2024-03-05T10:00:00+00:00"))
        assert meanings(connection)["later", "Müller", "person"] == "Andrea Müller"

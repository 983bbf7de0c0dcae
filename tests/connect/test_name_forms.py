"""Names taken apart by their spelling."""

from __future__ import annotations

import pytest

from zufolge.connect.name_forms import (
    Family,
    family_of,
    fold,
    form_of,
    is_common_person,
    names_subsidiary,
    strength_of_legal_form,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Korvent AG", "Korvent"),
        ("Korvent GmbH & Co. KG", "Korvent"),
        ("Korvent Holdings, Inc.", "Korvent"),
        ("KORVENT GMBH", "Korvent"),
        ("Korvent S.à r.l.", "Korvent"),
        ("Korvent-Gruppe", "Korvent Group"),
        ("Korvent-Konzern", "Korvent"),
        ("Deutschen Gleisbau", "Deutsche Gleisbau AG"),
        ("die Korvent", "Korvent"),
        ("Kor-Vent", "KorVent"),
        ("„Korvent“", "Korvent"),
        ("Rau & Söhne", "Rau und Soehne"),
        ("VW", "Volkswagen AG"),
        ("Deutsche Presse-Agentur", "dpa"),
    ],
)
def test_spellings_of_one_firm(one: str, other: str) -> None:
    """Legal forms, group words, inflection, marks and what the word lists know make no other name."""
    assert form_of(one, "organised").compact == form_of(other, "organised").compact


@pytest.mark.parametrize(
    ("one", "other"),
    [("Korvent", "Korvent Energie"), ("Korvent", "Korventa"), ("Telekom Austria", "Telekom"), ("Audi", "Volkswagen")],
)
def test_other_firms(one: str, other: str) -> None:
    """What has another word is another name."""
    assert form_of(one, "organised").compact != form_of(other, "organised").compact


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dr. Jan Rau", "Jan Rau"), ("Frau Rau", "Rau"), ("Jan M. Rau", "Jan Rau"), ("Jörg Groß", "Joerg Gross")],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    """Titles and initials do not count."""
    assert form_of(one, "person").compact == form_of(other, "person").compact


def test_a_legal_form_alone_stays() -> None:
    """A name never comes out empty."""
    assert (form_of("AG", "organised").compact, form_of("Group", "organised").compact) == ("ag", "group")


def test_blocks_bring_short_and_long_names_together() -> None:
    """A firm's block is its first telling word, a person's the last name; a genitive s does not count."""
    blocks = [form_of(name, "organised").block for name in ("Korvent", "Korvents", "Korvent Energie AG")]
    assert blocks == ["korvent"] * 3
    assert form_of("Deutsche Gleisbau", "organised").block == "deutschegleisbau"
    assert form_of("Jan Rau", "person").block == form_of("Rau", "person").block == "rau"


@pytest.mark.parametrize(
    ("kind", "family"),
    [("company", "organised"), ("agency", "organised"), ("person", "person"), ("position", None), (None, None)],
)
def test_families(kind: str | None, family: Family | None) -> None:
    """Companies, authorities, media and agencies are one family; positions are none."""
    assert family_of(kind) == family


def test_common_people() -> None:
    """Many people are called so only if both names are common."""
    assert is_common_person(form_of("Stefan Müller", "person"))
    assert not is_common_person(form_of("Stefan Quarzner", "person"))


def test_daughters_by_name() -> None:
    """A place or a line of business behind the name makes a daughter."""
    firm = form_of("Korvent", "organised")
    assert names_subsidiary(form_of("Korvent Leasing", "organised"), firm)
    assert names_subsidiary(form_of("Korvent Deutschland", "organised"), firm)
    assert not names_subsidiary(form_of("Korvent Robotik", "organised"), firm)


def test_the_group_is_meant_before_its_branch() -> None:
    """A name without legal form rather means the stock company than the partnership."""
    assert strength_of_legal_form("ag") > strength_of_legal_form("gmbh") > strength_of_legal_form("partnership")


def test_folding() -> None:
    """Accents go, umlauts are written out, marks inside go."""
    assert [fold(word) for word in ("Müller", "Société", "O'Neill", "C&A")] == ["mueller", "societe", "oneill", "c&a"]

"""Media under one name, newsrooms, and services that spread releases."""

from __future__ import annotations

import pytest

from zufolge.connect.publishers import (
    fold_medium,
    fold_newsroom,
    is_agency,
    name_medium,
    newsrooms,
    quoted_title,
    sends_releases,
)
from zufolge.languages import load_entries


@pytest.mark.parametrize(
    ("cited", "printed"),
    [
        ("der „Finanzwoche“", "Finanzwoche"),
        ("des »Elbkuriers«", "Elbkurier"),
        ("der Neuen Weserpost", "Neue Weserpost"),
        ("der FAZ", "Frankfurter Allgemeine Zeitung"),
        ("Handelsblatt Online", "Handelsblatt"),
    ],
)
def test_a_medium_is_the_same_however_it_is_cited(cited: str, printed: str) -> None:
    """Articles, quotation marks, inflection and known spellings do not tell media apart."""
    assert fold_medium(cited) == fold_medium(printed)


def test_unknown_papers_stay_apart() -> None:
    """Two papers with a word in common are two."""
    assert fold_medium("Elbkurier") != fold_medium("Weserkurier am Sonntag")
    assert fold_newsroom("Elbkurier") != fold_newsroom("Elbpost")


@pytest.mark.parametrize("family", load_entries("publishers", "family", ("name", "members", "because", "example")))
def test_every_family_holds_its_example(family: dict[str, str]) -> None:
    """Each example is a member, and all members fold to one newsroom."""
    assert fold_newsroom(family["example"]) == fold_newsroom(family["name"])
    assert {fold_newsroom(member) for member in family["members"]} == {fold_newsroom(family["name"])}


def test_no_paper_is_in_two_families() -> None:
    """A paper shares at most one newsroom."""
    folded = [fold_medium(member) for room in newsrooms() for member in dict.fromkeys((room.name, *room.members))]
    doubled = {name for name in folded if folded.count(name) > 1}
    assert {fold_newsroom(name) for name in doubled} <= {fold_newsroom(room.name) for room in newsrooms()}
    assert all(
        len({room.name for room in newsrooms() if name in map(fold_medium, room.members)}) <= 1 for name in doubled
    )


def test_services_for_releases_are_no_agencies() -> None:
    """What ots or EQS spread is its issuer's word; what dpa writes is its own."""
    assert [(is_agency(name), sends_releases(name)) for name in ("dpa", "Reuters", "ots", "DGAP", "EQS-News")] == [
        (True, False),
        (True, False),
        (False, True),
        (False, True),
        (False, True),
    ]


def test_a_title_in_quotation_marks() -> None:
    """Short titles count, sentences do not."""
    assert quoted_title("Informationen des „Kapitalbriefs“") == "Kapitalbriefs"
    assert quoted_title("„Wir werden das Werk am Ende des Jahres schließen“") is None
    assert name_medium("einem Bericht der „Abendpost“") == "Abendpost"

"""Agencies and media are known in their spellings; other names are not."""

from __future__ import annotations

import pytest

from zufolge.languages.names import agencies, agency_of_code, canonical_name, kind_of_name, named_agencies


@pytest.mark.parametrize(
    ("name", "kind", "canonical"),
    [
        ("dpa", "agency", "dpa"),
        ("der Deutschen Presse-Agentur", "agency", "dpa"),
        ("Thomson Reuters", "agency", "Reuters"),
        ("des Handelsblatts", "medium", "Handelsblatt"),
        ('"Wall Street Journal"', "medium", "Wall Street Journal"),
        ("der „Süddeutschen Zeitung“", "medium", "Süddeutsche Zeitung"),
        ("„Capital“", "medium", "Capital"),
        ("Capital", None, None),
        ("Musterwerk AG", None, None),
        ("", None, None),
    ],
)
def test_names(name: str, kind: str | None, canonical: str | None) -> None:
    """Articles, quotation marks and endings do not hide a name; ordinary words count only in quotation marks."""
    assert (kind_of_name(name), canonical_name(name)) == (kind, canonical)


def test_release_services() -> None:
    """Services that spread releases are told from agencies that report."""
    found = {code: agency.sends_releases for code in ("ots", "EQS", "dpa") if (agency := agency_of_code(code))}
    assert found == {"ots": True, "EQS": True, "dpa": False}


def test_codes_name_one_agency() -> None:
    """No code belongs to two agencies."""
    codes = [code.lower() for agency in agencies() for code in agency.codes]
    assert sorted(code for code in set(codes) if codes.count(code) > 1) == []


def test_several_in_brackets() -> None:
    """Brackets may name several agencies beside desks."""
    assert [(start, end, a.name) for start, end, a in named_agencies("sei/APA/dpa")] == [(4, 7, "APA"), (8, 11, "dpa")]

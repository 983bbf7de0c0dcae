"""Quoted names that report are media, whatever stands around them."""

from zufolge.ground.quoted_media import base_of


def test_genitive_of_a_quoted_medium_is_taken_off() -> None:
    """A medium behind "des" loses its ending, one behind "der" none."""
    actual = [base_of("Marktboten", "des"), base_of("Wirtschaftsblatts", "des"), base_of("Neue Zeit", "der")]
    assert actual == ["Marktbote", "Wirtschaftsblatt", "Neue Zeit"]

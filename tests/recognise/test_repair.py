"""Repairs of the names of one article."""

from __future__ import annotations

from zufolge.model import Article, Mention, Reading, Span
from zufolge.model.mention import NameKind
from zufolge.recognise.names import find_names
from zufolge.recognise.repair import kind_by_list, repair_names
from zufolge.segment.stage import segment_article


def repaired(text: str, *names: tuple[str, NameKind]) -> list[tuple[str, str]]:
    """Names and kinds after repair, given the first place of each raw name."""
    reading = segment_article(Reading(Article("a", text)))
    raw = tuple(Mention(Span(text.index(n), text.index(n) + len(n)), n, k) for n, k in names)
    return [(m.text, m.kind) for m in repair_names(reading, raw)]


def test_legal_form_belongs_to_the_name() -> None:
    """The legal form after a company's name is part of it."""
    assert repaired("Die Korvent AG wächst.", ("Korvent", "company")) == [("Korvent AG", "company")]


def test_common_nouns_are_no_names() -> None:
    """Words such as Konzern are dropped whatever the engine says."""
    assert repaired("Der Konzern wächst.", ("Konzern", "company")) == []


def test_last_name_of_a_person_is_a_person() -> None:
    """What the article knows as a last name is no company."""
    text = "Jan Rau leitet die Firma. Rau bleibt."
    assert repaired(text, ("Jan Rau", "person"), ("Rau bleibt"[:3], "company"))[0] == ("Jan Rau", "person")


def test_kinds_by_list() -> None:
    """Media, agencies and authorities are told by lists and endings."""
    names = ("Reuters", "Handelsblatt", "Bundeskartellamt", "Landgericht Linz", "Korvent")
    kinds = [kind_by_list(Mention(Span(0, len(n)), n, "organisation")) for n in names]
    assert kinds == ["agency", "medium", "authority", "authority", "organisation"]


def test_who_reports_in_quotation_marks_is_a_medium() -> None:
    """A paper that no list knows is told by what it does."""
    text = "Der Umsatz steigt, berichtete der „Handelsbote“ am Montag."
    assert repaired(text, ("Handelsbote", "company")) == [("Handelsbote", "medium")]


def test_descriptions_are_no_names() -> None:
    """An adjective, a place or an article before a common noun describes a firm; a name that ends like one stays."""
    text = "Der weltgrößte Tarvobauer wächst. Das Lindauer Unternehmen und die Sportkette wachsen. Die Postbank wächst."
    names: tuple[tuple[str, NameKind], ...] = (
        ("weltgrößte Tarvobauer", "company"),
        ("Lindauer Unternehmen", "company"),
        ("Sportkette", "company"),
        ("Postbank", "company"),
    )
    assert repaired(text, *names) == [("Postbank", "company")]


def test_a_firm_stands_behind_what_it_is() -> None:
    """The noun that says what a firm is belongs to no name."""
    text = "Der Baukonzern Velmar kauft den Gerüstbauer Tondern."
    found = find_names(segment_article(Reading(Article("a", text)))).mentions
    assert [m.text for m in found if "Tondern" in m.text] == ["Tondern"]

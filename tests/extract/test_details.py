"""What the words around a claim add to it: period, scope, unit, direction, place and office."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from tests.extract.hand_readings import parsed

from zufolge.claim_types import read_toml
from zufolge.extract.details import detail_claims, offices
from zufolge.extract.scopes import profit_kinds
from zufolge.model import Article, Claim, Filler, Role, Span
from zufolge.pipeline import read_article

FIGURES = (
    "Der Umsatz der Nordfalk AG stieg 2015 auf 13 Millionen Euro. Der Reingewinn lag bei 2 Millionen Euro. "
    "Die Nordfalk AG beschäftigt in Deutschland rund 3000 Mitarbeiter. "
    "Die Nordfalk AG will in Lindau 300 Stellen streichen. Nordfalk-Chef Jan Becker schweigt."
)


@cache
def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text."""
    return read_article(Article("a", text, published="2016-02-10", published_from="argument")).claims


def fillers(text: str, measure: str, role: str) -> list[object]:
    """What fills a role of the metrics of one measure: the entity, the value, or the words."""
    found = [c for c in claims(text) if any(f.value == measure for f in c.fillers("measure"))]
    return [f.entity or f.value or f.text for c in found for f in c.fillers(role)]


def test_a_figure_takes_over_the_period_of_the_one_before() -> None:
    """A profit told after a revenue of 2015 is one of 2015; a number of staff is of no period."""
    assert fillers(FIGURES, "profit", "period") == ["2015"]
    assert fillers(FIGURES, "headcount", "period") == []


def test_scopes() -> None:
    """A kind of profit has one name whatever the words; a place behind "in" narrows a figure."""
    assert fillers(FIGURES, "profit", "scope") == ["net profit"]
    assert fillers(FIGURES, "headcount", "scope") == ["Deutschland"]


def test_direction_without_a_figure_of_change() -> None:
    """What rose to a figure went up."""
    assert fillers(FIGURES, "revenue", "change") == ["up"]


def test_place_and_office() -> None:
    """Job cuts have a place, and the chief of a company is its CEO."""
    by_type = {c.type: c for c in claims(FIGURES)}
    assert [f.entity for f in by_type["layoffs"].fillers("place")] == ["Lindau"]
    assert [f.entity for f in by_type["leadership"].fillers("position")] == ["CEO"]


def test_a_period_to_compare_with_is_not_the_figures_own() -> None:
    """ "Im Vergleich zum Vorjahr" says nothing of when the figure holds."""
    text = "Im Vergleich zum Vorjahr stieg der Umsatz der Nordfalk AG um 7 Prozent auf 13 Millionen Euro."
    assert fillers(text, "revenue", "period") == []


@pytest.mark.parametrize("entry", read_toml("figures/scopes.de.toml")["kind"], ids=lambda e: e["gives"])
def test_examples_of_kinds_of_profit(entry: dict[str, str]) -> None:
    """Every kind of profit is found in its example."""
    assert entry["gives"] in fillers(entry["example"], "profit", "scope")


def test_vocabularies() -> None:
    """No kind of profit stands twice, and every office has words."""
    assert len({k.gives for k in profit_kinds()}) == len(profit_kinds())
    assert all(o.endings or o.exactly for o in offices())


@pytest.mark.parametrize(
    ("rows", "kind", "role", "words", "place"),
    [
        ("Die DET 2 det\nEssener PROPN 3 nsubj\nwachsen VERB 0 root", "headquarters", "place", "Essener", "Essen"),
        ("Den DET 2 det\nEssenern PROPN 3 obj\nhalf VERB 0 root", "headquarters", "place", "Essenern", "Essen"),
        ("Hannover PROPN 2 nsubj\nwächst VERB 0 root", "headquarters", "place", "Hannover", None),
        (
            "Die DET 3 det\nchinesischen ADJ 3 amod\nBehörden NOUN 4 nsubj\nsperren VERB 0 root",
            "ruling",
            "authority",
            "chinesischen Behörden",
            "China",
        ),
    ],
)
def test_places_behind_words_for_people_and_authorities(
    rows: str, kind: str, role: str, words: str, place: str | None
) -> None:
    """Who are called after a town sit there; what the authorities of a country forbid holds there."""
    reading = parsed(rows)
    span = Span(reading.text.index(words), reading.text.index(words) + len(words))
    claim = Claim(kind, (Role(role, (Filler(words, span),)),), Span(0, len(reading.text)), span, "test", 0.9)
    found = detail_claims(replace(reading, claims=(claim,))).claims[0]
    assert [f.entity for f in found.fillers("place")] == [place]

"""How fillers are chosen among candidates; the network itself is measured in evaluation/."""

from __future__ import annotations

import numpy as np

from zufolge.claim_types import load_claim_types
from zufolge.extract.by_model import Anchor, can_fill, choose, is_complete, units
from zufolge.extract.candidates import Candidate
from zufolge.model import Claim, Filler, Mention, Quantity, Role, Span, Time

ANCHOR = Anchor(2, 2, "acquisition", 0.9)


def named(at: int, entity: str | None, form: str = "name") -> Candidate:
    """A company at a word."""
    mention = Mention(Span(at, at + 1), "x", "company", entity, form)  # type: ignore[arg-type]
    return Candidate(at, at, "company" if form == "name" else form, entity, mention)


def chosen(role: str, candidates: tuple[Candidate, ...], scores: list[float]) -> list[int]:
    """The first words of the candidates that fill a role of an acquisition."""
    declared = load_claim_types()["acquisition"].role(role)
    return [c.candidate.first for c in choose(declared, candidates, np.array(scores, np.float32), ANCHOR)]


def test_the_best_candidate_fills_a_single_role() -> None:
    """The others are left out unless they are as good."""
    assert chosen("buyer", (named(0, "Tarvo"), named(4, "Lianbo")), [0.9, 0.45]) == [0]


def test_one_entity_fills_a_role_once() -> None:
    """Two mentions of one entity are one filler."""
    assert chosen("buyer", (named(0, "Tarvo"), named(4, "Tarvo")), [0.9, 0.8]) == [0]


def test_open_anaphora_name_nobody() -> None:
    """A nominal that could not be resolved fills no role."""
    role = load_claim_types()["acquisition"].role("buyer")
    assert [can_fill(c, role) for c in (named(0, None, "nominal"), named(0, "Tarvo", "nominal"))] == [False, True]


def test_kinds_decide_what_can_fill() -> None:
    """Money is a price, a time is none."""
    price = load_claim_types()["acquisition"].role("price")
    money = Candidate(0, 0, "money", None, Quantity(Span(0, 1), "3 Euro", "money", 3, unit="EUR"))
    time = Candidate(0, 0, "time", None, Time(Span(0, 1), "2015", "DATE", "2015"))
    assert [can_fill(money, price), can_fill(time, price)] == [True, False]


def test_nobody_buys_himself() -> None:
    """Opposed roles need different entities, and needed roles a filler."""

    def claim(buyer: str, target: str | None) -> Claim:
        roles = [Role("buyer", (Filler("x", Span(0, 1), buyer),))]
        roles += [Role("target", (Filler("y", Span(2, 3), target),))] if target else []
        return Claim("acquisition", tuple(roles), Span(0, 3), Span(1, 2), "model", 0.5)

    assert [is_complete(claim(*c)) for c in (("Tarvo", "Lianbo"), ("Tarvo", "Tarvo"), ("Tarvo", None))] == [
        True,
        False,
        False,
    ]


def test_bare_numbers_count_what_their_measure_counts() -> None:
    """A headcount counts people."""
    assert units()["headcount"] == "people"

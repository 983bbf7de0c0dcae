"""Calibrated confidence."""

from __future__ import annotations

import pytest

from zufolge.extract import confidence
from zufolge.extract.confidence import Curve, calibrated, logit, weigh_claims
from zufolge.model import Article, Claim, Reading, Span


@pytest.fixture
def curves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A curve that trusts the model less than it trusts itself."""
    known = {"model": Curve(1.0, -1.0, {"fine": 2.0})}
    monkeypatch.setattr(confidence, "curves", lambda: known)


def claim(kind: str, raw: float) -> Claim:
    """A claim by the model."""
    return Claim(kind, (), Span(0, 1), Span(0, 1), "model", raw)


def test_logit_stays_finite() -> None:
    """Certainty is kept within bounds."""
    assert [round(logit(p), 3) for p in (0.0, 0.5, 1.0)] == [-6.907, 0.0, 6.907]


@pytest.mark.usefixtures("curves")
def test_curve_and_offset() -> None:
    """A type that the model reads well is surer at the same raw confidence."""
    assert [calibrated(0.5, "model", t) for t in ("merger", "fine")] == [0.269, 0.731]


@pytest.mark.usefixtures("curves")
def test_what_is_more_likely_wrong_is_not_told() -> None:
    """Claims below the least confidence are dropped."""
    reading = Reading(Article("a", "x"), claims=(claim("merger", 0.5), claim("fine", 0.5)))
    assert [(c.type, c.confidence) for c in weigh_claims(reading).claims] == [("fine", 0.731)]

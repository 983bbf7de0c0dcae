"""Calibrated confidence, and the least that a claim needs to be told. The curves are fitted in training/tune.py."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import cache

from zufolge.model import Reading
from zufolge.recognise.digests import WEIGHTS, read_checked

FINDERS = ("cue", "model", "both")
LEAST = {"cue": 0.3, "both": 0.3, "model": 0.4}  # what only the model finds has no words to explain it


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over the log odds of a raw confidence, with an offset for each claim type."""

    slope: float
    bias: float
    types: dict[str, float]


@cache
def curves() -> dict[str, Curve]:
    """The curves by finder; empty where nothing has been calibrated yet."""
    path = WEIGHTS / "calibration.json"
    if not path.exists():
        return {}
    return {name: Curve(**entry) for name, entry in json.loads(read_checked(path.name)).items()}


def finder_of(by: str) -> str:
    """Whether cues, the model, or both found a claim.

    >>> [finder_of(by) for by in ("cue:buy-verb", "model", "cue:buy-verb+model")]
    ['cue', 'model', 'both']
    """
    parts = {part.split(":")[0] for part in by.split("+")}
    return "both" if len(parts) > 1 else parts.pop()


def logit(p: float) -> float:
    """Log odds, kept finite."""
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def calibrated(raw: float, by: str, claim_type: str) -> float:
    """How often claims of this kind are right; the raw confidence where no curve is known."""
    curve = curves().get(finder_of(by))
    if curve is None:
        return raw
    z = curve.slope * logit(raw) + curve.bias + curve.types.get(claim_type, 0.0)
    return round(1 / (1 + math.exp(-z)), 3)


def weigh_claims(reading: Reading) -> Reading:
    """`reading` with calibrated confidences, and without the claims below LEAST."""
    if not curves():
        return reading
    weighed = [replace(c, confidence=calibrated(c.confidence, c.by, c.type)) for c in reading.claims]
    return replace(reading, claims=tuple(c for c in weighed if c.confidence >= LEAST[finder_of(c.by)]))

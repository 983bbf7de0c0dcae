"""Pinned figures: the floor of each, the digest of what it was measured on, and which gold claims were found.

A floor may only be lowered with a sentence that says why; gold claims stand here as digests, never as words.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evaluation.counts import Score, score
from evaluation.measurements import Measurement
from evaluation.tools import digest_of

FILE = Path(__file__).parent / "pins.json"
SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Pin:
    """What a measurement reached when it was pinned: floors of F1 (precision for `claims precision`) by figure."""

    digest: str
    floors: dict[str, float]
    why: str
    keys: list[str] = field(default_factory=list)


def load_pins() -> dict[str, Pin]:
    """The pins by measurement."""
    if not FILE.exists():
        return {}
    return {name: Pin(**entry) for name, entry in json.loads(FILE.read_text(encoding="utf-8")).items()}


def save_pins(pins: dict[str, Pin]) -> None:
    """Writes all pins."""
    entries = {name: asdict(pin) for name, pin in sorted(pins.items())}
    FILE.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def figures(measurement: Measurement) -> dict[str, Score]:
    """The scores of a measurement by figure."""
    return {name: score(counts) for name, counts in measurement.counts.items()}


def floors_of(scores: dict[str, Score]) -> dict[str, float]:
    """The values that floors hold: F1 of each figure, and the precision of claims."""
    values = {name: s.f1 for name, s in scores.items()}
    if "claims" in scores:
        values["claims precision"] = scores["claims"].precision
    return values


def pin_of(measurement: Measurement, before: Pin | None, why: str) -> Pin:
    """A pin a little below what was reached. Raises ValueError where a floor falls and `why` says nothing."""
    floors = {name: round(value - SLACK, 3) for name, value in floors_of(figures(measurement)).items()}
    digest = digest_of(measurement.files)
    same = before is not None and before.digest == digest
    lower = [n for n, v in floors.items() if before is not None and same and v < before.floors.get(n, 0.0)]
    if lower and len(why.split()) < 4:
        raise ValueError(f"{measurement.name}: {', '.join(lower)} would fall; say why with --pin 'a sentence'")
    return Pin(digest, floors, why, measurement.keys)


def below_floor(measurement: Measurement, pin: Pin) -> list[str]:
    """What lies below its floor, in words; nothing where the gold is not the one that was pinned."""
    if digest_of(measurement.files) != pin.digest:
        return []
    reached = floors_of(figures(measurement))
    return [
        f"{measurement.name}: {name} is {reached.get(name, 0.0):.3f}, below its floor {floor:.3f}"
        for name, floor in pin.floors.items()
        if reached.get(name, 0.0) < floor
    ]

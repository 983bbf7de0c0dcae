"""Floors for times and quantities on the shared corpora; skipped where they are not at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from evaluation.quantities import score as score_quantities
from evaluation.recognizers import score as score_cases
from evaluation.times import predict

SHARED = Path(os.environ.get("ZUFOLGE_SHARED", Path(__file__).parents[3] / "shared"))
KRAUTS = SHARED / "data" / "times" / "krauts-dolomiten.jsonl"
CASES = SHARED / "data" / "times" / "recognizers-text"
GOLD = SHARED / "gold"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not at hand")
FLOORS = {"strict": 0.86, "relaxed": 0.91, "value": 0.80}
CASES_FLOOR = 0.90
QUANTITIES_FLOOR = 0.95


def scores(path: Path) -> dict[str, float]:
    """Strict, relaxed and value F1 over the articles of a file."""
    right = dict.fromkeys(FLOORS, 0)
    total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        gold, ours = json.loads(line)["times"], json.loads(predict(line))["times"]
        total += len(gold) + len(ours)
        used: set[int] = set()
        for time in gold:
            near = [i for i, t in enumerate(ours) if t["start"] < time["end"] and t["end"] > time["start"]]
            here = next((i for i in near if i not in used), None)
            if here is None:
                continue
            used.add(here)
            found = ours[here]
            right["relaxed"] += 1
            right["strict"] += (found["start"], found["end"]) == (time["start"], time["end"])
            right["value"] += str(found["value"]).replace(":", ".") == str(time["value"]).replace(":", ".")
    return {name: 2 * count / total for name, count in right.items()}


def test_times_of_news() -> None:
    """Spans and values on the news corpus stay above their floors."""
    measured = scores(KRAUTS)
    assert {name: measured[name] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True)


def test_cases_that_news_can_hold() -> None:
    """Dates, numbers, percent and currency of the adapted cases stay above their floor."""
    assert {k: right / total >= CASES_FLOOR for k, (right, total, _) in score_cases(CASES).items()} == {
        "date/time": True,
        "number": True,
        "percent": True,
        "currency": True,
    }


def test_numbers_of_gold_claims() -> None:
    """The numbers that gold claims hang on are found with their values."""
    table = score_quantities(GOLD).values()
    assert sum(found for found, _ in table) / sum(total for _, total in table) >= QUANTITIES_FLOOR

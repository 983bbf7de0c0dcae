"""Calibrates confidence on texts that were not learned from: what 0.9 says shall be right nine times in ten.

python -m training.tune [--report]

Raw confidences (products of the heads' probabilities, or a cue's own) are mapped by one logistic curve a finder,
with an offset for each claim type that is pulled towards zero. Written to weights/calibration.json.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import torch
from evaluation.held_out import judged, own_set, shared_set

from zufolge.export.annotate_json import claim_as_json
from zufolge.extract import confidence
from zufolge.pipeline import read_article
from zufolge.recognise.digests import write_digests
from zufolge.recognise.engine import WEIGHTS

PULL = 0.15
SETS = ("own", "dev")


def raw_claims(name: str) -> list[tuple[dict[str, Any], bool]]:
    """Every claim of a set before calibration and thresholds, and whether it is right."""
    gold, texts = own_set() if name == "own" else shared_set(name)
    lines = [claim_as_json(c, a) for a in texts for c in read_article(a).claims]
    found = [p for p in lines if confidence.finder_of(p["by"]) in confidence.FINDERS]  # answers lean on other claims
    return [(p, right) for p, right in judged(gold, found) if right is not None]


def fit(rows: list[tuple[dict[str, Any], bool]]) -> dict[str, Any]:
    """One logistic curve a finder, with type offsets."""
    finders, types = list(confidence.FINDERS), sorted({p["type"] for p, _ in rows})
    x = torch.tensor([confidence.logit(p["confidence"]) for p, _ in rows])
    y = torch.tensor([float(r) for _, r in rows])
    f = torch.tensor([finders.index(confidence.finder_of(p["by"])) for p, _ in rows])
    t = torch.tensor([types.index(p["type"]) for p, _ in rows])
    slope, bias = torch.ones(len(finders), requires_grad=True), torch.zeros(len(finders), requires_grad=True)
    offset = torch.zeros(len(finders), len(types), requires_grad=True)
    optimiser = torch.optim.LBFGS([slope, bias, offset], max_iter=200)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        z = slope[f] * x + bias[f] + offset[f, t]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y, reduction="sum")
        loss = loss + PULL * 10 * (offset**2).sum() + (slope - 1).pow(2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return {
        name: {
            "slope": round(float(slope[i].detach()), 3),
            "bias": round(float(bias[i].detach()), 3),
            "types": {k: round(float(offset[i, j].detach()), 3) for j, k in enumerate(types)},
        }
        for i, name in enumerate(finders)
    }


def reliability(rows: list[tuple[float, bool]]) -> None:
    """Prints how many claims of each confidence are right."""
    table: dict[int, list[bool]] = defaultdict(list)
    for c, right in rows:
        table[min(9, int(c * 10))].append(right)
    for low, rights in sorted(table.items()):
        print(f"confidence from {low / 10:.1f}: {len(rights):5} claims, right {sum(rights) / len(rights):.3f}")


def main() -> None:
    """Fits and writes, or only reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true", help="only show how well the present calibration holds")
    args = parser.parse_args()
    if args.report:
        for name in SETS:
            print(name)
            reliability([(p["confidence"], r) for p, r in raw_claims(name)])
        return
    path = Path(WEIGHTS / "calibration.json")
    path.unlink(missing_ok=True)
    confidence.curves.cache_clear()
    rows = [row for name in SETS for row in raw_claims(name)]
    curves = fit(rows)
    path.write_text(json.dumps(curves, indent=1) + "\n", encoding="utf8")
    write_digests()
    confidence.curves.cache_clear()
    reliability([(confidence.calibrated(p["confidence"], p["by"], p["type"]), r) for p, r in rows])


if __name__ == "__main__":
    main()

"""Rebuilds the weights from nothing: names and grammar first, then claims on top; then export and thresholds.

The first engine reads the names of our own texts, so that the second learns roles over mentions as they will be.
"""

from __future__ import annotations

import subprocess
import sys

NAMES = "--without-claims --epochs 3 --hide 0 --name names"
CLAIMS = "--start names --rehearse 0.12 --epochs 5 --hide 0 --name claims"
ENGINE = "--start claims --rehearse 0.22 --epochs 7 --batch 1536 --hide 0 --name engine"
POLISHED = (
    "--start engine --rehearse 0.5 --epochs 2 --batch 1536 --rate 5e-5 --heads-rate 7e-4 --hide 0 --name polished"
)
LONGER = "--start polished --rehearse 0.5 --epochs 7 --batch 1536 --rate 8e-5 --heads-rate 8e-4 --hide 0 --name longer"
HIDDEN = "--start between --rehearse 0.5 --epochs 5 --batch 1536 --rate 5e-5 --heads-rate 5e-4 --name hidden"
STEPS = (
    f"training.train {NAMES}",
    "training.export --name names",
    f"training.train {CLAIMS}",
    "training.export --name claims",
    f"training.train {ENGINE}",
    f"training.train {POLISHED}",
    f"training.train {LONGER}",
    "training.average between polished longer",
    f"training.train {HIDDEN}",
    "training.average final polished longer hidden",
    "training.export --name final",
    "training.tune",
)


def main() -> None:
    """Runs the steps one after another; stops at the first that fails."""
    for step in STEPS:
        print("#", step, flush=True)
        subprocess.run([sys.executable, "-u", "-m", *step.split()], check=True)


if __name__ == "__main__":
    main()

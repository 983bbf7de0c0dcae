"""Rebuilds the weights from nothing: names and grammar first, then claims on top; then export and thresholds.

The first engine reads the names of our own texts, so that the second learns roles over mentions as they will be.
"""

from __future__ import annotations

import subprocess
import sys

NAMES = "--without-claims --epochs 3 --hide 0 --swap 0 --name names"
CLAIMS = "--start names --rehearse 0.12 --epochs 5 --hide 0 --name claims"
ENGINE = "--start claims --rehearse 0.35 --epochs 7 --batch 1536 --name engine"
LONGER = "--start engine --rehearse 0.4 --epochs 5 --batch 1536 --heads-rate 8e-4 --name longer"
LAST = "--start longer --rehearse 0.35 --epochs 2 --batch 1536 --rate 7e-5 --heads-rate 6e-4 --name last"
STEPS = (
    f"training.train {NAMES}",
    "training.export --name names",
    f"training.train {CLAIMS}",
    "training.export --name claims",
    f"training.train {ENGINE}",
    f"training.train {LONGER}",
    f"training.train {LAST}",
    "training.average final longer last",
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

"""Rebuilds the weights from nothing: names and grammar first, then claims on top; then export and thresholds.

The first engine reads the names of our own texts, so that the second learns roles over mentions as they will be.
"""

from __future__ import annotations

import subprocess
import sys

STEPS = (
    ("training.train", "--without-claims", "--epochs", "3", "--name", "names"),
    ("training.export", "--name", "names"),
    ("training.train", "--start", "names", "--rehearse", "0.12", "--epochs", "5", "--name", "claims"),
    ("training.train", "--start", "claims", "--rehearse", "0.25", "--epochs", "5", "--name", "engine"),
    ("training.export", "--name", "engine"),
    ("training.tune",),
)


def main() -> None:
    """Runs the steps one after another; stops at the first that fails."""
    for step in STEPS:
        print("#", *step, flush=True)
        subprocess.run([sys.executable, "-u", "-m", *step], check=True)


if __name__ == "__main__":
    main()

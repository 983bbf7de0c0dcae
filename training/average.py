"""Averages the weights of several checkpoints of one run: what each learned by heart cancels out.

python -m training.average OUT NAME NAME ...
"""

from __future__ import annotations

import sys

import torch

from training.train import WORK


def average(names: list[str]) -> dict[str, object]:
    """One checkpoint whose weights are the means of those named."""
    saved = [torch.load(WORK / f"{name}.pt", weights_only=True) for name in names]
    state = {key: sum(s["state"][key] for s in saved) / len(saved) for key in saved[-1]["state"]}
    return {**saved[-1], "state": state}


def main(args: list[str]) -> int:
    """Writes the average of the checkpoints under the first name."""
    if len(args) < 2:
        print(__doc__)
        return 2
    torch.save(average(args[1:]), WORK / f"{args[0]}.pt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

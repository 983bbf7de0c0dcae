"""Measures everything visible, against pinned floors; says which gold claims were gained and lost since the last pin.

python -m evaluation [MEASUREMENT ...] [--changes] [--pin "why"]

Measurements: claims-dev, claims-seeds, claims-own, names, times, attributions (all of them where none is named).
Ends with 1 where a figure lies below its floor.
"""

from __future__ import annotations

import argparse
import sys

from evaluation.measurements import MEASUREMENTS, Measurement
from evaluation.pins import Pin, below_floor, figures, load_pins, pin_of, save_pins
from evaluation.tools import digest_of, readable, rows_of


def show_figures(measurement: Measurement, pin: Pin | None) -> None:
    """One line a figure: precision, recall, F1 with its interval, floor."""
    print(measurement.name)
    for name, s in figures(measurement).items():
        floor = f"  floor {pin.floors[name]:.3f}" if pin is not None and name in pin.floors else ""
        interval = f"[{s.low:.3f}, {s.high:.3f}]"
        print(f"  {name:22} P {s.precision:.3f}  R {s.recall:.3f}  F1 {s.f1:.3f} {interval}{floor}")


def show_changes(measurement: Measurement, pin: Pin | None, in_full: bool) -> None:
    """How many gold claims were gained and lost since the pin, and on request which."""
    if pin is None or not measurement.keys:
        return
    if digest_of(measurement.files) != pin.digest:
        print("  pinned on other gold: nothing to compare")
        return
    now, before = set(measurement.keys), set(pin.keys)
    print(f"  claims gained {len(now - before)}, claims lost {len(before - now)} since the pin")
    if in_full and measurement.files[0].suffix == ".jsonl":
        for sign, keys in (("+", now - before), ("-", before - now)):
            for line in readable(rows_of(measurement.files[0]), keys):
                print(f"  {sign} {line}")


def main() -> int:
    """Measures, prints, compares, pins."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measurement", nargs="*", help=f"any of {', '.join(MEASUREMENTS)}")
    parser.add_argument("--changes", action="store_true", help="list the gold claims gained and lost")
    parser.add_argument("--pin", metavar="WHY", help="pin what is reached now; a sentence where a floor falls")
    args = parser.parse_args()
    unknown = [name for name in args.measurement if name not in MEASUREMENTS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}")
    pins, below = load_pins(), list[str]()
    for name in args.measurement or MEASUREMENTS:
        measurement = MEASUREMENTS[name]()
        pin = pins.get(name)
        show_figures(measurement, pin)
        show_changes(measurement, pin, args.changes)
        below += below_floor(measurement, pin) if pin is not None else []
        if args.pin is not None:
            pins[name] = pin_of(measurement, pin, args.pin)
    if args.pin is not None:
        save_pins(pins)
        return 0
    print("\n".join(below) if below else "No figure lies below its floor.")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())

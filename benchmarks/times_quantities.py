"""How many words a second the time and quantity stages read, on one thread.

python benchmarks/times_quantities.py ../shared/data/times/krauts-dolomiten.jsonl
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from zufolge.model import Article, Reading
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.times import find_times

_ROUNDS = 3


def load(path: Path) -> list[Reading]:
    """The articles of a JSON lines file, unread."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Reading(Article(str(r["id"]), r["text"], published=(r.get("published") or "")[:10])) for r in rows]


def main() -> None:
    """Print words per second of processor time, for both stages together and apart; best of three rounds."""
    readings = load(Path(sys.argv[1]))
    words = sum(len(reading.text.split()) for reading in readings)
    find_quantities(find_times(readings[0]))
    timed = [find_times(reading) for reading in readings]
    for name, run in (
        ("times", lambda: [find_times(r) for r in readings]),
        ("quantities", lambda: [find_quantities(r) for r in timed]),
        ("both", lambda: [find_quantities(find_times(r)) for r in readings]),
    ):
        seconds = min(_measure(run) for _ in range(_ROUNDS))
        print(f"{name:10} {words / seconds:10,.0f} words/s   ({words} words in {seconds:.3f} s)")


def _measure(run: object) -> float:
    assert callable(run)
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()

"""Runs the time stage over articles given as JSON lines and prints what the span scorer reads.

python evaluation/times.py ../shared/data/times/krauts-dolomiten.jsonl > predicted.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from zufolge.model import Article, Reading
from zufolge.recognise.times import find_times


def predict(line: str) -> str:
    """One article's times as a line of JSON."""
    row = json.loads(line)
    reading = find_times(Reading(Article(row["id"], row["text"], published=row.get("published"))))
    times = [
        {"start": t.span.start, "end": t.span.end, "text": t.text, "type": t.type, "value": t.value}
        for t in reading.times
    ]
    return json.dumps({"id": row["id"], "times": times}, ensure_ascii=False)


def main() -> None:
    """Read the file named on the command line, write to standard output."""
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        if line.strip():
            print(predict(line))


if __name__ == "__main__":
    main()

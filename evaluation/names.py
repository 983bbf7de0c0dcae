"""Names against SmartData's annotation: prints what score_spans.py prints.

python -m evaluation.names [--set smartdata-dev]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from evaluation.tools import SHARED
from zufolge.model import Article, Reading
from zufolge.pipeline import MENTION_STAGES


def mentions_line(line: str) -> str:
    """One article of the set as a line of predicted mentions."""
    d = json.loads(line)
    reading = Reading(article=Article(id=str(d["id"]), text=d["text"]))
    for stage in MENTION_STAGES:
        reading = stage(reading)
    found = [
        {"start": m.span.start, "end": m.span.end, "kind": m.kind, "text": m.text}
        for m in reading.mentions
        if m.form == "name"
    ]
    return json.dumps({"id": d["id"], "mentions": found}, ensure_ascii=False)


def main() -> None:
    """Reads the set, writes predictions to a temporary file, scores them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="smartdata-dev")
    parser.add_argument("--keep", type=Path, default=None)
    args = parser.parse_args()
    gold = SHARED / f"data/names/{args.set}.jsonl"
    out = args.keep or Path(tempfile.mkdtemp()) / "predicted.jsonl"
    out.write_text("\n".join(mentions_line(line) for line in gold.open(encoding="utf8")), encoding="utf8")
    subprocess.run([sys.executable, str(SHARED / "tools/score_spans.py"), "names", str(gold), str(out)], check=True)


if __name__ == "__main__":
    main()

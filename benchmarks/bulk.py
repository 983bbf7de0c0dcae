"""How fast `zufolge bulk` is with 1 worker, 2 workers and Ray, and whether all write the same bytes.

    python benchmarks/bulk.py [ARTICLES.jsonl] [ROUNDS]

Without a file: the shared training articles where they lie beside the repository, else the shipped examples, several
times over. The runs of a round follow each other directly, so that whatever else the machine does hits them alike; the
first round only warms up. Time on the processor, beside time by the clock, is what a busy machine changes least.
Ray takes part where it is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ZUFOLGE_SHARED", ROOT.parent / "shared"))
WAYS = {"1 worker": ("--workers", "1"), "2 workers": ("--workers", "2"), "Ray": ("--workers", "2", "--ray", "local")}
FILES = 8


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock, seconds on the processor, and a digest of everything it wrote."""

    seconds: float
    processor_seconds: float
    digest: str


def choose_articles() -> list[str]:
    """The lines of JSONL to read."""
    shared = SHARED / "gold" / "train-articles.jsonl"
    if len(sys.argv) > 1:
        return Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    if shared.exists():
        return shared.read_text(encoding="utf-8").splitlines()
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "examples" / "articles").glob("*.txt"))]
    return [json.dumps({"id": f"{turn}-{i}", "text": text}) for turn in range(40) for i, text in enumerate(texts)]


def run_bulk(inputs: list[str], out: Path, *options: str) -> Run:
    """Run the command in a fresh Python."""
    code = "from zufolge.cli.app import main\nif __name__ == '__main__': main()"
    command = [sys.executable, "-c", code, "bulk", *inputs, "--out", str(out), *options]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    written = hashlib.sha256()
    for file in sorted(path for path in out.rglob("*") if path.is_file()):
        written.update(str(file.relative_to(out)).encode() + file.read_bytes())
    return Run(seconds, processor, written.hexdigest()[:12])


def main() -> None:
    """Measure and print."""
    lines = choose_articles()
    words = sum(len(str(json.loads(line).get("text", "")).split()) for line in lines)
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    ways = {name: way for name, way in WAYS.items() if name != "Ray" or importlib.util.find_spec("ray")}
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        inputs = []
        for number in range(FILES):
            inputs.append(f"{folder}/{number}.jsonl")
            Path(inputs[-1]).write_text("\n".join(lines[number::FILES]) + "\n", encoding="utf-8")
        for turn in range(rounds + 1):
            for name, way in ways.items():
                found = run_bulk(inputs, Path(folder) / f"out-{turn}-{name}", *way)
                if turn:
                    runs[name].append(found)
    print(f"{len(lines)} articles, {words} words, {FILES} shards; medians of {rounds} rounds")
    for name, of_way in runs.items():
        clock = words / median(run.seconds for run in of_way)
        paired = median(one.seconds / run.seconds for one, run in zip(runs["1 worker"], of_way, strict=True))
        processor = words / median(run.processor_seconds for run in of_way)
        print(
            f"{name:10}{clock:9,.0f} words/s by the clock ({paired:.2f} x 1 worker){processor:9,.0f} on the processor"
        )
    digests = {run.digest for of_way in runs.values() for run in of_way}
    print("all wrote the same bytes" if len(digests) == 1 else f"the bytes DIFFER: {sorted(digests)}")


if __name__ == "__main__":
    main()

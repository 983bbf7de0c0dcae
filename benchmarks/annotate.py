"""How fast `zufolge annotate` is on one thread, how much memory it takes, and how long it takes to start.

    python benchmarks/annotate.py [ARTICLES.jsonl]

Without a file: the shared training articles where they lie beside the repository, else the shipped examples.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ZUFOLGE_SHARED", ROOT.parent / "shared"))
STARTS = 5


@dataclass(frozen=True)
class Run:
    """One run of the command: its output, seconds by the clock and on the processor, and the most memory so far."""

    out: str
    seconds: float
    processor_seconds: float
    peak_megabytes: float


def run_zufolge(*arguments: str, text: str | None = None) -> Run:
    """Run the command line in a fresh Python."""
    command = [sys.executable, "-c", "from zufolge.cli.app import main; main()", *arguments]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out = subprocess.run(command, input=text, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(out, seconds, processor, after.ru_maxrss / 1024)


def median_run(*arguments: str, text: str | None = None) -> Run:
    """The run that took the middling time of several."""
    runs = sorted((run_zufolge(*arguments, text=text) for _ in range(STARTS)), key=lambda run: run.seconds)
    return runs[STARTS // 2]


def show(name: str, clock: float, processor: float, unit: str) -> None:
    """One line: by the clock, and on the processor, which a busy machine does not change."""
    print(f"{name:24}{clock:14.2f}{processor:18.2f} {unit}")


def choose_articles() -> tuple[str, list[str]]:
    """What to read: a name for it, and the arguments that make the command read it."""
    shared = SHARED / "gold" / "train-articles.jsonl"
    if len(sys.argv) > 1:
        return sys.argv[1], ["--jsonl", sys.argv[1]]
    if shared.exists():
        return shared.name, ["--jsonl", str(shared)]
    return "the shipped examples", [str(ROOT / "examples" / "articles")]


def main() -> None:
    """Measure and print."""
    version = median_run("--version")
    first = median_run("annotate", "-", text="Nordfalk wächst.")
    name, arguments = choose_articles()
    whole = run_zufolge("annotate", "--threads", "1", *arguments)
    articles = [json.loads(line) for line in whole.out.splitlines()]
    words = sum(len(article["text"].split()) for article in articles)
    claims = sum(len(article["claims"]) for article in articles)
    print(f"{name}: {len(articles)} articles, {words} words, {claims} claims")
    print(f"{'':24}{'by the clock':>14}{'on the processor':>18}")
    show("zufolge --version", version.seconds, version.processor_seconds, "s")
    show("a first sentence", first.seconds, first.processor_seconds, "s   (start, model, one short article)")
    show("all articles", whole.seconds, whole.processor_seconds, "s")
    clock, processor = whole.seconds - first.seconds, whole.processor_seconds - first.processor_seconds
    show("words a second", words / clock, words / processor, "    (start taken off)")
    print(f"{'peak memory':24}{whole.peak_megabytes:14.0f} MB")


if __name__ == "__main__":
    main()

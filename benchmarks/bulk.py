"""How fast `zufolge bulk` is with 1 worker, 2 workers and Ray, and whether all write the same bytes.

    python benchmarks/bulk.py [--articles ARTICLES.jsonl] [--words 120000] [--rounds 2] [--memory 200000]

Without a file: the shared training articles where they lie beside the repository, else the shipped examples, as often
as it takes to have enough words. The runs of a round follow each other directly, so that whatever else the machine does
hits them alike; every second round runs backwards. Before the first round each way reads one file, unmeasured. "The
command itself" is what the parent of all workers takes on the processor. Ray takes part where it is installed.

With --memory: what `bulk` itself holds while it reads so many articles, by an engine that finds nothing in a sentence.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ZUFOLGE_SHARED", ROOT.parent / "shared"))
WAYS = {"1 worker": ("--workers", "1"), "2 workers": ("--workers", "2"), "Ray": ("--workers", "2", "--ray", "local")}
FILES = 24
TARGETS = {"2 workers": 1.8}
RAY_OF_POOL = 0.8


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock, seconds that the command itself was on the processor, a digest of its output."""

    seconds: float
    own_seconds: float
    digest: str


def choose_articles(given: Path | None, words: int) -> list[str]:
    """Lines of JSONL with that many words, each article under an id of its own."""
    shared = SHARED / "gold" / "train-articles.jsonl"
    if given or shared.exists():
        lines = (given or shared).read_text(encoding="utf-8").splitlines()
        texts = [str(json.loads(line).get("text", "")) for line in lines]
    else:
        texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "examples" / "articles").glob("*.txt"))]
    chosen, count = list[str](), 0
    for number, text in enumerate(cycle(texts)):
        if count >= words:
            return chosen
        chosen.append(json.dumps({"id": f"a{number}", "text": text}))
        count += len(text.split())
    return chosen


def run_bulk(inputs: list[str], out: Path, *options: str) -> Run:
    """Run the command in a fresh Python."""
    code = "from zufolge.cli.app import main\nif __name__ == '__main__': main()"
    command = [sys.executable, "-c", code, "bulk", *inputs, "--out", str(out), *options]
    start = time.perf_counter()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert run.stderr is not None
    said = run.stderr.read()
    _, status, used = os.wait4(run.pid, 0)
    seconds, run.returncode = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
    if run.returncode:
        sys.exit(said.decode())
    written = hashlib.sha256()
    for file in sorted(path for path in out.rglob("*") if path.is_file()):
        written.update(str(file.relative_to(out)).encode() + file.read_bytes())
    return Run(seconds, used.ru_utime + used.ru_stime, written.hexdigest()[:12])


def measure(inputs: list[str], folder: Path, ways: list[str], rounds: int) -> dict[str, list[Run]]:
    """The runs of each way, a round after the other."""
    for name in ways:
        run_bulk(inputs[:1], folder / f"first {name}", *WAYS[name])
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name in reversed(ways) if turn % 2 else ways:
            runs[name].append(run_bulk(inputs, folder / f"{turn} {name}", *WAYS[name]))
            print(f"round {turn + 1}, {name}: {runs[name][-1].seconds:.1f} seconds", flush=True)
    return runs


def told(runs: dict[str, list[Run]], words: int) -> Iterator[str]:
    """The result, line by line."""
    ratios = {}
    for name, of_way in runs.items():
        ratios[name] = median(one.seconds / run.seconds for one, run in zip(runs["1 worker"], of_way, strict=True))
        clock, own = median(run.seconds for run in of_way), median(run.own_seconds for run in of_way)
        target = f", asked for: {TARGETS[name]}" if name in TARGETS else ""
        yield (
            f"{name:10}{words / clock:9,.0f} words/s ({ratios[name]:.2f} x 1 worker{target}); "
            f"the command itself: {own:.1f} seconds on the processor"
        )
    if "Ray" in ratios:
        yield f"Ray is {ratios['Ray'] / ratios['2 workers']:.2f} x the pool, asked for: {RAY_OF_POOL}"
    digests = {run.digest for of_way in runs.values() for run in of_way}
    yield "all wrote the same bytes" if len(digests) == 1 else f"the bytes DIFFER: {sorted(digests)}"


def write_made_up(path: Path, articles: int) -> None:
    """That many short articles about invented companies, all different."""
    sentence = (
        "Die Nordfalk AG steigerte den Umsatz im Werk {0} um {1} Prozent auf {2} Millionen Euro, teilte sie mit. "
    )
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            text = "".join(sentence.format(number, number % 90 + turn, number * 7 + turn) for turn in range(2))
            file.write(json.dumps({"id": f"m{number}", "text": text, "published": "2024-03-05"}) + "\n")


def measure_memory(articles: int, step: int = 10_000) -> None:
    """Print the memory of one process that reads and writes shard after shard, with an engine that finds nothing."""
    from zufolge import batch
    from zufolge.bulk.run import Job, plan_job
    from zufolge.bulk.shards import read_part
    from zufolge.model import Reading
    from zufolge.segment.stage import segment_article

    batch.read_article = lambda article: segment_article(Reading(article))
    with tempfile.TemporaryDirectory() as folder:
        write_made_up(Path(folder) / "made-up.jsonl", articles)
        job = Job((f"{folder}/made-up.jsonl",), Path(folder) / "out")
        done, due = 0, step
        for part in plan_job(job).left:
            done += read_part(part, job.out, job.options).articles
            if done >= due:
                print(f"{done:7,} articles: {resident():.0f} MB", flush=True)
                due += step
        print(f"{done:,} articles in {len(list(job.out.iterdir()))} shards")


def resident() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path)
    options.add_argument("--words", type=int, default=120_000)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--memory", type=int, metavar="ARTICLES")
    given = options.parse_args()
    if given.memory:
        measure_memory(given.memory)
        return
    lines = choose_articles(given.articles, given.words)
    words = sum(len(json.loads(line)["text"].split()) for line in lines)
    ways = [name for name in WAYS if name != "Ray" or importlib.util.find_spec("ray")]
    with tempfile.TemporaryDirectory() as folder:
        inputs = []
        for number in range(FILES):
            inputs.append(f"{folder}/{number}.jsonl")
            Path(inputs[-1]).write_text("\n".join(islice(lines, number, None, FILES)) + "\n", encoding="utf-8")
        print(f"{len(lines)} articles, {words:,} words, {FILES} shards, {given.rounds} rounds", flush=True)
        runs = measure(inputs, Path(folder), ways, given.rounds)
    print("\n".join(told(runs, words)))


if __name__ == "__main__":
    main()

"""How fast `zufolge annotate` is on one thread, how much memory it takes, and how long it takes to start.

    python benchmarks/annotate.py [ARTICLES.jsonl]

Without a file: the shared training articles where they lie beside the repository, else the shipped examples.

Beside it stands a spaCy pipeline for German of the parts that spaCy has too (tok2vec, tagger, morphologizer, parser,
ner; a blank "de" with random weights, which is as fast as a trained one). It needs `pip install spacy` (MIT licence;
no model is downloaded) and is left out where spaCy is missing.
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
from typing import Any

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


def spacy_pipeline() -> Any:
    """A blank German spaCy pipeline of the same parts with random weights; None where spaCy is missing."""
    try:
        import spacy
        from spacy.training import Example
    except ImportError:
        return None
    nlp = spacy.blank("de")
    for part in ("tok2vec", "tagger", "morphologizer", "parser", "ner"):
        nlp.add_pipe(part)
    gold = {
        "words": ["Nordfalk", "wächst"],
        "tags": ["NE", "VVFIN"],
        "pos": ["PROPN", "VERB"],
        "morphs": ["Number=Sing", "Number=Sing"],
        "heads": [1, 1],
        "deps": ["sb", "ROOT"],
        "entities": ["U-ORG", "O"],
    }
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("Nordfalk wächst"), gold)])
    return nlp


def spacy_words_a_second(texts: list[str]) -> float | None:
    """How many words a second spaCy reads on one thread, on the processor; None where it is missing."""
    nlp = spacy_pipeline()
    if nlp is None:
        return None
    nlp(texts[0])
    start = time.process_time()
    for text in texts:
        nlp(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - start)


def main() -> None:
    """Measure and print."""
    os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "BLIS_NUM_THREADS"), "1"))
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
    beside = spacy_words_a_second([article["text"] for article in articles])
    if beside is None:
        print("spaCy is not installed, so there is nothing to compare with: pip install spacy")
        return
    print(f"{'spaCy, same parts':24}{'':14}{beside:18.2f} words a second")
    print(f"{'zufolge : spaCy':24}{'':14}{words / processor / beside:18.2f}")


if __name__ == "__main__":
    main()

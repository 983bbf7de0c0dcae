"""Fuzzing that is led by what the code does: atheris changes bytes so that they reach ever more branches.

    pip install atheris
    python -m tests.hostile.fuzz TARGET SECONDS [FOLDER]

TARGET is one of: decode, digits, times, quantities, segment, html, jsonl, text. What is found to crash lies in FOLDER
afterwards, as does the corpus that was grown; what teaches something goes into corpus/, where the tests replay it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

MOST_BYTES = 4_000
MOST_SECONDS = 20
NEWS = "Bern (dpa) - Die Nordfalk AG zahlt am 3. Mai 1,3 Mrd. Euro, rund 7 Prozent mehr.\n"


def load_targets() -> dict[str, Callable[[bytes], object]]:
    """What takes bytes; imported only now, so that atheris can watch its branches."""
    from zufolge.model import Article, Reading
    from zufolge.read import ReadOptions
    from zufolge.read.decode import decode, normalise
    from zufolge.read.html import read_html
    from zufolge.read.jsonl import read_jsonl
    from zufolge.read.text import read_text
    from zufolge.recognise.numbers import read_digits
    from zufolge.recognise.quantities import find_quantities
    from zufolge.recognise.times import find_times
    from zufolge.segment.stage import segment_article

    def segment(content: bytes) -> Reading:
        return segment_article(Reading(article=Article("a", normalise(decode(content)), published="2024-02-29")))

    return {
        "decode": lambda content: normalise(decode(content, declares_itself=True)),
        "digits": lambda content: read_digits(decode(content)),
        "times": lambda content: find_times(segment(content)),
        "quantities": lambda content: find_quantities(find_times(segment(content))),
        "segment": segment,
        "html": lambda content: read_html(decode(content, declares_itself=True), "a", None, None),
        "jsonl": lambda content: list(read_jsonl(content.split(b"\n"), "a.jsonl", ReadOptions())),
        "text": lambda content: read_text(decode(content), None, None),
    }


def main() -> None:
    """Try bytes until the time is over or one of them crashes."""
    import atheris

    name, seconds = sys.argv[1], sys.argv[2]
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else f"build/fuzz/{name}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "news").write_text(NEWS, encoding="utf-8")
    with atheris.instrument_imports(include=["zufolge"]):
        target = load_targets()[name]
    options = [f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", f"-timeout={MOST_SECONDS}"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/crash-", str(folder)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""Reads saved news pages and prints how often the publication date is right and how well the body is found.

python evaluation/pages.py ../shared/data/pages [--each]

The folder holds pages (`<name>_<date>.html.gz`) by country and, per paper, a JSON file with the body (summary,
headings, paragraphs) and date of each of its pages, in the order of the pages' dates. F1 counts words: those of
the blocks that zufolge reads as news, without headlines, against those of the JSON.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zufolge.model import Article
from zufolge.read import ReadOptions, read_path
from zufolge.segment.blocks import split_blocks


def pages(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every page with what is known of it."""
    for known in sorted(folder.glob("*/*.json")):
        entries = json.loads(known.read_text(encoding="utf-8")).values()
        files = sorted(known.parent.glob(f"{known.stem}_*.html.gz"))
        yield from zip(files, entries, strict=True)


def body_of(entry: dict[str, Any]) -> str:
    """The body as the JSON gives it."""
    sections = entry["body"]["sections"]
    lines = [line for section in sections for line in (*section["headline"], *section["paragraphs"])]
    return " ".join((*entry["body"]["summary"], *lines))


def news_of(article: Article) -> str:
    """The text that is read as news, without headlines."""
    blocks = (b for b in split_blocks(article) if b.kind in ("paragraph", "subhead"))
    return " ".join(block.span.of(article.text) for block in blocks)


def word_f1(found: str, expected: str) -> float:
    """Harmonic mean of precision and recall over the words of two texts, counted with repetition."""
    a, b = Counter(re.findall(r"\w+", found)), Counter(re.findall(r"\w+", expected))
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


@dataclass(frozen=True)
class Score:
    """One page: F1 of its body, the date read and the date expected (empty: none)."""

    name: str
    f1: float
    published: str
    expected: str


def score_page(file: Path, entry: dict[str, Any]) -> Score:
    """How well one page is read; 0 where it is not."""
    (article,) = read_path(str(file), ReadOptions())
    expected = (entry.get("publishing_date") or "")[:10]
    if not isinstance(article, Article):
        return Score(file.name, 0.0, "", expected)
    return Score(file.name, word_f1(news_of(article), body_of(entry)), (article.published or "")[:10], expected)


def main() -> None:
    """Score the pages under the folder named on the command line."""
    scores = [score_page(file, entry) for file, entry in pages(Path(sys.argv[1]))]
    if "--each" in sys.argv:
        for s in scores:
            print(f"{s.name:44} {s.f1:.3f} {s.published} {s.expected}")
    dated = [s for s in scores if s.expected]
    right = sum(s.published == s.expected for s in dated)
    mean = sum(s.f1 for s in scores) / len(scores)
    print(f"pages {len(scores)}  date right {right} of {len(dated)}  body F1 {mean:.3f}")


if __name__ == "__main__":
    main()

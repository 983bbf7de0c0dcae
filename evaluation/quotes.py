"""Scores attributions on annotated quotations, read from words alone or with names and trees (`--names`).

Run: `python -m evaluation.quotes ../shared/data/quotes/wikinews-dev.jsonl [--names] [--errors]`. A content is
right where it shares half of its characters with a gold content, a source likewise.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from zufolge.attribute.attributions import find_attributions
from zufolge.model import Article, Attribution, Reading
from zufolge.pipeline import MENTION_STAGES
from zufolge.segment.stage import segment_article

ENOUGH = 0.5
Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Quote:
    """Content and source as sets of character positions."""

    content: Characters
    source: Characters
    form: str


def characters(spans: Iterable[Iterable[int]]) -> Characters:
    """The positions that `spans` (pairs of start and end) cover."""
    return frozenset(i for start, end in spans for i in range(start, end))


def gold_quotes(row: dict[str, Any]) -> list[Quote]:
    """The annotated quotations of one article."""
    quotes = (Quote(characters(a["content"]), characters(a["source"]), a["form"]) for a in row["attributions"])
    return [quote for quote in quotes if quote.content]


def read_quote(attribution: Attribution) -> Quote:
    """An attribution as it is printed: its innermost link stands for it."""
    link = attribution.chain[-1]
    content = characters((span.start, span.end) for span in attribution.content)
    return Quote(content, characters((s.span.start, s.span.end) for s in link.sources), link.mode)


def overlap(one: Characters, other: Characters) -> float:
    """Shared characters by all characters of the two."""
    return len(one & other) / len(one | other) if one and other else 0.0


def pairs(gold: list[Quote], read: list[Quote]) -> Iterator[tuple[int, int]]:
    """Gold and read quotations that belong together, best first, each used once."""
    scored = sorted(
        ((overlap(g.content, r.content), x, y) for x, g in enumerate(gold) for y, r in enumerate(read)), reverse=True
    )
    used_gold: set[int] = set()
    used_read: set[int] = set()
    for score, x, y in scored:
        if score < ENOUGH:
            return
        if x not in used_gold and y not in used_read:
            used_gold.add(x)
            used_read.add(y)
            yield x, y


def same_source(gold: Quote, read: Quote) -> bool:
    """Whether both name no source, or the same."""
    if not gold.source and not read.source:
        return True
    return overlap(gold.source, read.source) >= ENOUGH


def score(right: int, read: int, gold: int) -> str:
    """Precision, recall and F1 in one line."""
    precision, recall = right / max(read, 1), right / max(gold, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def main() -> None:
    """Prints the scores, by form of speech too, and on request every error."""
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    show = "--errors" in sys.argv
    counts: Counter[str] = Counter()
    seconds = 0.0
    for row in rows:
        if "--cache" in sys.argv and row["id"] not in cached_readings():
            continue
        reading = prepared(row)
        start = time.process_time()
        reading = find_attributions(reading)
        seconds += time.process_time() - start
        counts["words"] += len(row["text"].split())
        count(row, reading, counts, show)
    print("content            ", score(counts["right"], counts["read"], counts["gold"]))
    print("content and source ", score(counts["both"], counts["read"], counts["gold"]))
    for form in sorted({key[5:] for key in counts if key.startswith("gold ")}):
        found, both = counts["right " + form], counts["both " + form]
        print(f"  {form:22} found {found:4} of {counts['gold ' + form]:4}, with source {both:4}")
    for form in ("direct", "indirect", "reported", "free_indirect"):
        found, both = counts["hit " + form], counts["hits " + form]
        print(f"  read as {form:14} right {found:4} of {counts['read ' + form]:4}, with source {both:4}")
    print(f"{counts['words'] / seconds:,.0f} words a second")


def prepared(row: dict[str, Any]) -> Reading:
    """The article with words; with names and trees where `--names` asks for them or `--cache FILE` holds them."""
    if "--cache" in sys.argv:
        return cached_readings()[row["id"]]
    reading = Reading(Article(row["id"], row["text"]))
    for stage in MENTION_STAGES if "--names" in sys.argv else (segment_article,):
        reading = stage(reading)
    return reading


@cache
def cached_readings() -> dict[str, Reading]:
    """Readings by article, as an earlier run pickled them."""
    with Path(sys.argv[sys.argv.index("--cache") + 1]).open("rb") as file:
        return cast(dict[str, Reading], pickle.load(file))


def count(row: dict[str, Any], reading: Reading, counts: Counter[str], show: bool) -> None:
    """Adds the hits and misses of one article to `counts`."""
    gold, read = gold_quotes(row), [read_quote(a) for a in reading.attributions]
    matched = list(pairs(gold, read))
    counts.update({"gold": len(gold), "read": len(read), "right": len(matched)})
    counts.update("gold " + quote.form for quote in gold)
    counts.update("read " + quote.form for quote in read)
    for x, y in matched:
        good = same_source(gold[x], read[y])
        counts.update(["right " + gold[x].form, "hit " + read[y].form])
        if good:
            counts.update(["both", "both " + gold[x].form, "hits " + read[y].form])
        elif show:
            print(
                "SOURCE ",
                row["id"],
                text_of(row, gold[x].source),
                "<>",
                text_of(row, read[y].source),
                "||",
                text_of(row, gold[x].content)[:80],
            )
    if show:
        show_errors(row, gold, read, matched)


def show_errors(row: dict[str, Any], gold: list[Quote], read: list[Quote], matched: list[tuple[int, int]]) -> None:
    """Prints what was missed and what was read without need."""
    for x, quote in enumerate(gold):
        if x not in {pair[0] for pair in matched}:
            print(
                "MISSING", row["id"], quote.form, "|", text_of(row, quote.content), "| SRC", text_of(row, quote.source)
            )
    for y, quote in enumerate(read):
        if y not in {pair[1] for pair in matched}:
            print(
                "WRONG  ", row["id"], quote.form, "|", text_of(row, quote.content), "| SRC", text_of(row, quote.source)
            )


def text_of(row: dict[str, Any], positions: Characters) -> str:
    """The characters at `positions`, gaps shown as an ellipsis."""
    shown = ""
    for i in sorted(positions):
        shown += ("" if not shown or i - 1 in positions else " … ") + row["text"][i]
    return shown.replace("\n", "⏎")


if __name__ == "__main__":
    main()

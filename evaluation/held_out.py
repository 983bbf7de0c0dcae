"""Claims on the fifth of our own training texts that is kept apart; also how well confidence is calibrated.

python -m evaluation.held_out [--set own|dev|seeds|train-written] [--by cue|model] [--least 0.5] [--errors]

Own texts are denser and harder than news. The dev set decides.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.annotations import Annotated, read_annotations

from evaluation.claims import articles
from evaluation.tools import SHARED, rows_of, tool
from zufolge.export.annotate_json import claim_as_json
from zufolge.model import Article
from zufolge.pipeline import read_article

TEXTS = Path("training/texts")
TEST_EVERY = 5
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def kept_apart_texts() -> Iterator[Annotated]:
    """Every fifth of our own texts."""
    for path in sorted(TEXTS.glob("*.txt")):
        for number, item in enumerate(read_annotations(path, {})):
            if number % TEST_EVERY == TEST_EVERY - 1 and item.text and not item.problems:
                yield item


def number_or_name(name: str) -> float | str:
    """An annotated name as a number where it is one."""
    return float(name) if re.fullmatch(r"-?[\d.]+(?:e\d+)?", name) and name.count(".") < 2 else name


def gold_line(item: Annotated, claim: dict[str, Any]) -> dict[str, Any]:
    """An annotated claim in the form of the shared gold."""
    roles: dict[str, Any] = {}
    for role, fillers in claim["roles"].items():
        values = [number_or_name(f["name"]) for f in fillers]
        roles[role] = values[0] if len(values) == 1 else values
    start, end = claim["evidence"]
    same = ("type", "status", "polarity", "core", "source")
    return {"article": item.id, "roles": roles, "evidence": item.text[start:end]} | {k: claim[k] for k in same}


def own_set() -> tuple[list[dict[str, Any]], list[Article]]:
    """Gold lines and articles of our own kept-apart texts."""
    items = list(kept_apart_texts())
    gold = [gold_line(i, c) for i in items for c in i.claims]
    return gold, [Article(id=i.id, text=i.text, path=f"{i.id}.txt", published=i.published) for i in items]


def shared_set(name: str) -> tuple[list[dict[str, Any]], list[Article]]:
    """Gold lines and articles of a shared set."""
    gold = rows_of(SHARED / f"gold/{name}.jsonl")
    return gold, list(articles(name))


def judged(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], bool | None]]:
    """Each predicted claim with whether it is right; None where only a marginal gold claim matches."""
    score = tool("score_claims")
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for g in gold:
        by_article[score.stem_of(g)].append(g)
    used: set[int] = set()
    for p in sorted(predicted, key=lambda p: -p["confidence"]):
        fits = [
            (score.fit(g, p) + 0.01 * g.get("core", True), -i, g)
            for i, g in enumerate(by_article[score.stem_of(p)])
            if score.fit(g, p)
        ]
        free = [f for f in fits if id(f[2]) not in used]
        if not free:
            yield p, None if any(not f[2].get("core", True) for f in fits) else False
            continue
        best = max(free, key=lambda f: f[:2])[2]
        used.add(id(best))
        yield p, True if best.get("core", True) else None


def reliability(results: Iterable[tuple[dict[str, Any], bool | None]]) -> None:
    """Prints how many claims of each confidence bin are right, by finder."""
    table: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for p, right in results:
        if right is not None:
            low = max(b for b in BINS if b <= p["confidence"])
            finder = "both" if "+" in p["by"] else p["by"].split(":")[0]
            table[finder, low].append(right)
            table["all", low].append(right)
    for (finder, low), rights in sorted(table.items()):
        print(f"{finder:6} from {low:.1f}: {len(rights):5} claims, right {sum(rights) / len(rights):.3f}")


def main() -> None:
    """Reads, scores, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="own")
    parser.add_argument("--by", choices=["cue", "model"])
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    gold, texts = own_set() if args.set == "own" else shared_set(args.set)
    lines = [
        claim_as_json(c, a)
        for a in texts
        for c in read_article(a).claims
        if args.by is None or c.by.startswith(args.by)
    ]
    lines = [p for p in lines if p["confidence"] >= args.least]
    Path("training/work").mkdir(parents=True, exist_ok=True)
    for name, rows in (("gold", gold), ("predicted", lines)):
        text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
        Path(f"training/work/{args.set}-{name}.jsonl").write_text(text, encoding="utf8")
    reliability(judged(gold, lines))
    score = tool("score_claims")
    files = [f"training/work/{args.set}-{name}.jsonl" for name in ("gold", "predicted")]
    sys.argv = ["score_claims.py", *files, *(["--errors"] if args.errors else [])]
    score.main()


if __name__ == "__main__":
    main()

"""Claims against gold: runs the pipeline on the gold articles and prints what score_claims.py prints.

python -m evaluation.claims dev [--by cue|model] [--errors] [--keep FILE]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from evaluation.tools import SHARED
from zufolge.export.annotate_json import claim_as_json
from zufolge.model import Article
from zufolge.pipeline import read_article


def articles(name: str) -> Iterator[Article]:
    """The gold articles of one set, with their publication dates as given."""
    for line in (SHARED / f"gold/{name}-articles.jsonl").open(encoding="utf8"):
        d = json.loads(line)
        published = (d.get("published") or "")[:10] or None
        yield Article(id=d["id"], text=d["text"], path=f"{d['id']}.txt", url=d.get("url"), published=published)


def predicted(name: str, by: str | None) -> Iterator[str]:
    """One line a claim."""
    for article in articles(name):
        for claim in read_article(article).claims:
            if by is None or claim.by.split(":")[0] == by:
                yield json.dumps(claim_as_json(claim, article), ensure_ascii=False)


def main() -> None:
    """Predicts, writes, scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=["dev", "seeds", "train", "train-written"])
    parser.add_argument("--by", choices=["cue", "model"])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    out = args.keep or Path(tempfile.mkdtemp()) / "claims.jsonl"
    out.write_text("".join(line + "\n" for line in predicted(args.set, args.by)), encoding="utf8")
    tool = [sys.executable, str(SHARED / "tools/score_claims.py"), str(SHARED / f"gold/{args.set}.jsonl"), str(out)]
    subprocess.run([*tool, *(["--errors"] if args.errors else [])], check=True)


if __name__ == "__main__":
    main()

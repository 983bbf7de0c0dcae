"""The shared scorers, called on one article at a time so that intervals can be drawn over articles."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluation.counts import Count

SHARED = Path(os.environ.get("ZUFOLGE_SHARED", "../shared"))
Row = dict[str, Any]
CLAIMS = re.compile(r"^claims .*\(right (\d+), too many (\d+), missing (\d+)\)", re.M)
WHOLE = re.compile(r"^whole +P ([\d.]+)", re.M)
MISSING = re.compile(r"^MISSING (.*)$", re.M)


def tool(name: str) -> ModuleType:
    """A shared scorer (`score_claims` or `score_spans`) as a fresh module."""
    spec = importlib.util.spec_from_file_location(name, SHARED / f"tools/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path) -> list[Row]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def span_counts(kind: str, gold: Sequence[Row], found: Sequence[Row]) -> dict[str, list[Count]]:
    """Counts of `names`, `times` or `quotes` by what the scorer names, one for each article."""
    module, counts = tool("score_spans"), dict[str, list[Count]]()

    def collect(name: str, right: int, extra: int, missing: int) -> None:
        counts.setdefault(name, []).append(Count(right, right + extra, right + missing))

    module.__dict__["show"] = collect
    by_id = {str(row["id"]): row for row in found}
    for row in gold:
        module.__dict__[kind]({str(row["id"]): row}, {str(row["id"]): by_id.get(str(row["id"]), {})})
    return counts


def claim_counts(gold: Sequence[Row], found: Sequence[Row]) -> tuple[dict[str, list[Count]], list[str]]:
    """Counts of claims and of claims right in everything; and the keys of the gold claims that were found."""
    module = tool("score_claims")
    module.__dict__["load"] = lambda file: rows_of(Path(file))
    module.__dict__["LATE"] = module.LATE - {row["type"] for row in gold}
    counts: dict[str, list[Count]] = {"claims": [], "whole": []}
    keys: list[str] = []
    for article in sorted({module.stem_of(row) for row in gold}):
        mine = [row for row in gold if module.stem_of(row) == article]
        printed = printed_by(module, mine, [row for row in found if module.stem_of(row) == article])
        numbers = CLAIMS.search(printed)
        whole = WHOLE.search(printed)
        assert numbers is not None
        assert whole is not None
        right, extra, missing = map(int, numbers.groups())
        counts["claims"].append(Count(right, right + extra, right + missing))
        counts["whole"].append(Count(round(float(whole[1]) * (right + extra)), right + extra, right + missing))
        missed = set(MISSING.findall(printed))
        keys += [key_of(row) for row in mine if row.get("core", True) and told_as_missing(article, row) not in missed]
    return counts, sorted(keys)


def printed_by(module: ModuleType, gold: Iterable[Row], found: Iterable[Row]) -> str:
    """What the claim scorer prints, errors included."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("gold.jsonl", "found.jsonl")]
        for file, rows in zip(files, (gold, found), strict=True):
            file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        before, sys.argv = sys.argv, ["score_claims.py", *map(str, files), "--errors"]
        try:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                module.main()
        finally:
            sys.argv = before
    return out.getvalue()


def told_as_missing(article: str, row: Row) -> str:
    """A gold claim in the scorer's words for a missing one."""
    roles = json.dumps(row["roles"], ensure_ascii=False)[:160]
    return f"{article} {row['type']} {roles} | {row['evidence'][:120]}"


def key_of(row: Row) -> str:
    """A short digest that stands for a gold claim without its words."""
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:10]


def digest_of(paths: Iterable[Path]) -> str:
    """A digest of the files a measurement was made on."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def readable(rows: Iterable[Row], keys: set[str]) -> Iterator[str]:
    """One line for each of the gold claims with these keys."""
    for row in rows:
        if key_of(row) in keys:
            yield f"{row['article']} {row['type']} {json.dumps(row['roles'], ensure_ascii=False)[:140]}"

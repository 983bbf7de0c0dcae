"""All training examples, from the shared corpora and from our own texts."""

from __future__ import annotations

import os
from pathlib import Path

from training.corpora import Example, dependencies, germeval, grouped, plain_key, smartdata

SHARED = Path(os.environ.get("ZUFOLGE_SHARED", "../shared"))


def kept_apart() -> set[str]:
    """Texts that measure and so must never be learned from."""
    import json

    keys = set()
    for name in ("gold/dev-articles.jsonl", "gold/seeds-articles.jsonl", "data/names/smartdata-dev.jsonl"):
        keys |= {plain_key(json.loads(line)["text"]) for line in (SHARED / name).open(encoding="utf8")}
    return keys


def training_examples(with_claims: bool) -> list[Example]:
    """Names (SmartData, GermEval), grammar (UD), and claims."""
    apart = kept_apart()
    examples = [
        e for d, e in smartdata(SHARED / "data/names/smartdata-train.jsonl") if plain_key(d["text"]) not in apart
    ]
    examples += grouped(germeval(SHARED / "data/names/germeval2014-part.jsonl"), 120)
    for path in sorted((SHARED / "data/grammar").glob("*.conllu")):
        examples += 2 * list(grouped(dependencies(path), 120))
    if with_claims:
        from training.claim_examples import claim_examples

        examples += claim_examples(SHARED, apart)
    return examples

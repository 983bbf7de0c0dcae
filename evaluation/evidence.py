"""Measures attribution and status on gold claims: at a given place, are source, status and polarity right?

Run: `python -m evaluation.evidence ../shared/gold/train.jsonl [--errors status|polarity|source]`. The articles are
read from `<name>-articles.jsonl` beside it. Gold evidence and trigger are given; nothing else of the gold is used.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from zufolge.attribute.attributions import find_attributions
from zufolge.attribute.claims import attribute_claims
from zufolge.extract.status import judge_claims
from zufolge.model import Article, Claim, Reading, Span
from zufolge.pipeline import MENTION_STAGES
from zufolge.segment.stage import segment_article

UNNAMED = frozenset({"anonymous", "group", "research", "document"})


@dataclass(frozen=True, slots=True)
class Case:
    """A gold claim with what was read for it."""

    gold: dict[str, Any]
    claim: Claim

    def right(self) -> dict[str, bool]:
        """Which of status, polarity and source are right."""
        return {
            "status": self.claim.status == self.gold["status"],
            "polarity": self.claim.polarity == self.gold["polarity"],
            "source": same_source(self.gold["source"], self.claim),
        }


def same_source(gold: list[Any], claim: Claim) -> bool:
    """Whether a gold source is among the sources of the chain, by name or, for unnamed ones, by kind."""
    sources = [source for link in claim.attribution for source in link.sources]
    if not gold or not sources:
        return not gold and not sources
    names = [words_of(source.entity) | words_of(source.text) for source in sources]
    for name in gold:
        wanted = words_of(str(name))
        if any(len(wanted & found) / max(len(wanted), 1) >= 0.5 for found in names):
            return True
        if str(name) == str(name).lower() and any(source.kind in UNNAMED for source in sources):
            return True
    return False


def words_of(name: str | None) -> set[str]:
    """The words of a name, without case and hyphens."""
    return {word.strip('„“"»«().,').casefold()[:8] for word in (name or "").replace("-", " ").split()}


def cases_of(article: dict[str, Any], golds: list[dict[str, Any]]) -> list[Case]:
    """The gold claims of one article with the attribution and status read for them."""
    reading = find_attributions(mentions_of(article))
    placed = [(gold, place(article["text"], gold)) for gold in golds]
    known = [(gold, claim) for gold, claim in placed if claim]
    judged = judge_claims(attribute_claims(replace_claims(reading, tuple(claim for _, claim in known))))
    return [Case(gold, claim) for (gold, _), claim in zip(known, judged.claims, strict=True)]


def mentions_of(article: dict[str, Any]) -> Reading:
    """The article with names and trees; from a pickled reading where `--cache FILE` gives one."""
    if "--cache" in sys.argv:
        return cached_readings(sys.argv[sys.argv.index("--cache") + 1])[article["id"]]
    reading = Reading(Article(article["id"], article["text"], published=article.get("published")))
    for stage in MENTION_STAGES if "--names" in sys.argv else (segment_article,):
        reading = stage(reading)
    return reading


@cache
def cached_readings(path: str) -> dict[str, Reading]:
    """Readings by article, as an earlier run pickled them."""
    with Path(path).open("rb") as file:
        return cast(dict[str, Reading], pickle.load(file))


def replace_claims(reading: Reading, claims: tuple[Claim, ...]) -> Reading:
    """`reading` with gold claims in place of its own."""
    return replace(reading, claims=claims)


def place(text: str, gold: dict[str, Any]) -> Claim | None:
    """The gold claim at the place of its evidence; None where the evidence does not stand in the text."""
    start = text.find(gold["evidence"])
    if start < 0:
        return None
    evidence = Span(start, start + len(gold["evidence"]))
    trigger = gold.get("trigger") or ""
    at = text.find(trigger, evidence.start, evidence.end) if trigger else -1
    span = Span(at, at + len(trigger)) if at >= 0 else guess_trigger(text, evidence, gold["type"])
    return Claim(gold["type"], (), evidence, span, "gold", 1.0)


def guess_trigger(text: str, evidence: Span, kind: str) -> Span:
    """Where gold names no trigger: the word of the evidence that most often triggers this type in the training gold."""
    known = known_triggers()
    found = list(re.finditer(r"\w[\w-]*", text[evidence.start : evidence.end]))
    best = max(found, key=lambda m: (known[kind, m.group().lower()], len(m.group())))
    return Span(evidence.start + best.start(), evidence.start + best.end())


@cache
def known_triggers() -> Counter[tuple[str, str]]:
    """How often each word triggers each type in the training gold."""
    counts: Counter[tuple[str, str]] = Counter()
    for name in ("train", "train-written"):
        path = Path(sys.argv[1]).with_name(f"{name}.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            counts[gold["type"], gold["trigger"].lower()] += 1
    return counts


def main() -> None:
    """Prints the shares that are right, and on request the errors."""
    path = Path(sys.argv[1])
    kind = sys.argv[sys.argv.index("--errors") + 1] if "--errors" in sys.argv else None
    golds = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    articles = path.with_name(path.stem + "-articles.jsonl").read_text(encoding="utf-8").splitlines()
    counts: Counter[str] = Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    for line in articles:
        article = json.loads(line)
        for case in cases_of(article, [gold for gold in golds if stem(gold["article"]) == stem(article["id"])]):
            right = case.right()
            counts.update(["claims", *(name for name in right if right[name])])
            confusion[case.gold["status"], str(case.claim.status)] += 1
            if kind and not right[kind]:
                print(explain(case, kind))
    print(
        {name: round(counts[name] / counts["claims"], 3) for name in ("status", "polarity", "source")},
        counts["claims"],
        "of",
        len(golds),
    )
    print("; ".join(f"{gold} read as {read} {n}" for (gold, read), n in confusion.most_common(20) if gold != read))


def stem(name: str) -> str:
    """An article's name without ending."""
    return name.removesuffix(".txt")


def explain(case: Case, kind: str) -> str:
    """One line on an error."""
    read = [source.text for link in case.claim.attribution for source in link.sources]
    wanted = case.gold[kind]
    got = read if kind == "source" else getattr(case.claim, kind)
    about = f"{case.gold['type']} [{case.gold.get('trigger')}] {case.gold['source']} {read}"
    return f"{wanted} <> {got} | {about} | {case.gold['evidence']}".replace("\n", "⏎")


if __name__ == "__main__":
    main()

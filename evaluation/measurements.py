"""What is measured: claims, names, times and attributions on everything visible, one function a family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.counts import Count
from evaluation.tools import SHARED, Row, claim_counts, rows_of, span_counts
from zufolge.export.annotate_json import claim_as_json, reading_as_json
from zufolge.model import Article
from zufolge.pipeline import read_article

NAMES = {"person": "person", "organisation": "organisation", "place": "place", "company (of which)": "company"}


@dataclass(frozen=True, slots=True)
class Measurement:
    """Counts by article for each figure of one set; `keys` stand for the gold claims that were found."""

    name: str
    files: tuple[Path, ...]
    counts: dict[str, list[Count]]
    keys: list[str] = field(default_factory=list)


def measure_claims(name: str) -> Measurement:
    """Claims of a shared gold set."""
    files = (SHARED / f"gold/{name}.jsonl", SHARED / f"gold/{name}-articles.jsonl")
    found = [claim_as_json(c, a) for a in map(article_of, rows_of(files[1])) for c in read_article(a).claims]
    return Measurement(f"claims {name}", files, *claim_counts(rows_of(files[0]), found))


def measure_own_claims() -> Measurement:
    """Claims of the fifth of our own texts that is kept apart; they are denser and harder than news."""
    from evaluation.held_out import TEXTS, own_set

    gold, articles = own_set()
    found = [claim_as_json(c, a) for a in articles for c in read_article(a).claims]
    return Measurement("claims own", tuple(sorted(TEXTS.glob("*.txt"))), *claim_counts(gold, found))


def measure_names() -> Measurement:
    """Names on SmartData's dev set, exact spans."""
    file = SHARED / "data/names/smartdata-dev.jsonl"
    counts = span_counts("names", rows_of(file), list(annotated(file)))
    return Measurement("names smartdata-dev", (file,), {ours: counts[theirs] for theirs, ours in NAMES.items()})


def measure_times() -> Measurement:
    """Times of the KRAUTS articles that may be seen."""
    file = SHARED / "data/times/krauts-dolomiten.jsonl"
    return Measurement("times krauts-dolomiten", (file,), span_counts("times", rows_of(file), list(annotated(file))))


def measure_attributions() -> Measurement:
    """Quotations of Wikinews's dev set."""
    file = SHARED / "data/quotes/wikinews-dev.jsonl"
    counts = span_counts("quotes", rows_of(file), list(annotated(file)))
    return Measurement("attributions wikinews-dev", (file,), counts)


def annotated(file: Path) -> Iterator[Row]:
    """The articles of a set as `zufolge annotate` prints them."""
    for row in rows_of(file):
        yield reading_as_json(read_article(Article(str(row["id"]), row["text"], published=row.get("published"))))


def article_of(row: Row) -> Article:
    """A line of a set as an article."""
    published = (row.get("published") or "")[:10] or None
    return Article(str(row["id"]), row["text"], path=f"{row['id']}.txt", url=row.get("url"), published=published)


MEASUREMENTS: dict[str, Callable[[], Measurement]] = {
    "claims-dev": lambda: measure_claims("dev"),
    "claims-seeds": lambda: measure_claims("seeds"),
    "claims-own": measure_own_claims,
    "names": measure_names,
    "times": measure_times,
    "attributions": measure_attributions,
}

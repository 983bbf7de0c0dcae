"""How many of the numbers in the gold claims the quantity stage finds with the right value.

    python evaluation/quantities.py [../shared/gold] [--errors]

Asked are the roles value, change, price, amount, share and count of the training claims whose gold value is a
number; found means: a quantity overlaps the words that gold names, and has that value (changes with their sign,
fractions to one percent).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zufolge.model import Article, Quantity, Reading
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.times import find_times

ROLES = ("value", "change", "price", "amount", "share", "count")
SETS = ("train", "train-written")
_NEAR = 0.011
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?= ?(?:%|points?|$))")


def number_of(value: Any) -> float | None:
    """The number of a gold value: 5, "+5%", {"value": 5}; None where it holds none."""
    plain = value.get("value") if isinstance(value, dict) else value
    if isinstance(plain, str):
        match = _NUMBER.match(plain)
        return float(match[0]) if match else None
    return float(plain) if isinstance(plain, int | float) and not isinstance(plain, bool) else None


def read_articles(path: Path) -> dict[str, Reading]:
    """The articles of a file with their times and quantities."""
    readings = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article(row["id"], row["text"], published=(row.get("published") or "")[:10] or None)
        readings[row["id"]] = find_quantities(find_times(Reading(article)))
    return readings


def asked(path: Path) -> Iterator[tuple[dict[str, Any], str, str, float]]:
    """Claim, role, words and number of everything that is asked."""
    for line in path.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        for role in ROLES:
            words, number = claim["mentions"].get(role), number_of(claim["roles"].get(role))
            if words and number is not None:
                yield claim, role, words[0] if isinstance(words, list) else words, number


def quantities_at(reading: Reading, evidence: str, words: str) -> list[Quantity]:
    """The quantities that overlap the gold words, with their conversions."""
    start = max(reading.text.find(evidence), 0)
    place = reading.text.find(words, start)
    place = place if place >= 0 else reading.text.find(words)
    here = [q for q in reading.quantities if q.span.start < place + len(words) and q.span.end > place]
    return here + [q.converted for q in here if q.converted]


def is_same(quantity: Quantity, role: str, number: float) -> bool:
    """Whether a quantity has the gold value."""
    signed = quantity.value * (quantity.sign or 1)
    value = signed if role == "change" else quantity.value
    wanted = number if role == "change" else abs(number)
    return abs(value - wanted) <= _NEAR * max(abs(wanted), 1e-9) or value == wanted


def score(folder: Path, show_errors: bool = False) -> dict[str, tuple[int, int]]:
    """For each role: found and asked."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name in SETS:
        readings = read_articles(folder / f"{name}-articles.jsonl")
        for claim, role, words, number in asked(folder / f"{name}.jsonl"):
            here = quantities_at(readings[claim["article"]], claim["evidence"], words)
            is_found = any(is_same(quantity, role, number) for quantity in here)
            found[role] += is_found
            total[role] += 1
            if show_errors and not is_found:
                print("MISSING", role, repr(words), number, [(q.text, q.value, q.sign) for q in here])
    return {role: (found[role], total[role]) for role in ROLES}


def main() -> None:
    """Print a line for each role and one for all."""
    folders = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    table = score(Path(folders[0] if folders else "../shared/gold"), "--errors" in sys.argv)
    for role, (found, total) in table.items():
        print(f"{role:8} {found:4d} of {total:4d} = {found / total:.3f}")
    found, total = (sum(column) for column in zip(*table.values(), strict=True))
    print(f"{'all':8} {found:4d} of {total:4d} = {found / total:.3f}")


if __name__ == "__main__":
    main()

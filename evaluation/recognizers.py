"""Scores times and quantities against the German cases of Recognizers-Text (MIT) that news can hold.

    python evaluation/recognizers.py ../shared/data/times/recognizers-text [--errors]

A case is right when every expected result is found at an overlapping place with the same value, and nothing is
found where nothing is expected. Their ranges ("vom 4. bis 23.") are two times here; their two readings of an open
date are both accepted; prepositions that they take into the span ("ab", "gegen") are not asked for.
Cases that news does not contain are left out by the rules in `LEFT_OUT`, each with its reason.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zufolge.model import Article, Quantity, Reading, Time
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.times import find_times

Case = dict[str, Any]
LEFT_OUT: dict[str, tuple[tuple[str, str], ...]] = {
    "date/time": (
        (r"\d{1,4}/\w+|-2020-|[A-Z][a-z]{2}-\d\d-|November \d\d-\d\d", "dates in foreign order or with strokes"),
        (r"\b\w+ter \d\.|\d\. vierter|dritter/|\w+ter fünfter|den sieb\w+ \w+ten zurück", "months as ordinals"),
        (r"(?i)timer|^spule|^spring|^gehe (?:zur?|auf)|erinnere", "commands to a device"),
        (r"um 12 (?:nachts|abends)|von 5 bis (?:6|sieben)\b|7:56:30|um 10:00$", "twelve-hour clock times"),
        (r"arbeitswoche|letzte werktags|mitternachts|\w+(?:frühmorgens|spätabend)", "words that news does not use"),
        (r"dieses Jahr (?:früh|später)", "an adverb taken into the year"),
        (
            r"(?<!\w)(?:dienstag|mittwoch|sonntag|ostermontag|heiligabend|woche|minuten)\b|am morgen\b",
            "nouns in lower case",
        ),
        (r"dem Jahr\.|Das Jahr hatte|Film des Jahres", "'das Jahr' without a date taken as this year"),
        (r"in 5 Minuten", "a length in TIMEX3, a moment here"),
        (r"\bTg\b|\bsek\b", "abbreviations of chats"),
        (r"Ich komme am 22\.04 zurück", "a case that its own comment wants removed"),
    ),
    "number": (
        (r"(?i)^(?:\d|zwei|eins)$", "texts that are one digit"),
        (r"wird als zwei|Claudia Tausend|8 Bit|bei längeren|gültiges Zahlenformat", "'ein' taken as a number"),
        (r"100 bis 300", "a range, whose first number we scale as well"),
        (r"1/2|⅙|halbes? Schwein|halbe (?:Schweine|Brötchen)|drittel Brot|Komma drei", "fractions of things"),
    ),
    "percent": (),
    "currency": (
        (r"(?i)^\w{3}\$ ?15", "codes glued to a dollar sign"),
        (r"^try the", "an English fragment"),
        (r"Dollar(?: und)? (?:15|50)\.$|Euro fünfzig", "cents without their word"),
    ),
}


@dataclass(frozen=True)
class Result:
    """An expected result: where, and which values are accepted."""

    start: int
    end: int
    values: tuple[str, ...]
    intervals: tuple[tuple[str, str], ...] = ()


def load(path: Path) -> list[Case]:
    """The cases of one file."""
    cases: list[Case] = json.loads(path.read_text(encoding="utf-8-sig"))
    return cases


def place(case: Case, result: dict[str, Any]) -> tuple[int, int]:
    """Where a result stands in its input."""
    start = case["Input"].lower().find(result["Text"].lower())
    return max(start, 0), max(start, 0) + len(result["Text"])


def expect_times(case: Case) -> list[Result]:
    """Expected times of a case of DateTimeModel."""
    results = []
    for item in case["Results"]:
        readings = (item.get("Resolution") or {}).get("values", [])
        values = tuple(v for r in readings for k in ("timex", "value") if (v := r.get(k)))
        ranges = [(r.get("start", "")[:10], r.get("end", "")[:10]) for r in readings]
        results.append(Result(*place(case, item), values, tuple(r for r in ranges if "-" in r[0])))
    return results


def same_time(expected: Result, times: list[Time]) -> bool:
    """Whether the times at that place mean what is expected."""
    here = [t for t in times if t.span.start < expected.end and t.span.end > expected.start]
    if not here:
        return False
    wanted = {normal(v) for v in expected.values}
    ours = {normal(t.value or "") for t in here}
    if any(t.value and f",{t.value})" in value for t in here for value in expected.values):
        return True
    if wanted & ours or any(seconds(a) == seconds(b) for a in wanted for b in ours if seconds(a)):
        return True
    if _same_ends(expected, here) or _same_clock(wanted, ours, expected):
        return True
    return any(holds(t, value) for t in here for value in expected.values) or _same_start(expected, here)


def _same_ends(expected: Result, here: list[Time]) -> bool:
    """Whether two times are the ends of an expected range."""
    ends = [normal(v) for v in re.sub(r"[()]", "", expected.values[0]).split(",")[:2]] if expected.values else []
    found = [normal(t.value or "") for t in here]
    return len(ends) == 2 and all(any(tail(f) == tail(e) or clock(f) == clock(e) != "" for f in found) for e in ends)


def _same_start(expected: Result, here: list[Time]) -> bool:
    starts = {start for start, _ in expected.intervals}
    return any(t.start_date in starts for t in here if "T" not in (t.value or ""))


def _same_clock(wanted: set[str], ours: set[str], expected: Result) -> bool:
    """Whether hour or part of the day agree, and the day where one is expected."""
    clocks = {clock(w) for w in wanted} - {""}
    days = {o[:10] for o in ours if re.match(r"\d{4}-\d\d-\d\d", o)}
    wanted_days = {w[:10] for w in wanted if re.match(r"\d{4}-\d\d-\d\d", w)} | {
        d for i in expected.intervals for d in i
    }
    return bool(clocks & {clock(o) for o in ours}) and (not wanted_days or bool(days & wanted_days))


def clock(value: str) -> str:
    """The part of a value after its T, midnight as T00:00."""
    return "" if "T" not in value or value.startswith("P") else value.split("T")[-1].replace("24:00", "00:00")


def holds(time: Time, value: str) -> bool:
    """Whether a week or day of ours ("in drei Wochen") holds the expected day."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value) or time.granularity not in ("week", "day"):
        return False
    return bool(time.start_date and time.end_date and time.start_date <= value <= time.end_date)


def seconds(value: str) -> float:
    """The length of a duration in seconds, 0 for other values."""
    match = re.fullmatch(r"PT(\d+(?:\.\d+)?)([HMS])", value)
    return float(match[1]) * {"H": 3600, "M": 60, "S": 1}[match[2]] if match else 0


def tail(value: str) -> str:
    """A value without its year."""
    return re.sub(r"^(?:XXXX|\d{4})-", "", normal(value))


def normal(value: str) -> str:
    """A value in one notation: T08:00:00, T08:00 and T8 are the same."""
    value = re.sub(r"(?<=\d) (?=\d)", "T", value)
    if value.startswith("P"):
        return value
    value = re.sub(r"T(\d)(?!\d)", r"T0\1", value)
    value = re.sub(r"T(\d\d)(?!\d|:)", r"T\1:00", value)
    return re.sub(r"(T\d\d:\d\d):\d\d", r"\1", value)


def check_times(case: Case) -> bool:
    """Whether a DateTimeModel case is right."""
    day = case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
    reading = find_times(Reading(Article("case", case["Input"], published=day)))
    expected = expect_times(case)
    if not expected:
        return not reading.times
    return all(same_time(result, list(reading.times)) for result in expected)


def value_of(item: dict[str, Any]) -> float | None:
    """The number of a numeric result."""
    text = str((item.get("Resolution") or {}).get("value") or "")
    match = re.fullmatch(r"(-?[\d.]+(?:,\d+)?)%?", text.replace("%", ""))
    return float(match[1].replace(",", ".")) if match else None


def check_numbers(case: Case) -> bool:
    """Whether a case of NumberModel, PercentModel or CurrencyModel is right."""
    reading = find_quantities(find_times(Reading(Article("case", case["Input"]))))
    if not case["Results"]:
        return not reading.quantities
    return all(same_number(case, item, reading.quantities) for item in case["Results"])


def same_number(case: Case, item: dict[str, Any], quantities: tuple[Quantity, ...]) -> bool:
    """Whether a quantity at that place has the expected value."""
    wanted = value_of(item)
    start, end = place(case, item)
    here = [q for q in quantities if q.span.start < end and q.span.end > start]
    values = [v for q in here for v in (q.value, q.value_max) if v is not None]
    if wanted is None:
        return False
    return any(abs(v - wanted) <= 1e-3 * max(1, abs(wanted)) for v in values)


FILES: tuple[tuple[str, str, Callable[[Case], bool]], ...] = (
    ("date/time", "DateTime/DateTimeModel.json", check_times),
    ("number", "Number/NumberModel.json", check_numbers),
    ("percent", "Number/PercentModel.json", check_numbers),
    ("currency", "NumberWithUnit/CurrencyModel.json", check_numbers),
)


def _explain(case: Case) -> str:
    """What was found instead, and what the case expects."""
    day = case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
    reading = find_quantities(find_times(Reading(Article("case", case["Input"], published=day))))
    times = [(t.text, t.value) for t in reading.times]
    return f"{times} {[(q.text, q.value) for q in reading.quantities]} {expect_times(case)}"


def score(folder: Path, show_errors: bool = False) -> dict[str, tuple[int, int, int]]:
    """For each kind: right, asked, left out."""
    table = {}
    for kind, name, check in FILES:
        count: Counter[str] = Counter()
        for case in load(folder / name):
            reason = next((why for rule, why in LEFT_OUT[kind] if re.search(rule, case["Input"])), None)
            if reason:
                count["left out"] += 1
                continue
            is_right = check(case)
            count["right" if is_right else "wrong"] += 1
            if show_errors and not is_right:
                print("WRONG", kind, case["Input"], [r["Text"] for r in case["Results"]], _explain(case))
        table[kind] = (count["right"], count["right"] + count["wrong"], count["left out"])
    return table


def main() -> None:
    """Print a line for each kind."""
    for kind, (right, asked, left_out) in score(Path(sys.argv[1]), "--errors" in sys.argv).items():
        print(f"{kind:10} {right:4d} of {asked:4d} right = {right / asked:.3f}   ({left_out} left out)")


if __name__ == "__main__":
    main()

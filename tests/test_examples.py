"""The shipped examples, through the real pipeline."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"

pytestmark = pytest.mark.slow


def annotate(*arguments: str) -> bytes:
    """What `zufolge annotate` prints for the examples, in a Python of its own."""
    command = [sys.executable, "-c", "from zufolge.cli.app import main; main()", "annotate", str(EXAMPLES), *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def printed() -> bytes:
    """What one run prints."""
    return annotate()


def test_two_runs_and_two_threads_give_the_same_bytes(printed: bytes) -> None:
    """The output depends on the articles alone."""
    again, with_threads = annotate(), annotate("--threads", "2")
    assert (again == printed, with_threads == printed, printed.count(b"\n")) == (True, True, 8)


def test_everything_printed_stands_where_it_says(printed: bytes) -> None:
    """Every text with a span is exactly what stands at that span of the article."""
    for line in printed.splitlines():
        reading = json.loads(line)
        wrong = [found for found in spans_in(reading) if reading["text"][found[0] : found[1]] != found[2]]
        assert wrong == []


def spans_in(found: object) -> list[tuple[int, int, str]]:
    """Every start, end and text that stand together, however deep."""
    if isinstance(found, list):
        return [span for part in found for span in spans_in(part)]
    if not isinstance(found, dict):
        return []
    own = []
    if {"start", "end", "text"} <= set(found) and found["start"] is not None:
        own = [(found["start"], found["end"], found["text"])]
    return own + [span for part in found.values() for span in spans_in(part)]


def test_teasers_captions_and_share_lines_give_no_claim(printed: bytes) -> None:
    """What belongs to other articles, or to no article, stays out of the claims."""
    foreign = ("Lesen Sie auch", "Bilderstrecke", "Facebook", "Dividende streicht", "Straßenbahnen", "Strompreise")
    for line in printed.splitlines():
        reading = json.loads(line)
        evidence = [claim["evidence"]["text"] for claim in reading["claims"]]
        assert [words for words in foreign for text in evidence if words in text] == []


def test_the_examples_know_their_dates_and_origins(printed: bytes) -> None:
    """Every example tells when it was published, and the agency stories where they come from."""
    readings = [json.loads(line) for line in printed.splitlines()]
    assert [reading["id"] for reading in readings if not reading["published"]] == []
    origins = {reading["id"][0]: [origin["entity"] for origin in reading["origins"]] for reading in readings}
    assert {number: origins[number] for number in "23456"} == {
        "2": ["dpa"],
        "3": ["dpa"],
        "4": ["dpa"],
        "5": ["Reuters"],
        "6": ["Reuters"],
    }

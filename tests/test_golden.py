"""Whole articles and the claims that the pipeline finds in them, in files that an analyst can read.

A file is a title, lines of the form `published: DATE` or `fails: WHY`, an empty line, the article, `---`, and one
line a claim in the notation. A file that fails for a known reason has to fail until somebody mends the cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from zufolge.model import Article
from zufolge.notation import parse_claim, write_claim
from zufolge.pipeline import read_article

FOLDER = Path(__file__).parent / "golden"
HEADERS = ("published", "fails")


@dataclass(frozen=True)
class Golden:
    """One file: what it shows, the article, and the claims as lines."""

    title: str
    headers: dict[str, str]
    text: str
    lines: list[str]


def load(path: Path) -> Golden:
    """Take a golden file apart."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    title, *headers = head.split("\n")
    text, _, claims = rest.partition("\n---\n")
    values = dict(header.split(": ", 1) for header in headers)
    assert set(values) <= set(HEADERS), f"{path.name}: unknown header; known are {', '.join(HEADERS)}"
    return Golden(title, values, text, claims.splitlines())


def cases() -> list[object]:
    """A case for every file; those with a known failure have to fail."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        why = load(path).headers.get("fails")
        marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
        found.append(pytest.param(path, id=path.stem, marks=marks))
    return [*found]


@pytest.mark.parametrize("path", cases())
def test_the_pipeline_finds_exactly_these_claims(path: Path) -> None:
    """No claim more, none less, each with its roles, status, chain and time."""
    golden = load(path)
    article = Article(path.stem, golden.text, published=golden.headers.get("published"), published_from="argument")
    found = [write_claim(claim) for claim in read_article(article).claims]
    assert sorted(found) == sorted(golden.lines)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_golden_lines_are_in_the_notation(path: Path) -> None:
    """What stands in a golden file reads back into the same line."""
    lines = load(path).lines
    assert [write_claim(parse_claim(line)) for line in lines] == lines

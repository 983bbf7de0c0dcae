"""A small archive, made up: articles as JSONL, and a folder for its shards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ARTICLES = [
    ("a1", "Die Nordfalk AG übernimmt die Alpenwerk GmbH. Das teilte Nordfalk am Dienstag mit.", "2024-03-05"),
    (
        "a2",
        "Quarzberg will 300 Stellen streichen, berichtet der „Handelsbote“ unter Berufung auf Insider.",
        "2024-03-06",
    ),
    ("a3", "Der Umsatz der Halvern SE stieg 2023 um 7 Prozent auf 1,2 Milliarden Euro.", None),
    ("a4", "Ein Sprecher von Quarzberg dementierte den Bericht: Ein Stellenabbau sei nicht geplant.", "2024-03-07"),
    ("a5", "Henning Falkenrieth wird neuer Vorstandschef der Nordfalk AG. (dpa)", "2024-03-08"),
]


def write_archive(path: Path, times: int = 1) -> Path:
    """The articles as JSONL, with one broken line in their midst."""
    lines = []
    for turn in range(times):
        for name, text, published in ARTICLES:
            lines.append(json.dumps({"id": f"{name}-{turn}", "text": text, "published": published}))
        lines.append('{"text": ')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A JSONL file with five articles and a broken line."""
    return write_archive(tmp_path / "archive.jsonl")

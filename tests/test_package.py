"""The front door: what `import zufolge` gives, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import zufolge
from zufolge.model import ZufolgeError

ROOT = Path(__file__).parent.parent


def test_read_stays_a_function_whatever_is_imported() -> None:
    """The folder of the same name never takes the function's place."""
    code = (
        "import zufolge\n"
        "import zufolge.read.html\n"
        "from zufolge.read import jsonl\n"
        "print(type(zufolge.read).__name__, type(jsonl).__name__)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "function module\n"


def test_importing_loads_no_database_and_no_model() -> None:
    """`import zufolge` is quick."""
    code = (
        "import sys, zufolge\n"
        "heavy = ('sqlalchemy', 'alembic', 'onnxruntime', 'numpy', 'trafilatura')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Loading the ledger late hides no mistyped names."""
    with pytest.raises(AttributeError, match="has no attribute 'ledgre'"):
        _ = zufolge.ledgre


def test_an_empty_text_is_refused() -> None:
    """There is nothing to find in nothing."""
    with pytest.raises(ZufolgeError, match="The text is empty"):
        zufolge.read(" \n")


def test_a_file_is_read_by_its_path() -> None:
    """A path names a file; a string would be the text itself."""
    reading = zufolge.read(ROOT / "examples" / "articles" / "5-dementi-reuters.txt")
    assert reading.text.startswith("Quarzberg Optik dementiert")


def test_the_changelog_knows_unreleased_changes_or_this_version() -> None:
    """A release without a line in the changelog does not go out."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in changelog or f"## {zufolge.__version__}" in changelog

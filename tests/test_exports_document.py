"""The examples of docs/exports.md run, each on the files that the commands before it have written."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from zufolge.export.formats import load_formats

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ zufolge (.+)$", DOCUMENT, re.MULTILINE)
EXAMPLES = re.findall(r"(?:<!-- needs: (\w+) -->\n)?```python\n(.*?)```", DOCUMENT, re.DOTALL)


def run(*arguments: str, folder: Path) -> str:
    """What a Python prints; it must end well and without a complaint."""
    ended = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of the shipped examples and everything that the document exports from it."""
    folder = tmp_path_factory.mktemp("exports")
    code = "import sys; from zufolge.cli.app import main; sys.argv[0] = 'zufolge'; main()"
    run("-c", code, "read", str(ROOT / "examples" / "articles"), folder=folder)
    for command in COMMANDS:
        run("-c", code, *command.split(), folder=folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("needs", "example"), EXAMPLES)
def test_the_examples_run_and_print_something(folder: Path, needs: str, example: str) -> None:
    """Each can be copied and run behind the command above it."""
    if needs and find_spec(needs) is None:
        pytest.skip(f"{needs} is not installed (pip install 'zufolge[{needs}]')")
    assert run("-c", example, folder=folder).strip()


def test_every_format_is_in_the_document() -> None:
    """Its table lists them all, and none that there is not."""
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", DOCUMENT.split("## ")[0], re.MULTILINE)) == [*load_formats()]

"""The documents show what is true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs.refresh import refresh

from zufolge.cli.exits import EPILOG
from zufolge.pipeline import STAGES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.slow
def test_the_documents_show_what_the_program_prints() -> None:
    """Every command that a document shows prints what stands there; `make docs` mends it where it does not."""
    ended = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "refresh.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("", "")


def test_the_list_of_claim_types_is_that_of_the_declarations() -> None:
    """A new type or role shows in the document; `make docs` puts it there."""
    document = (ROOT / "docs" / "claim-types.md").read_text(encoding="utf-8")
    assert refresh(document) == document


@pytest.mark.slow
def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    """What the README shows can be copied and run beside the examples."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_way_of_a_sentence_visits_every_stage() -> None:
    """The page has one section a stage, in the order of the pipeline."""
    way = (ROOT / "docs" / "way-of-a-sentence.md").read_text(encoding="utf-8")
    assert re.findall(r"<!-- after: (\w+) -->", way) == [stage.__name__ for stage in STAGES]


def test_the_readme_lists_the_exit_codes_of_the_program() -> None:
    """The table has the codes that the help has."""
    assert re.findall(r"^\| (\d+) \|", README, re.MULTILINE) == re.findall(r"(?:: |; )(\d+) ", EPILOG)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of ours finds it."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_targets_that_the_readme_names_exist() -> None:
    """`make demo`, `make test` and the others can be called."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"make ([a-z]+)", README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert sorted(name for name in named - {"every"} if f"\n{name}:" not in makefile) == []

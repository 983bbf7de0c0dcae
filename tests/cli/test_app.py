"""The command as a whole: help, version, how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.running import Run

from zufolge import __version__
from zufolge.cli import exits


def test_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    """`zufolge --help` is enough to find one's way."""
    ended = run("--help")
    words = " ".join(ended.out.split())
    assert ended.code == exits.OK
    assert [name for name in ("annotate", "read", "claims", "show", "stats") if f" {name} " not in words] == []
    assert exits.EPILOG in words


@pytest.mark.parametrize("command", ["annotate", "read", "claims", "show", "stats"])
def test_every_command_shows_an_example(run: Run, command: str) -> None:
    """The help of a command holds a call that can be copied."""
    assert f"zufolge {command} " in run(command, "--help").out.split("Example", 1)[1]


def test_the_version_is_that_of_the_package(run: Run) -> None:
    """`zufolge --version` prints it and ends well."""
    ended = run("--version")
    assert (ended.code, ended.out) == (exits.OK, f"zufolge {__version__}\n")


def test_an_unknown_option_is_a_callers_error(run: Run) -> None:
    """A mistyped option ends with code 2 and names itself on standard error."""
    ended = run("claims", "--foo")
    assert (ended.code, ended.out, "--foo" in ended.err) == (exits.CALLER_ERROR, "", True)


def test_help_loads_nothing_heavy() -> None:
    """Start-up stays fast: help needs no database, no model and no HTML reader."""
    code = (
        "import sys\n"
        "from zufolge.cli.app import app\n"
        "print([name for name in ('sqlalchemy', 'alembic', 'rich', 'numpy', 'onnxruntime', 'trafilatura', 'lxml')"
        " if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_a_reader_that_has_had_enough_ends_it_quietly(tmp_path: Path) -> None:
    """`zufolge annotate … | head -1` prints no complaint."""
    articles = tmp_path / "a.jsonl"
    articles.write_text('{"id": "a", "text": "Nichts."}\n' * 2000, encoding="utf-8")
    code = (
        "import sys, zufolge.batch\n"
        "from zufolge.model import Reading\n"
        "zufolge.batch.read_article = lambda article: Reading(article)\n"
        "from zufolge.cli.app import main\n"
        f"sys.argv = ['zufolge', 'annotate', '--jsonl', {str(articles)!r}]\n"
        "main()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (exits.OK, b"")

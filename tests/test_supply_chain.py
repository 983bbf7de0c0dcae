"""What zufolge is built from: every dependency is locked by its hash and listed, weights by their digests."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = (ROOT / "requirements" / "dev.txt", ROOT / "requirements" / "build.txt")
WEIGHTS = ROOT / "src" / "zufolge" / "recognise" / "weights"
_PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
RUNS_DATA = {"pickle", "marshal", "shelve", "dill", "joblib"}


def locked(path: Path) -> dict[str, tuple[str, str]]:
    """Name, version, and what stands behind it, of all that a lock pins."""
    return {
        canonicalize_name(name): (version, rest) for name, version, rest in _PINNED.findall(path.read_text("utf-8"))
    }


def test_every_dependency_is_locked_with_its_hash() -> None:
    """The lock pins what pyproject.toml asks for, within its bounds, and checks every file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    dev, build = map(locked, LOCKS)
    for needed, lock in [(asked, dev), (project["build-system"]["requires"], build)]:
        wanted = {canonicalize_name(one.name): one.specifier for one in map(Requirement, needed)}
        assert [name for name in wanted if name not in lock] == []
        assert [name for name in wanted if not wanted[name].contains(lock[name][0])] == []
    assert [name for lock in (dev, build) for name, (_, rest) in lock.items() if "--hash=sha256:" not in rest] == []


def test_the_bill_of_materials_lists_what_is_locked() -> None:
    """Each with its version, and nothing else."""
    listed = json.loads((ROOT / "requirements" / "sbom.json").read_text("utf-8"))["components"]
    assert {canonicalize_name(one["name"]): one["version"] for one in listed} == {
        name: version for name, (version, _) in locked(LOCKS[0]).items()
    }


def test_every_file_of_weights_has_a_digest() -> None:
    """A file without one would be loaded unchecked."""
    told = {line.split()[1].lstrip("*") for line in (WEIGHTS / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert told == {file.name for file in WEIGHTS.iterdir() if file.suffix in (".onnx", ".npz", ".json")}


def runs_data(source: str) -> list[str]:
    """What in a module would run data as code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            found += [name for name in names if name.split(".")[0] in RUNS_DATA]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec"):
            found.append(node.func.id)
        elif isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            found += [] if isinstance(node.value, ast.Constant) and node.value.value is False else ["allow_pickle"]
    return found


def test_no_data_is_run() -> None:
    """Neither pickles nor `eval`: what zufolge reads is never code."""
    files = sorted((ROOT / "src").rglob("*.py"))
    assert [f"{file.name}: {what}" for file in files for what in runs_data(file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "source", ["import pickle", "eval('1')", "np.load(f, allow_pickle=True)", "from dill import x"]
)
def test_what_would_run_data_is_seen(source: str) -> None:
    """The guard can fail."""
    assert len(runs_data(source)) == 1

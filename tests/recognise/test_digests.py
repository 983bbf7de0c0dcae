"""Weights are loaded only if they are the ones that training wrote, and nothing at run time unpickles."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

import zufolge
from zufolge.model import ZufolgeError
from zufolge.recognise.digests import DIGESTS, WEIGHTS, read_checked, write_digests
from zufolge.recognise.engine import Encoder

UNPICKLERS = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}


def test_every_weight_has_its_digest() -> None:
    """The shipped digests cover every shipped file and fit it."""
    names = sorted(path.name for path in WEIGHTS.iterdir() if path.name != DIGESTS)
    assert [name for name in names if read_checked(name)] == names


def test_a_changed_weight_is_not_loaded(tmp_path: Path) -> None:
    """One flipped bit in a file is refused with a sentence that says what to do."""
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    path = tmp_path / "weights" / "encoder.onnx"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ZufolgeError, match=r"encoder\.onnx are not those that zufolge was released with.*install"):
        Encoder(tmp_path / "weights")


@pytest.mark.parametrize("missing", ["encoder.onnx", DIGESTS])
def test_a_missing_file_says_what_to_do(tmp_path: Path, missing: str) -> None:
    """Without a file of weights, or without the digests, nothing is loaded."""
    (tmp_path / "encoder.onnx").write_bytes(b"weights")
    write_digests(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(ZufolgeError, match=r"is missing|are missing"):
        read_checked("encoder.onnx", tmp_path)


def test_new_digests_fit_new_files(tmp_path: Path) -> None:
    """After an exchange of weights one call makes them loadable."""
    (tmp_path / "heads.npz").write_bytes(b"old")
    write_digests(tmp_path)
    (tmp_path / "heads.npz").write_bytes(b"new")
    write_digests(tmp_path)
    assert read_checked("heads.npz", tmp_path) == b"new"


def modules_named_in(source: str) -> set[str]:
    """The first part of every module that the source imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").split(".")[0])
    return found


def test_nothing_at_run_time_unpickles() -> None:
    """No module of the package imports what can run code while it loads data, and numpy is told not to."""
    sources = {path: path.read_text(encoding="utf8") for path in Path(zufolge.__file__).parent.rglob("*.py")}
    assert [path for path, source in sources.items() if modules_named_in(source) & UNPICKLERS] == []
    assert [path for path, source in sources.items() if "allow_pickle=True" in source] == []


def test_the_guard_finds_an_unpickler() -> None:
    """An import inside a function is seen, too."""
    assert modules_named_in("def f():\n    import pickle as p\n    from json import loads") == {"pickle", "json"}

"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from zufolge.export.whole_files import replacing_file, replacing_files
from zufolge.model import ZufolgeError


def test_a_file_is_replaced_when_all_is_written(tmp_path: Path) -> None:
    """Until then the old one stands there; nothing else is left in the folder."""
    target = tmp_path / "a.txt"
    target.write_text("old")
    with replacing_file(target) as staged:
        staged.write_text("new")
        assert target.read_text() == "old"
    assert (target.read_text(), [path.name for path in tmp_path.iterdir()]) == ("new", ["a.txt"])


def test_a_failure_leaves_what_stood_there(tmp_path: Path) -> None:
    """Whatever goes wrong, the old file stays and the half of the new one goes."""
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fail() -> None:
        with replacing_file(target) as staged:
            staged.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert (target.read_text(), [path.name for path in tmp_path.iterdir()]) == ("old", ["a.txt"])


def test_files_take_their_places_in_a_folder(tmp_path: Path) -> None:
    """The folder is made; what else stands in it stays."""
    folder = tmp_path / "new" / "tables"
    for content in ("one", "two"):
        with replacing_files(folder) as staging:
            (staging / "a.txt").write_text(content)
        (folder / "mine.txt").write_text("mine")
    found = {path.name: path.read_text() for path in folder.iterdir()}
    assert found == {"a.txt": "two", "mine.txt": "mine"}


def write_one(path: Path) -> None:
    """A file at `path`."""
    with replacing_file(path) as staged:
        staged.write_text("x")


def write_some(path: Path) -> None:
    """A file in the folder `path`."""
    with replacing_files(path) as staging:
        (staging / "x").write_text("x")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A missing folder, a folder for a file and a file for a folder: each in one sentence."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(ZufolgeError, match=r"missing cannot be written to \(No such file or directory\)"):
        write_one(tmp_path / "missing" / "a.txt")
    with pytest.raises(ZufolgeError, match="folder is a folder; this format is one file"):
        write_one(tmp_path / "folder")
    with pytest.raises(ZufolgeError, match="file is a file; this format needs a folder"):
        write_some(tmp_path / "file")

"""How inputs are cut: every article belongs to one part, wherever the cuts fall."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import pytest
from tests.bulk.conftest import write_archive

from zufolge.bulk import parts
from zufolge.bulk.entries import articles_of
from zufolge.bulk.parts import cut_inputs
from zufolge.model import Article, ZufolgeError
from zufolge.read import ReadOptions, read_path
from zufolge.read.kinds import Unreadable


def read_all(*inputs: str) -> list[Article | Unreadable]:
    """The articles of all parts of the inputs."""
    return [article for part in cut_inputs(inputs) for _, article in articles_of(part, ReadOptions())]


@pytest.mark.parametrize("size", [1, 7, 97, 98, 99, 100, 500, 10_000])
def test_no_line_is_lost_or_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Wherever the cuts fall, the articles are those of the whole file, in its order."""
    archive = write_archive(tmp_path / "archive.jsonl", times=2)
    monkeypatch.setattr(parts, "BYTES_OF_LINES", size)
    found = [article for article in read_all(str(archive)) if isinstance(article, Article)]
    assert found == [article for article in read_path(str(archive), ReadOptions()) if isinstance(article, Article)]


def test_folders_give_what_reading_them_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a folder have the ids that `zufolge read` gives them; collections in it are cut on their own."""
    monkeypatch.setattr(parts, "FILES_AT_ONCE", 2)
    for name in ("a/index.txt", "b/index.txt", "c.txt", "d.pdf", ".hidden/e.txt"):
        file = tmp_path / "folder" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Nordfalk eröffnet Werk {name[0]}.", encoding="utf-8")
    archive = write_archive(tmp_path / "folder" / "z.jsonl").read_bytes()
    (tmp_path / "folder" / "zz.jsonl.gz").write_bytes(gzip.compress(archive))
    found = read_all(str(tmp_path / "folder"))
    expected = list(read_path(str(tmp_path / "folder"), ReadOptions()))
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


def test_parquet_gives_what_jsonl_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns of a Parquet file are what keys are in JSONL; dates may be dates."""
    monkeypatch.setattr(parts, "ROWS_AT_ONCE", 2)
    query = (
        "SELECT 'a' || i AS id, 'Nordfalk wächst.' AS text, DATE '2024-03-01' + i::INT AS published FROM range(5) t(i)"
    )
    duckdb.execute(f"COPY ({query}) TO '{tmp_path}/a.parquet' (FORMAT parquet)")
    found = [article for article in read_all(str(tmp_path / "a.parquet")) if isinstance(article, Article)]
    assert [(article.id, article.published) for article in found] == [(f"a{i}", f"2024-03-0{i + 1}") for i in range(5)]


def test_a_broken_parquet_file_harms_no_other(tmp_path: Path, archive: Path) -> None:
    """A file that is no Parquet is told; the rest is read."""
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    found = read_all(str(tmp_path / "broken.parquet"), str(archive))
    assert [type(article).__name__ for article in found[:2]] == ["Unreadable", "Article"]


def test_addresses_are_read_through_fsspec(tmp_path: Path, archive: Path) -> None:
    """What lies in another file system gives the same articles; a folder there is a folder."""
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/press/archive.jsonl", archive.read_bytes())
    memory.pipe("/press/more/e.txt", "Nordfalk wächst.".encode())
    try:
        found = [article.id for article in read_all("memory://press") if isinstance(article, Article)]
    finally:
        memory.rm("/press", recursive=True)
    assert found == ["a1-0", "a2-0", "a3-0", "a4-0", "a5-0", "e"]


def test_missing_and_doubled_inputs_are_refused(tmp_path: Path, archive: Path) -> None:
    """Nothing is read where an input is missing or named twice."""
    with pytest.raises(ZufolgeError, match="does not exist"):
        list(cut_inputs([str(tmp_path / "nothing.jsonl")]))
    with pytest.raises(ZufolgeError, match="named twice"):
        list(cut_inputs([str(archive), str(archive)]))

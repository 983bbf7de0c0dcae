"""Workers that die: what killed them is put aside, everything else is read, and nothing is half-written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.bulk import deaths
from tests.bulk.conftest import write_archive

from zufolge.bulk.parts import cut_inputs
from zufolge.bulk.pool import read_in_pool
from zufolge.bulk.shards import Outcome, finished_shards, read_part
from zufolge.bulk.worker import ReadPart, Work
from zufolge.model import ZufolgeError
from zufolge.read import ReadOptions


def read_with(read: ReadPart, out: Path, *inputs: Path) -> list[Outcome]:
    """The outcomes of two workers that read so."""
    parts = cut_inputs([str(path) for path in inputs])
    return sorted(read_in_pool(parts, Work(out, ReadOptions(), read), 2), key=lambda outcome: outcome.shard)


def put_aside(out: Path) -> list[str]:
    """Where the articles come from that were put aside, by name."""
    lines = [line for shard in finished_shards(out) for line in (shard / "put-aside.jsonl").read_text().splitlines()]
    return sorted(Path(json.loads(line)["where"]).name for line in lines)


def test_an_article_that_kills_workers_is_put_aside(tmp_path: Path) -> None:
    """Of two archives with such an article each, all others are read."""
    archives = [write_archive(tmp_path / f"{name}.jsonl") for name in "xy"]
    found = read_with(deaths.die_reading, tmp_path / "out", *archives)
    assert [(outcome.articles, outcome.put_aside) for outcome in found] == [(4, 2), (4, 2)]
    assert put_aside(tmp_path / "out") == ["a3-0", "a3-0", "x.jsonl, line 6", "y.jsonl, line 6"]
    assert list((tmp_path / "out").glob(".*")) == []


def test_an_innocent_article_is_read_again(tmp_path: Path, archive: Path) -> None:
    """Where a worker dies once, as when somebody else takes the memory, the shard is as if nothing had been."""
    (tmp_path / deaths.ONCE).touch()
    (found,) = read_with(deaths.die_reading_once, tmp_path / "out", archive)
    (expected,) = read_with(read_part, tmp_path / "whole", archive)
    assert found == expected
    for file in (tmp_path / "whole" / expected.shard).iterdir():
        assert (tmp_path / "out" / expected.shard / file.name).read_bytes() == file.read_bytes()


def test_a_file_that_kills_workers_when_it_is_parsed_is_put_aside(tmp_path: Path) -> None:
    """Of a folder that file alone; of an archive, which cannot be entered behind it, the rest, and it says so."""
    for number in range(5):
        file = tmp_path / "folder" / f"f{number}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"Nordfalk eröffnet ein Werk {number}.", encoding="utf-8")
    archive = write_archive(tmp_path / "x.jsonl")
    found = read_with(deaths.die_opening, tmp_path / "out", tmp_path / "folder", archive)
    assert sorted((outcome.articles, outcome.put_aside) for outcome in found) == [(2, 1), (4, 1)]
    assert put_aside(tmp_path / "out") == ["f2.txt", "x.jsonl"]


def test_workers_that_cannot_even_begin_end_the_run(tmp_path: Path, archive: Path) -> None:
    """They are not started for ever."""
    with pytest.raises(ZufolgeError, match="Workers die before they read anything"):
        read_with(deaths.die_at_once, tmp_path / "out", archive)


def test_what_is_wrong_with_everything_is_raised(tmp_path: Path, archive: Path) -> None:
    """A folder that cannot be written into is no article's fault."""
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        read_with(read_part, tmp_path / "out", archive)

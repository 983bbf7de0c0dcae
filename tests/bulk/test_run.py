"""Runs over an archive: the same shards whoever makes them, restarts, and what is put aside."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import asdict
from pathlib import Path

import duckdb
import pytest
from tests.bulk.conftest import write_archive

from zufolge.bulk import parts
from zufolge.bulk.load import find_shards, load_shard
from zufolge.bulk.on_ray import ReadParts
from zufolge.bulk.parts import cut_inputs
from zufolge.bulk.run import Job, plan_job, run_job
from zufolge.bulk.shards import Outcome, read_part
from zufolge.model import ZufolgeError
from zufolge.read import ReadOptions


def run(job: Job) -> list[Outcome]:
    """Everything that is left of the job, done."""
    return list(run_job(job, plan_job(job)))


def content_of(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_workers_write_the_same_bytes_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cut into shards and their content depend on the input alone."""
    monkeypatch.setattr(parts, "BYTES_OF_LINES", 600)
    archive = write_archive(tmp_path / "archive.jsonl", times=4)
    alone = run(Job((str(archive),), tmp_path / "one", workers=1))
    together = run(Job((str(archive),), tmp_path / "two", workers=2))
    assert sorted(alone, key=lambda outcome: outcome.shard) == sorted(together, key=lambda outcome: outcome.shard)
    assert sum(outcome.articles for outcome in alone) == 20
    assert len(alone) > 3
    assert content_of(tmp_path / "one") == content_of(tmp_path / "two")


def test_an_actor_writes_the_same_bytes(tmp_path: Path, archive: Path) -> None:
    """What Ray runs on each machine, here without Ray: parts travel to it as lines of JSON, and counts come back."""
    (expected,) = run(Job((str(archive),), tmp_path / "one", workers=1))
    actor, parts = ReadParts(str(tmp_path / "ray"), ReadOptions()), list(cut_inputs([str(archive)]))
    told = actor({"part": [json.dumps(asdict(part)) for part in parts]})
    (tmp_path / "ray" / "made-by.json").write_bytes((tmp_path / "one" / "made-by.json").read_bytes())
    assert told == {name: [value] for name, value in asdict(expected).items()}
    assert content_of(tmp_path / "one") == content_of(tmp_path / "ray")


@pytest.mark.filterwarnings("ignore")  # Ray warns of itself
def test_ray_writes_the_same_bytes(tmp_path: Path, archive: Path) -> None:
    """Ray Data runs the same function over the same parts."""
    if importlib.util.find_spec("ray") is None:
        pytest.skip("Ray is not installed; pip install 'zufolge[ray]' to run this test")
    run(Job((str(archive),), tmp_path / "one", workers=1))
    run(Job((str(archive),), tmp_path / "ray", workers=1, ray="local"))
    assert content_of(tmp_path / "one") == content_of(tmp_path / "ray")


def test_a_poisoned_article_is_put_aside(tmp_path: Path, archive: Path) -> None:
    """A broken line stands in put-aside.jsonl with its place and reason; the rest is read."""
    (outcome,) = run(Job((str(archive),), tmp_path / "out", workers=1))
    aside = (tmp_path / "out" / outcome.shard / "put-aside.jsonl").read_text(encoding="utf-8")
    assert (outcome.articles, outcome.put_aside) == (5, 1)
    assert [json.loads(line)["where"] for line in aside.splitlines()] == [f"{archive}, line 6"]


def test_finished_shards_are_skipped_and_half_written_ones_redone(tmp_path: Path, archive: Path) -> None:
    """A second run reads nothing again; what a killed run left half-written is thrown away and never loaded."""
    out = tmp_path / "out"
    job = Job((str(archive),), out, workers=1)
    (outcome,) = run(job)
    before = content_of(out)
    (out / outcome.shard).rename(out / f".under-way-{outcome.shard}-1")
    with pytest.raises(ZufolgeError, match="holds no finished shard"):
        find_shards(out)
    assert plan_job(job).finished == 0
    run(job)
    assert content_of(out) == before
    assert (plan_job(job).finished, run(job)) == (1, [])


def test_a_changed_file_is_read_again(tmp_path: Path, archive: Path) -> None:
    """A shard belongs to the file as it was; what has changed is left to do."""
    job = Job((str(archive),), tmp_path / "out", workers=1)
    run(job)
    archive.write_text(archive.read_text(encoding="utf-8") + '{"text": "Halvern wächst."}\n', encoding="utf-8")
    assert len(plan_job(job).left) == 1


def test_an_article_that_crashes_harms_no_other(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where zufolge itself fails on an article, that article is put aside with the error."""
    from zufolge import batch
    from zufolge.model import Article, Reading
    from zufolge.pipeline import read_article as whole

    def fail(article: Article) -> Reading:
        if article.id == "a3-0":
            raise IndexError("made up")
        return whole(article)

    monkeypatch.setattr(batch, "read_article", fail)
    (part,) = cut_inputs([str(archive)])
    outcome = read_part(part, tmp_path / "out", ReadOptions())
    aside = (tmp_path / "out" / outcome.shard / "put-aside.jsonl").read_text(encoding="utf-8")
    assert (outcome.articles, outcome.put_aside) == (4, 2)
    assert "IndexError: made up" in aside


def test_the_tables_are_those_of_the_export(tmp_path: Path, archive: Path) -> None:
    """All shards together are one table for duckdb; ids join them."""
    run(Job((str(archive),), tmp_path / "out", workers=1))
    query = f"""SELECT c.type, f.name FROM '{tmp_path}/out/*/claims.parquet' c
        JOIN '{tmp_path}/out/*/fillers.parquet' f USING (claim) WHERE f.role = 'target' ORDER BY ALL"""
    assert duckdb.execute(query).fetchall() == [("acquisition", "Alpenwerk GmbH")]


def test_a_folder_of_something_else_is_refused(tmp_path: Path, archive: Path) -> None:
    """Shards are never written among other files, nor among those of another version."""
    with pytest.raises(ZufolgeError, match="holds something else"):
        plan_job(Job((str(archive),), tmp_path))
    out = tmp_path / "out"
    out.mkdir()
    (out / "made-by.json").write_text('{"zufolge": "0.0.1"}', encoding="utf-8")
    with pytest.raises(ZufolgeError, match=r"written by zufolge 0\.0\.1"):
        plan_job(Job((str(archive),), out))


def test_loaded_readings_are_those_that_were_read(tmp_path: Path, archive: Path) -> None:
    """What comes back from a shard is the whole reading, but for tokens and vectors."""
    from dataclasses import replace

    from zufolge.pipeline import read_article
    from zufolge.read import read_path
    from zufolge.read.kinds import Unreadable

    run(Job((str(archive),), tmp_path / "out", workers=1))
    articles = [a for a in read_path(str(archive), ReadOptions()) if not isinstance(a, Unreadable)]
    (shard,) = find_shards(tmp_path / "out")
    assert list(load_shard(shard)) == [replace(read_article(article), tokens=(), states=None) for article in articles]

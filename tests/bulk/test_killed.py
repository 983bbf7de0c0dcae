"""Runs that are killed at random: nothing half-written is seen, and the next run ends as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bulk.conftest import write_archive

from zufolge.bulk.load import load_shard
from zufolge.bulk.shards import finished_shards
from zufolge.cli import exits

KILLS = int(os.environ.get("ZUFOLGE_KILLS", "5"))
"""`ZUFOLGE_KILLS=200 python -m pytest -s tests/bulk/test_killed.py` is the long run."""
MAIN = "from zufolge.cli.app import main\nif __name__ == '__main__': main()"
FILES, TURNS = 6, 3


def children_of(process: int) -> list[int]:
    """The processes that `process` started."""
    tasks = Path(f"/proc/{process}/task/{process}/children")
    try:
        return [int(number) for number in tasks.read_text().split()]
    except OSError:
        return []


def descendants_of(process: int) -> list[int]:
    """The processes that `process` started, and those that these started."""
    return [found for child in children_of(process) for found in (child, *descendants_of(child))]


def is_alive(process: int) -> bool:
    """Whether the process still runs; one that has ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def start(inputs: list[str], out: Path) -> subprocess.Popen[bytes]:
    """The command, with two workers."""
    command = [sys.executable, "-c", MAIN, "bulk", *inputs, "--out", str(out), "--workers", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(run: subprocess.Popen[bytes], out: Path, chance: random.Random) -> None:
    """Wait for a random moment of the run: its start, its first shards, or some of their writing."""
    awaited = chance.choice((None, ".under-way-*", ".under-way-*/*.parquet", "[!.]*/readings.jsonl.gz"))
    before = set(out.glob(awaited)) if awaited else set()
    while awaited and run.poll() is None and set(out.glob(awaited)) <= before:
        time.sleep(0.002)
    time.sleep(chance.choice((0.0, chance.uniform(0, 0.05), chance.uniform(0, 1.0))))


def kill_at_random(inputs: list[str], out: Path, chance: random.Random) -> Iterator[str]:
    """Run until all shards stand there, however often the run or a worker of it is killed; each victim is told."""
    while True:
        run = start(inputs, out)
        if chance.random() < 0.3:
            wait_for(run, out, chance)
            workers = [worker for server in children_of(run.pid) for worker in children_of(server)]
            if workers and run.poll() is None:
                os.kill(chance.choice(workers), signal.SIGKILL)
                yield "worker"
        wait_for(run, out, chance)
        if run.poll() is not None:
            assert run.returncode in (0, exits.SOME_UNREADABLE)
            return
        others = descendants_of(run.pid)
        run.kill()
        run.wait()
        yield "run"
        for shard in finished_shards(out):
            assert len(list(load_shard(shard))) == 5 * TURNS
        deadline = time.monotonic() + 120
        while (left := [process for process in others if is_alive(process)]) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert left == []


def content_of(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_killed_runs_lose_nothing_and_leave_no_worker(tmp_path: Path) -> None:
    """After kill -9, whole shards are whole and workers end by themselves; in the end all is as if nothing had been."""
    inputs = [str(write_archive(tmp_path / f"{number}.jsonl", times=TURNS)) for number in range(FILES)]
    start(inputs, tmp_path / "whole").wait()
    expected, chance, killed = content_of(tmp_path / "whole"), random.Random(3), list[str]()
    while len(killed) < KILLS:
        out = tmp_path / f"out-{len(killed)}"
        for victim in kill_at_random(inputs, out, chance):
            killed.append(victim)
            print(f"{len(killed)}: {victim}", flush=True)
        assert content_of(out) == expected
    assert len(expected) > FILES

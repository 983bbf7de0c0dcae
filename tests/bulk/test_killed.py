"""A run that is killed in the middle: nothing half-written is seen, and the next run ends as if nothing had been."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.bulk.conftest import write_archive

from zufolge.bulk.load import load_shard
from zufolge.bulk.run import Job, plan_job, run_job
from zufolge.bulk.shards import finished_shards

MAIN = "from zufolge.cli.app import main\nif __name__ == '__main__': main()"


def children_of(process: int) -> list[int]:
    """The processes that `process` started."""
    tasks = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in tasks.read_text().split()] if tasks.exists() else []


def is_alive(process: int) -> bool:
    """Whether the process still runs; one that has ended and that nobody has asked about does not."""
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_killed_run_loses_nothing_and_leaves_no_worker(tmp_path: Path) -> None:
    """After kill -9, whole shards are whole, workers end by themselves, and a second run completes the first."""
    inputs = [str(write_archive(tmp_path / f"{number}.jsonl", times=3)) for number in range(6)]
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    run = subprocess.Popen(
        [sys.executable, "-c", MAIN, "bulk", *inputs, "--out", str(killed), "--workers", "2"],
        stderr=subprocess.DEVNULL,
    )
    while not (killed.is_dir() and finished_shards(killed)) and run.poll() is None:
        time.sleep(0.01)
    workers = children_of(run.pid)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    for shard in finished_shards(killed):
        assert len(list(load_shard(shard))) == 15
    deadline = time.monotonic() + 60
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [worker for worker in workers if is_alive(worker)] == []
    for job in (Job(tuple(inputs), killed, workers=1), Job(tuple(inputs), whole, workers=1)):
        list(run_job(job, plan_job(job)))
    content = [
        {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        for out in (killed, whole)
    ]
    assert content[0] == content[1]

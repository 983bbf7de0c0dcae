"""A run over an archive: what is left to do, who does it, and how far it is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zufolge import __version__
from zufolge.bulk.parts import Part, cut_inputs
from zufolge.bulk.pool import read_in_pool
from zufolge.bulk.shards import Outcome, clear_half_written, is_finished
from zufolge.bulk.worker import Work
from zufolge.export.whole_files import replacing_file
from zufolge.model import ZufolgeError
from zufolge.read import ReadOptions

MADE_BY: Final = "made-by.json"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read, where it goes, and on what: `workers` processes, or the Ray cluster at `ray`."""

    inputs: tuple[str, ...]
    out: Path
    published: str | None = None
    workers: int | None = None
    ray: str | None = None

    @property
    def options(self) -> ReadOptions:
        """How the articles are read."""
        return ReadOptions(published=self.published)

    @property
    def cores(self) -> int:
        """How many processes read here."""
        return self.workers or len(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts that are left to read, and how many were finished before."""

    left: tuple[Part, ...]
    finished: int

    @property
    def size(self) -> int:
        """Bytes of input that are left."""
        return sum(part.size for part in self.left)


def plan_job(job: Job) -> Plan:
    """What is left of `job`. Raises ZufolgeError for a missing input, or an `out` that another zufolge wrote into."""
    _check_out(job.out)
    parts = list(cut_inputs(job.inputs, job.published))
    left = tuple(part for part in parts if not is_finished(part, job.out))
    return Plan(left, len(parts) - len(left))


def run_job(job: Job, plan: Plan) -> Iterator[Outcome]:
    """Read what is left, shard by shard; each outcome stands on the disk before it is told."""
    _sign(job.out)
    clear_half_written(job.out)
    if job.ray is None:
        yield from read_in_pool(plan.left, Work(job.out, job.options), job.cores)
        return
    from zufolge.bulk.on_ray import read_on_ray

    yield from read_on_ray(plan.left, job.out, job.options, job.ray, job.workers)


def _check_out(out: Path) -> None:
    """Shards of different versions differ; they never mix."""
    if out.exists() and not out.is_dir():
        raise ZufolgeError(f"{out} is a file; name a folder with --out.")
    if not out.is_dir() or not any(out.iterdir()):
        return
    try:
        made_by = json.loads((out / MADE_BY).read_text(encoding="utf-8"))["zufolge"]
    except (OSError, ValueError, KeyError, TypeError):
        raise ZufolgeError(f"{out} holds something else than shards of `zufolge bulk`; name another folder.") from None
    if made_by != __version__:
        raise ZufolgeError(f"{out} was written by zufolge {made_by}, this is {__version__}; name another folder.")


def _sign(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ZufolgeError(f"{out} cannot be made ({error.strerror}); name another folder with --out.") from error
    if not (out / MADE_BY).exists():
        with replacing_file(out / MADE_BY) as staged:
            staged.write_text(json.dumps({"zufolge": __version__}) + "\n", encoding="utf-8")

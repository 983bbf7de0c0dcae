"""Parts on all cores of this machine: workers of one thread each. One that dies takes no other article with it.

A part over which a worker died waits until all others are done, and is then read again, with the whole machine to
itself. What workers die of a second time is put aside, and the part is read without it.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from types import TracebackType
from typing import Final

from zufolge.bulk.parts import Part
from zufolge.bulk.shards import Outcome, clear_half_written
from zufolge.bulk.worker import Task, Work, Worker
from zufolge.model import ZufolgeError

MOST_FALSE_STARTS: Final = 3
ONE_THREAD: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


def read_in_pool(parts: Iterable[Part], work: Work, workers: int) -> Iterator[Outcome]:
    """The outcomes of all parts, as they get done by that many processes."""
    with Pool(work, workers) as pool:
        yield from pool.read(parts)


class Pool:
    """Workers, made when they are needed and stopped at the end of the `with`."""

    def __init__(self, work: Work, most: int) -> None:
        self._work, self._most = work, most
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["zufolge.bulk.loaded_engine"])
        self._idle: list[Worker] = []
        self._busy: list[Worker] = []
        self._false_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._idle + self._busy:
            worker.end()

    def read(self, parts: Iterable[Part]) -> Iterator[Outcome]:
        """The outcomes of the parts, as they get done."""
        fresh, again = map(Task, parts), deque[Task]()
        yield from self._side_by_side(fresh, again)
        while again:
            yield from self._side_by_side(iter([again.popleft()]), again)

    def _side_by_side(self, tasks: Iterator[Task], again: deque[Task]) -> Iterator[Outcome]:
        """The outcomes of tasks at which all workers work; those at which a worker died come into `again`."""
        while True:
            while len(self._busy) < self._most and (task := next(tasks, None)) is not None:
                self._start(task)
            if not self._busy:
                return
            ready = set(wait([worker.pipe for worker in self._busy]))
            for worker in [worker for worker in self._busy if worker.pipe in ready]:
                outcome = worker.take()
                self._busy.remove(worker)
                if outcome is None:
                    again.append(self._bury(worker))
                else:
                    self._idle.append(worker)
                    yield outcome

    def _start(self, task: Task) -> None:
        with one_thread_each():
            worker = self._idle.pop() if self._idle else Worker(self._context, self._work)
        self._busy.append(worker)
        worker.give(task)

    def _bury(self, worker: Worker) -> Task:
        """The task of a dead worker as it is to be tried again."""
        task, last = worker.task, worker.last
        assert task is not None
        worker.end()
        clear_half_written(self._work.out, task.part)
        self._false_starts = self._false_starts + 1 if last.act == "start" else 0
        if self._false_starts > MOST_FALSE_STARTS:
            raise ZufolgeError(
                "Workers die before they read anything, mostly because memory is short; what is finished stands. Run "
                "the same command again, with fewer --workers."
            )
        return Task(task.part, (*task.deaths, last) if last.act != "start" else task.deaths)


@contextmanager
def one_thread_each() -> Iterator[None]:
    """While workers start, the environment says that each takes one thread."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})

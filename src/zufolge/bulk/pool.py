"""Parts on all cores of this machine: a pool of processes, each with one thread and its own engine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

from zufolge.bulk.parts import Part
from zufolge.bulk.shards import Outcome, read_part
from zufolge.model import ZufolgeError
from zufolge.read import ReadOptions

_WAITING_FOR_EACH = 2


def read_in_pool(parts: Iterable[Part], out: Path, options: ReadOptions, workers: int) -> Iterator[Outcome]:
    """The outcomes of all parts, as they get done; with one worker everything happens in this process."""
    if workers == 1:
        yield from (read_part(part, out, options) for part in parts)
        return
    waiting, context = iter(parts), multiprocessing.get_context("spawn")
    with _one_thread_each(), ProcessPoolExecutor(workers, context, initializer=_leave_with_parent) as pool:
        first = islice(waiting, workers * _WAITING_FOR_EACH)
        under_way: set[Future[Outcome]] = {pool.submit(read_part, part, out, options) for part in first}
        try:
            while under_way:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from [future.result() for future in done]
                under_way |= {pool.submit(read_part, part, out, options) for part in islice(waiting, len(done))}
        except BrokenProcessPool as error:
            raise ZufolgeError(
                "A worker died, mostly because memory ran out; what is finished stands. Run the same command again, "
                "with fewer --workers."
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _one_thread_each:  # noqa: N801 -- reads as a word in a with statement
    """While workers start, the environment says that each takes one thread."""

    _names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")

    def __enter__(self) -> None:
        self._before = {name: os.environ.get(name) for name in self._names}
        os.environ.update(dict.fromkeys(self._names, "1"))

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def _leave_with_parent() -> None:
    """A worker whose parent was killed ends at once instead of waiting for ever."""

    def wait_for_parent() -> None:
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait_for_parent, daemon=True).start()

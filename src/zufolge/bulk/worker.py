"""A process that reads one part after another, and the parent's end of it. Not who gets which part."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, MutableSequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import cast

from zufolge.bulk.parts import Part
from zufolge.bulk.shards import Outcome, read_part
from zufolge.bulk.watch import Moment, Watch
from zufolge.model import ZufolgeError
from zufolge.read import ReadOptions

ReadPart = Callable[[Part, Path, ReadOptions, Watch], Outcome]


@dataclass(frozen=True, slots=True)
class Work:
    """What every part is read with: where shards go, how articles are read, and what reads a part."""

    out: Path
    options: ReadOptions
    read: ReadPart = read_part


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be read, and at what earlier workers died while they read it."""

    part: Part
    deaths: tuple[Moment, ...] = ()

    @property
    def lost(self) -> frozenset[Moment]:
        """What workers died of more than once."""
        return frozenset(moment for moment in self.deaths if self.deaths.count(moment) > 1)


class Worker:
    """A process of its own with one thread; it is forked with the engine loaded, and ends with its parent."""

    def __init__(self, context: ForkServerContext, work: Work) -> None:
        self._place = cast(MutableSequence[int], context.RawArray("q", 2))
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._place, work), daemon=True)
        self._process.start()
        theirs.close()
        self.task: Task | None = None

    def give(self, task: Task) -> None:
        """Let it read a part."""
        self._place[:] = [0, 0]
        self.task = task
        with suppress(OSError):  # it is dead, which the pipe says again when it is asked
            self.pipe.send((task.part, task.lost))

    def take(self) -> Outcome | None:
        """What became of its part; None where the worker died over it. What went wrong with all of it is raised."""
        try:
            found = self.pipe.recv()
        except (EOFError, OSError):
            return None
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, Outcome)
        return found

    @property
    def last(self) -> Moment:
        """What it does, or did when it died."""
        return Watch(self._place).now

    def end(self) -> None:
        """Stop it, whatever it does; a half-written shard is never seen."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()


def _work(pipe: Connection, place: MutableSequence[int], work: Work) -> None:
    """Read parts until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_with_parent()
    while True:
        try:
            part, lost = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(work.read(part, work.out, work.options, Watch(place, lost)))
        except (ZufolgeError, OSError) as error:
            pipe.send(error)
        except Exception as error:
            pipe.send(ZufolgeError(f"zufolge failed on {part.files[0][0]} ({type(error).__name__}: {error})."))


def _leave_with_parent() -> None:
    """A worker whose parent was killed ends at once instead of reading to the end of its part."""

    def wait_for_parent() -> None:
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait_for_parent, daemon=True).start()

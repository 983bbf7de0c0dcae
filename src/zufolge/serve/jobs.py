"""Articles that somebody hands in, read one after the other in the background, with progress. Kept in memory only."""

from __future__ import annotations

import secrets
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from zufolge.ledger.writer import Added
from zufolge.model import Article, ZufolgeError
from zufolge.read import ReadOptions, Unreadable, read_path
from zufolge.serve.problems import without_paths

MOST_JOBS: Final = 100
_LINES: Final = (".jsonl", ".ndjson", ".json")
Keep = Callable[[Article], tuple[Added, int]]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: how it was added and how many claims it holds, or why it could not be read."""

    name: str
    article: str | None = None
    added: Added | None = None
    claims: int = 0
    reason: str = ""


@dataclass
class Job:
    """Some files being read; `done` of `total` files are through."""

    id: str
    total: int
    done: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    is_finished: bool = False

    @property
    def read(self) -> int:
        """How many articles could be read."""
        return sum(outcome.article is not None for outcome in self.outcomes)

    @property
    def unreadable(self) -> int:
        """How many could not."""
        return len(self.outcomes) - self.read


class Jobs:
    """Runs one job after the other and remembers the latest."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="zufolge-jobs")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._stopped = threading.Event()

    def begin(self, uploads: Sequence[Upload], published: str | None) -> Job:
        """A new job, that runs from now on."""
        job = Job(secrets.token_urlsafe(9), len(uploads))
        self._jobs[job.id] = job
        while len(self._jobs) > MOST_JOBS:
            self._jobs.popitem(last=False)
        self._pool.submit(self._run, job, uploads, published)
        return job

    def find(self, id_: str) -> Job | None:
        """The job, as long as it is remembered."""
        return self._jobs.get(id_)

    def close(self) -> None:
        """Let the article in hand end, and no other begin."""
        self._stopped.set()
        self._pool.shutdown(cancel_futures=True)

    def _run(self, job: Job, uploads: Sequence[Upload], published: str | None) -> None:
        for upload in uploads:
            for found in articles_of(upload, published):
                if self._stopped.is_set():
                    return
                job.outcomes.append(self._keep_one(found, upload.name))
            job.done += 1
        job.is_finished = True

    def _keep_one(self, found: Article | Unreadable, name: str) -> Outcome:
        """Isolates one article: what goes wrong with it is told on the job's page, and the rest goes on."""
        if isinstance(found, Unreadable):
            return Outcome(name, reason=without_paths(found.reason))
        try:
            added, claims = self._keep(found)
        except ZufolgeError as error:
            return Outcome(name, reason=without_paths(str(error)))
        except Exception as error:
            return Outcome(name, reason=f"zufolge failed on it ({type(error).__name__}); please report this article.")
        return Outcome(name, found.id, added, claims)


def articles_of(upload: Upload, published: str | None) -> Iterator[Article | Unreadable]:
    """The articles in a file that was handed in.

    It has no place of its own here, so that its id is its name with a hash of what it holds; entries of JSONL keep
    theirs.
    """
    name = PurePosixPath(upload.name.replace("\\", "/")).name or "file"
    with tempfile.TemporaryDirectory() as folder:
        suffix = "".join(PurePosixPath(name).suffixes[-2:]).lower()[:20]
        file = Path(folder) / f"upload{suffix if suffix.replace('.', '').isalnum() else ''}"
        file.write_bytes(upload.content)
        for found in read_path(str(file), ReadOptions(published=published)):
            if isinstance(found, Unreadable):
                yield Unreadable(name, found.reason)
            elif suffix.removesuffix(".gz").endswith(_LINES):
                yield replace(found, path=f"{name}/{found.id}")
            else:
                digest = sha256(upload.content).hexdigest()[:8]
                yield replace(found, id=f"{PurePosixPath(name).stem[:80] or 'article'}-{digest}", path=None)

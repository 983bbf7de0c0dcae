"""Parts on many machines: Ray Data over the same function as the pool. Inputs and output must be seen by all."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zufolge.bulk.parts import Part
from zufolge.bulk.pool import ONE_THREAD, Pool
from zufolge.bulk.shards import Outcome
from zufolge.bulk.worker import Work
from zufolge.model import ZufolgeError
from zufolge.read import ReadOptions


class ReadParts:
    """One Ray actor: it reads one part after another, in a worker of its own, as the pool of one machine does."""

    def __init__(self, out: str, options: ReadOptions) -> None:
        self._pool = Pool(Work(Path(out), options), 1)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Read the parts of the batch; what comes back are the outcomes, a column for each count."""
        parts = [read_line(str(line)) for line in batch["part"]]
        outcomes = [asdict(outcome) for outcome in self._pool.read(parts)]
        return {name: [outcome[name] for outcome in outcomes] for name in Outcome.__dataclass_fields__}


def read_line(line: str) -> Part:
    """The part that stands on a line of JSON; so parts travel as plain text."""
    given = json.loads(line)
    return Part(**{**given, "files": tuple((where, name) for where, name in given["files"])})


def read_on_ray(
    parts: Iterable[Part], out: Path, options: ReadOptions, address: str, workers: int | None
) -> Iterator[Outcome]:
    """The outcomes of all parts; `address` is a cluster's, or `local` for one on this machine."""
    try:
        import ray
        import ray.data
    except ImportError:
        raise ZufolgeError("--ray needs Ray; install it with: pip install 'zufolge[ray]'.") from None
    logging.getLogger("ray").setLevel(logging.ERROR)
    ray.init(
        address=address,
        runtime_env={"env_vars": ONE_THREAD},
        log_to_driver=False,
        logging_level="error",
        **({"include_dashboard": False} if address == "local" else {}),
    )
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        waiting = [{"part": json.dumps(asdict(part))} for part in parts]
        if not waiting:
            return
        most = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        read = ray.data.from_items(waiting, override_num_blocks=len(waiting)).map_batches(
            ReadParts,
            fn_constructor_args=(str(out.resolve()), options),
            batch_size=1,
            num_cpus=1,
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=min(most, len(waiting))),
        )
        for row in read.iter_rows():
            yield Outcome(**{name: row[name] for name in Outcome.__dataclass_fields__})
    finally:
        ray.shutdown()

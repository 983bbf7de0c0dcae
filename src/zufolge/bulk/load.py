"""The readings in a folder of shards, as a ledger takes them. Not the ledger itself."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from zufolge.bulk.readings_json import read_reading
from zufolge.bulk.shards import READINGS, finished_shards
from zufolge.model import Reading, ZufolgeError


def find_shards(out: Path) -> list[Path]:
    """The shards of a folder. Raises ZufolgeError where it holds none."""
    shards = finished_shards(out) if out.is_dir() else []
    if not shards:
        raise ZufolgeError(f"{out} holds no finished shard; `zufolge bulk INPUT --out {out}` makes them.")
    return shards


def load_shard(shard: Path) -> Iterator[Reading]:
    """The readings of one shard, in the order of the input."""
    try:
        with gzip.open(shard / READINGS, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield read_reading(line)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ZufolgeError(f"{shard} is damaged ({error}); delete it and run `zufolge bulk` again.") from error

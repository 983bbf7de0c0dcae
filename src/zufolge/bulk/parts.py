"""How inputs are cut into parts of like size: each part is read on its own and becomes one shard.

The cut depends on the inputs alone, never on the number of workers, so that shards are the same wherever they are
made. Packed files and archives cannot be entered in their middle and are one part each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Literal

from zufolge.bulk.places import Place, find_files, is_remote, look_at
from zufolge.model import ZufolgeError
from zufolge.read.path import name_files

PartKind = Literal["lines", "files", "rows", "whole"]
BYTES_OF_LINES: Final = 1_000_000
FILES_AT_ONCE: Final = 200
ROWS_AT_ONCE: Final = 1_000
_LINES: Final = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the inputs that is read in one go.

    `files` are paths or addresses, each with the id for its article; of `lines` and `rows`, those that begin in
    `start`..`end` (bytes, rows) of the one file belong to the part. `size` counts bytes, for the progress.
    """

    shard: str
    kind: PartKind
    files: tuple[tuple[str, str], ...]
    size: int
    start: int = 0
    end: int = 0


def cut_inputs(inputs: Sequence[str], published: str | None = None) -> Iterator[Part]:
    """The parts of all inputs, in their order. Raises ZufolgeError where an input is missing or given twice."""
    seen: set[str] = set()
    for where in inputs:
        for part in _cut_input(where, published or ""):
            if part.shard in seen:
                raise ZufolgeError(f"{part.files[0][0]} is named twice; name every input once.")
            seen.add(part.shard)
            yield part


def _cut_input(where: str, published: str) -> Iterator[Part]:
    places = find_files(where)
    if places is None:
        yield from _cut_file(look_at(where), PurePosixPath(where).stem, published)
        return
    base = where.rstrip("/")
    inside = {_inside(place.where, base): place for place in places}
    single: list[tuple[Place, str]] = []
    for path, name in name_files(inside):
        if _is_collection(path):
            yield from _cut_file(inside[path], name, published)
        else:
            single.append((inside[path], name))
    for at in range(0, len(single), FILES_AT_ONCE):
        yield _part("files", single[at : at + FILES_AT_ONCE], published)


def _inside(where: str, base: str) -> str:
    if not is_remote(where):
        return PurePosixPath(where).relative_to(base).as_posix()
    return where.partition("://")[2].removeprefix(base.partition("://")[2]).lstrip("/")


def _is_collection(path: str) -> bool:
    endings = [suffix.lower() for suffix in PurePosixPath(path).suffixes if suffix.lower() != ".gz"]
    return bool(endings) and endings[-1] in (*_LINES, ".parquet", ".warc", ".wet")


def _cut_file(place: Place, name: str, published: str) -> Iterator[Part]:
    ending = PurePosixPath(place.where).suffix.lower()
    file = [(place, name)]
    if ending in _LINES:
        for start in range(0, max(place.size, 1), BYTES_OF_LINES):
            yield _part("lines", file, published, (start, min(start + BYTES_OF_LINES, place.size)))
        return
    rows = _count_rows(place.where) if ending == ".parquet" else None
    if rows is None:
        yield _part("whole", file, published)
    for start in range(0, rows or 0, ROWS_AT_ONCE):
        yield _part("rows", file, published, (start, min(start + ROWS_AT_ONCE, rows or 0)), rows or 0)


def _count_rows(where: str) -> int | None:
    """How many rows the Parquet file has; None where it is broken, which its shard will say."""
    from zufolge.bulk.rows import count_rows

    return count_rows(where)


def _part(
    kind: PartKind,
    files: Iterable[tuple[Place, str]],
    published: str,
    stretch: tuple[int, int] = (0, 0),
    rows: int = 0,
) -> Part:
    places, (start, end) = list(files), stretch
    told = [f"{place.where} {place.stamp} {name}" for place, name in places]
    first = hashlib.sha256(places[0][0].where.encode()).hexdigest()[:8]
    whole = hashlib.sha256("\n".join((kind, published, f"{start} {end}", *told)).encode()).hexdigest()[:16]
    size = sum(place.size for place, _ in places)
    if kind == "lines":
        size = end - start
    elif kind == "rows":
        size = size * (end - start) // rows
    return Part(f"{first}-{start:012d}-{whole}", kind, tuple((p.where, name) for p, name in places), size, start, end)

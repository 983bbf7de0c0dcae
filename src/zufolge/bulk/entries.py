"""The articles of one part; each comes with how many bytes of the part are behind it."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO

from zufolge.bulk.parts import Part
from zufolge.bulk.places import is_remote, open_place
from zufolge.bulk.watch import died
from zufolge.model import Article
from zufolge.read import ReadOptions, Unreadable
from zufolge.read.jsonl import MOST_IN_LINE, bounded_lines, read_jsonl
from zufolge.read.kinds import MAX_PAGE_BYTES
from zufolge.read.path import read_bytes, read_file

Entry = tuple[int, Article | Unreadable]


def articles_of(part: Part, options: ReadOptions, closed: Collection[int] = ()) -> Iterator[Entry]:
    """The articles of `part` and what in it could not be read, in the order of the input.

    `closed` are the numbers of articles that must not be opened, because workers died of it: a file is passed over
    then, of anything else the rest.
    """
    if part.kind == "files":
        yield from _files(part, options, closed)
        return
    entries = _open(part, options)
    for number in count():
        if number in closed:
            yield part.size, Unreadable(part.files[0][0], died(f"opened what stands behind article {number}"))
            return
        if (entry := next(entries, None)) is None:
            return
        yield entry


def _open(part: Part, options: ReadOptions) -> Iterator[Entry]:
    where, name = part.files[0]
    if part.kind == "rows":
        from zufolge.bulk.rows import read_rows

        for row, article in read_rows(where, part.start, part.end, options):
            yield part.size * (row + 1 - part.start) // (part.end - part.start), article
    elif part.kind == "lines":
        with open_place(where) as file:
            yield from _lines(file, part, options)
    else:
        yield from _whole(where, name, part.size, options)


def _lines(file: IO[bytes], part: Part, options: ReadOptions) -> Iterator[Entry]:
    """Lines that begin in the part's stretch; the one before its start belongs to the part before."""
    where = part.files[0][0]
    if part.start:
        file.seek(part.start - 1)
        _skip_line(file)
    at, number = file.tell(), 0
    while at < part.end:
        line = file.readline(MOST_IN_LINE)
        if len(line) == MOST_IN_LINE and not line.endswith(b"\n"):
            _skip_line(file)
        at, number = file.tell(), number + 1
        for article in read_jsonl([line], where, options):
            yield at - part.start, _placed(article, where, number, part.start)


def _skip_line(file: IO[bytes]) -> None:
    while (line := file.readline(MOST_IN_LINE)) and not line.endswith(b"\n"):
        pass


def _placed(article: Article | Unreadable, where: str, number: int, start: int) -> Article | Unreadable:
    if isinstance(article, Article):
        return article
    behind = f" behind byte {start}" if start else ""
    return replace(article, where=f"{where}, line {number}{behind}")


def _files(part: Part, options: ReadOptions, closed: Collection[int]) -> Iterator[Entry]:
    told = 0
    for number, (where, name) in enumerate(part.files, 1):
        shut = [Unreadable(where, died("opened it"))] if told in closed else None
        for article in shut or _file(where, name, options):
            yield part.size * number // len(part.files), article
            told += 1


def _file(where: str, name: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    try:
        if is_remote(where):
            with open_place(where) as file:
                yield from read_bytes(file.read(MAX_PAGE_BYTES + 1), where, name, options)
        else:
            yield from read_file(Path(where), name, options)
    except OSError as error:
        yield Unreadable(where, f"The file cannot be read ({error}); check it and its permissions.")


def _whole(where: str, name: str, size: int, options: ReadOptions) -> Iterator[Entry]:
    """A packed file, an archive, or any other single file."""
    endings = [suffix.lower() for suffix in PurePosixPath(where).suffixes]
    if ".warc" in endings or ".wet" in endings:
        from zufolge.read.warc import read_warc

        with open_place(where) as file:
            places: list[int] = [0]
            for article in read_warc(file, where, options, places.append):
                yield min(places[-1], size), article
    elif ".jsonl" in endings or ".ndjson" in endings:
        with open_place(where) as packed, gzip.open(packed) as lines:
            for article in read_jsonl(bounded_lines(lines), where, options):
                yield min(packed.tell(), size), article
    else:
        for article in _file(where, name, options):
            yield size, article

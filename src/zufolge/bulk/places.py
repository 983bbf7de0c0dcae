"""Where inputs lie: files and folders of this machine, and addresses that fsspec opens (`s3://…`). Read only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from zufolge.model import ZufolgeError


@dataclass(frozen=True, slots=True)
class Place:
    """A file: where it lies, its size in bytes, and a stamp that changes with its content."""

    where: str
    size: int
    stamp: str


def is_remote(where: str) -> bool:
    """Whether `where` is an address, not a path.

    >>> is_remote("s3://archive/1999.jsonl"), is_remote("archive/1999.jsonl")
    (True, False)
    """
    return "://" in where


def find_files(where: str) -> list[Place] | None:
    """All files under a folder; None where `where` is a file. Raises ZufolgeError where there is nothing."""
    if is_remote(where):
        return _find_remote(where)
    path = Path(where)
    if not path.exists():
        raise ZufolgeError(f"{where} does not exist; nothing was read. Check the path.")
    return [look_at(str(file)) for file in path.rglob("*") if file.is_file()] if path.is_dir() else None


def look_at(where: str) -> Place:
    """The file at `where`, with its size and stamp."""
    if is_remote(where):
        system, path = _system_of(where)
        return _remote_place(where, system.info(path))
    stat = Path(where).stat()
    return Place(where, stat.st_size, _stamp(stat.st_size, stat.st_mtime_ns))


def open_place(where: str) -> IO[bytes]:
    """The content of the file at `where`, as bytes that can be sought in."""
    if not is_remote(where):
        return Path(where).open("rb")
    system, path = _system_of(where)
    return cast(IO[bytes], system.open(path, "rb"))


def _find_remote(where: str) -> list[Place] | None:
    system, path = _system_of(where)
    if not system.exists(path):
        raise ZufolgeError(f"{where} does not exist; nothing was read. Check the address and your rights to it.")
    if not system.isdir(path):
        return None
    found = system.find(path, detail=True)
    return [_remote_place(str(system.unstrip_protocol(name)), about) for name, about in found.items()]


def _remote_place(where: str, about: dict[str, Any]) -> Place:
    size = int(about.get("size") or 0)
    changed = next((about[key] for key in ("ETag", "etag", "LastModified", "mtime", "created") if about.get(key)), "")
    return Place(where, size, _stamp(size, changed))


def _stamp(size: int, changed: object) -> str:
    return hashlib.sha256(f"{size} {changed}".encode()).hexdigest()[:16]


def _system_of(where: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ZufolgeError(f"{where} needs fsspec; install it with: pip install 'zufolge[bulk]'.") from None
    try:
        system, path = url_to_fs(where)
    except (ValueError, ImportError) as error:
        raise ZufolgeError(f"{where} cannot be opened ({error}).") from error
    return system, str(path)

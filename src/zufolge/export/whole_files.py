"""Files that are either written whole or not at all; what stood there before stays until then."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zufolge.model import ZufolgeError


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """A place to write at; on success it takes the place of `path`, on failure nothing is left of it."""
    with _staging(path.parent) as staging:
        staged = staging / path.name
        yield staged
        _put(staged, path)


@contextmanager
def replacing_files(folder: Path) -> Iterator[Path]:
    """A folder to write into; on success its files take their places in `folder`, beside what else stands there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise ZufolgeError(f"{folder} is a file; this format needs a folder, so name another with --out.") from None
    except OSError as error:
        raise _not_writable(folder, error) from error
    with _staging(folder) as staging:
        yield staging
        for staged in sorted(staging.iterdir()):
            sync(staged)
        for staged in sorted(staging.iterdir()):
            _put(staged, folder / staged.name)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder beside the target, on the same disk, so that a rename moves whole files."""
    try:
        staging = Path(tempfile.mkdtemp(prefix=".zufolge-export-", dir=folder))
    except OSError as error:
        raise _not_writable(folder, error) from error
    try:
        yield staging
    except OSError as error:
        raise _not_writable(folder, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _put(staged: Path, path: Path) -> None:
    if path.is_dir():
        raise ZufolgeError(f"{path} is a folder; this format is one file, so name a file with --out.")
    sync(staged)
    os.replace(staged, path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Has what was written to a file or a folder put on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _not_writable(folder: Path, error: OSError) -> ZufolgeError:
    return ZufolgeError(f"{folder} cannot be written to ({error.strerror or error}); name another place with --out.")

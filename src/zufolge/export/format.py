"""What a format is: its name, what it is for, and how articles are written in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from zufolge.export.article_claims import ArticleClaims

Articles = Iterator[ArticleClaims]
REPLACEMENT: Final = "\ufffd"
"""Stands for a character that a format cannot hold; one for one, so that offsets stay true."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that is one file of text (UTF-8). `needs` is the Python package that writing takes, if any."""

    name: str
    means: str
    write: Callable[[Articles, TextIO], None]
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format that is several files in a folder."""

    name: str
    means: str
    write: Callable[[Articles, Path], None]
    needs: str | None = None


Format = FileFormat | FolderFormat

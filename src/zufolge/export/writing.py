"""Writes articles in a format to a place: a file, a folder, or standard output. What a format writes: see `formats`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from zufolge.export.article_claims import ArticleClaims
from zufolge.export.format import Articles, FileFormat, Format
from zufolge.export.formats import load_formats
from zufolge.export.whole_files import replacing_file, replacing_files
from zufolge.model import ZufolgeError

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many articles and claims were written."""

    articles: int
    claims: int


class _Counted:
    """Articles on their way into a file, counted."""

    def __init__(self, articles: Articles, follow: Callable[[Exported], None] | None) -> None:
        self._articles = articles
        self._follow = follow
        self.so_far = Exported(0, 0)

    def __iter__(self) -> Iterator[ArticleClaims]:
        for kept in self._articles:
            yield kept
            self.so_far = Exported(self.so_far.articles + 1, self.so_far.claims + len(kept.claims))
            if self._follow is not None:
                self._follow(self.so_far)


def find_format(name: str) -> Format:
    """The format called `name`. Raises ZufolgeError where there is none, or where what it needs is not installed."""
    formats = load_formats()
    if name not in formats:
        raise ZufolgeError(f"{name!r} is no format; known are {', '.join(formats)}.")
    needs = formats[name].needs
    if needs is not None and find_spec(needs) is None:
        raise ZufolgeError(f"The format {name} needs {needs}; install it with: pip install 'zufolge[export]'.")
    return formats[name]


def write_articles(
    articles: Articles, format_: Format, out: str | Path, follow: Callable[[Exported], None] | None = None
) -> Exported:
    """Write `articles` to `out`, a file or folder, whole or not at all; `-` is standard output.

    `follow` is told after every article how much has been written.
    """
    counted = _Counted(articles, follow)
    if isinstance(format_, FileFormat):
        _write_file(iter(counted), format_, str(out))
    elif str(out) == STANDARD_OUTPUT:
        raise ZufolgeError(f"The format {format_.name} is several files; name a folder with --out.")
    else:
        with replacing_files(Path(out)) as folder:
            format_.write(iter(counted), folder)
    return counted.so_far


def _write_file(articles: Articles, format_: FileFormat, out: str) -> None:
    if out == STANDARD_OUTPUT:
        text = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=True)
        try:
            format_.write(articles, text)
        finally:
            text.detach()
        return
    with replacing_file(Path(out)) as staged, staged.open("w", encoding="utf-8", newline="\n") as text:
        format_.write(articles, text)

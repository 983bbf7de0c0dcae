"""The articles that the caller names, and what is said about those that cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.output import count_of
from zufolge.model import Article, Reading, ZufolgeError
from zufolge.reading import check_date

if TYPE_CHECKING:
    from zufolge.read import ReadOptions, Unreadable

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Text, HTML, JSONL, WARC files, folders, web addresses; - is stdin."),
]
Jsonl = Annotated[
    Path | None,
    typer.Option(
        "--jsonl",
        metavar="FILE",
        help="Articles that are already text: one JSON object a line; - is standard input.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date of articles that do not tell their own."),
]
Threads = Annotated[int, typer.Option("--threads", min=1, max=64, help="Articles read at the same time.")]


def find_articles(paths: list[str] | None, jsonl: Path | None, published: str | None) -> Iterator[Article | Unreadable]:
    """Every article under `paths` and in `jsonl`, in order; a missing path is told before any is read."""
    named = [*(paths or ())]
    if published is not None:
        check_date(published)
    if not named and jsonl is None:
        raise ZufolgeError("Nothing to read: name files or folders, or give --jsonl FILE; - is standard input.")
    for name in [*named, *([str(jsonl)] if jsonl else [])]:
        if name != "-" and not is_address(name) and not Path(name).exists():
            raise ZufolgeError(f"{name} does not exist; nothing was read. Check the path.")
    return _articles(named, jsonl, published)


def _articles(named: list[str], jsonl: Path | None, published: str | None) -> Iterator[Article | Unreadable]:
    from zufolge.read import ReadOptions, read_path

    for name in named:
        if not is_address(name):
            yield from read_path(name, ReadOptions(published=published))
    yield from _pages([name for name in named if is_address(name)], ReadOptions(published=published))
    if jsonl is not None:
        yield from read_path(str(jsonl), ReadOptions(published=published, jsonl=True))


def is_address(name: str) -> bool:
    """Whether `name` is the address of a page, not a path.

    >>> is_address("https://kurier.example/a"), is_address("a.html")
    (True, False)
    """
    return name.startswith(("http://", "https://"))


def _pages(addresses: list[str], options: ReadOptions) -> Iterator[Article | Unreadable]:
    if not addresses:
        return
    from zufolge.read.follow import read_page
    from zufolge.read.web import Web

    web = Web()
    try:
        for address in addresses:
            yield read_page(address, web, options)
    finally:
        web.close()


class Progress:
    """Counts what was read and what was not, and says so on standard error; progress only to a terminal."""

    def __init__(self) -> None:
        self.read = 0
        self.unreadable = 0
        self._is_watched = sys.stderr.isatty()

    def follow(self, outcomes: Iterable[Reading | Unreadable]) -> Iterator[Reading]:
        """The readings among `outcomes`; each unreadable article is told at once."""
        for outcome in outcomes:
            if isinstance(outcome, Reading):
                self.read += 1
                yield outcome
            else:
                self.unreadable += 1
                self._tell(f"zufolge: {outcome.where}: {outcome.reason}")
            self._show()
        self._clear()

    def _tell(self, line: str) -> None:
        self._clear()
        print(line, file=sys.stderr, flush=True)

    def _show(self) -> None:
        if self._is_watched:
            print(f"\r{count_of(self.read, 'article')} read", end="", file=sys.stderr, flush=True)

    def _clear(self) -> None:
        if self._is_watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def follow_readings(articles: Iterator[Article | Unreadable], threads: int, progress: Progress) -> Iterator[Reading]:
    """The readings of `articles`, in their order, while `progress` counts."""
    from zufolge.batch import read_articles

    return progress.follow(read_articles(articles, threads))

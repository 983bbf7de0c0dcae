"""Standard output: bytes for programs, a console for people; a reader that has had enough is no error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from zufolge.cli import exits

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def printing() -> Iterator[None]:
    """Around everything that prints: where nobody listens any more (`| head`), the command ends well and quietly."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        raise typer.Exit(exits.OK) from None


def count_of(number: int, what: str) -> str:
    """A number with its noun.

    >>> count_of(1, "claim"), count_of(0, "claim")
    ('1 claim', '0 claims')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def print_line(line: str) -> None:
    """One line in UTF-8, whatever the terminal's language."""
    sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def make_console() -> Console:
    """A console that leaves colours out where nobody sees them, and tells `printing` of a broken pipe."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Plain(highlight=False)

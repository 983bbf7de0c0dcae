"""How a command of `zufolge` ended, for the tests that run one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ended:
    """The exit code and what was printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]

"""Holds the engine's weights to their digests: a file that is not the one training wrote is never loaded.

The digests stand in `SHA256SUMS` beside the weights, as `sha256sum` writes them (`sha256sum --check` reads them too).
They guard against damage and mix-ups, and together with a signed release against exchange. They are no signature.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from zufolge.model import ZufolgeError

WEIGHTS: Final = Path(__file__).parent / "weights"
DIGESTS: Final = "SHA256SUMS"


def write_digests(folder: Path = WEIGHTS) -> Path:
    """Write down the digests of all files in `folder`; training does so after it wrote them."""
    lines = [
        f"{_digest(path.read_bytes())}  {path.name}\n" for path in sorted(folder.iterdir()) if path.name != DIGESTS
    ]
    (folder / DIGESTS).write_text("".join(lines), encoding="ascii")
    _digests.cache_clear()
    return folder / DIGESTS


def read_checked(name: str, folder: Path = WEIGHTS) -> bytes:
    """The bytes of a file of weights; the very bytes that were checked, so that nothing changes in between.

    Raises ZufolgeError where the file or its digest is missing, or the two do not fit.
    """
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise ZufolgeError(
            f"The engine's weights are missing in {folder.name}/ ({name}): install zufolge again, "
            "or run `make weights`."
        ) from error
    if _digests(folder).get(name) != _digest(content):
        raise ZufolgeError(
            f"The engine's weights in {folder.name}/{name} are not those that zufolge was released with (their SHA-256 "
            f"is not the one in {DIGESTS}): install zufolge again. If you trained them yourself, run "
            "`python -m training.digests`."
        )
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
def _digests(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / DIGESTS).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ZufolgeError(f"{folder.name}/{DIGESTS} is missing or damaged: install zufolge again.") from error
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}

"""What watches knew the last time, as a JSON file beside them. What is news is decided in `watch`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from zufolge.ask.watch import Seen, SeenDeal
from zufolge.model import ZufolgeError

FORMAT: Final = 1


def load_seen(file: Path) -> dict[str, Seen]:
    """What each watch had seen, by its id; nothing where there is no file yet.

    Raises ZufolgeError where the file is none that `save_seen` wrote.
    """
    if not file.exists():
        return {}
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(f"format {content['format']}")
        return {name: _seen(entry) for name, entry in content["watches"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ZufolgeError(
            f"{file} does not say what has been seen ({error}); delete it to begin anew, or name another with --state."
        ) from error


def save_seen(file: Path, seen: Mapping[str, Seen]) -> None:
    """Write what has been seen: all of it, or nothing. Raises ZufolgeError where the file cannot be written."""
    content = {"format": FORMAT, "watches": {name: asdict(seen[name]) for name in sorted(seen)}}
    half = file.with_name(f"{file.name}.part")
    try:
        half.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(half, file)
    except OSError as error:
        raise ZufolgeError(f"{file} cannot be written ({error}); name another file with --state.") from error


def _seen(entry: Mapping[str, Any]) -> Seen:
    return Seen(
        deals=tuple(
            SeenDeal(deal["id"], deal["stage"], int(deal["independent"]), tuple(deal["claims"]))
            for deal in entry["deals"]
        ),
        claims=tuple(entry["claims"]),
        contradictions=tuple(tuple(claims) for claims in entry["contradictions"]),
    )

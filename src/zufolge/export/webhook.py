"""Posts JSON to an address of the web. What is posted is decided by the caller."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any, Final
from urllib.parse import urlsplit

from zufolge.model import ZufolgeError

WAIT_SECONDS: Final = 20.0


def check_address(address: str) -> None:
    """Raises ZufolgeError where `address` is none that can be posted to."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise ZufolgeError(f"{address!r} is no address to post to; give one that begins with https:// or http://.")


def post_json(address: str, values: dict[str, Any], wait_seconds: float = WAIT_SECONDS) -> None:
    """Post `values` as JSON. Raises ZufolgeError unless the other side answers that it went well (2xx)."""
    check_address(address)
    request = urllib.request.Request(
        address,
        data=json.dumps(values, ensure_ascii=False).encode("utf-8", "replace"),
        headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "zufolge"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=wait_seconds):
            pass
    except urllib.error.HTTPError as error:
        status = f"{error.code} {error.reason}"
        error.close()
        raise ZufolgeError(f"{address} did not take the news ({status}); they stay news for the next time.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise ZufolgeError(f"{address} cannot be reached ({reason}); the news stay news for the next time.") from error

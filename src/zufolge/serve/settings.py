"""How the server runs: which ledger, who may reach it, how much it takes. Not the server itself."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

from zufolge.model import ZufolgeError

LEAST_TOKEN_CHARACTERS: Final = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """What the caller decides.

    `most_bytes` limits the body of one request, `most_text` the characters of one article, `requests_a_minute` and
    `readings_a_minute` what one address may ask and have read; the latter is what costs time.
    """

    ledger: str = "zufolge.db"
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    read_only: bool = False
    most_bytes: int = 20_000_000
    most_text: int = 200_000
    requests_a_minute: int = 1200
    readings_a_minute: int = 120

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)


def check_settings(settings: Settings) -> None:
    """Raises ZufolgeError where the ledger would stand open to others."""
    if settings.is_local:
        return
    if not settings.token:
        raise ZufolgeError(
            f"On {settings.host} others can reach the ledger; give a token with --token-file or $ZUFOLGE_TOKEN, "
            "or stay on 127.0.0.1."
        )
    if len(settings.token) < LEAST_TOKEN_CHARACTERS:
        raise ZufolgeError(f"The token is too short; give one of at least {LEAST_TOKEN_CHARACTERS} characters.")


def is_loopback(host: str) -> bool:
    """Whether `host` names this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("[::1]"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False

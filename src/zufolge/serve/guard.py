"""What stands before every request: who may ask, how much, how often; and what every answer must say of itself."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zufolge.serve.problems import answer
from zufolge.serve.settings import Settings, is_loopback

SESSION: Final = "zufolge_session"
_OPEN_PATHS: Final = ("/login", "/static/")
_SAFE: Final = ("GET", "HEAD", "OPTIONS")
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class TooLargeError(HTTPException):
    """More came than the server takes."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__(413, f"That is too large; a request may have {most_bytes / 1_000_000:g} MB.")


class Limiter:
    """Counts requests of an address: so many a minute, and no more than that at once."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def takes(self, who: str) -> bool:
        """Whether one more request of `who` is in order."""
        now = self._clock()
        left, seen = self._left.get(who, (float(self._a_minute), now))
        left = min(float(self._a_minute), left + (now - seen) * self._a_minute / 60)
        if len(self._left) > 10_000:
            self._left.clear()  # a flood of addresses; forgetting all is better than holding all
        self._left[who] = (left - 1 if left >= 1 else left, now)
        return left >= 1


def session_of(token: str) -> str:
    """What a browser keeps in the place of the token."""
    return hmac.new(token.encode(), b"zufolge session", hashlib.sha256).hexdigest()


class Guard:
    """The one middleware; everything that is refused is refused here, before any page or route sees it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._requests = Limiter(settings.requests_a_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        dressed = _dressed(send, request.url.path)
        if refusal is not None:
            await refusal(scope, receive, dressed)
            return
        await self._app(scope, self._limited(receive), dressed)

    def _refusal(self, request: Request) -> Response | None:
        """The answer to a request that goes no further."""
        if self._settings.is_local and not _names_this_machine(request.headers):
            return answer(request, 421, "This server answers only to localhost.")
        if not self._requests.takes(request.client.host if request.client else ""):
            return answer(request, 429, "Too many requests; wait a moment.", {"Retry-After": "10"})
        length = request.headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._settings.most_bytes:
            return answer(request, 413, TooLargeError(self._settings.most_bytes).detail)
        if request.method not in _SAFE:
            if not _is_same_origin(request):
                return answer(request, 403, "This form does not come from here; open the page again and send it.")
            if self._settings.read_only and request.url.path not in ("/login", "/api/annotate"):
                return answer(request, 403, "This server only reads; nothing can be changed here.")
        return self._stranger(request)

    def _stranger(self, request: Request) -> Response | None:
        token = self._settings.token
        path = request.url.path
        if token is None or path.startswith(_OPEN_PATHS):
            return None
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode()):
            return None
        if hmac.compare_digest(request.cookies.get(SESSION, "").encode(), session_of(token).encode()):
            return None
        if path.startswith("/api/"):
            challenge = {"WWW-Authenticate": 'Bearer realm="zufolge"'}
            return answer(request, 401, "Give the token: Authorization: Bearer TOKEN.", challenge)
        return RedirectResponse("/login", 303)

    def _limited(self, receive: Receive) -> Receive:
        """`receive` that counts, for bodies that do not tell their length or lie."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._settings.most_bytes:
                raise TooLargeError(self._settings.most_bytes)
            return message

        return counted


def _names_this_machine(headers: Headers) -> bool:
    """Whether the request names this machine; another name means that a foreign page points here."""
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    return is_loopback(host) or host == "testserver"


def _is_same_origin(request: Request) -> bool:
    """Whether a browser says that the request comes from our own pages; programs say nothing, which is fine."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _dressed(send: Send, path: str) -> Send:
    """`send` with the headers that every answer carries."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if not path.startswith("/static/"):
                headers.setdefault("Cache-Control", "no-cache")
                headers.add_vary_header("Accept-Language, Cookie")
        await send(message)

    return dressed

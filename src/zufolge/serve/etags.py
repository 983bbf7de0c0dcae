"""Answers that have not changed are not sent again: an ETag for everything read, and 304 where the caller has it."""

from __future__ import annotations

from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ETags:
    """Middleware that names the bytes of every answer to GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that nothing is new."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await _send(Headers(scope=scope), start, bytes(body), send)

        await self._app(scope, receive, collect)


async def _send(asked: Headers, start: Message, body: bytes, send: Send) -> None:
    headers = MutableHeaders(raw=list(start["headers"]))
    if start["status"] == 200:
        tag = headers.setdefault("ETag", f'"{sha256(body).hexdigest()[:32]}"')
        if _knows(asked.get("if-none-match", ""), tag):
            start["status"] = 304
            body = b""
            for name in ("content-length", "content-type"):
                if name in headers:
                    del headers[name]
    start["headers"] = headers.raw
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _knows(tags: str, tag: str) -> bool:
    """Whether the caller has these bytes.

    >>> _knows('W/"a", "b"', '"b"'), _knows("*", '"b"'), _knows("", '"b"')
    (True, True, False)
    """
    return tags.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in tags.split(","))

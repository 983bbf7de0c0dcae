"""Pages and feeds over HTTP, politely: robots.txt, one request at a time and host, back-off. Not what is in them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from zufolge import __version__
from zufolge.model import ZufolgeError
from zufolge.read.kinds import MAX_PAGE_BYTES, Unreadable

if TYPE_CHECKING:
    import httpx

AGENT: Final = f"zufolge/{__version__}"
_TRIES: Final = 3
_LONGEST_WAIT: Final = 60.0
_MOST_SECONDS: Final = 60.0
_MOST_REDIRECTS: Final = 6
_COME_BACK_LATER: Final = (429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Manners:
    """How long to wait: between two requests to one host, before the second try (doubled later), for an answer."""

    pause: float = 1.0
    back_off: float = 2.0
    patience: float = 20.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: where it came from in the end, its content (None: unchanged since last time), and its marks."""

    url: str
    content: bytes | None
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """The server says that the page lies elsewhere."""

    url: str


class Web:
    """Fetches addresses one after another; `close` it at the end."""

    def __init__(self, manners: Manners = Manners(), wait: Callable[[float], None] = time.sleep) -> None:
        try:
            import httpx
        except ImportError:
            raise ZufolgeError("Addresses need httpx; install it with: pip install 'zufolge[feeds]'.") from None
        self._manners, self._wait = manners, wait
        self._client = httpx.Client(headers={"User-Agent": AGENT}, timeout=manners.patience, follow_redirects=False)
        self._robots: dict[str, Any] = {}
        self._next: dict[str, float] = {}

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def fetch(self, url: str, marks: Mapping[str, str] | None = None) -> Fetched | Unreadable:
        """The content at `url`; with the `marks` of last time the server may say that nothing changed."""
        asked = url
        for _ in range(_MOST_REDIRECTS):
            found = self._fetch_here(asked, dict(marks or {}))
            if not isinstance(found, _Elsewhere):
                return replace(found, where=url) if isinstance(found, Unreadable) else found
            asked = found.url
        return Unreadable(url, "The address leads from one page to the next without end; check it.")

    def _fetch_here(self, url: str, marks: dict[str, str]) -> Fetched | _Elsewhere | Unreadable:
        try:
            parts = urlsplit(url)
        except ValueError as error:
            return Unreadable(url, f"This is no web address ({error}).")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Unreadable(url, "This is no web address; it begins with http:// or https://.")
        rules = self._rules_of(f"{parts.scheme}://{parts.netloc}")
        if isinstance(rules, Unreadable):
            return Unreadable(url, rules.reason)
        if rules is not None and not rules.can_fetch(url, AGENT):
            return Unreadable(url, "The site's robots.txt asks programs not to read this page.")
        pause = max(self._manners.pause, float((rules and rules.crawl_delay(AGENT)) or 0.0))
        return self._ask(url, marks, min(pause, _LONGEST_WAIT))

    def _rules_of(self, site: str) -> Any:
        """The site's robots.txt; None where there is none. One that cannot be had forbids everything, for now."""
        if site not in self._robots:
            from protego import Protego

            found = self._ask(f"{site}/robots.txt", {}, self._manners.pause, missing_is_empty=True)
            if isinstance(found, _Elsewhere):
                found = self._ask(found.url, {}, self._manners.pause, missing_is_empty=True)
            if isinstance(found, Unreadable):
                self._robots[site] = found
            else:
                content = found.content if isinstance(found, Fetched) else b""
                self._robots[site] = Protego.parse((content or b"")[:500_000].decode("utf-8", "replace"))
        return self._robots[site]

    def _ask(
        self, url: str, marks: dict[str, str], pause: float, missing_is_empty: bool = False
    ) -> Fetched | _Elsewhere | Unreadable:
        import httpx

        host, reason = urlsplit(url).netloc, ""
        for turn in range(_TRIES):
            self._wait(max(0.0, self._next.get(host, 0.0) - time.monotonic()))
            later: float | None = None
            try:
                with self._client.stream("GET", url, headers=marks) as answer:
                    status = answer.status_code
                    if missing_is_empty and 400 <= status < 500 and status != 429:
                        return Fetched(url, b"")
                    if status not in _COME_BACK_LATER:
                        return _taken(answer, url)
                    later, reason = _retry_after(answer), f"The server answered {status}"
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                reason = f"The server cannot be read ({type(error).__name__}: {error})"
            finally:
                self._next[host] = time.monotonic() + pause
            if turn < _TRIES - 1:
                self._wait(min(later if later is not None else self._manners.back_off * 2**turn, _LONGEST_WAIT))
        return Unreadable(url, f"{reason}, {_TRIES} times; try again later.")


def _taken(answer: httpx.Response, url: str) -> Fetched | _Elsewhere | Unreadable:
    if answer.has_redirect_location:
        return _Elsewhere(urljoin(url, answer.headers["Location"]))
    if answer.status_code == 304:
        return Fetched(url, None)
    if answer.status_code != 200:
        return Unreadable(url, f"The server answered {answer.status_code}; check the address.")
    content, start = bytearray(), time.monotonic()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > MAX_PAGE_BYTES:
            return Unreadable(
                url, f"The answer has more than {MAX_PAGE_BYTES // 1_000_000} MB; no article is that long."
            )
        if time.monotonic() - start > _MOST_SECONDS:
            return Unreadable(url, f"The answer took more than {_MOST_SECONDS:.0f} seconds; try again later.")
    told = {"If-None-Match": answer.headers.get("ETag"), "If-Modified-Since": answer.headers.get("Last-Modified")}
    return Fetched(str(answer.url), bytes(content), {name: value for name, value in told.items() if value})


def _retry_after(answer: httpx.Response) -> float | None:
    told = answer.headers.get("Retry-After", "")
    if told.isdigit():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (TypeError, ValueError):
        return None

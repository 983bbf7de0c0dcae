"""What every page and route works with: the ledger, the templates, the reader's language. One desk an application."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from zufolge.api import Ledger
from zufolge.connect.declarations import load_tellings
from zufolge.model import Article, Reading
from zufolge.pipeline import read_article
from zufolge.serve.draw.tree import shorten
from zufolge.serve.guard import Limiter
from zufolge.serve.jobs import Jobs
from zufolge.serve.phrases import tell_number
from zufolge.serve.settings import Settings
from zufolge.serve.wording import LANGUAGES, Wording, choose_language, wording

THEMES: Final = ("light", "dark")


@dataclass
class Desk:
    """The application's one place for what lives longer than a request."""

    settings: Settings
    ledger: Ledger
    jobs: Jobs
    readings: Limiter
    lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def templates(self) -> Environment:
        """The templates; everything that they print is escaped."""
        environment = Environment(
            loader=PackageLoader("zufolge.serve"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            static=static_address,
            path=path_of,
            axis=tell_number,
            shorten=shorten,
            deal_types=lambda: [*load_tellings()],
        )
        return environment

    def read(self, article: Article) -> Reading:
        """What zufolge finds in the article; one at a time, reading uses every core by itself."""
        with self.lock:
            return read_article(article)

    def page(self, request: Request, template: str, **values: Any) -> HTMLResponse:
        """The page in the reader's language and colours."""
        words = words_of(request)
        content = self.templates.get_template(template).render(
            words=words,
            name=words.name,
            request=request,
            settings=self.settings,
            theme=theme_of(request),
            here=request.url.path,
            address=lambda **changes: address_with(request, changes),
            **values,
        )
        response = HTMLResponse(content)
        response.headers["Content-Language"] = words.language
        _keep_choices(request, response)
        return response


def desk_of(request: Request) -> Desk:
    """The desk of the application that answers."""
    desk = request.app.state.desk if "app" in request.scope else None
    if not isinstance(desk, Desk):
        raise TypeError("no desk: the application was not made by create_app")
    return desk


def words_of(request: Request) -> Wording:
    """The words in the language that the reader wants."""
    asked, kept = request.query_params.get("lang"), request.cookies.get("lang")
    return wording(choose_language(asked, kept, request.headers.get("accept-language", "")))


def theme_of(request: Request) -> str:
    """light or dark where the reader chose; else empty, and the device decides."""
    chosen = request.query_params.get("theme") or request.cookies.get("theme") or ""
    return chosen if chosen in THEMES else ""


def _keep_choices(request: Request, response: HTMLResponse) -> None:
    """Language and colours chosen in the address hold for the next pages, too."""
    for name, known in (("lang", LANGUAGES), ("theme", (*THEMES, "auto"))):
        chosen = request.query_params.get(name)
        if chosen is not None and chosen in known:
            response.set_cookie(name, chosen, max_age=31_536_000, samesite="lax", httponly=True)


def path_of(*parts: str, **query: str | int | None) -> str:
    """An address on this server; every part and value is quoted.

    >>> path_of("entities", "Kahl & Söhne/AG"), path_of("", type="talks", text=None)
    ('/entities/Kahl%20%26%20S%C3%B6hne/AG', '/?type=talks')
    """
    given = {key: value for key, value in query.items() if value not in (None, "")}
    return "/" + "/".join(quote(part, safe="/") for part in parts) + (f"?{urlencode(given)}" if given else "")


def address_with(request: Request, changes: Mapping[str, str | None]) -> str:
    """This page's address with other values; None takes a value out. A page of results begins anew."""
    kept = {key: value for key, value in request.query_params.items() if key not in ("lang", "theme", "before")}
    kept |= {key: value for key, value in changes.items() if value is not None}
    for key, value in changes.items():
        if value is None:
            kept.pop(key, None)
    given = {key: value for key, value in kept.items() if value != "" or key in changes}
    return quote(request.url.path) + (f"?{urlencode(given)}" if given else "")


@cache
def static_address(name: str) -> str:
    """The address of a static file, with its digest, so that browsers may keep it for good."""
    content = files("zufolge.serve").joinpath("static", name).read_bytes()
    return f"/static/{name}?{sha256(content).hexdigest()[:10]}"

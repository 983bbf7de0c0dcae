"""Makes the application: START HERE for the web. Pages and routes in one tuple each, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

from zufolge import __version__
from zufolge.api import Ledger
from zufolge.ledger.writer import Added
from zufolge.model import Article
from zufolge.serve.desk import Desk
from zufolge.serve.etags import ETags
from zufolge.serve.guard import Guard, Limiter
from zufolge.serve.http_api import articles as api_articles
from zufolge.serve.http_api import claims as api_claims
from zufolge.serve.http_api import joined as api_joined
from zufolge.serve.http_api import stats as api_stats
from zufolge.serve.http_api.shapes import Problem
from zufolge.serve.jobs import Jobs
from zufolge.serve.pages import add, api, deals, entity, login, reader, relations, review, search
from zufolge.serve.problems import add_problems
from zufolge.serve.settings import Settings, check_settings

PAGES: Final[tuple[APIRouter, ...]] = (
    search.router,  # claims and articles, with facets
    reader.router,  # one article, everything marked
    entity.router,  # what is known of somebody
    deals.router,  # deals, and one with its life cycle
    relations.router,  # who has to do with whom
    review.router,  # accept, correct, reject
    add.router,  # paste, drop, folders
    api.router,  # what programs may ask
    login.router,  # where a token is needed
)
ROUTES: Final[tuple[APIRouter, ...]] = (
    api_claims.router,
    api_articles.router,
    api_joined.router,
    api_stats.router,
)


def create_app(settings: Settings) -> FastAPI:
    """The application for one ledger. Raises ZufolgeError where the ledger would stand open, or cannot be used."""
    check_settings(settings)
    ledger = Ledger(settings.ledger, must_exist=settings.read_only)
    app = FastAPI(
        title="zufolge",
        version=__version__,
        description="Attributed claims from German business news: who does what with whom, according to whom.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.desk = Desk(
        settings, ledger, Jobs(lambda article: _keep(app, article)), Limiter(settings.readings_a_minute)
    )
    for router in (*PAGES, *ROUTES):
        app.include_router(router)
    app.mount("/static", _Static(directory=str(files("zufolge.serve").joinpath("static"))))
    app.add_middleware(ETags)
    app.add_middleware(Guard, settings=settings)
    add_problems(app)
    _complete_openapi(app)
    return app


class _Static(StaticFiles):
    """Static files never change under their address, which holds their digest."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.desk.jobs.close()
    app.state.desk.ledger.close()


def _keep(app: FastAPI, article: Article) -> tuple[Added, int]:
    desk: Desk = app.state.desk
    reading = desk.read(article)
    return desk.ledger.add(reading), len(reading.claims)


def _complete_openapi(app: FastAPI) -> None:
    """Name the problem's shape and the token in the document; what FastAPI says of its own errors goes."""
    document = app.openapi()
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{}, {"token": []}]

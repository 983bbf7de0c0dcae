"""The page that describes the API, from its OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from zufolge.serve.desk import desk_of

router = APIRouter(include_in_schema=False)


@router.get("/api")
def api(request: Request) -> HTMLResponse:
    """Every route with its parameters and answers."""
    document: dict[str, Any] = request.app.openapi()
    routes = [
        {"method": method.upper(), "path": path, **route}
        for path, methods in document["paths"].items()
        for method, route in methods.items()
    ]
    return desk_of(request).page(request, "api.html", routes=routes)

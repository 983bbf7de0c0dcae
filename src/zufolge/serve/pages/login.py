"""Signing in with the token, where the server is open to others."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from zufolge.serve.desk import desk_of
from zufolge.serve.guard import SESSION, session_of
from zufolge.serve.limits import check_pace

router = APIRouter(include_in_schema=False)


@router.get("/login")
def login(request: Request) -> HTMLResponse:
    """The form."""
    return desk_of(request).page(request, "login.html", is_wrong=False)


@router.post("/login")
def sign_in(request: Request, token: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Keep in the browser that the token was right."""
    desk = desk_of(request)
    check_pace(desk, request)
    expected = desk.settings.token
    if expected is None or not hmac.compare_digest(token.encode(), expected.encode()):
        response = desk.page(request, "login.html", is_wrong=True)
        response.status_code = 403
        return response
    redirect = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    redirect.set_cookie(SESSION, session_of(expected), samesite="strict", httponly=True, secure=secure)
    return redirect

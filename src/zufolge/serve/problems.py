"""What the server answers when something is wrong: RFC 9457 for programs, a page for people; no trace, no path."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from zufolge.ledger.errors import LedgerError
from zufolge.model import ZufolgeError

MEDIA_TYPE: Final = "application/problem+json"
_PATH: Final = re.compile(r"(?<![\w.])(?:sqlite:///)?(?:/|[A-Za-z]:\\)?(?:[\w.~-]+[/\\])+([\w.-]*)")
_log = logging.getLogger("zufolge.serve")


class NotFoundError(ZufolgeError):
    """What is asked for is not in the ledger."""


def problem(status: int, detail: str, **more: Any) -> Response:
    """The answer of RFC 9457: `title` says what sort of thing is wrong, `detail` what to do about it."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return Response(json.dumps(said, ensure_ascii=False), status, media_type=MEDIA_TYPE)


def without_paths(words: str) -> str:
    """`words` with every path cut down to its last part: where files lie is nobody's business.

    >>> without_paths("The ledger /srv/press/affair.db is locked.")
    'The ledger affair.db is locked.'
    """
    return _PATH.sub(lambda found: found[1], words)


def is_for_programs(request: Request) -> bool:
    """Whether a program asks, who wants the problem as JSON."""
    return request.url.path.startswith("/api/")


def answer(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The problem in the form that fits who asks."""
    if is_for_programs(request):
        response = problem(status, detail)
    else:
        from zufolge.serve.desk import desk_of

        response = desk_of(request).page(request, "error.html", status=status, detail=detail)
        response.status_code = status
    response.headers.update(headers or {})
    return response


def add_problems(app: FastAPI) -> None:
    """Make `app` answer every error in one of these forms."""
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _wrong_request)
    app.add_exception_handler(ZufolgeError, _zufolge_error)
    app.add_exception_handler(Exception, _unexpected)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer(request, error.status_code, str(error.detail), error.headers)


def _wrong_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = [f"{'.'.join(map(str, one['loc'][1:])) or one['loc'][0]}: {one['msg']}" for one in error.errors()]
    return answer(request, 422, "; ".join(said))


def _zufolge_error(request: Request, error: Exception) -> Response:
    words = without_paths(str(error))
    if isinstance(error, LedgerError):
        return answer(request, 503, words, {"Retry-After": "5"})
    return answer(request, 404 if isinstance(error, NotFoundError) else 400, words)


def _unexpected(request: Request, error: Exception) -> Response:
    """What nobody foresaw is logged here, and told to nobody else."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(request, 500, "Something went wrong here; the server's log says what.")

"""Add: paste a text, drop files or a folder; they are read in the background, with progress."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from zufolge.model import ZufolgeError
from zufolge.reading import check_date
from zufolge.serve.desk import desk_of, path_of
from zufolge.serve.handed_in import Fields, HandedIn
from zufolge.serve.jobs import Upload
from zufolge.serve.limits import check_length, check_pace
from zufolge.serve.problems import NotFoundError

router = APIRouter(include_in_schema=False)
MOST_FILES = 2000


@router.get("/add")
def add(request: Request) -> HTMLResponse:
    """The forms."""
    return desk_of(request).page(request, "add.html", form={}, error=None)


@router.post("/add/text")
def add_text(request: Request, form: Fields) -> Response:
    """Read the pasted text at once, and show it."""
    desk = desk_of(request)
    try:
        given = {key: form.get(key, "").strip() or None for key in ("published", "title", "url", "publisher")}
        text = form.get("text", "").replace("\r\n", "\n")
        check_length(desk, text)
        check_pace(desk, request)
        article = HandedIn(text, **given).article()
        desk.ledger.add(desk.read(article))
    except ZufolgeError as error:
        response = desk.page(request, "add.html", form=form, error=str(error))
        response.status_code = 400
        return response
    return RedirectResponse(path_of("articles", article.id), 303)


@router.post("/add/files")
def add_files(
    request: Request,
    files: Annotated[list[UploadFile], File()],
    published: Annotated[str, Form()] = "",
) -> Response:
    """Begin to read the files, and show how far that is."""
    desk = desk_of(request)
    check_pace(desk, request)
    day = check_date(published.strip()) if published.strip() else None
    uploads = [Upload(file.filename or "", file.file.read()) for file in files[:MOST_FILES] if file.filename]
    if not uploads:
        raise ZufolgeError("No file came along; choose at least one.")
    return RedirectResponse(path_of("add", desk.jobs.begin(uploads, day).id), 303)


@router.get("/add/{job}")
def progress(request: Request, job: str) -> HTMLResponse:
    """How far the job is, and what became of each article."""
    desk = desk_of(request)
    found = desk.jobs.find(job)
    if found is None:
        raise NotFoundError("That job is no longer known; jobs are forgotten when the server stops.")
    return desk.page(request, "job.html", job=found, outcomes=list(found.outcomes))

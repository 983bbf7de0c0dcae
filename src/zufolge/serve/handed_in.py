"""A text that somebody hands in, as an article: kept code point for code point, with what is said about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request, Response

from zufolge.model import Article, ZufolgeError
from zufolge.read import ReadOptions, Unreadable
from zufolge.read.jsonl import article_of_entry
from zufolge.reading import check_date


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A text and what its owner knows of it; None where that is nothing."""

    text: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    id: str | None = None

    def article(self) -> Article:
        """The article. Raises ZufolgeError for a text without words, and for a date that is none."""
        if not self.text.strip():
            raise ZufolgeError("The text is empty; give the text of an article.")
        entry = {"text": self.text, "title": self.title, "url": self.url, "publisher": self.publisher, "id": self.id}
        found = article_of_entry({key: value for key, value in entry.items() if value}, "text", ReadOptions())
        if isinstance(found, Unreadable):
            raise ZufolgeError(found.reason)
        if self.published is None:
            return replace(found, path=None)
        return replace(found, path=None, published=check_date(self.published), published_from="argument")


async def read_fields(request: Request) -> dict[str, str]:
    """The fields of a form that hold words, whatever their names."""
    async with request.form(max_files=0, max_fields=40) as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


Fields = Annotated[dict[str, str], Depends(read_fields)]


def author_of(request: Request) -> str:
    """Who judged from this browser before."""
    return unquote(request.cookies.get("author", ""))


def keep_author(response: Response, author: str) -> Response:
    """Remember who judges, in characters that a cookie may hold."""
    response.set_cookie("author", quote(author), max_age=31_536_000, samesite="lax", httponly=True)
    return response

"""`zufolge.read`: one article, given as text, as a file or as an Article."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from os import PathLike, fspath

from zufolge.model import Article, Reading, ZufolgeError


def read(
    article: str | PathLike[str] | Article,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Everything zufolge finds in one article.

    A string is the article's text; a path names a file with one article (text, HTML or JSONL); an Article is read as
    it is. `published`, `title` and `url` tell of a text what it does not tell itself; with a file only `published`
    counts, and only where the file gives no date. Raises ZufolgeError where there is nothing to read.

    >>> read("Die Nordfalk AG übernimmt die Alpenwerk GmbH.").text
    'Die Nordfalk AG übernimmt die Alpenwerk GmbH.'
    """
    from zufolge.pipeline import read_article

    if isinstance(article, str):
        article = _article_of_text(article, published, title, url)
    elif not isinstance(article, Article):
        article = _article_of_file(fspath(article), published)
    return read_article(article)


def _article_of_text(text: str, published: str | None, title: str | None, url: str | None) -> Article:
    """The text is kept code point for code point, so that offsets hold against the caller's own copy."""
    from zufolge.read import ReadOptions, Unreadable
    from zufolge.read.jsonl import article_of_entry

    if not text.strip():
        raise ZufolgeError("The text is empty; give the text of an article.")
    found = article_of_entry({"text": text, "title": title, "url": url}, "text", ReadOptions())
    if isinstance(found, Unreadable):
        raise ZufolgeError(f"{found.where}: {found.reason}")
    if published is None:
        return replace(found, path=None)
    return replace(found, path=None, published=check_date(published), published_from="argument")


def _article_of_file(path: str, published: str | None) -> Article:
    from zufolge.read import ReadOptions, Unreadable, read_path

    found = list(read_path(path, ReadOptions(published=check_date(published) if published else None)))
    if len(found) != 1:
        raise ZufolgeError(f"{path} holds {len(found)} articles; `zufolge read` takes many, this takes one.")
    if isinstance(found[0], Unreadable):
        raise ZufolgeError(f"{found[0].where}: {found[0].reason}")
    return found[0]


def check_date(words: str) -> str:
    """`words` if they are an ISO date or time; else a ZufolgeError.

    >>> check_date("2024-03-05T18:30")
    '2024-03-05T18:30'
    """
    try:
        datetime.fromisoformat(words)
    except ValueError:
        raise ZufolgeError(f"{words!r} is no publication date; write 2024-03-05 or 2024-03-05T18:30.") from None
    return words

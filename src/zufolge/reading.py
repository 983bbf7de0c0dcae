"""`zufolge.read`: one article, given as text, as a file or as an Article."""

from __future__ import annotations

import hashlib
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
    if not text.strip():
        raise ZufolgeError("The text is empty; give the text of an article.")
    return Article(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        url=url,
        title=title,
        published=published,
        published_from="argument" if published else None,
    )


def _article_of_file(path: str, published: str | None) -> Article:
    from zufolge.read import ReadOptions, Unreadable, read_path

    found = list(read_path(path, ReadOptions(published=published)))
    if len(found) != 1:
        raise ZufolgeError(f"{path} holds {len(found)} articles; `zufolge read` takes many, this takes one.")
    if isinstance(found[0], Unreadable):
        raise ZufolgeError(f"{found[0].where}: {found[0].reason}")
    return found[0]

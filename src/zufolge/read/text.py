"""Articles that come as plain text. Not pages, not JSONL."""

from __future__ import annotations

import re
from hashlib import sha256

from zufolge.languages import load_words
from zufolge.model import Article, Note, Span
from zufolge.read.decode import normalise
from zufolge.read.publication import date_of_text

_WORD = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 60
_MIN_GERMAN_SHARE = 0.05


def read_text(text: str, name: str | None, path: str | None, published: str | None = None) -> Article:
    """The article whose text is `text`, under the id `name` (None: made from the text itself).

    `published` is taken only where the text prints no date of its own.
    """
    text = normalise(text).strip("\n")
    date = date_of_text(text, None, None, published)
    return Article(
        id=name or text_id(text),
        text=text,
        path=path,
        published=date.published,
        published_from=date.published_from,
        notes=(*date.notes, *language_notes(text)),
    )


def text_id(text: str) -> str:
    """An id that the same text always gets.

    >>> text_id("Das Werk schließt.")
    'edb01e84c95a6a9c'
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def language_notes(text: str) -> tuple[Note, ...]:
    """A note where the text is clearly not German; reading goes on."""
    german = frozenset(load_words("frequent_words"))
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    if len(words) < _MIN_WORDS or sum(word in german for word in words) >= len(words) * _MIN_GERMAN_SHARE:
        return ()
    return (Note(Span(0, min(len(text), 80)), "The text does not look German; zufolge reads German only."),)

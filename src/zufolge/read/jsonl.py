"""Articles that are already text, one JSON object a line; their text is kept code point for code point."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from gzip import GzipFile
from typing import IO, Any

from zufolge.languages.names import canonical_name, kind_of_name
from zufolge.model import Article, Note, Origin, Span
from zufolge.read.kinds import MAX_TEXT_BYTES, ReadOptions, Unreadable
from zufolge.read.publication import date_of_text
from zufolge.read.text import language_notes, text_id

MOST_IN_LINE = MAX_TEXT_BYTES * 2 + 1
_TEXT_KEYS = ("text", "raw_text")
_URL_KEYS = ("url", "source")
_DATE_KEYS = ("published", "date")
_PUBLISHER_KEYS = ("publisher", "sitename", "source-hostname", "hostname")


def bounded_lines(file: IO[bytes] | GzipFile) -> Iterator[bytes]:
    """The lines of `file`; of one that is too long to be an article only as much as tells so."""
    while line := file.readline(MOST_IN_LINE):
        yield line
        while not line.endswith(b"\n") and (line := file.readline(MOST_IN_LINE)):
            pass


def read_jsonl(lines: Iterable[bytes], where: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    """The articles in `lines` of UTF-8, each as given; a bad line is told with its number, and the rest goes on."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _article_of_line(line, number, where, options)


def article_of_entry(entry: dict[str, Any], where: str, options: ReadOptions) -> Article | Unreadable:
    """The article in one JSON object, with zufolge's own keys or those of trafilatura's JSON.

    Its path is that of the file with the article's id behind it: the file alone would name all its articles.
    """
    text = _string(entry, _TEXT_KEYS)
    if text is None or not text.strip():
        keys = " or ".join(f'"{key}"' for key in _TEXT_KEYS)
        return Unreadable(where, f"The object has no text; give the article's text under {keys}.")
    text, notes = _without_surrogates(text)
    identity = _id(entry) or text_id(text)
    url = next((u for key in _URL_KEYS if (u := _string(entry, (key,))) and "." in u), None)
    date = date_of_text(text, _string(entry, _DATE_KEYS), url, options.published)
    return Article(
        id=identity,
        text=text,
        path=f"{where.rpartition(', line ')[0] or where}/{identity}",
        url=url,
        title=_string(entry, ("title",)),
        language=_string(entry, ("language",)) or "de",
        published=date.published,
        published_from=date.published_from,
        publisher=_string(entry, _PUBLISHER_KEYS),
        given_origins=tuple(_origins(entry)),
        notes=(*notes, *date.notes, *language_notes(text)),
    )


def _article_of_line(line: bytes, number: int, where: str, options: ReadOptions) -> Article | Unreadable:
    place = f"{where}, line {number}"
    if len(line) >= MOST_IN_LINE:
        most = MAX_TEXT_BYTES // 1_000_000
        return Unreadable(place, f"The line has more than {2 * most} MB; one article may have {most} MB. Split it.")
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unreadable(place, "The line is not UTF-8; JSONL must be. Convert the file, then read it again.")
    except json.JSONDecodeError as error:
        return Unreadable(place, f"The line is not valid JSON ({error.msg}, column {error.colno}); mend or remove it.")
    except RecursionError:
        return Unreadable(place, "The line's JSON is nested too deeply to be an article; mend or remove it.")
    if not isinstance(entry, dict):
        return Unreadable(place, 'The line is no JSON object; give one object a line, with at least "text".')
    return article_of_entry(entry, place, options)


def _string(entry: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of `keys` under which a text with something in it stands."""
    return next((entry[key] for key in keys if isinstance(entry.get(key), str) and entry[key].strip()), None)


def _id(entry: dict[str, Any]) -> str | None:
    given = entry.get("id")
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip() else None


def _origins(entry: dict[str, Any]) -> Iterator[Origin]:
    author = _string(entry, ("author",)) or ""
    for name in (part.strip() for part in author.replace("/", ";").replace(",", ";").split(";")):
        if name and kind_of_name(name) == "agency":
            yield Origin(name, canonical_name(name) or name, None)


def _without_surrogates(text: str) -> tuple[str, tuple[Note, ...]]:
    """Half characters (lone surrogates) cannot be written anywhere; each becomes one replacement character."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text, ()
    mended = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    at = mended.index("\ufffd")
    return mended, (Note(Span(at, at + 1), "The text holds broken characters; each was replaced by \ufffd."),)

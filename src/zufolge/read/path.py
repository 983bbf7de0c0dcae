"""From paths to articles: files, folders, standard input; which reader a file needs. Not what the readers do."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePath, PurePosixPath

from zufolge.model import Article, ZufolgeError
from zufolge.read.decode import decode, is_binary
from zufolge.read.jsonl import article_of_entry, bounded_lines, read_jsonl
from zufolge.read.kinds import MAX_PAGE_BYTES, MAX_TEXT_BYTES, ReadOptions, Unreadable
from zufolge.read.text import read_text

_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_ARCHIVES = (".warc", ".wet")
_READ = (*_PAGES, *_LINES, *_ARCHIVES, ".txt", ".text", ".json")
_BESIDE_PAGES = (
    ".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".woff", ".woff2", ".map", ".db", ".md5",
)  # fmt: skip
_PAGE_START = (b"<!doctype html", b"<html", b"<?xml")
_MAGIC = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP or Office file"), (b"\xd0\xcf\x11\xe0", "an Office file"))


def read_path(path: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    """The articles under `path`: a text, HTML or JSONL file, a folder of such (recursive, sorted), or `-`.

    What cannot be read comes as an `Unreadable`, and the rest goes on. Raises ZufolgeError where `path` is missing.
    """
    if path == "-":
        yield from _read_content(sys.stdin.buffer.read(), "standard input", None, "-", options)
        return
    place = Path(path)
    if not place.exists():
        raise ZufolgeError(f"{path} does not exist; check the path.")
    if place.is_dir():
        yield from _read_folder(place, options)
    else:
        yield from _read_file(place, place.stem, options)


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Article | Unreadable]:
    files = name_files([path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()])
    for inside, name in files:
        yield from read_file(folder / inside, name, options)
    if not files:
        yield Unreadable(str(folder), f"The folder holds no article; zufolge reads {_known()}.")


def name_files(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Those of a folder's files that are read, in the order of their paths inside it, each with its article's id.

    Hidden files and page furniture are left out. An id is the file's name; where that is taken, its path tells.

    >>> name_files(["b/index.html", "a/index.html", "a/.git/x.txt", "a/site.css"])
    [('a/index.html', 'index'), ('b/index.html', 'index-68243bc9')]
    """
    taken: set[str] = set()
    named: list[tuple[str, str]] = []
    for inside in sorted(map(PurePosixPath, paths)):
        if any(part.startswith(".") for part in inside.parts) or inside.suffix.lower() in _BESIDE_PAGES:
            continue
        stem, path = inside.stem, inside.as_posix()
        named.append((path, stem if stem not in taken else f"{stem}-{sha256(path.encode()).hexdigest()[:8]}"))
        taken.add(stem)
    return named


def read_file(file: Path, name: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    """The articles in a file of a folder; `name` is the id where it holds a single one."""
    if _kind(file) is None:
        yield _not_read(file)
    else:
        yield from _read_file(file, name, options)


def read_bytes(content: bytes, where: str, name: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    """The articles in the content of a file that does not lie on this machine; `where` is its address."""
    file = PurePosixPath(where)
    kind = _kind(file)
    if kind is None:
        yield Unreadable(
            where, f"Its name ends in {file.suffix or 'nothing known'}; in folders zufolge reads {_known()}."
        )
    elif len(content) > MAX_PAGE_BYTES:
        yield _too_large(where, len(content), MAX_TEXT_BYTES)
    else:
        try:
            content = unpack(content) if file.suffix == ".gz" else content
        except (OSError, EOFError, zlib.error) as error:
            yield Unreadable(where, f"The file cannot be read ({error}); check it and its permissions.")
            return
        yield from _read_content(content, where, name.removesuffix(kind) or name, kind, options)


def _read_file(file: Path, name: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    kind = _kind(file)
    try:
        if kind in _ARCHIVES:
            from zufolge.read.warc import read_warc

            with file.open("rb") as archive:
                yield from read_warc(archive, str(file), options)
            return
        if options.jsonl or kind in _LINES:
            yield from _read_lines(file, options)
            return
        if file.stat().st_size > MAX_PAGE_BYTES:
            yield _too_large(str(file), file.stat().st_size, MAX_TEXT_BYTES)
            return
        content = unpack(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        yield Unreadable(str(file), f"The file cannot be read ({error}); check it and its permissions.")
        return
    name = name.removesuffix(kind or "") or name
    yield from _read_content(content, str(file), name, kind or "", options)


def unpack(content: bytes) -> bytes:
    """What is packed in `content`, but never more than one byte beyond the largest page: a bomb stays small."""
    with gzip.open(io.BytesIO(content)) as packed:
        return packed.read(MAX_PAGE_BYTES + 1)


def _read_lines(file: Path, options: ReadOptions) -> Iterator[Article | Unreadable]:
    if file.stat().st_size == 0:
        yield _empty(str(file))
        return
    packed = file.suffix == ".gz"
    with file.open("rb") as content, gzip.open(content) if packed else content as lines:
        yield from read_jsonl(bounded_lines(lines), str(file), options)


def _read_content(
    content: bytes, where: str, name: str | None, kind: str, options: ReadOptions
) -> Iterator[Article | Unreadable]:
    """The articles in `content`; `kind` is the file's ending, or `-` where only the content can tell."""
    path = None if kind == "-" else where
    if not content.strip():
        yield _empty(where)
    elif options.jsonl or (kind == "-" and _is_jsonl(content)):
        yield from read_jsonl(content.split(b"\n"), where, options)
    elif (what := _no_text(content)) is not None:
        yield Unreadable(where, f"This is {what}, not a text; give the article as text, HTML or JSONL.")
    elif kind in _PAGES or content[:500].lstrip().lower().startswith(_PAGE_START):
        yield _read_page(content, where, name, path, options)
    elif len(content) > MAX_TEXT_BYTES:
        yield _too_large(where, len(content), MAX_TEXT_BYTES)
    elif kind == ".json":
        yield from _read_json(content, where, options)
    else:
        yield read_text(decode(content), name, path, options.published)


def _read_page(
    content: bytes, where: str, name: str | None, path: str | None, options: ReadOptions
) -> Article | Unreadable:
    from zufolge.read.html import read_html
    from zufolge.read.text import text_id

    if len(content) > MAX_PAGE_BYTES:
        return _too_large(where, len(content), MAX_PAGE_BYTES)
    page = decode(content, declares_itself=True)
    article = read_html(page, name or text_id(page), path, options.published)
    if article is None:
        return Unreadable(where, "No article was found in the page; save the page whole, or give its text as .txt.")
    return article


def _read_json(content: bytes, where: str, options: ReadOptions) -> Iterator[Article | Unreadable]:
    """A JSON file with one article, with a list of them, or with one a line."""
    try:
        found = json.loads(decode(content))
    except (json.JSONDecodeError, RecursionError):
        yield from read_jsonl(content.split(b"\n"), where, options)
        return
    for entry in found if isinstance(found, list) else [found]:
        if isinstance(entry, dict):
            yield article_of_entry(entry, where, options)
        else:
            yield Unreadable(where, 'The file holds no article object; give an object with at least "text".')


def _kind(file: PurePath) -> str | None:
    """The ending that decides how a file is read, without `.gz`; None for files in a folder that are not read."""
    endings = [suffix.lower() for suffix in file.suffixes if suffix.lower() != ".gz"]
    return endings[-1] if endings and endings[-1] in _READ else None


def _is_jsonl(content: bytes) -> bool:
    first = content.lstrip().split(b"\n", 1)[0]
    try:
        return isinstance(json.loads(first), dict)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        return False


def _no_text(content: bytes) -> str | None:
    known = next((name for magic, name in _MAGIC if content.startswith(magic)), None)
    return known or ("a binary file" if is_binary(content) else None)


def _not_read(file: Path) -> Unreadable:
    with file.open("rb") as start:
        what = _no_text(start.read(8192))
    said = f"This is {what}" if what else f"Its name ends in {file.suffix or 'nothing known'}"
    return Unreadable(str(file), f"{said}; in folders zufolge reads {_known()}.")


def _known() -> str:
    return ", ".join(_READ)


def _empty(where: str) -> Unreadable:
    return Unreadable(where, "There is nothing in it; give a file with an article.")


def _too_large(where: str, size: int, limit: int) -> Unreadable:
    return Unreadable(
        where,
        f"It has {size / 1_000_000:.0f} MB; one article may have {limit // 1_000_000} MB. "
        "Split it into articles, one a file or one a line of JSONL.",
    )

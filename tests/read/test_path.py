"""Files, folders and standard input become articles; what cannot be read is told, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from zufolge.model import Article, ZufolgeError
from zufolge.read import ReadOptions, Unreadable, read_path
from zufolge.read.kinds import MAX_PAGE_BYTES, MAX_TEXT_BYTES

TEXT = "Bern, 3. Mai 2016 - Die Mühle AG schließt ihr Werk am Fluss im Sommer."


def read(path: Path | str, **options: bool | str) -> list[Article | Unreadable]:
    """Everything under `path`."""
    return list(read_path(str(path), ReadOptions(**options)))  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without byte order mark, UTF-16 and Windows-1252 give the same article."""
    file = tmp_path / "werk.txt"
    file.write_bytes(TEXT.replace(" AG", "\u00a0AG").replace("\n", "\r\n").encode(encoding))
    (article,) = read(file)
    assert isinstance(article, Article)
    assert (article.id, article.text, article.path) == ("werk", TEXT, str(file))
    assert (article.published, article.published_from) == ("2016-05-03", "dateline")


def test_soft_hyphens_and_line_ends(tmp_path: Path) -> None:
    """Soft hyphens go, and every line end becomes one."""
    file = tmp_path / "a.txt"
    file.write_bytes("Kon\u00adzern\r\nWerk\rFluss\n".encode())
    assert [a.text for a in read(file) if isinstance(a, Article)] == ["Konzern\nWerk\nFluss"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "There is nothing in it; give a file with an article."),
        ("a.html", b"  \n", "There is nothing in it; give a file with an article."),
        ("a.jsonl", b"", "There is nothing in it; give a file with an article."),
        ("a.txt", b"%PDF-1.7 ...", "This is a PDF, not a text; give the article as text, HTML or JSONL."),
        ("a.txt", b"\x00\x01\x02", "This is a binary file, not a text; give the article as text, HTML or JSONL."),
        (
            "a.txt",
            b"PK\x03\x04..",
            "This is a ZIP or Office file, not a text; give the article as text, HTML or JSONL.",
        ),
        (
            "a.html",
            b"<html><body></body></html>",
            "No article was found in the page; save the page whole, or give its text as .txt.",
        ),
        ("a.txt.gz", b"no gzip", "The file cannot be read (Not a gzipped file (b'no')); check it and its permissions."),
    ],
)
def test_unreadable_content(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Content that is no article is told in one sentence that says what to do."""
    file = tmp_path / name
    file.write_bytes(content)
    assert read(file) == [Unreadable(str(file), reason)]


def test_too_large(tmp_path: Path) -> None:
    """A text beyond the limit is told with its size and the limit."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * (MAX_TEXT_BYTES + 1_000_000))
    assert read(file) == [
        Unreadable(
            str(file),
            "It has 3 MB; one article may have 2 MB. Split it into articles, one a file or one a line of JSONL.",
        )
    ]


def test_a_packed_bomb_stays_small(tmp_path: Path) -> None:
    """A small file that unpacks to a huge one is never unpacked beyond the limit; nor is a line without end."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a " * MAX_PAGE_BYTES, 9))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"a" * MAX_PAGE_BYTES + b'\n{"text": "Nordfalk baut."}\n', 9))
    bomb, line, article = read(tmp_path)
    assert isinstance(bomb, Unreadable)
    assert bomb.reason.startswith("It has 20 MB; one article may have 2 MB.")
    assert isinstance(line, Unreadable)
    assert line.reason == "The line has more than 4 MB; one article may have 2 MB. Split it."
    assert isinstance(article, Article)


def test_missing_path() -> None:
    """A path that does not exist is the caller's error."""
    with pytest.raises(ZufolgeError, match=r"nowhere/a\.txt does not exist; check the path"):
        read("nowhere/a.txt")


def test_folder(tmp_path: Path) -> None:
    """A folder is read with its folders in the order of the paths; bad files are told, furniture is left out."""
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/a.txt", ".hidden.txt", "style.css"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    found = read(tmp_path)
    assert [a.id if isinstance(a, Article) else a.where for a in found] == [
        "a",
        "b",
        str(tmp_path / "c.pdf"),
        "a-a82881a2",
    ]


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without articles is told."""
    (found,) = read(tmp_path)
    assert isinstance(found, Unreadable)
    assert found.reason.startswith("The folder holds no article; zufolge reads .html")


def test_gzipped(tmp_path: Path) -> None:
    """Gzipped files are read as what they hold."""
    file = tmp_path / "werk.txt.gz"
    file.write_bytes(gzip.compress(TEXT.encode()))
    assert [(a.id, a.text) for a in read(file) if isinstance(a, Article)] == [("werk", TEXT)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TEXT, [TEXT]),
        (json.dumps({"id": "x", "text": TEXT}), [TEXT]),
        (
            f"<!DOCTYPE html><html><body><article><h1>Werk</h1><p>{TEXT}</p></article></body></html>",
            [f"Werk\n\n{TEXT}"],
        ),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, expected: list[str]) -> None:
    """Standard input is read as what it looks like: text, JSONL or a page."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert [a.text for a in read("-") if isinstance(a, Article)] == expected


def test_json_file(tmp_path: Path) -> None:
    """A JSON file holds one article or a list of them."""
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"id": 1, "text": TEXT}, {"id": "2", "raw_text": TEXT}, 3]), encoding="utf-8")
    assert [a.id if isinstance(a, Article) else a.reason for a in read(file)] == [
        "1",
        "2",
        'The file holds no article object; give an object with at least "text".',
    ]


def test_language_note(tmp_path: Path) -> None:
    """A text that is clearly not German is read, with a note."""
    file = tmp_path / "a.txt"
    file.write_text("The company said on Monday that it will close the plant by the river in summer. " * 8, "utf-8")
    (article,) = read(file)
    assert isinstance(article, Article)
    assert [n.message for n in article.notes] == ["The text does not look German; zufolge reads German only."]


def test_import_is_light() -> None:
    """Importing the readers loads neither trafilatura nor lxml: only pages need them."""
    code = "import sys, zufolge.read; print(sorted(m for m in sys.modules if m in ('trafilatura', 'lxml', 'htmldate')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

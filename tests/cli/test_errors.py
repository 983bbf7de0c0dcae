"""Input that cannot be read: one clear sentence, the right exit code, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.readings import TEXT
from tests.running import Run

from zufolge.cli import exits
from zufolge.read.kinds import MAX_TEXT_BYTES

pytestmark = pytest.mark.usefixtures("by_hand")

GOOD = TEXT.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"", "There is nothing in it; give a file with an article."),
        ("a.txt", b" \r\n\t", "There is nothing in it; give a file with an article."),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "This is a PDF, not a text; give the article as text"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "This is a PDF, not a text; give the article as text"),
        ("a.docx", b"PK\x03\x04\x14\x00\x06\x00\x08", "This is a ZIP or Office file, not a text"),
        ("a.bin", bytes(range(256)) * 8, "This is a binary file, not a text"),
        ("a.txt", b"Nordfalk " * (MAX_TEXT_BYTES // 9 + 1), "one article may have 2 MB. Split it into articles"),
        ("a.html", b"<html><body><nav><a href=/>Start</a></nav>", "No article was found in the page; save the page"),
        ("a.jsonl", b"", "There is nothing in it"),
    ],
    ids=["empty", "blank", "pdf", "pdf named txt", "office", "binary", "too large", "no article", "empty jsonl"],
)
def test_what_is_no_article_is_told(run: Run, tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    """The file is named, the sentence says what to do, and the code is 1."""
    (tmp_path / name).write_bytes(content)
    ended = run("annotate", name)
    assert (ended.code, ended.out, ended.err.count("\n")) == (exits.SOME_UNREADABLE, "", 1)
    assert f"zufolge: {name}: " in ended.err
    assert sentence in ended.err


def test_a_bad_line_of_jsonl_is_told_with_its_number(run: Run, tmp_path: Path) -> None:
    """The lines before and after it are kept."""
    good = [json.dumps({"id": number, "text": TEXT}) for number in (1, 2, 4)]
    (tmp_path / "a.jsonl").write_text("\n".join([*good[:2], '{"id": 3, "text":', good[2]]) + "\n", encoding="utf-8")
    ended = run("read", "--jsonl", "a.jsonl")
    assert (ended.code, ended.out.split(":")[0]) == (exits.SOME_UNREADABLE, "3 articles read")
    assert "zufolge: a.jsonl, line 3: The line is not valid JSON" in ended.err


def test_a_bad_file_in_a_folder_is_told_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    """Every good article of the folder is in the ledger."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name, content in {"a.txt": GOOD, "b.txt": b"", "c.pdf": b"%PDF-1.4", "d.txt": GOOD + b" "}.items():
        (folder / name).write_bytes(content)
    ended = run("read", "press")
    assert (ended.code, ended.out.split(":")[0]) == (exits.SOME_UNREADABLE, "2 articles read")
    assert [name for name in ("a.txt", "b.txt", "c.pdf", "d.txt") if name in ended.err] == ["b.txt", "c.pdf"]


def test_broken_html_is_read_as_far_as_it_goes(run: Run, tmp_path: Path) -> None:
    """Tags that never close lose no text."""
    sentence = "Der Konzern aus Hamburg will im kommenden Jahr ein neues Werk in Bremen bauen. "
    (tmp_path / "a.html").write_text(f"<html><body><article><h1>Werk<p>{sentence * 6}<p>{sentence * 4}</div></b>")
    ended = run("annotate", "a.html")
    assert (ended.code, ended.err) == (exits.OK, "")
    assert json.loads(ended.out)["text"].count("neues Werk in Bremen") == 10


def test_an_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    """A folder without articles is not silently nothing."""
    (tmp_path / "press").mkdir()
    ended = run("read", "press")
    assert (ended.code, "The folder holds no article" in ended.err) == (exits.SOME_UNREADABLE, True)


def test_a_file_that_may_not_be_read_is_told(run: Run, tmp_path: Path) -> None:
    """The system's reason stands in the sentence."""
    (tmp_path / "a.txt").write_bytes(GOOD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
        ended = run("annotate", "a.txt")
    assert (ended.code, "Permission denied" in ended.err) == (exits.SOME_UNREADABLE, True)


def test_a_date_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    """A mistyped --published is told before anything is read."""
    (tmp_path / "a.txt").write_bytes(GOOD)
    ended = run("annotate", "a.txt", "--published", "5.3.2024")
    assert (ended.code, ended.out) == (exits.CALLER_ERROR, "")
    assert ended.err == "zufolge: '5.3.2024' is no publication date; write 2024-03-05 or 2024-03-05T18:30.\n"

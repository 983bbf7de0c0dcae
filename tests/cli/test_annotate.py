"""`zufolge annotate`."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from tests.readings import TEXT
from tests.running import Run

from zufolge.cli import exits

pytestmark = pytest.mark.usefixtures("by_hand")


def write_lines(path: Path, *articles: dict[str, str]) -> None:
    """A JSONL file of articles."""
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")


def test_every_article_is_one_line(run: Run, tmp_path: Path) -> None:
    """The lines come in the order of the file, with the text as it was given."""
    texts = [TEXT, "Zeile\r\n\u00adzwei \u00a0😀"]
    write_lines(tmp_path / "a.jsonl", *({"id": str(n), "text": text} for n, text in enumerate(texts)))
    ended = run("annotate", "--jsonl", "a.jsonl")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert (ended.code, [line["id"] for line in lines], [line["text"] for line in lines]) == (0, ["0", "1"], texts)
    assert [len(line["claims"]) for line in lines] == [1, 0]


def test_threads_change_no_byte(run: Run, tmp_path: Path) -> None:
    """One thread and several print the same, in the same order."""
    write_lines(tmp_path / "a.jsonl", *({"id": str(n), "text": TEXT + " " * (n % 3)} for n in range(40)))
    one, two = (run("annotate", "--jsonl", "a.jsonl", "--threads", n).out for n in ("1", "2"))
    assert (one == two, one.count("\n")) == (True, 40)


def test_no_ledger_is_touched(run: Run, tmp_path: Path) -> None:
    """Annotating leaves no file behind."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run("annotate", "a.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_article_that_fails_is_told_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    """What goes wrong with one article ends with code 1 and loses no other."""
    write_lines(tmp_path / "a.jsonl", {"id": "bad", "text": "Das ist kaputt."}, {"id": "good", "text": TEXT})
    ended = run("annotate", "--jsonl", "a.jsonl")
    assert (ended.code, [json.loads(line)["id"] for line in ended.out.splitlines()]) == (
        exits.SOME_UNREADABLE,
        ["good"],
    )
    assert "bad: zufolge failed on it (ValueError: no idea)" in ended.err


@pytest.mark.parametrize(
    ("arguments", "given"),
    [(("-",), TEXT), (("--jsonl", "-"), json.dumps({"id": "a", "text": TEXT})), (("-",), json.dumps({"text": TEXT}))],
    ids=["text", "jsonl", "jsonl recognised"],
)
def test_standard_input_is_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], given: str
) -> None:
    """A hyphen stands for standard input, as text or as JSONL."""
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode("utf-8")), encoding="utf-8"))
    ended = run("annotate", *arguments)
    assert (ended.code, json.loads(ended.out)["text"]) == (exits.OK, TEXT)


def test_a_missing_file_is_told_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    """A mistyped path ends with code 2, and no other file has been read."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ended = run("annotate", "a.txt", "b.txt")
    assert (ended.code, ended.out) == (exits.CALLER_ERROR, "")
    assert ended.err == "zufolge: b.txt does not exist; nothing was read. Check the path.\n"


def test_nothing_to_read_is_told(run: Run) -> None:
    """Without a path the command says what it wants."""
    ended = run("annotate")
    assert (ended.code, ended.err.startswith("zufolge: Nothing to read: name files")) == (exits.CALLER_ERROR, True)

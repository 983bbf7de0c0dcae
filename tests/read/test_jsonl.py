"""JSONL keeps texts as they are, takes trafilatura's keys too, and tells bad lines by number."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zufolge.model import Article, Origin
from zufolge.read.jsonl import read_jsonl
from zufolge.read.kinds import ReadOptions, Unreadable


def read(*lines: bytes) -> list[Article | Unreadable]:
    """The articles in `lines`."""
    return list(read_jsonl(lines, "a.jsonl", ReadOptions()))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip() != ""))
def test_text_is_kept(text: str) -> None:
    """The text stays the caller's, code point for code point."""
    (article,) = read(json.dumps({"id": "x", "text": text}).encode())
    assert isinstance(article, Article)
    assert article.text == text


def test_own_keys() -> None:
    """zufolge's own keys."""
    entry = {
        "id": 7,
        "text": "Ein\r\nText.",
        "published": "2016-05-03",
        "title": "T",
        "url": "https://x.de/a",
        "publisher": "P",
    }
    (a,) = read(json.dumps(entry).encode())
    assert isinstance(a, Article)
    assert (a.id, a.text, a.published, a.published_from, a.title, a.url, a.publisher, a.path) == (
        *("7", "Ein\r\nText.", "2016-05-03", "metadata", "T", "https://x.de/a", "P", "a.jsonl/7"),
    )


def test_trafilatura_keys() -> None:
    """trafilatura's own JSON: raw_text, date, source (the address), sitename, an agency as author."""
    entry = {
        "raw_text": "Ein Text.",
        "date": "2016-05-03",
        "source": "https://x.de/a",
        "sitename": "X",
        "author": "dpa; Erika Muster",
    }
    (a,) = read(json.dumps(entry).encode())
    assert isinstance(a, Article)
    assert (a.text, a.published, a.url, a.publisher) == ("Ein Text.", "2016-05-03", "https://x.de/a", "X")
    assert a.given_origins == (Origin("dpa", "dpa", None),)


def test_same_text_same_id() -> None:
    """Without an id the text gives one, always the same."""
    first, second = read(b'{"text": "Ein Text."}', b'{"text": "Ein Text.", "title": "T"}')
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": }', "The line is not valid JSON (Expecting value, column 10); mend or remove it."),
        (b"[1]", 'The line is no JSON object; give one object a line, with at least "text".'),
        (b'{"id": "x"}', 'The object has no text; give the article\'s text under "text" or "raw_text".'),
        (b'{"text": "\xff"}', "The line is not UTF-8; JSONL must be. Convert the file, then read it again."),
    ],
)
def test_bad_line(line: bytes, reason: str) -> None:
    """A bad line is told with its number, and the articles around it are read."""
    good = b'{"text": "Ein Text."}'
    first, bad, last = read(good, b"", line, good)
    assert bad == Unreadable("a.jsonl, line 3", reason)
    assert isinstance(first, Article)
    assert isinstance(last, Article)


def test_broken_characters() -> None:
    """Half characters become replacement characters, one for one, with a note."""
    (article,) = read(b'{"text": "Werk \\ud83d zu"}')
    assert isinstance(article, Article)
    assert article.text == "Werk \ufffd zu"
    assert [note.span.of(article.text) for note in article.notes] == ["\ufffd"]


@given(st.binary(max_size=80))
def test_any_bytes(line: bytes) -> None:
    """No bytes break the reader."""
    assert all(isinstance(found, Article | Unreadable) for found in read(line))

"""Input that wants to harm: no crash, no hang, offsets that hold. What once broke is kept in corpus/."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zufolge import read
from zufolge.export.annotate_json import reading_as_json
from zufolge.model import Article, Reading, ZufolgeError
from zufolge.pipeline import read_article
from zufolge.read import ReadOptions, Unreadable, read_path
from zufolge.read.decode import decode, normalise
from zufolge.recognise.numbers import read_digits
from zufolge.recognise.quantities import find_quantities
from zufolge.recognise.times import find_times
from zufolge.segment.stage import segment_article

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())
MOST_SECONDS = 30.0
PIECES = (
    "Die Nordfalk AG", " übernimmt", " die Alpenwerk GmbH", " für 75 Millionen Euro", ", teilte", " Maier mit",
    ". ",
    "\n\n", "„", "“", '"', "(dpa) - ", "1", "3,5", "1.000.", "%", "² ", "½", "am 31. Februar", "Q4/0000",
    "99.99.9999",
    "laut ", "dementierte", "\u202e", "\u200f", "\u0301", "\x00", "\ud83d", "Ｎｏｒｄｆａｌｋ", "Nоrdfalk", "٣٤",
    "XIV.",
    "zehntausend", "bis ", "-", "–", "&", "<b>", "http://a.b/c?d", "\t", "\r", "'s", "Mrd.", "rund ", " ",
)  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
TIMES = int(os.environ.get("ZUFOLGE_FUZZ", "1"))
"""`ZUFOLGE_FUZZ=100 python -m pytest tests/hostile -k any` tries a hundred times as many inputs, always other ones."""
slow_is_fine = settings(
    deadline=None, derandomize=TIMES == 1, suppress_health_check=[HealthCheck.too_slow], database=None
)
many = settings(slow_is_fine, max_examples=60 * TIMES)
quick = settings(slow_is_fine, max_examples=400 * TIMES)


def check_offsets(reading: Reading) -> None:
    """Every span lies in the text, and what is quoted stands there."""
    text = reading.text
    spans = [block.span for block in reading.blocks] + [sentence.span for sentence in reading.sentences]
    spans += [token.span for token in reading.tokens] + [mention.span for mention in reading.mentions]
    spans += [claim.evidence for claim in reading.claims]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [m.text for m in reading.mentions] == [m.span.of(text) for m in reading.mentions]


@many
@given(texts)
def test_the_whole_pipeline_reads_any_text(text: str) -> None:
    """Any string gives a reading with offsets that hold and that can be written down, or one sentence why not."""
    try:
        reading = read(text)
    except ZufolgeError as error:
        assert str(error).endswith(".")  # noqa: PT017 -- most texts are read
        return
    check_offsets(reading)
    json.dumps(reading_as_json(reading)).encode("utf-8")


@quick
@given(texts)
def test_segments_times_and_quantities_of_any_text(text: str) -> None:
    """The stages before the encoder take anything."""
    reading = segment_article(Reading(article=Article("a", text, published="2024-02-29")))
    check_offsets(find_quantities(find_times(reading)))


@quick
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded(content: bytes) -> None:
    """Any bytes become text, pages too."""
    assert isinstance(normalise(decode(content)) + decode(content, declares_itself=True), str)


@quick
@given(st.text("0123456789.,'’ ²٣-", max_size=60))
def test_any_digits_are_a_number_or_none(text: str) -> None:
    """Numbers that are none are none."""
    assert isinstance(read_digits(text), int | float | None)


@many
@given(content=st.one_of(st.binary(max_size=300), texts.map(lambda text: text.encode("utf-8", "replace"))))
@pytest.mark.parametrize("ending", ["txt", "html", "jsonl", "json", "txt.gz", "html.gz", "warc"])
def test_any_file_is_read_or_put_aside(tmp_path_factory: pytest.TempPathFactory, ending: str, content: bytes) -> None:
    """A file of any bytes under any name gives articles, or says why not."""
    path = tmp_path_factory.mktemp("any") / f"a.{ending}"
    path.write_bytes(gzip.compress(content) if ending.endswith("gz") and len(content) % 2 else content)
    for found in read_path(str(path), ReadOptions()):
        assert isinstance(found, Article | Unreadable)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_what_once_broke_is_read(path: Path) -> None:
    """Each file of the corpus is read within the bound; its name says what it did."""
    text = "".join(piece * times for piece, times in json.loads(path.read_text(encoding="utf8")))
    start = time.process_time()
    check_offsets(read_article(Article("a", text)))
    assert time.process_time() - start < MOST_SECONDS


@pytest.mark.slow
def test_memory_is_bounded() -> None:
    """The worst article there is, 300,000 marks without a word, takes less than two gigabytes, and says it was cut."""
    code = """if True:
        import resource
        from zufolge.model import Article
        from zufolge.pipeline import read_article
        (note,) = read_article(Article("a", "\u201e" * 300_000)).notes
        print(note.message, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000)"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    message, _, megabytes = told.rpartition(" ")
    assert ("was not read" in message, int(megabytes) < 2_000) == (True, True)


def bomb(kind: str) -> bytes:
    """A small file that unpacks to a large one, or that is nested deeply."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return {
        "gz": gzip.compress(b"a " * 100_000_000, 9),
        "xml": f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{laughs}]><html>&l9;</html>'.encode(),
        "outside": b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p></body></html>',
        "nested": b"<html><body>" + b"<div>" * 50_000 + b"Die Nordfalk AG kauft.",
        "json": b'{"text": ' + b"[" * 100_000,
        "line": b'{"text": "' + b"a" * 10_000_000 + b'"}',
    }[kind]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "ending"),
    [("gz", "txt.gz"), ("xml", "html"), ("outside", "html"), ("nested", "html"), ("json", "jsonl"), ("line", "jsonl")],
)
def test_bombs_do_not_go_off(tmp_path: Path, kind: str, ending: str) -> None:
    """Bombs are put aside or read within the bound, and no page brings in a file of this machine."""
    path = tmp_path / f"a.{ending}"
    path.write_bytes(bomb(kind))
    start = time.perf_counter()
    found = list(read_path(str(path), ReadOptions()))
    assert time.perf_counter() - start < MOST_SECONDS
    assert not any("root:" in article.text for article in found if isinstance(article, Article))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["a", "Die Nordfalk AG kauft Werke. ", "„", "(", "laut Reuters ", "\u202e\u200f", "1 ", "1-2 ", "3 Prozent "],
)
def test_time_grows_with_the_length(piece: str) -> None:
    """Four times the text takes at most seven times as long."""

    def seconds(length: int) -> float:
        start = time.process_time()
        read_article(Article("a", piece * (length // len(piece))))
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) < 7 * seconds(2_000) + 0.5

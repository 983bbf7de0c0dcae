"""Whatever the text, blocks, sentences and tokens are ordered, apart from each other, and inside it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zufolge.attribute.origins import find_origins
from zufolge.model import Article, Reading, Span
from zufolge.segment import stage
from zufolge.segment.stage import segment_article

PIECES = st.sampled_from(
    [
        *(
            "Bern (dpa) - ",
            "Die AG zahlt 1,3 Mrd. Euro. ",
            "Foto: A. Muster / dpaDas Werk ",
            "(dpa)",
            "\n",
            "\n\n",
            "Quelle: ",
        ),
        *(
            "Von Erika Muster",
            "13.01.16 | 08:50 Uhr",
            "„Gut.“ ",
            "Nr. 5 ",
            " ",
            ".",
            "!",
            "A",
            "ß",
            "…",
            "Yahoo! ",
            "Twittern",
        ),
        *(
            "DGAP-News: Muster AG / ",
            "BernDer Rest ",
            "am 3. Mai ",
            "- ",
            "\t",
            "\u00a0",
            "\r\n",
            "/abc/de",
            "😀",
            "x" * 60 + " ",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("".join))


def assert_ordered(spans: list[Span], text: str) -> None:
    """The spans are not empty, lie inside the text, and follow one another without overlap."""
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_offsets(text: str) -> None:
    """Blocks, sentences and tokens are ordered and inside the text; sentences lie in blocks, tokens in sentences."""
    reading = segment_article(Reading(Article("a", text)))
    blocks = [block.span for block in reading.blocks]
    sentences = [sentence.span for sentence in reading.sentences]
    assert_ordered(blocks, text)
    assert_ordered(sentences, text)
    assert_ordered([token.span for token in reading.tokens], text)
    assert all(any(block.covers(sentence) for block in blocks) for sentence in sentences)
    assert all(sentences[token.sentence].covers(token.span) for token in reading.tokens)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_nothing_is_lost(text: str) -> None:
    """Every character that is no white space lies in a block and in a sentence."""
    reading = segment_article(Reading(Article("a", text)))
    for spans in ([b.span for b in reading.blocks], [s.span for s in reading.sentences]):
        covered = {i for span in spans for i in range(span.start, span.end)}
        assert [char for i, char in enumerate(text) if i not in covered and not char.isspace()] == []


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_origin_spans(text: str) -> None:
    """The span of an origin holds its words."""
    reading = find_origins(segment_article(Reading(Article("a", text))))
    assert all(o.span is not None and o.span.of(text) == o.text for o in reading.origins)


def test_same_every_time() -> None:
    """Two runs over the same text give the same reading."""
    text = "Bern (dpa) - Die AG zahlt. Dann geht sie.\nTwittern\nFoto: dpa"
    assert segment_article(Reading(Article("a", text))) == segment_article(Reading(Article("a", text)))


def test_a_book_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound no sentence is read, and a note stands where reading ended; sentences are never halved."""
    monkeypatch.setattr(stage, "MOST_TOKENS", 10)
    text = "Nordfalk baut ein Werk. Halvern kauft es. Quarzberg sieht zu."
    reading = segment_article(Reading(article=Article("a", text)))
    assert [sentence.span.of(text) for sentence in reading.sentences] == [
        "Nordfalk baut ein Werk.",
        "Halvern kauft es.",
    ]
    assert [token.sentence for token in reading.tokens] == [0] * 5 + [1] * 4
    (note,) = reading.notes
    assert (note.span.of(text), "was not read" in note.message) == ("Quarzberg sieht zu.", True)

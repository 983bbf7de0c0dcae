"""How words become chunks and pieces; and that the same words always give the same states."""

from __future__ import annotations

import numpy as np

from zufolge.model import Article, Reading, Span, Token
from zufolge.recognise.engine import MAX_PIECES, chunks, encoder, in_windows, marked
from zufolge.segment.stage import segment_article


def tokens(*sentences: int) -> tuple[Token, ...]:
    """Tokens of sentences of the given lengths."""
    return tuple(Token(Span(0, 1), "x", number) for number, size in enumerate(sentences) for _ in range(size))


def test_chunks_end_between_sentences() -> None:
    """A sentence that no longer fits begins the next chunk."""
    assert chunks(tokens(300, 100, 200), [1] * 600) == [(0, 400), (400, 600)]


def test_a_sentence_longer_than_a_chunk_is_cut() -> None:
    """No chunk is larger than the encoder takes, and no word is lost."""
    found = chunks(tokens(1000), [1] * 1000)
    assert [b - a <= MAX_PIECES for a, b in found] == [True, True, True]
    assert [i for a, b in found for i in range(a, b)] == list(range(1000))


def test_words_are_marked_where_white_space_stood() -> None:
    """Compatibility forms are folded as the tokenizer learned them."""
    assert [marked("ﬁt", True), marked("Chef", False)] == ["▁fit", "Chef"]


def test_the_same_words_have_the_same_states() -> None:
    """One chunk a call: what stood in other calls before changes nothing."""
    reading = segment_article(Reading(Article("a", "Die Korvent AG baut in Wels ein Werk. Sie wächst.")))
    other = segment_article(Reading(Article("b", "Ein ganz anderer Text über Brückenbau.")))
    first = encoder().encode(reading.text, reading.tokens)
    encoder().encode(other.text, other.tokens)
    assert np.array_equal(first, encoder().encode(reading.text, reading.tokens))


def test_windows_are_of_one_size_and_lose_nothing() -> None:
    """A chunk becomes as few windows as possible; only the last is filled up."""
    found = in_windows(list(range(300)))
    assert [len(window) for window in found] == [100, 100, 100]
    found = in_windows(list(range(385)))
    assert [len(window) for window in found] == [97, 97, 97, 97]
    assert [i for window in found for i in window] == [*range(385), 2, 2, 2]
    assert in_windows([0, 7, 2]) == [[0, 7, 2]]

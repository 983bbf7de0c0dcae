"""The first stage of the pipeline: an article in blocks, sentences and tokens."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from zufolge.model import Note, Reading
from zufolge.segment.blocks import split_blocks
from zufolge.segment.sentences import split_sentences
from zufolge.segment.tokens import split_tokens

MOST_TOKENS: Final = 50_000
"""No article is longer: a book of 150 pages. It bounds time and memory, whatever an article holds."""
_CUT: Final = f"The article has more than {MOST_TOKENS:,} words and marks; from here on it was not read. Split it."


def segment_article(reading: Reading) -> Reading:
    """`reading` with the blocks, sentences and tokens of its article, and what the reader noted."""
    blocks = split_blocks(reading.article)
    sentences = split_sentences(reading.text, blocks)
    tokens = split_tokens(reading.text, sentences, MOST_TOKENS + 1)
    notes = (*reading.article.notes, *reading.notes)
    if len(tokens) > MOST_TOKENS:
        behind = tokens[-1].sentence
        notes = (*notes, Note(sentences[behind].span, _CUT))
        sentences, tokens = sentences[:behind], tuple(t for t in tokens if t.sentence < behind)
    return replace(reading, blocks=blocks, sentences=sentences, tokens=tokens, notes=notes)

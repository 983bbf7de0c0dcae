"""The first stage of the pipeline: an article in blocks, sentences and tokens."""

from __future__ import annotations

from dataclasses import replace

from zufolge.model import Reading
from zufolge.segment.blocks import split_blocks
from zufolge.segment.sentences import split_sentences
from zufolge.segment.tokens import split_tokens


def segment_article(reading: Reading) -> Reading:
    """`reading` with the blocks, sentences and tokens of its article, and what the reader noted."""
    blocks = split_blocks(reading.article)
    sentences = split_sentences(reading.text, blocks)
    tokens = split_tokens(reading.text, sentences)
    notes = (*reading.article.notes, *reading.notes)
    return replace(reading, blocks=blocks, sentences=sentences, tokens=tokens, notes=notes)

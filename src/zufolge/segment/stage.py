"""The first stage of the pipeline: an article in blocks, sentences and tokens."""

from __future__ import annotations

from dataclasses import replace

from zufolge.model import Reading
from zufolge.segment.blocks import split_blocks
from zufolge.segment.sentences import split_sentences
from zufolge.segment.tokens import split_tokens


def segment_article(reading: Reading) -> Reading:
    """`reading` with the blocks, sentences and tokens of its article."""
    blocks = split_blocks(reading.article)
    sentences = split_sentences(reading.text, blocks)
    return replace(reading, blocks=blocks, sentences=sentences, tokens=split_tokens(reading.text, sentences))

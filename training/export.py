"""Writes what the product runs: an int8 ONNX encoder, the heads' matrices, the tokenizer, the labels.

python -m training.export --name engine [--out src/zufolge/recognise/weights]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training import labels
from training.annotations import read_annotations
from training.base_weights import BaseModel, read_base_model
from training.claim_examples import TEXTS
from training.network import Encoder, Layer, attend
from training.train import WORK, Engine
from training.vocabulary import unigram
from zufolge.recognise.digests import write_digests
from zufolge.recognise.engine import END, MAX_PIECES, START

OUTLIERS = 4


def load(name: str) -> tuple[Engine, list[int]]:
    """A trained engine and its pieces."""
    saved = torch.load(WORK / f"{name}.pt", weights_only=True)
    base = read_base_model()
    engine = Engine(base, saved["pieces"], saved["layers"])
    engine.load_state_dict(saved["state"])
    return engine.eval(), saved["pieces"]


class FusedAttention(torch.autograd.Function):
    """Attention without a mask, exported as the one operator that ONNX Runtime has for it."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int, mask: None) -> Tensor:
        """What the network computes."""
        return attend(q, k, v, heads, mask)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int, mask: None) -> Any:
        """The operator in the graph `g`."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class PieceStates(nn.Module):
    """The embedding matrix in int8 with a scale of its own for each piece: rare pieces have small numbers."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """`ids` [batch, pieces] -> [batch, pieces, hidden]."""
        rows = torch.nn.functional.embedding(ids, self.rows)
        return rows.float() * torch.nn.functional.embedding(ids, self.scale)


class ExportedEncoder(nn.Module):
    """The encoder over the windows of one chunk, [windows, pieces a window]; see network.attention_masks."""

    def __init__(self, encoder: Encoder, largest: list[Tensor]) -> None:
        super().__init__()
        self.word = PieceStates(encoder.word.weight.detach())
        self.position, self.token_type, self.ln = encoder.position, encoder.token_type, encoder.ln
        layers = (cast(Layer, layer) for layer in encoder.layers)
        self.layers = nn.ModuleList(ExportedLayer(layer, most) for layer, most in zip(layers, largest, strict=True))

    def forward(self, ids: Tensor) -> Tensor:
        """`ids` [windows, pieces a window] -> states [windows * pieces a window, hidden]."""
        at = torch.arange(ids.shape[0] * ids.shape[1])
        x = self.ln(self.word(ids) + self.position(at).view(*ids.shape, -1) + self.token_type)
        half = ids.shape[1] // 2
        for number, layer in enumerate(self.layers):
            if number == len(self.layers) - 1:
                x = layer(turned(x, -half if number % 2 == 0 else 0).view(1, -1, x.shape[-1]))
            else:
                x = layer(turned(x, half if number % 2 else -half) if number else x)
        return x[0]


def turned(x: Tensor, by: int) -> Tensor:
    """The same pieces in windows that begin `by` pieces later, the first ones coming last."""
    flat = x.reshape(-1, x.shape[-1])
    return torch.cat([flat[by:], flat[:by]]).view(x.shape)


class ExportedLayer(nn.Module):
    """A layer as the product runs it: query, key and value are one product, and outliers are multiplied apart.

    One or two channels of the feed-forward part are ten times larger than all others; with them inside, a scale for
    all channels would leave the others four bits. They are few, so they stay in float.
    """

    def __init__(self, layer: Layer, largest: Tensor) -> None:
        super().__init__()
        self.heads, self.ao, self.fi, self.aln, self.oln = layer.heads, layer.ao, layer.fi, layer.aln, layer.oln
        parts = (layer.q, layer.k, layer.v)
        self.qkv = nn.Linear(layer.q.in_features, 3 * layer.q.out_features)
        self.qkv.weight.data, self.qkv.bias.data = (
            torch.cat([getattr(p, n) for p in parts]) for n in ("weight", "bias")
        )
        self.fo = layer.fo
        self.register_buffer("outliers", largest.topk(OUTLIERS).indices)
        self.register_buffer("others", torch.ones_like(largest).index_fill(0, self.outliers, 0))
        self.apart = nn.Linear(OUTLIERS, layer.fo.out_features, bias=False)
        self.apart.weight.data = layer.fo.weight[:, self.outliers].detach().clone()

    def forward(self, x: Tensor) -> Tensor:
        """`x` [windows, pieces, hidden]; there is no mask, since one text is read at a time."""
        q, k, v = self.qkv(x).chunk(3, -1)
        x = self.aln(x + self.ao(FusedAttention.apply(q, k, v, self.heads, None)))
        hidden = torch.nn.functional.gelu(self.fi(x))
        y = self.fo(hidden * self.others) + self.apart(hidden.index_select(-1, self.outliers))
        out: Tensor = self.oln(x + y)
        return out


def largest_inputs(engine: Engine, pieces: list[int], base: BaseModel) -> list[Tensor]:
    """The largest absolute input of each channel of each layer's last product, over some of our own texts."""
    tokenizer = unigram([base.pieces[i] for i in pieces], [base.scores[i] for i in pieces])
    found = [torch.zeros(layer.fo.in_features) for layer in layers_of(engine)]

    def note(number: int, given: Tensor) -> None:
        found[number] = torch.maximum(found[number], given.abs().amax((0, 1)))

    hooks = [
        layer.fo.register_forward_pre_hook(lambda _, given, number=number: note(number, given[0]))
        for number, layer in enumerate(layers_of(engine))
    ]
    for path in sorted(TEXTS.glob("*.txt"))[::3]:
        words = next(read_annotations(path, {})).text.split()
        encoded = tokenizer.encode_batch([["▁" + w] for w in words], is_pretokenized=True, add_special_tokens=False)
        ids = [i for e in encoded for i in e.ids][: MAX_PIECES - 2]
        with torch.no_grad():
            engine.encoder(torch.tensor([[START, *ids, END]]))
    for hook in hooks:
        hook.remove()
    return found


def layers_of(engine: Engine) -> list[Layer]:
    """The encoder's layers."""
    return [cast(Layer, layer) for layer in engine.encoder.layers]


def export_encoder(engine: Engine, out: Path, largest: list[Tensor]) -> None:
    """The encoder as ONNX, weights in int8 per channel; activations are quantised at run time, call by call."""
    ids = torch.randint(4, 1000, (3, 50))
    encoder = ExportedEncoder(engine.encoder, largest).eval()
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            encoder, (ids,), str(plain), input_names=["ids"], output_names=["states"], opset_version=17,
            dynamic_axes={"ids": {0: "windows", 1: "pieces"}, "states": {0: "all"}}, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            plain, out / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
            nodes_to_exclude=[f"/layers.{number}/apart/MatMul" for number in range(len(largest))],
        )  # fmt: skip


def export_heads(engine: Engine, out: Path) -> None:
    """The heads' matrices as float16."""
    arrays = {k: v.numpy().astype(np.float16) for k, v in sorted(engine.heads.state_dict().items())}
    np.savez(out / "heads.npz", **arrays)  # type: ignore[arg-type]


def export_labels(out: Path) -> None:
    """The closed vocabularies that the numbers stand for."""
    names = {
        "name_tags": labels.NAME_TAGS, "upos": labels.UPOS, "relations": labels.RELATIONS,
        "claim_types": labels.CLAIM_TYPES,
        "anchor_types": labels.ANCHOR_TYPES, "measures": labels.MEASURE_CLASSES, "roles": labels.ROLE_NAMES,
        "candidate_kinds": labels.CANDIDATE_KINDS, "variants": labels.VARIANT_CLASSES, "roles_of": labels.ROLES,
    }  # fmt: skip
    (out / "labels.json").write_text(json.dumps(names, ensure_ascii=False, indent=1) + "\n", encoding="utf8")


def main() -> None:
    """Exports one trained engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="engine")
    parser.add_argument("--out", type=Path, default=Path("src/zufolge/recognise/weights"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    engine, pieces = load(args.name)
    base = read_base_model()
    export_heads(engine, args.out)
    export_labels(args.out)
    export_encoder(engine, args.out, largest_inputs(engine, pieces, base))
    unigram([base.pieces[i] for i in pieces], [base.scores[i] for i in pieces]).save(
        str(args.out / "tokenizer.json"), pretty=False
    )
    write_digests(args.out)
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()

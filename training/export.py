"""Writes what the product runs: an int8 ONNX encoder, the heads' matrices, the tokenizer, the labels.

python -m training.export --name engine [--out src/zufolge/recognise/weights]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from training import labels
from training.base_weights import read_base_model
from training.network import attend
from training.train import WORK, Engine
from training.vocabulary import unigram
from zufolge.recognise.digests import write_digests


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


class PieceStates(torch.nn.Module):
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


def export_encoder(engine: Engine, out: Path) -> None:
    """The encoder as ONNX, weights in int8 per channel; activations are quantised at run time, call by call."""
    ids = torch.randint(4, 1000, (1, 50))
    engine.encoder.word = PieceStates(engine.encoder.word.weight.detach())  # type: ignore[assignment]
    for layer in engine.encoder.layers:
        layer.attend = FusedAttention.apply  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            engine.encoder, (ids,), str(plain), input_names=["ids"], output_names=["states"], opset_version=17,
            dynamic_axes={"ids": {1: "pieces"}, "states": {1: "pieces"}}, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            plain,
            out / "encoder.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
        )


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
    export_encoder(engine, args.out)
    export_heads(engine, args.out)
    export_labels(args.out)
    base = read_base_model()
    unigram([base.pieces[i] for i in pieces], [base.scores[i] for i in pieces]).save(
        str(args.out / "tokenizer.json"), pretty=False
    )
    write_digests(args.out)
    print({p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()

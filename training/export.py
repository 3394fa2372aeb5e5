"""Write a trained tagger as an ONNX model in eight-bit whole numbers."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForTokenClassification

_NAMES = ["input_ids", "attention_mask", "token_type_ids"]


class _Logits(torch.nn.Module):
    """The model as a function from tensors to a tensor."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self._model = model

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        return self._model(input_ids=ids, attention_mask=mask, token_type_ids=types).logits


def export(trained: Path, out: Path) -> None:
    """Export the model in `trained` to the file `out`."""
    model = AutoModelForTokenClassification.from_pretrained(trained, attn_implementation="eager").eval()
    ids = torch.randint(1000, 2000, (2, 24))
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Logits(model),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            whole,
            dynamo=False,
            input_names=_NAMES,
            output_names=["logits"],
            opset_version=17,
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in (*_NAMES, "logits")},
        )
        quantize_dynamic(whole, out, weight_type=QuantType.QInt8, per_channel=True)

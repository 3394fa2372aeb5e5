"""The models inside the package, run by onnxruntime without a word to anybody."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files

# From 1.30 on onnxruntime reports its use over the network (see pyproject.toml, which asks for an older one). Should
# somebody have a newer one beside llais all the same, this keeps it quiet; it must be said before the import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

onnxruntime.disable_telemetry_events()


@cache
def load_model(package: str, file: str, threads: int = 0) -> onnxruntime.InferenceSession:
    """Load a model of ours, once; `threads` says on how many cores it runs, 0 on all.

    Raises FileNotFoundError where the package was installed without its data.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    model = files(package).joinpath("data", file).read_bytes()
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

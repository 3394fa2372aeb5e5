"""The library that runs the models sends nothing to anybody."""

from __future__ import annotations

from pathlib import Path

import onnxruntime
import pytest

from pipeline.identify.models import load_model


def test_the_library_knows_no_address_to_report_to() -> None:
    """Later versions of onnxruntime report their use; the one that llais asks for has nothing to do it with."""
    binaries = [file for file in Path(onnxruntime.__file__).parent.rglob("*") if file.suffix in (".so", ".pyd", ".dll")]

    assert binaries
    assert not [file.name for file in binaries if b"events.data.microsoft.com" in file.read_bytes()]


def test_a_model_is_loaded_once() -> None:
    """Reading it takes longer than a short transcript does."""
    first = load_model("pipeline.identify.weighing", "first.onnx", threads=1)

    assert load_model("pipeline.identify.weighing", "first.onnx", threads=1) is first


def test_a_package_without_its_data_is_noticed() -> None:
    """A broken installation ends at once."""
    with pytest.raises(FileNotFoundError):
        load_model("pipeline.identify.weighing", "none.onnx")

"""The demo study, run from start to end once for all the tests that look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.demonstrate import demonstrate
from pipeline.study import Study, open_study

_kept: list[TemporaryDirectory[str]] = []  # removed when the tests end


@cache
def demo_study() -> Study:
    """Make a copy of the demo study, run everything on it, and return it; tests must leave it as it is."""
    _kept.append(TemporaryDirectory(prefix="llais-demo-"))
    folder = Path(_kept[-1].name) / "demo"
    demonstrate(folder, lambda _: None)
    return open_study(folder)


def demo_key() -> Path:
    """Say where the key of the demo study's store is."""
    folder = demo_study().folder
    return folder.with_name(f"{folder.name}.key")

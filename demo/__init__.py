"""An invented study that ships with llais, in the file formats that people really have."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable


def study_files() -> Traversable:
    """Return the folder of the demo study as it is packaged: study.toml, manifest, people, transcripts, codings."""
    return resources.files("demo").joinpath("study")

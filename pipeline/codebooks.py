"""The codebook of a study: its own file, or the one that comes with llais."""

from __future__ import annotations

from importlib import resources

from codebook.load import DEFAULT_FILE, load_codebook, parse_codebook
from codebook.model import Codebook
from pipeline.errors import BadSettings
from pipeline.study import Study


def study_codebook(study: Study) -> tuple[Codebook, str]:
    """Load the codebook of a study, with its YAML. Raises BadSettings, CodebookError."""
    if not study.settings.codebook:
        yaml = resources.files("codebook").joinpath(DEFAULT_FILE).read_text(encoding="utf-8")
        return parse_codebook(yaml, DEFAULT_FILE), yaml
    path = study.folder / study.settings.codebook
    if not path.is_file():
        raise BadSettings("study.toml, [study] codebook: there is no such file in the study's folder.")
    return load_codebook(path), path.read_text(encoding="utf-8-sig")

"""A codebook of a study's own: a copy of the one that comes with llais, to be changed from there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from importlib import resources
from pathlib import Path

from codebook.files import write_codebook_text
from codebook.load import DEFAULT_FILE
from pipeline.errors import PipelineError
from pipeline.settings import settings_from
from pipeline.study import Study

OWN_FILE = "codebook.yml"
_SECTION = re.compile(r"^\[study\][^\n]*\n(?P<body>(?:(?!\[)[^\n]*(?:\n|\Z))*)", re.MULTILINE)
_LINE = re.compile(r"""^(?P<before>[ \t]*codebook[ \t]*=[ \t]*)(?:""|'')""", re.MULTILINE)


class HasOwnCodebook(PipelineError):
    """The study has a codebook of its own already."""

    code = "LL-P080"


class CannotNameCodebook(PipelineError):
    """`study.toml` has no line that llais could write the codebook's name into."""

    code = "LL-P081"


def start_own_codebook(study: Study) -> Path:
    """Copy the codebook that comes with llais into the study's folder, name it in study.toml, and return where it is.

    Nothing else of study.toml changes. Raises HasOwnCodebook, CannotNameCodebook, CodebookUnwritable.
    """
    if study.settings.codebook:
        raise HasOwnCodebook("study.toml, [study] codebook: the study has a codebook of its own; change that one.")
    path = study.folder / OWN_FILE
    if path.exists():
        raise HasOwnCodebook(
            f"{OWN_FILE} is in the study's folder already. To use it, write in study.toml, [study]: "
            f'codebook = "{OWN_FILE}"'
        )
    settings = study.folder / "study.toml"
    named = _naming(settings.read_bytes().decode("utf-8"), study)
    write_codebook_text(path, resources.files("codebook").joinpath(DEFAULT_FILE).read_text(encoding="utf-8"))
    write_codebook_text(settings, named)
    return path


def _naming(toml: str, study: Study) -> str:
    """Return study.toml with the codebook's name in it, checked to say otherwise what it said."""
    section = _SECTION.search(toml)
    line = _LINE.search(toml, section.start("body"), section.end("body")) if section else None
    if line is not None:
        named = f'{toml[: line.end("before")]}"{OWN_FILE}"{toml[line.end() :]}'
        wanted = replace(study.settings, codebook=OWN_FILE)
        if settings_from(tomllib.loads(named.removeprefix("\ufeff"))) == wanted:
            return named
    raise CannotNameCodebook(
        'study.toml has no line codebook = "" under [study] to fill in; write it there and start again.'
    )

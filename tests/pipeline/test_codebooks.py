"""A study codes with its own codebook, or with the one that comes with llais."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from codebook.load import default_codebook, parse_codebook
from pipeline.codebooks import study_codebook
from pipeline.errors import BadSettings
from pipeline.study import Study

Maker = Callable[..., Study]


def test_without_a_word_it_is_the_one_that_comes_with_llais(make_study: Maker, tmp_path: Path) -> None:
    """With the YAML that it was read from."""
    book, yaml = study_codebook(make_study(tmp_path, {}))

    assert book == default_codebook()
    assert parse_codebook(yaml) == book


def test_a_study_may_have_its_own(make_study: Maker, tmp_path: Path) -> None:
    """A file in its folder, a byte order mark at its beginning being no problem."""
    own = study_codebook(make_study(tmp_path / "other", {}))[1].replace("\ntitle: ", "\ntitle: Gofal ŵyl 🙂 ", 1)
    study = make_study(tmp_path / "study", {}, settings='[study]\ncodebook = "ours.yml"\n')
    (study.folder / "ours.yml").write_text("\ufeff" + own, encoding="utf-8")

    book, yaml = study_codebook(study)

    assert yaml == own
    assert book == parse_codebook(own)


def test_a_codebook_that_is_not_there_is_told(make_study: Maker, tmp_path: Path) -> None:
    """The line says which setting to look at."""
    study = make_study(tmp_path, {}, settings='[study]\ncodebook = "ours.yml"\n')

    with pytest.raises(BadSettings, match=r"^study\.toml, \[study\] codebook: there is no such file in the study's"):
        study_codebook(study)

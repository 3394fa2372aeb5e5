"""A study starts a codebook of its own from the one that comes with llais."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from codebook.load import default_codebook
from pipeline.codebooks import study_codebook
from pipeline.own_codebook import CannotNameCodebook, HasOwnCodebook, start_own_codebook
from pipeline.study import Study, open_study

Maker = Callable[..., Study]


def test_it_is_copied_and_named_in_the_settings(make_study: Maker, tmp_path: Path) -> None:
    """One line of study.toml changes, and the study uses the copy."""
    study = make_study(tmp_path / "study", {})
    before = (study.folder / "study.toml").read_text(encoding="utf-8")
    path = start_own_codebook(study)
    after = (study.folder / "study.toml").read_text(encoding="utf-8")

    assert after == before.replace('codebook = ""    ', 'codebook = "codebook.yml"    ')
    assert path == study.folder / "codebook.yml"
    assert study_codebook(open_study(study.folder))[0] == default_codebook()


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ("[style]\nmarker = 'plain'\n[study]\r\ntitle = 'Gofal ŵ'\r\n codebook=''", ' codebook="codebook.yml"'),
        ('[study]\n# codebook = ""\ncodebook = "" # ours\n[policy]\n', 'codebook = "codebook.yml" # ours'),
    ],
)
def test_only_its_own_line_is_touched(make_study: Maker, tmp_path: Path, settings: str, line: str) -> None:
    """However it is written."""
    study = make_study(tmp_path, {})
    (tmp_path / "study.toml").write_bytes(settings.encode())
    start_own_codebook(open_study(study.folder))
    after = (tmp_path / "study.toml").read_bytes().decode()

    assert line in after.replace("\r", "").split("\n")
    assert len(after.split("\n")) == len(settings.split("\n"))


def test_a_codebook_that_is_there_is_left_alone(make_study: Maker, tmp_path: Path) -> None:
    """Whether study.toml names it or not."""
    study = make_study(tmp_path, {})
    (tmp_path / "codebook.yml").write_text("ours", encoding="utf-8")
    with pytest.raises(HasOwnCodebook, match=r"^codebook\.yml is in the study's folder already"):
        start_own_codebook(study)
    (tmp_path / "study.toml").write_text('[study]\ncodebook = "codebook.yml"\n', encoding="utf-8")
    with pytest.raises(HasOwnCodebook, match=r"^study\.toml, \[study\] codebook: the study has"):
        start_own_codebook(open_study(tmp_path))

    assert (tmp_path / "codebook.yml").read_text(encoding="utf-8") == "ours"


@pytest.mark.parametrize(
    "settings", ["", "[study]\ntitle = 'a'\n", "study.codebook = ''\n", 'study = {codebook = ""}\n']
)
def test_where_there_is_no_such_line_it_is_asked_for(make_study: Maker, tmp_path: Path, settings: str) -> None:
    """And nothing is written."""
    make_study(tmp_path, {})
    (tmp_path / "study.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(CannotNameCodebook, match=r'^study\.toml has no line codebook = "" under \[study\]'):
        start_own_codebook(open_study(tmp_path))

    assert not (tmp_path / "codebook.yml").exists()
    assert (tmp_path / "study.toml").read_text(encoding="utf-8") == settings

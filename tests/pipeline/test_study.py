"""A study is a folder with a study.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.manifest import read_manifest
from pipeline.errors import NotAStudy, NothingPublished, StudyExists
from pipeline.settings import Settings, settings_from
from pipeline.study import create_study, open_study, settings_template


def test_a_new_study_has_what_the_first_run_needs(tmp_path: Path) -> None:
    """Settings with their defaults, an empty manifest, a folder for transcripts."""
    study = create_study(tmp_path / "astudiaeth", "Gofal a bwyd 🙂")

    assert study.settings == Settings(title="Gofal a bwyd 🙂")
    assert study.transcripts.is_dir()
    assert read_manifest(study.manifest) == []
    assert open_study(study.folder) == study


def test_a_study_without_a_title_is_called_after_its_folder(tmp_path: Path) -> None:
    """A title can be given later."""
    assert create_study(tmp_path / "Tŷ Gŵyl").settings.title == "Tŷ Gŵyl"


def test_a_release_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    """All audiences share one count: release 2 may have been for readers outside."""
    study = create_study(tmp_path / "astudiaeth")
    with pytest.raises(NothingPublished, match=r"no release 2 in .* for the team\.$"):
        study.published_database(2)
    for audience, number in (("team", 1), ("outside", 2), ("team", 3)):
        study.database(audience, number).parent.mkdir(parents=True)
        study.database(audience, number).touch()
    (study.releases / "release-4.part").mkdir()
    (study.releases / "release-4.part" / "llais.db").touch()
    with pytest.raises(NothingPublished, match=r"for the team; those for the team: 1 and 3\.$"):
        study.published_database(2)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_title_can_be_written_into_the_settings(title: str) -> None:
    """Quotation marks, backslashes, line breaks and emoji come back as they were."""
    assert settings_from(tomllib.loads(settings_template(title))).title == title


def test_a_study_is_never_made_over_another(tmp_path: Path) -> None:
    """What is there stays as it is."""
    create_study(tmp_path, "The first")

    with pytest.raises(StudyExists, match="is a study already; nothing was changed"):
        create_study(tmp_path, "The second")
    assert open_study(tmp_path).settings.title == "The first"


def test_a_manifest_that_is_there_stays(tmp_path: Path) -> None:
    """A folder with a manifest can become a study."""
    (tmp_path / "manifest.csv").write_text("file,participant_id,group\nFC01.txt,FC01,worker\n", encoding="utf-8")

    assert len(read_manifest(create_study(tmp_path).manifest)) == 1


def test_a_file_is_no_place_for_a_study(tmp_path: Path) -> None:
    """A file where the folder should be is left alone."""
    (tmp_path / "notes").write_text("cawl", encoding="utf-8")

    with pytest.raises(StudyExists, match="is a file; nothing was changed"):
        create_study(tmp_path / "notes")


def test_a_folder_without_settings_is_no_study(tmp_path: Path) -> None:
    """The line says how to make one."""
    with pytest.raises(NotAStudy, match=r"is not a study: it has no study\.toml\. Make a study with: llais init "):
        open_study(tmp_path)


def test_each_audience_has_a_database_of_its_own(tmp_path: Path) -> None:
    """The team's is llais.db."""
    study = create_study(tmp_path)

    assert study.database().relative_to(tmp_path).as_posix() == "published/llais.db"
    assert study.database("outside").name == "llais-outside.db"

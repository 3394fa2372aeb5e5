"""Disclosure control of a whole study: who is alone, what would help, and what the tables hide."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from codebook.load import default_codebook
from pipeline.audit.disclosure import Disclosure, as_text, check_disclosure
from pipeline.audit.trail import entries
from pipeline.cli import main
from pipeline.settings import settings_from
from pipeline.study import Study
from tests import studies

AGES = {"YP01": "15", "YP02": "16", "YP03": "17", "YP04": "17"}
ATTRIBUTES = '[disclosure]\nattributes = ["group", "age"]\nk_team = 2\nk_outside = 9\n'


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Return a study of four young people whose ages the manifest tells."""
    said = {label: f"INT: Pwy?\n{label}: Neb, dim ond y gath. 🙂" for label in AGES}
    listed = {label: {"age": age} for label, age in AGES.items()}
    made = make_study(tmp_path / "study", said, listed=listed, settings=ATTRIBUTES)
    studies.published(made)
    return made


def checked(study: Study, audience: str = "team", settings: str = ATTRIBUTES) -> Disclosure:
    """Check what an audience would be told."""
    with studies.opened(study) as db:
        return check_disclosure(
            db, settings_from(tomllib.loads(settings)), default_codebook(), audience, "Ann Reviewer"
        )


def test_who_is_alone_is_listed_with_what_would_help(study: Study) -> None:
    """Two are alone by their ages: 15 goes with 16."""
    result = checked(study)

    assert (result.k, result.wanted, result.is_enough) == (1, 2, False)
    assert [one.label for one in result.alone] == ["YP01", "YP02"]
    assert result.merging == {"age": {"15 / 16": ("15", "16")}}


def test_what_is_suggested_can_be_pasted_into_the_settings_and_helps(study: Study) -> None:
    """The lines under [disclosure.merge] are TOML."""
    text = as_text(checked(study))
    (pasted,) = [line.strip() for line in text.splitlines() if line.strip().startswith("age = ")]
    again = checked(study, settings=f"{ATTRIBUTES}[disclosure.merge]\n{pasted}\n")

    assert again.is_enough


def test_what_has_no_bands_is_counted_and_said_not_to_be_published(study: Study) -> None:
    """So it shows which bands are needed."""
    assert checked(study).without_bands == ("age",)
    assert "Counted as if it were told: age." in as_text(checked(study))
    bands = f'{ATTRIBUTES}[disclosure.merge]\nage = {{ "15 or 16" = ["15", "16"] }}\n'
    assert checked(study, settings=bands).without_bands == ()


def test_a_study_that_is_smaller_than_k_is_told_so(study: Study) -> None:
    """Nine people alike cannot be found among four."""
    assert "fewer than 9 participants" in as_text(checked(study, "outside"))


def test_outside_small_numbers_are_hidden_and_tried(study: Study) -> None:
    """With four people every cell is hidden, and each was tried."""
    tables = checked(study, "outside").tables

    assert tables.hidden == tables.cells
    assert tables.tried > 0


def test_what_readers_are_told_without_being_counted_is_said(study: Study) -> None:
    """The team's database tells the season, whatever the study lists; that for outside holds nobody."""
    assert checked(study).uncounted == ("season", "language", "kind")
    assert "Not counted, though their database tells it: season, language, kind." in as_text(checked(study))
    assert checked(study, "outside").uncounted == ()


def test_the_team_sees_every_number(study: Study) -> None:
    """Nothing is hidden from who reads every turn."""
    assert checked(study).tables.hidden == 0


def test_the_trail_holds_the_counts(study: Study) -> None:
    """That it was checked, for whom, and with which k."""
    checked(study)
    with studies.opened(study) as db:
        entry = next(entry for entry in entries(db) if entry.action == "disclosure checked")

    assert (entry.about, entry.counts["k"], entry.counts["alone"]) == ("team", 1, 2)


def test_the_command_reports_as_json(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """llais audit STUDY disclosure --audience outside --json"""
    monkeypatch.setenv("LLAIS_PASSPHRASE", studies.PASSPHRASE)
    command = ["audit", str(study.folder), "disclosure", "--audience", "outside", "--json", "--as", "Ann Reviewer"]
    result = CliRunner().invoke(main, command)

    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert (values["k"], values["k_wanted"], values["rounded_to"]) == (1, 9, 5)
    assert [one["participant"] for one in values["alone"]] == ["YP01", "YP02"]


def test_attributes_that_would_give_somebody_away_are_left_out_and_said(study: Study) -> None:
    """Bands of one and three people are not told outside; the team's are."""
    bands = '[disclosure.merge]\nage = { "15" = ["15"], "16 or 17" = ["16", "17"] }\n'
    outside, team = (checked(study, audience, ATTRIBUTES + bands) for audience in ("outside", "team"))

    assert (outside.tables.untold, team.tables.untold) == (("age",), ())
    assert "Left out, as too few people are in their bands: age." in as_text(outside)
    assert team.tables.cells > outside.tables.cells > 0

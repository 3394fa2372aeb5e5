"""llais agreement: the figures of a published database, in words and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.study import create_study, open_study
from tests.pipeline.conftest import write_sample


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a study with the sample published in it."""
    monkeypatch.setenv("LLAIS_ACTOR", "Mair")
    create_study(tmp_path / "study", "Keeping Safe")
    path = open_study(tmp_path / "study").database("team")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_sample(path)
    return tmp_path / "study"


def run(study: Path, *options: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["agreement", str(study), *options])


def test_it_says_what_it_stands_on_and_how_uncoded_text_is_taken(study: Path) -> None:
    """Above the figures; and what they mean, below."""
    result = run(study)

    assert result.exit_code == 0, result.output
    assert "3 transcripts coded by two or more of A, B" in result.output
    assert "Not in these figures: 3 transcripts of one coder (4 codings)" in result.output
    assert "Uncoded text: counted (all that participants say: n = 19 sentences)" in result.output
    assert "Uncoded text: not counted (only what one of the coders gave some code: n = " in result.output
    assert "conclusions may rest on .8 and more" in result.output
    assert "care/acts (applied to 2 sentences only: this says little)" in result.output


def test_for_machines(study: Path) -> None:
    """The same, with a record for each figure."""
    told = json.loads(run(study, "--unit", "character", "--json").stdout)
    figures = {(one["scope_id"], one["measure"], one["uncoded"]): one for one in told["figures"]}

    assert told["unit"] == "character"
    assert told["basis"]["coders"] == ["A", "B"]
    assert figures["voice/trusted-adult", "alpha", "counted"]["value"] == 1
    assert figures["voice/trusted-adult", "u-alpha", "counted"]["value"] == 1
    assert figures["care/acts", "Cohen's kappa", "counted"]["value"] < 0
    assert figures["", "cu-alpha", "not counted"]["unit"] == "character"


@pytest.mark.parametrize("named", ["voice/trusted-adult", "VOICE/Trusted-Adult"])
def test_one_code_alone(study: Path, named: str) -> None:
    """By its id, whatever the capitals."""
    told = json.loads(run(study, "--code", named, "--json").stdout)

    assert {one["scope_id"] for one in told["figures"]} == {"voice/trusted-adult"}
    assert "voice/trusted-adult" in run(study, "--code", named).output


def test_what_is_not_there_is_said_in_a_line_that_repeats_nothing(study: Path) -> None:
    """Somebody may have typed a person's name."""
    coder, code = run(study, "--coders", "Nia Pritchard"), run(study, "--code", "Nia Pritchard")
    alone = run(study, "--coders", "A")

    assert "There are: A, B" in coder.output
    assert "names none of the published codes" in code.output
    assert "Pritchard" not in coder.output + code.output
    assert "coded by two of these coders" in alone.output
    assert {one.exit_code for one in (coder, code, alone)} == {1}


def test_looking_leaves_a_trace(study: Path) -> None:
    """As every reading of the published database does that leaves a study."""
    run(study)

    assert '"action": "export agreement"' in (study / "visits.jsonl").read_text(encoding="utf-8")

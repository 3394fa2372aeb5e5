"""The commands that change codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from codebook.load import load_codebook
from pipeline.cli import main
from tests.codebook.changing import COMMENTED


def llais(*arguments: object) -> Result:
    """Run `llais codebook`."""
    return CliRunner().invoke(main, ["codebook", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a codebook's file."""
    path = tmp_path / "ours.yml"
    path.write_text(COMMENTED, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rename", "care/lifts", "drives", "--name", "Drives"], "care/lifts was renamed care/drives: why ŵ."),
        (
            ["merge", "CAR-LIF", "food/shop", "A phone"],
            "care/lifts, food/shop and care/phone were merged into care/phone",
        ),
        (["split", "care/meals", "tea", "food/cooking"], "care/meals was split into care/tea and food/cooking: why ŵ."),
        (["retire", "food/shop", "food/oven"], "food/shop and food/oven were retired: why ŵ."),
        (["move", "food/shop", "CAR"], "food/shop was moved to the theme care, as care/shop: why ŵ."),
    ],
)
def test_each_says_what_it_did_and_leaves_a_codebook_that_passes_the_check(
    file: Path, arguments: list[str], said: str
) -> None:
    """With what becomes of codings, and today's date in the record."""
    command, *rest = arguments
    result = llais(command, file, *rest, "--reason", "why ŵ", "--by", "AB")

    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"ours.yml has version 0.2.0 now.\n{said}")
    assert "\nCodings made with " in result.output
    assert "no problems" in llais("check", file).output
    assert load_codebook(file).changes[0].by == "AB"


def test_machines_get_json(file: Path) -> None:
    """The version, what was recorded, and what to look at."""
    values = json.loads(llais("retire", file, "food/shop", "--reason", "why", "--json").output)

    assert values["version"] == "0.2.0"
    assert values["operations"][0]["before"] == ["food/shop"]
    assert values["look_at"] == ["care/phone, definition: speaks of FOO-SHO; put it another way"]


def test_what_cannot_be_done_leaves_the_file_as_it_was(file: Path) -> None:
    """And is one line; so is a file that has problems already, by their lines in it."""
    result = llais("move", file, "care/lifts", "cars", "--reason", "why")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: LL-C005 There is no such theme; the themes are care and food.\n"
    assert file.read_text(encoding="utf-8") == COMMENTED
    file.write_text(COMMENTED.replace("tag: CAR-LIF", "tag: CAR-MEA"), encoding="utf-8")
    assert llais("retire", file, "care/lifts", "--reason", "why").stderr.startswith("Error: line 28, care/lifts, tag: ")


def test_diff_tells_a_merge_as_a_merge(file: Path, tmp_path: Path) -> None:
    """From the record that the command wrote."""
    old = tmp_path / "before.yml"
    old.write_text(COMMENTED, encoding="utf-8")
    llais("merge", file, "care/lifts", "care/phone", "--reason", "one comes with the other")

    assert "  care/lifts and care/phone were merged into care/phone: one comes with the other (0.2.0, " in (
        llais("diff", old, file).output
    )

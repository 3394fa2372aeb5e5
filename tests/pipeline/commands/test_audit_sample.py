"""The sampled leak audit from the command line: draw, read in a sheet, bring back, be told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.audit.sample import planted_in, turns_of
from pipeline.cli import main
from pipeline.study import open_study
from tests import studies

SAID = "\n".join(f"P1: We had {what} on a Friday, cariad, and nobody rang. 🙂" for what in ("cawl", "toast", "tea") * 5)


def llais(*arguments: str | Path, who: str = "Bob") -> Result:
    """Run a command as from a shell, with the passphrase and somebody's name in the environment."""
    env = {"LLAIS_PASSPHRASE": studies.PASSPHRASE, "LLAIS_ACTOR": who}
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=env)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study of one transcript with fifteen turns, published."""
    study = studies.make_study(tmp_path / "study", {"FC01": SAID})
    studies.published(study)
    return study.folder


def drawn(folder: Path) -> list[dict[str, str]]:
    """Draw all turns, and return the rows of their sheet."""
    assert llais("audit", folder, "sample", "--turns", "100", who="Ann").exit_code == 0
    sheet = llais("audit", folder, "sample-sheet", "1")
    assert sheet.exit_code == 0
    return list(csv.DictReader(io.StringIO(sheet.stdout_bytes.decode("utf-8-sig"))))


def brought_back(folder: Path, rows: list[dict[str, str]]) -> Result:
    """Bring a sheet back."""
    path = folder / "marks.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return llais("audit", folder, "sample-marks", "1", path)


def test_a_sample_is_read_in_a_spreadsheet(folder: Path) -> None:
    """All turns are read, the one seed is caught, nothing else is found: what may be left is told in a sentence."""
    rows = drawn(folder)
    with studies.opened(open_study(folder)) as db:
        [(n, seed)] = [(n, seed) for n, its in planted_in(db, 1).items() for seed in its]
        words = next(turn.text for turn in turns_of(db, 1) if turn.n == n)[seed.start : seed.end]
    rows[n - 1] |= {"quote": words, "kind": seed.kind, "severity": "participant"}

    back = brought_back(folder, rows)
    assert back.exit_code == 0 and "15 turns read, one mark. Finished" in back.stdout
    told = llais("audit", folder, "sample-result")
    assert "In 15 turns read by a second person, no name" in told.stdout
    as_json = json.loads(llais("audit", folder, "sample-result", "1", "--json").stdout)
    assert as_json["direct"]["turns"] == 0 and as_json["turns_in_all"] == 15
    assert len(as_json["seed"]) == 32 and as_json["seed"] in told.stdout
    assert told.exit_code == (0 if as_json["accepted"] else 1)


def test_a_leak_is_told_by_its_place(folder: Path) -> None:
    """Something left makes the command fail, and it says where without the words."""
    rows = drawn(folder)
    rows[4] |= {"quote": "on a Friday", "kind": "direct", "severity": "third party"}
    brought_back(folder, rows)
    told = llais("audit", folder, "sample-result")

    assert told.exit_code == 1
    assert "Not accepted. 1 turn still holds a name" in told.stdout and "FC01, turn 5: direct" in told.stdout
    assert "Friday" not in told.stdout


def test_there_is_no_result_before_the_end(folder: Path) -> None:
    """Without a sample, and with one that nobody has read, one line says what to do."""
    none = llais("audit", folder, "sample-result")
    assert none.exit_code == 1 and "no sample yet" in none.stderr
    drawn(folder)
    unread = llais("audit", folder, "sample-result")
    assert unread.exit_code == 1 and "15 of 15 turns are unread" in unread.stderr


def test_problems_of_a_sheet_are_all_told(folder: Path) -> None:
    """A line for each, by its row, without the words."""
    rows = drawn(folder)
    for row in rows[:2]:
        row |= {"quote": "Nobody said this", "kind": "direct", "severity": "participant"}
    back = brought_back(folder, rows)

    assert back.exit_code == 1
    assert back.stderr.count("column quote: not found in the turn") == 2 and "Nobody" not in back.stderr


def test_a_draw_can_be_repeated(folder: Path) -> None:
    """The same seed gives the same sheet."""
    for _ in range(2):
        llais("audit", folder, "sample", "--turns", "6", "--seed", "again")

    first, second = (llais("audit", folder, "sample-sheet", n).stdout for n in ("1", "2"))
    assert first == second and len(first.splitlines()) == 7


def test_needless_replacements_are_judged_in_a_sheet(tmp_path: Path) -> None:
    """The sheet says that it shows originals, is its owner's alone, and its answers give a share."""
    study = studies.make_study(tmp_path / "study", {"FC01": SAID.replace("nobody", "Nia Pritchard")})
    studies.published(study)
    path = tmp_path / "sheet.csv"
    drawn = llais("audit", study.folder, "over-masking-sheet", "--replacements", "5", "-o", path)
    assert drawn.exit_code == 0 and "SHOWS ORIGINALS" in drawn.stderr and path.stat().st_mode & 0o077 == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row | {"needless": "no"} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    told = llais("audit", study.folder, "over-masking", "1", path)
    assert told.exit_code == 0, told.stderr
    assert "Of 5 replacements drawn from" in told.stdout and "0 were needless (0.0 to 52.2 %" in told.stdout
    assert json.loads(llais("audit", study.folder, "over-masking", "--json").stdout)["needless"] == 0

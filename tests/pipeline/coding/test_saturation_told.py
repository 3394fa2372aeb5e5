"""llais saturation reads what is published, notes the visit, and says it as a table and in words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.audit.visits import visits_file
from pipeline.cli import main
from pipeline.publish.schema import tables_for
from pipeline.publish.schema_coding import SATURATION
from pipeline.publish.table import TEAM
from pipeline.study import Study

NEW = (10, 5, 3, 2, 2, 1, 0, 1)


@pytest.fixture
def study(make_study: Callable[..., Study], tmp_path: Path) -> Study:
    """Make a study without a store in which eight interviews are published, with what each added."""
    made = make_study(tmp_path / "study", {})
    write(made.database(), NEW)
    return made


def write(path: Path, new_codes: tuple[int, ...], with_table: bool = True) -> None:
    """Write as much of a published database as the command reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path)
    tables = {table.name: table for table in tables_for(TEAM)}
    for table in (tables["study"], tables["codes"], *([SATURATION] if with_table else [])):
        db.execute(table.create_sql())
    db.execute("INSERT INTO study (id, title, status, audience) VALUES ('draft-3f9c2a', 'Gofal', 'draft', 'team')")
    db.executemany("INSERT INTO codes (id, retired) VALUES (?, ?)", [(f"care/{n}", int(n > 42)) for n in range(1, 45)])
    if with_table:
        db.executemany(
            "INSERT INTO saturation VALUES (?, ?, ?, 0, ?, 0, ?)",
            [
                (n, f"FC{n:02}", new, sum(new_codes[:n]), "Somewhere to stay; Lifts" if n == 1 else "")
                for n, new in enumerate(new_codes, start=1)
            ],
        )
    db.commit()
    db.close()


def saturation(study: Study, *options: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["saturation", str(study.folder), "--as", "Sioned", *options])


def test_a_row_for_each_interview_and_a_sentence_that_sums_up(study: Study) -> None:
    """In their order, with the names of the codes that were new."""
    result = saturation(study)
    lines = result.stdout.splitlines()

    assert result.exit_code == 0, result.output
    assert lines[1].split() == ["1", "FC01", "10", "10", "0", "0", "Somewhere", "to", "stay;", "Lifts"]
    assert len(lines) == 1 + len(NEW) + 2
    assert lines[-1].startswith("24 of the codebook's 42 codes were applied in 8 interviews.")
    assert "5+2" in lines[-1]


def test_machines_get_the_same(study: Study) -> None:
    """With every run, so that anybody can count again."""
    values = json.loads(saturation(study, "--json", "--run", "3", "--threshold", "0").stdout)

    assert (values["base"], values["run"], values["threshold"]) == (4, 3, 0)
    assert [run["new_codes"] for run in values["runs"]] == [3, 2]
    assert values["reached"] is None
    assert [row["new_codes"] for row in values["interviews"]] == list(NEW)


def test_the_visit_is_noted(study: Study) -> None:
    """As for an export: without a name, and without what was read."""
    saturation(study)
    (visit,) = [json.loads(line) for line in visits_file(study).read_text(encoding="utf-8").splitlines()]

    assert (visit["action"], visit["about"]) == ("export saturation", "draft-3f9c2a")
    assert "Sioned" not in visits_file(study).read_text(encoding="utf-8")


def test_where_nobody_has_coded_it_says_what_to_do(study: Study) -> None:
    """An empty table is no saturation."""
    study.database().unlink()
    write(study.database(), ())

    assert "Nobody has coded an interview yet" in saturation(study).stdout


def test_what_was_published_before_has_to_be_published_again(study: Study) -> None:
    """One line, no traceback."""
    study.database().unlink()
    write(study.database(), (), with_table=False)
    result = saturation(study)

    assert result.exit_code == 1
    assert "Publish it again" in result.stderr

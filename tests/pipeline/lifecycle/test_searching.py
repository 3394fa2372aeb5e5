"""Where people who withdrew are looked for, and how it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.lifecycle.byte_scan import DRAFT, FILE, LABEL, NAMES, RELEASE, WORDS, Found
from pipeline.lifecycle.searching import files_of, given_out, line_about
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.withdraw import ERASE
from pipeline.study import Study


def test_everything_but_transcripts_and_tables_is_looked_through(study: Study, tmp_path: Path) -> None:
    """Published, exported, people's own folders and those named; not the transcripts, the tables or the store."""
    for name in ("exports/old/quotes.csv", "codings/elin.csv", "published/releases/r1.db"):
        (study.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (study.folder / name).write_bytes(b"")
    (tmp_path / "deposit").mkdir()
    (tmp_path / "deposit" / "data.csv").write_bytes(b"")
    found = {path.name for path, _ in files_of(study, [tmp_path / "deposit"])}
    assert found == {"llais.db", "datasette_metadata.yml", "r1.db", "quotes.csv", "elin.csv", "data.csv"}
    assert given_out(study) == (study.folder / "published", study.folder / "exports")


@pytest.mark.parametrize(
    ("kind", "holds", "way", "line"),
    [
        (
            DRAFT,
            (LABEL,),
            STOP,
            "holds the label of FC03, who withdrew on 2026-05-01 (stop): delete it, and publish again",
        ),
        (
            RELEASE,
            (LABEL, WORDS),
            ERASE,
            "holds the label and words of FC03, who withdrew on 2026-05-01 (erase): "
            "delete it, take it back from whoever has it, and make a new release",
        ),
        (
            RELEASE,
            (WORDS,),
            STOP,
            "holds words of FC03, who withdrew on 2026-05-01 (stop): it was made before and may stay; make no new "
            "copies of it",
        ),
        (
            FILE,
            (NAMES,),
            STOP,
            "holds a name of FC03, who withdrew on 2026-05-01 (stop): delete it, and take it back from whoever has it",
        ),
    ],
)
def test_one_line_says_what_and_what_to_do(kind: str, holds: tuple[str, ...], way: str, line: str) -> None:
    """The line names file, participant, way and day, and what is to be done with that kind of file."""
    assert line_about(Found("FC03", "a file", kind, holds), way, "2026-05-01T10:00:00Z") == f"a file {line}"

"""The trail's end as it is noted outside the store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.audit.ends import End, count_of_ends, end_as_text, ends_file, note_end, noted_ends, parse_end
from pipeline.audit.trail import end_of, record
from pipeline.study import Study
from tests.conftest import Opener


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Make a study that nothing was done with yet."""
    return make_study(tmp_path / "study", {})


def test_an_end_is_noted_once(study: Study, opened: Opener) -> None:
    """A new line only where the trail has grown; earlier lines stay."""
    db = opened(study)
    note_end(db, study)
    assert not ends_file(study).exists()

    record(db, "ingest", actor="Siân")
    for _ in range(2):
        note_end(db, study)
    first = End(*end_of(db))
    record(db, "publish", actor="Siân")
    note_end(db, study)

    assert list(noted_ends(study)) == [(1, first), (2, End(*end_of(db)))]
    assert count_of_ends(study) == 2


def test_nothing_of_the_study_is_in_it(study: Study, opened: Opener) -> None:
    """Numbers, a seal and a time."""
    db = opened(study)
    record(db, "ingest", actor="Siân", about="FC01")
    note_end(db, study)

    assert json.loads(ends_file(study).read_text()).keys() == {"n", "id", "seal", "at"}


@pytest.mark.parametrize("line", ["", "{", "[]", "{}", '{"n": 1, "id": 1, "seal": "abc"}', '{"n": "a", "id": 1}', "ŵ"])
def test_a_line_that_is_no_end_is_told_apart(line: str, study: Study) -> None:
    """It is counted, and given as none; an empty one is no line."""
    ends_file(study).write_text(f"{line}\n", encoding="utf-8")

    assert list(noted_ends(study)) == ([(1, None)] if line else [])


def test_an_end_goes_into_a_published_database_as_text(study: Study, opened: Opener) -> None:
    """And is read from it."""
    db = opened(study)
    assert end_as_text(db) == ""
    record(db, "ingest", actor="Siân")

    assert parse_end(end_as_text(db)) == End(*end_of(db))
    assert [parse_end(text) for text in ("", "1", "1:ab", f"٣:{'0' * 64}", f"1:{'0' * 64}\n")] == [None] * 5

"""What files for coding elsewhere say of where they come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.origin import copy_line, origin_of, read_copy_line, release_in
from exports.published import Study

DRAFT = Study("draft-0123456789ab", "Keeping Safe", "draft", "team", "plain", "")
RELEASE = Study("release-12", "Keeping Safe", "release", "team", "plain", "2026-03-31")


@pytest.mark.parametrize("study", [DRAFT, RELEASE])
def test_an_origin_names_program_and_release(study: Study) -> None:
    """Codings that come back are placed in the text that they were made on."""
    assert origin_of(study).startswith("llais ")
    assert study.stamp in origin_of(study)
    assert release_in(origin_of(study)) == study.id


@pytest.mark.parametrize("origin", ["", "NVivo", "QualCoder 3.7", "llais", "llais 1.0; somewhere; draft"])
def test_origins_of_others_name_no_release(origin: str) -> None:
    """Nothing is taken for a release that is none."""
    assert release_in(origin) == ""


@given(st.from_regex(r"[A-Z]{2}[0-9]{2}( ·)?", fullmatch=True), st.sampled_from([DRAFT.id, RELEASE.id]))
def test_the_line_that_names_a_copy_is_read_back(transcript: str, release: str) -> None:
    """A document says which transcript it is of, and from which release."""
    assert read_copy_line(f" {copy_line(transcript, release)}\n") == (transcript, release)


def test_other_lines_name_no_copy() -> None:
    """A line of a transcript is no such line."""
    assert read_copy_line("Transcript FC01") is None
    assert read_copy_line("P1: [2] Transcript FC01 · draft-0123456789ab") is None

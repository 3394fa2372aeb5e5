"""A release asks for tables that were read as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import steps
from pipeline.errors import NotPseudonymised
from tests.studies import make_study, manifest_row, opened, run_main_job, say_nothing, write_manifest


def test_a_consent_that_was_taken_back_stops_a_release_until_it_is_read(tmp_path: Path) -> None:
    """The manifest says no now, and the store does not know of it yet."""
    study = make_study(tmp_path / "study", {"YP01": "Int: How?\nYP01: A lift, from Siân 🚗.\n"})
    with opened(study) as db:
        run_main_job(db, study)
        write_manifest(study.folder, [manifest_row("YP01", {"consent_level": "none"})])

        with pytest.raises(NotPseudonymised, match="consent perhaps too"):
            steps.release(db, study, "team", say_nothing, "Elin Rhŷs")

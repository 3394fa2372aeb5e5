"""What a transcript still lacks, as the store knows it."""

from __future__ import annotations

from pathlib import Path

from pipeline.audit.sign_off import sign_off
from pipeline.publish.readiness import readiness
from pipeline.review.bench import Bench
from pipeline.review.decisions import REPLACE, Wish
from tests.studies import make_study, opened, run_main_job


def test_who_decided_everywhere_in_the_study_does_not_sign_it_off(tmp_path: Path) -> None:
    """A decision for the whole study reviews every transcript in which it stands."""
    study = make_study(tmp_path / "study", {"WK01": "Int: How?\nWK01: A lift, from Siân Prydderch 🚗.\n"})
    with opened(study) as db:
        run_main_job(db, study)
        wish = Wish(REPLACE, "study", "Siân Prydderch", type="PERSON")
        Bench(db, study.settings).decide(wish, "Elin Rhŷs")
        sign_off(db, study.settings, ["WK01"], actor="elin rhys", role="ethics reviewer")

        assert "signed off by its own reader; somebody else has to" in readiness(db, study.settings).missing["WK01"]

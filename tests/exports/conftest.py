"""A small published study for the exports: quotes with replacements, a question, and somebody who may not be quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebook.load import default_codebook
from ingest.records import CodingRow
from pipeline import steps
from pipeline.coding.bring_in import bring_in
from pipeline.study import Study
from tests import studies

SAID = {
    "FC01": """
INT: Who helped? Was it Nia?
P1: Nia Pritchard came on Fridays, and Nia rang 07700 900123 for a lift. 🙂
INT: And then?
P1: Dyna'r cyfan, cariad. Tŷ agored oedd e, and she had a bed made up.
""",
    "YP01": """
INT: Pwy oedd yn gwrando?
P1: My key worker, Gŵyneth. She just listened.
""",
    "WK01": """
INT: How is it decided?
P1: =SUM of what everybody brings, I always say. We sit round a table.
P2: Time, that is what counts.
""",
}
PEOPLE = "name,type,aliases,relation,pseudonym\nNia Pritchard,PERSON,,,Menna Pryce\nGŵyneth Rhŷs,PERSON,,,\n"
CODED = (
    ("FC01", 1, "Was it Nia?", "care/acts", "AP", ""),
    ("FC01", 2, "Nia Pritchard came on Fridays, and Nia rang 07700 900123", "care/acts", "AP", "-1 or so, ŵyr neb"),
    ("FC01", 2, "Nia Pritchard came on Fridays, and Nia rang 07700 900123", "care/acts", "Siân Prydderch", ""),
    ("FC01", 4, "she had a bed made up", "care/acts", "AP", ""),
    ("YP01", 2, "She just listened", "voice/trusted-adult", "AP", ""),
    ("WK01", 2, "=SUM of what everybody brings", "practice/multi-agency", "AP", ""),
    ("WK01", 3, "Time, that is what counts", "care/relationships", "Siân Prydderch", ""),
)
ORIGINALS = ("pritchard", "nia", "gŵyneth", "gwyneth", "rhŷs", "07700", "900123", "prydderch")


def publish_coded(folder: Path, marker: str = "[[…]]") -> Study:
    """Make a study in `folder`, code it, and publish it."""
    study = studies.make_study(folder, SAID, people=PEOPLE, listed={"YP01": {"consent_level": "no_quotes"}})
    settings = folder / "study.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"[[…]]"', f'"{marker}"', 1), encoding="utf-8")
    study = studies.open_study(folder)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, lambda _: None)
        rows = [
            CodingRow(n, transcript, turn, code, coder, quote=quote, memo=memo)
            for n, (transcript, turn, quote, code, coder, memo) in enumerate(CODED, start=2)
        ]
        assert bring_in(db, rows, default_codebook()).problems == ()
        studies.run_main_job(db, study)
    return study


@pytest.fixture(scope="session")
def coded_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return the small coded study, published; tests must leave it as it is."""
    return publish_coded(tmp_path_factory.mktemp("exports") / "study")


@pytest.fixture(scope="session")
def plain_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return the same study with marks around nothing."""
    return publish_coded(tmp_path_factory.mktemp("exports") / "plain", "plain")

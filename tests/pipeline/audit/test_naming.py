"""Texts about the work, kept in clear, name nobody of the study and nobody of its team."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from pipeline.audit.actors import label_of
from pipeline.audit.naming import check_names_nobody
from pipeline.errors import NamesSomebody
from pipeline.settings import Settings
from tests import studies

SAID = {
    "FC01": "INT: Who helped?\nP1: Nia Pritchard came on Fridays. Rose gave us lifts from Llanfihangel. 🙂",
    "YP01": "INT: And then?\nP1: Gŵyneth Rhŷs rang 07700 900123. I had somewhere to stay.",
}
LISTED = {"FC01": {"known_names": "Gwenllian Hopcyn;Rose", "interviewer": "Eleri Cadwgan"}}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Open the store of a small pseudonymised study, in which Siân Rees has acted."""
    study = studies.make_study(tmp_path_factory.mktemp("naming") / "study", SAID, listed=LISTED)
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        label_of(db, "Siân Rees")
        yield db


@pytest.mark.parametrize(
    "text",
    [
        "call Nia back",
        "for gwyneth",
        "a call to Rose",
        "ROSE asked",
        "as Hopcyn wished",
        "for Eleri",
        "as agreed with Sian Rees",
        "the visit to Llanfihangel",
        "ring 07700 900 123",
        "nodyn i Wyneth Rhŷs",
    ],
)
def test_a_text_that_names_somebody_is_refused(text: str, db: Database) -> None:
    """In one line, which says what is wrong with what, and not the word."""
    with pytest.raises(NamesSomebody) as caught:
        check_names_nobody(db, Settings(), text, "the purpose")

    line = str(caught.value)
    assert line.startswith("The purpose holds a name")
    assert "\n" not in line
    assert not [word for word in text.split() if word[0].isupper() and word in line]


@pytest.mark.parametrize(
    "text",
    ["", " ", "checking the release", "FC01 asked to withdraw", "the rose garden on Friday", "Draft 3, 12 turns 🙂"],
)
def test_a_text_about_the_work_is_taken(text: str, db: Database) -> None:
    """Labels, numbers, and words that are names only with a capital."""
    check_names_nobody(db, Settings(), text, "the purpose")

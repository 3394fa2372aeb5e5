"""What people say in [ethics] is read as they wrote it, and what is none of it is told."""

from __future__ import annotations

import pytest

from pipeline.errors import BadSettings
from pipeline.ethics import Ethics
from pipeline.settings import Settings, settings_from


def test_answers_are_read_and_the_others_stay_empty() -> None:
    """Nothing is made up."""
    raw = {"approval": "SREC/0000", "five_safes": {"data": "no originals"}, "holders": {"key": "the data manager"}}
    ethics = settings_from({"ethics": raw}).ethics
    assert (ethics.approval, ethics.dpia) == ("SREC/0000", "")
    assert (ethics.five_safes, ethics.holders) == ({"data": "no originals"}, {"key": "the data manager"})


def test_a_study_that_says_nothing_has_no_answers() -> None:
    """The defaults are empty."""
    assert Settings().ethics == Ethics()
    assert settings_from({}).ethics == Ethics()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"aproval": "x"}, r"\[ethics\]: there is no aproval. Did you mean approval\?"),
        ({"approval": 3}, r"\[ethics\] approval: give a text"),
        ({"five_safes": {"place": "x"}}, r"\[ethics.five_safes\]: give a text in quotes for each of projects"),
        ({"holders": {"key": 1}}, r"\[ethics.holders\]: give a text in quotes for each of raw"),
        ({"five_safes": "all of them"}, r"\[ethics\] five_safes: give a table"),
    ],
)
def test_what_is_wrong_is_named_by_section_and_key(raw: dict, words: str) -> None:
    """One line says where."""
    with pytest.raises(BadSettings, match=words):
        settings_from({"ethics": raw})

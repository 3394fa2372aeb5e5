"""Point 2: where everything is, and who holds it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.audit.report.answer import State
from pipeline.audit.report.points.p02_data_flow import answer
from tests.pipeline.audit.report.known import COMPLETE, facts, with_ethics

PLACES = COMPLETE.places


def test_an_encrypted_store_its_key_elsewhere_and_holders_named_is_done() -> None:
    """Then nothing is left to do, and rights are printed as the computer writes them."""
    said = answer(COMPLETE)
    assert (said.state, said.to_do) == (State.DONE, "")
    assert ("store", "store.llais", "one file", "-rw-------") in said.tables[0].rows


def test_a_key_beside_the_store_is_not_done() -> None:
    """Whoever has the folder would have both."""
    said = answer(facts(places=replace(PLACES, keys_inside=1)))
    assert said.state == State.NOT_DONE
    assert "Take the key file out" in said.to_do


def test_a_store_that_opens_without_a_passphrase_is_not_done() -> None:
    """Its first bytes tell."""
    said = answer(facts(places=replace(PLACES, encrypted=False)))
    assert said.state == State.NOT_DONE
    assert "NOT ENCRYPTED" in said.sentences[0]


def test_files_that_others_may_read_and_holders_that_nobody_named_are_left_to_do() -> None:
    """Both are said."""
    shared = replace(PLACES.kept[0], what="originals as they came", open_to_others=True)
    assert "originals as they came" in answer(facts(places=replace(PLACES, kept=(shared,)))).to_do
    said = answer(with_ethics(holders={"raw": "the data manager"}))
    assert said.state == State.PARTLY
    assert "the custodian's log" in said.to_do

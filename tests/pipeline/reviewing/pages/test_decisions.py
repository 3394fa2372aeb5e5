"""Deciding and undoing from the page."""

from __future__ import annotations

import pytest

from pipeline.review.decisions import Decision, in_force
from pipeline.review.marks import Mark
from pipeline.reviewing.pages.decisions import next_sense
from pipeline.reviewing.turns import text_hash
from tests.pipeline.reviewing.conftest import Workbench, token_on

JSON = {"accept": "application/json"}


def place(workbench: Workbench, words: str) -> str:
    """Return the first place in FC01 where these words stand, as the page writes it."""
    turn = next(turn for turn in workbench.bench.page("FC01").turns if words in turn.text)
    start = turn.text.index(words)
    return f"{turn.id} {start} {start + len(words)} {text_hash(turn.text)}"


def mark_at(workbench: Workbench, words: str) -> Mark:
    """Return the first mark of these words in FC01."""
    return next(mark for mark in workbench.bench.page("FC01").marks if mark.words == words)


def stored(workbench: Workbench, reading: int = 1) -> list[Decision]:
    """Return what is decided."""
    return list(in_force(workbench.db, reading))


async def test_a_decision_answers_with_what_changed_and_what_is_left(workbench: Workbench) -> None:
    """The turn drawn anew, its entries that are left, and the count."""
    marks = len(workbench.bench.page("FC01").marks)
    async with workbench.signed_in() as browser:
        data = {"token": await token_on(browser), "wish": f"keep {place(workbench, 'Sarah')}"}
        got = (await browser.post("/t/FC01/decide", data=data, headers=JSON)).json()

    assert list(got["turns"]) == ["6"]
    assert 'data-to="stays"' in got["turns"]["6"]
    assert got["count"] == f"{marks - 1} of {marks} left"
    assert got["left"] == marks - 1
    assert got["said"] == "Sarah: stays."
    assert all("Sarah" not in entry.split("<b>")[1].split("</b>")[0] for entry in got["queue"])
    assert [one.id for one in stored(workbench)] == got["decisions"]


async def test_without_a_script_the_page_comes_back_at_the_turn(workbench: Workbench) -> None:
    """A form is answered by the page."""
    async with workbench.signed_in() as browser:
        data = {"token": await token_on(browser), "wish": f"replace {place(workbench, 'Sarah')}"}
        decided = await browser.post("/t/FC01/decide", data=data)
        undone = await browser.post("/t/FC01/undo", data={"token": data["token"]})
        nothing = await browser.post("/t/FC01/undo", data={"token": data["token"]})

    assert (decided.status_code, decided.headers["location"]) == (303, "/t/FC01#turn-6")
    assert (undone.status_code, undone.headers["location"]) == (303, "/t/FC01#turn-6")
    assert (nothing.status_code, nothing.headers["location"]) == (303, "/t/FC01")
    assert stored(workbench) == []


async def test_replacing_takes_the_type_of_the_mark(workbench: Workbench) -> None:
    """The page need not say it; where it does, that counts."""
    async with workbench.signed_in() as browser:
        data = {"token": await token_on(browser), "wish": f"replace {place(workbench, 'Sarah')}"}
        await browser.post("/t/FC01/decide", data=data, headers=JSON)
        await browser.post("/t/FC01/decide", data={**data, "type": "PLACE"}, headers=JSON)

    assert [one.type for one in stored(workbench)] == ["PERSON", "PLACE"]
    assert mark_at(workbench, "Sarah").type == "PLACE"


async def test_words_with_no_mark_need_a_type(workbench: Workbench) -> None:
    """Nobody guesses what was missed."""
    async with workbench.signed_in() as browser:
        data = {"token": await token_on(browser), "wish": f"replace {place(workbench, 'soup')}"}
        refused = await browser.post("/t/FC01/decide", data=data, headers=JSON)
        added = await browser.post("/t/FC01/decide", data={**data, "type": "OTHER"}, headers=JSON)

    assert refused.status_code == 409
    assert "Say what kind" in refused.json()["error"]
    assert added.status_code == 200
    assert mark_at(workbench, "soup").origin == "added"


async def test_everywhere_says_how_far_it_went(workbench: Workbench) -> None:
    """Places, not turns that might have changed."""
    async with workbench.signed_in() as browser:
        data = {"token": await token_on(browser), "wish": f"keep {place(workbench, 'Nia Pritchard')}", "scope": "study"}
        got = (await browser.post("/t/FC01/decide", data=data, headers=JSON)).json()

    assert got["said"] == "Nia Pritchard: stays everywhere in the study. Three places, in two transcripts."


@pytest.mark.parametrize("action", ["same", "apart"])
async def test_to_say_who_somebody_is_replaces_them_too(workbench: Workbench, action: str) -> None:
    """One key less; undo takes back one at a time."""
    async with workbench.signed_in() as browser:
        token = await token_on(browser)
        wish = f"{action} {place(workbench, 'Sarah')}"
        data = {"token": token, "wish": wish, "other": "Nia Pritchard" if action == "same" else ""}
        await browser.post("/t/FC01/decide", data=data, headers=JSON)
        assert [one.action for one in stored(workbench)] == [action, "replace"]
        assert stored(workbench)[0].other == ("Nia Pritchard" if action == "same" else "2")
        assert mark_at(workbench, "Sarah").decided
        got = (await browser.post("/t/FC01/undo", data={"token": token}, headers=JSON)).json()

    assert got["said"] == "Undone: Sarah, replaced."
    assert [one.action for one in stored(workbench)] == [action]


async def test_undo_is_of_ones_own_decisions(workbench: Workbench) -> None:
    """What somebody else decided stays."""
    async with workbench.signed_in("Megan Vaughan") as one, workbench.signed_in("Jac Prosser") as other:
        data = {"token": await token_on(one), "wish": f"keep {place(workbench, 'Sarah')}"}
        await one.post("/t/FC01/decide", data=data, headers=JSON)
        got = (await other.post("/t/FC01/undo", data={"token": await token_on(other)}, headers=JSON)).json()

    assert got["said"] == "There is nothing of yours to undo here."
    assert len(stored(workbench)) == 1


async def test_a_text_that_has_changed_is_refused(workbench: Workbench) -> None:
    """The answer says so without a word of the text, and nothing is stored."""
    turn, start, end, _ = place(workbench, "Sarah").split()
    async with workbench.signed_in() as browser:
        data = {"token": await token_on(browser), "wish": f"keep {turn} {start} {end} {'0' * 16}"}
        answer = await browser.post("/t/FC01/decide", data=data, headers=JSON)

    assert answer.status_code == 409
    assert answer.json()["error"] == "Turn 6 has changed since the page was made. Load the page again."
    assert stored(workbench) == []


async def test_a_second_reading_is_kept_apart(workbench: Workbench) -> None:
    """The same page under /second decides for the second reading, and the first does not show it."""
    async with workbench.signed_in("Jac Prosser") as browser:
        data = {"token": await token_on(browser), "wish": f"keep {place(workbench, 'Sarah')}"}
        answer = await browser.post("/second/FC01/decide", data=data, headers=JSON)

    assert answer.status_code == 200
    assert stored(workbench) == []
    assert len(stored(workbench, 2)) == 1
    assert not mark_at(workbench, "Sarah").decided


def test_people_of_one_name_are_numbered() -> None:
    """The second, the third; of each name for itself, accents and case aside."""
    apart = [Decision("apart", "mention", "Siân", "FC01", 1, 0, 4, other="2")]

    assert next_sense([], "Siân") == "2"
    assert next_sense(apart, "sian") == "3"
    assert next_sense(apart, "Sarah") == "2"

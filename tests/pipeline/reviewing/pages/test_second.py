"""Second readings: somebody else begins one, hands it in, and what differs is settled by a third word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.review.decisions import MENTION, REPLACE, Wish
from pipeline.review.readings import begin_second, finish_second
from pipeline.review.second import unsettled
from tests.pipeline.reviewing.conftest import Workbench
from tests.pipeline.reviewing.pages.conftest import decide_everything, press, press_and_follow

FIRST, SECOND, THIRD = "Megan Vaughan", "Owain Bevan", "Meleri Huws"


def read_twice(names: Workbench, kept_by_second: str = "Streetwise") -> None:
    """Let two people read YP01, the second of whom keeps some words."""
    decide_everything(names.bench, "YP01", FIRST)
    begin_second(names.db, "YP01", SECOND)
    decide_everything(names.bench, "YP01", SECOND, reading=2, but=kept_by_second)
    finish_second(names.db, "YP01", SECOND)


def what_stands(names: Workbench, words: str) -> str | None:
    """Say what stands for words in YP01."""
    return next(one.replacement for one in names.bench.page("YP01").marks if one.words == words)


async def test_the_page_says_which_transcripts_need_a_second_reading(names: Workbench) -> None:
    """All of young people; the others may have one."""
    async with names.signed_in(SECOND) as browser:
        shown = (await browser.get("/second")).text

    asked, others = shown.split("Any other transcript may be read twice")
    assert '<th scope="row">YP01</th>' in asked and "FC01" not in asked
    assert '<th scope="row">FC01</th>' in others and '<th scope="row">WK01</th>' in others


async def test_beginning_opens_the_transcript_as_nobody_has_decided_it(names: Workbench) -> None:
    """What the first reader decided is not there: every mark is open."""
    decide_everything(names.bench, "YP01", FIRST)
    async with names.signed_in(SECOND) as browser:
        shown = await press_and_follow(browser, "/second/YP01/begin")

    marks = len(names.bench.page("YP01", 2).marks)
    assert f"{marks} of {marks} left" in shown
    assert "second reading begun YP01" in names.trail()


async def test_the_first_reader_is_told_that_somebody_else_reads(names: Workbench) -> None:
    """There is no button for them, and a forged one is refused in a friendly line."""
    decide_everything(names.bench, "YP01", FIRST)
    async with names.signed_in(FIRST.upper()) as browser:
        shown = (await browser.get("/second")).text
        refused = await press(browser, "/second/YP01/begin")

    assert "You read it first: somebody else reads it now." in shown and "/second/YP01/begin" not in shown
    assert refused.status_code == 409
    assert "You are the first reader of YP01. A second reading is somebody else&#39;s." in refused.text
    assert "second reading begun YP01" not in names.trail()


async def test_only_what_is_decided_is_handed_in(names: Workbench) -> None:
    """With marks left it is refused, in one line; then it is handed in, and the differences are there."""
    decide_everything(names.bench, "YP01", FIRST)
    begin_second(names.db, "YP01", SECOND)
    async with names.signed_in(SECOND) as browser:
        early = await press(browser, "/second/YP01/hand-in")
        peek = await browser.get("/second/YP01/differences")
        decide_everything(names.bench, "YP01", SECOND, reading=2, but="Streetwise")
        shown = await press_and_follow(browser, "/second/YP01/hand-in")

    assert early.status_code == 409 and "of your marks are undecided" in early.text
    assert peek.status_code == 423 and "Streetwise" not in peek.text
    assert "One difference to settle." in shown
    assert "You read it second, so somebody else settles these" in shown and "/settle" not in shown


async def test_nobody_else_hands_a_reading_in(names: Workbench) -> None:
    """Nor one that nobody has begun."""
    async with names.signed_in(THIRD) as browser:
        nobody = await press(browser, "/second/YP01/hand-in")
        begin_second(names.db, "YP01", SECOND)
        decide_everything(names.bench, "YP01", SECOND, reading=2)
        other = await press(browser, "/second/YP01/hand-in")

    assert nobody.status_code == other.status_code == 409
    assert "second reading handed in YP01" not in names.trail()


async def test_a_difference_shows_what_each_says(names: Workbench) -> None:
    """The words in their turn, who replaces them and who leaves them, and how far both agreed, in sentences."""
    read_twice(names)
    async with names.signed_in(FIRST) as browser:
        shown = (await browser.get("/second/YP01/differences")).text

    instead = what_stands(names, "Streetwise")
    assert "<mark>Streetwise</mark>, the project, they gave me …" in shown
    assert f"<dt>First, {FIRST}</dt><dd>replaces “Streetwise” by “{instead}”</dd>" in shown
    assert f"<dt>Second, {SECOND}</dt><dd>leaves “Streetwise”</dd>" in shown
    assert "Both replaced one identifier; the first reader one more, the second no more." in shown
    assert re.search(
        r"By Chapman’s estimate (none was|about [\d.]+ w\w+) missed by both; with 95 % confidence at most [\d.]+\.",
        shown,
    )
    assert "does not depend on what the other finds" in shown


@pytest.mark.parametrize("which", ["first", "second"])
async def test_settling_makes_the_text_as_one_of_them_has_it(which: str, names: Workbench) -> None:
    """A decision of the first reading, with its note, by whoever settles; nothing is left to settle then."""
    read_twice(names)
    [one] = unsettled(names.bench, names.db, "YP01")
    place = f"{one.turn_id}:{one.start}:{one.end}"
    async with names.signed_in(THIRD) as browser:
        shown = await press_and_follow(
            browser, "/second/YP01/settle", place=place, note="a public project", **{"as": which}
        )
        again = await press(browser, "/second/YP01/settle", place=place, note="", **{"as": which})

    assert "Nothing is left to settle." in shown and '<a href="/sign-off/YP01">' in shown
    assert (what_stands(names, "Streetwise") is None) == (which == "second")
    last = names.bench.decisions()[-1]
    assert (last.actor, last.reading, last.reason) == (THIRD, 1, "a public project")
    assert again.status_code == 409 and "settled already" in again.text


async def test_what_the_first_overlooked_is_added_as_the_second_has_it(names: Workbench) -> None:
    """Words that only the second replaces are replaced, where the first saw nothing to decide."""
    decide_everything(names.bench, "YP01", FIRST)
    begin_second(names.db, "YP01", SECOND)
    turn = names.bench.page("YP01").turns[1]
    at = turn.text.index("a phone")
    names.bench.decide(Wish(REPLACE, MENTION, "a phone", "YP01", turn.id, at, at + 7, type="OTHER", reading=2), SECOND)
    decide_everything(names.bench, "YP01", SECOND, reading=2)
    finish_second(names.db, "YP01", SECOND)
    [one] = unsettled(names.bench, names.db, "YP01")
    async with names.signed_in(FIRST) as browser:
        shown = (await browser.get("/second/YP01/differences")).text
        place = f"{one.turn_id}:{one.start}:{one.end}"
        await press_and_follow(browser, "/second/YP01/settle", place=place, note="", **{"as": "second"})

    assert "<dd>saw nothing here</dd>" in shown
    assert what_stands(names, "a phone") is not None and unsettled(names.bench, names.db, "YP01") == []


async def test_the_second_reader_settles_nothing(names: Workbench) -> None:
    """A forged form is refused: it would make one person both readers."""
    read_twice(names)
    [one] = unsettled(names.bench, names.db, "YP01")
    async with names.signed_in(SECOND) as browser:
        place = f"{one.turn_id}:{one.start}:{one.end}"
        refused = await press(browser, "/second/YP01/settle", place=place, note="", **{"as": "second"})

    assert refused.status_code == 409 and "You are the other reader of YP01" in refused.text
    assert len(unsettled(names.bench, names.db, "YP01")) == 1


async def test_whoever_settles_is_told_what_that_means(names: Workbench) -> None:
    """A third person who settles cannot sign off any more."""
    read_twice(names)
    async with names.signed_in(THIRD) as browser:
        shown = (await browser.get("/second/YP01/differences")).text

    assert "cannot sign YP01 off any more" in shown


@pytest.mark.parametrize("path", ["begin", "hand-in", "settle"])
async def test_an_unknown_transcript_is_not_found(path: str, names: Workbench) -> None:
    """In one line, whatever is asked for it."""
    async with names.signed_in(SECOND) as browser:
        assert (await press(browser, f"/second/XX99/{path}", **{"as": "first"})).status_code == 404
        assert (await browser.get("/second/XX99/differences")).status_code == 404
        assert (await browser.get(f"/second/YP01/{path}")).status_code == 405


async def test_a_settlement_that_says_nothing_is_refused(names: Workbench) -> None:
    """Neither the first nor the second."""
    read_twice(names)
    async with names.signed_in(FIRST) as browser:
        assert (await press(browser, "/second/YP01/settle", place="1:0:1", **{"as": "third"})).status_code == 400


def test_the_script_and_the_styles_stay_small() -> None:
    """All scripts of the workbench together under 30 KB; the styles of these pages under 5 KB."""
    static = Path(__file__).parents[4] / "pipeline" / "reviewing" / "static"

    assert sum(len(file.read_bytes()) for file in static.rglob("*.js")) < 30_000
    assert len((static / "pages.css").read_bytes()) < 5_000

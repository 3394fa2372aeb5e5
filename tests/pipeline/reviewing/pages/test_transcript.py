"""The page of a transcript."""

from __future__ import annotations

import re
from html import unescape

from pipeline.review.readings import begin_second, finish_second
from pipeline.reviewing.turns import text_hash
from tests.pipeline.reviewing.conftest import Workbench


async def test_the_page_holds_the_words_to_the_letter(workbench: Workbench) -> None:
    """Whatever stands between the tags of a turn is its text: a browser counts on it."""
    async with workbench.signed_in() as browser:
        text = (await browser.get("/t/FC01")).text
    shown = [
        unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r'<p class="speech">(.*?)</p>', text, re.DOTALL)
    ]
    stored = [
        row["text"] for row in workbench.db.query("SELECT text FROM turns WHERE transcript_id = 'FC01' ORDER BY n")
    ]

    assert shown == stored
    assert re.findall(r'data-hash="(\w+)"', text) == [text_hash(one) for one in stored]


async def test_every_mark_is_boxed_and_in_the_queue_with_its_own_buttons(workbench: Workbench) -> None:
    """As many boxes and entries as marks; each entry replaces or keeps without a script."""
    marks = workbench.bench.page("FC01").marks
    async with workbench.signed_in() as browser:
        text = (await browser.get("/t/FC01")).text

    for mark in marks:
        assert f'id="m-{mark.turn_id}-{mark.start}"' in text
        assert f'id="q-{mark.turn_id}-{mark.start}"' in text
        for action in ("replace", "keep"):
            assert f'value="{action} {mark.turn_id} {mark.start} {mark.end} ' in text
    assert text.count('role="button"') == len(marks)


async def test_looking_is_noted_once_for_each_person_and_transcript(workbench: Workbench) -> None:
    """However often the page is loaded."""
    async with workbench.signed_in("Megan Vaughan") as one, workbench.signed_in("Jac Prosser") as other:
        for browser, path in ((one, "/t/FC01"), (one, "/t/FC01"), (one, "/t/FC02"), (other, "/t/FC01")):
            await browser.get(path)
    looked = [action for action in workbench.trail() if action.startswith("looked")]

    assert looked == ["looked at a transcript FC01", "looked at a transcript FC02", "looked at a transcript FC01"]


async def test_the_context_of_a_mark_lists_where_else_its_words_stand(workbench: Workbench) -> None:
    """With why it is marked."""
    marks = [mark for mark in workbench.bench.page("FC01").marks if mark.words == "Nia Pritchard"]
    turn = next(turn for turn in workbench.bench.page("FC01").turns if turn.id == marks[0].turn_id)
    place = f"{marks[0].turn_id} {marks[0].start} {marks[0].end} {text_hash(turn.text)}"
    async with workbench.signed_in() as browser:
        text = (await browser.get("/t/FC01/context", params={"place": place})).text

    assert "found by the machine" in text
    assert text.count('<a href="#m-') == len(marks) - 1 == 1


async def test_the_context_of_words_that_are_not_marked(workbench: Workbench) -> None:
    """Selected words have one too."""
    turn = workbench.bench.page("FC01").turns[3]
    start = turn.text.index("soup")
    async with workbench.signed_in() as browser:
        place = f"{turn.id} {start} {start + 4} {text_hash(turn.text)}"
        text = (await browser.get("/t/FC01/context", params={"place": place})).text

    assert "“soup”" in text
    assert "marked nowhere else" in text


async def test_a_finished_transcript_says_that_it_was_read_a_second_time(workbench: Workbench) -> None:
    """Once the second reading is handed in; and leads to the sign-off."""
    async with workbench.signed_in() as browser:
        assert "read a second time" not in (await browser.get("/t/FC01")).text
        begin_second(workbench.db, "FC01", "Jac Prosser")
        finish_second(workbench.db, "FC01", "Jac Prosser")
        text = (await browser.get("/t/FC01")).text

    assert "Six turns were read a second time." in text
    assert '<a href="/sign-off/FC01">Sign off →</a>' in text


async def test_a_second_reader_does_not_see_the_first_reading(workbench: Workbench) -> None:
    """Neither the page nor the context of a mark, until the second reading is handed in; other transcripts are open."""
    begin_second(workbench.db, "FC01", "Jac Prosser")
    async with workbench.signed_in("Jac Prosser") as browser:
        for path in ("/t/FC01", "/t/FC01/context?place=1"):
            answer = await browser.get(path)
            assert answer.status_code == 423
            assert "Pritchard" not in answer.text
        assert (await browser.get("/second/FC01")).status_code == 200
        assert (await browser.get("/t/FC02")).status_code == 200
        finish_second(workbench.db, "FC01", "Jac Prosser")
        assert (await browser.get("/t/FC01")).status_code == 200

"""Reviewing faster than the answers come: no key and no click falls on what nobody looked at."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import Workbench
from tests.browser.hands import answer_slowly, left


def test_keys_pressed_in_a_hurry_fall_on_mark_after_mark(reading: Any, workbench: Workbench) -> None:
    """A hand quicker than the answers decides about each mark once, in the order of the page."""
    order = reading.locator(".m").evaluate_all("marks => marks.map((mark) => mark.id)")
    for _ in range(4):
        reading.keyboard.press("n")
    reading.locator("#count", has_text=f"{len(order) - 4} of").wait_for()

    assert [f"m-{one.turn_id}-{one.start}" for one in workbench.decisions()] == order[:4]


def test_what_is_typed_after_the_key_for_names_is_a_name(reading: Any, workbench: Workbench) -> None:
    """However long the names take: letters of a name are no keys of the page, and decide nothing."""
    answer_slowly(reading)
    before = left(reading)
    reading.keyboard.press("e")
    reading.keyboard.type("Nony")
    reading.wait_for_timeout(500)

    assert reading.locator("#other").input_value() == "Nony"
    reading.keyboard.press("Escape")
    reading.locator("#names").wait_for(state="hidden")
    reading.wait_for_timeout(500)

    assert (workbench.decisions(), left(reading)) == ([], before)


def test_keys_typed_before_a_question_has_opened_decide_nothing(reading: Any, workbench: Workbench) -> None:
    """While an answer is awaited, "t n" asks what the next mark is: the n keeps nothing that nobody looked at."""
    answer_slowly(reading)
    reading.keyboard.press("y")
    reading.keyboard.press("t")
    reading.keyboard.press("n")
    reading.locator("#types[open]").wait_for()
    reading.keyboard.press("Escape")
    reading.wait_for_timeout(500)

    assert [one.action for one in workbench.decisions()] == ["replace"]


def test_a_second_click_says_nothing_of_the_next_mark(reading: Any, workbench: Workbench) -> None:
    """Two clicks on one entry of the queue, before the first is answered, are one decision."""
    entry = reading.locator("#queue li").first
    mark = str(entry.get_attribute("id")).replace("q-", "m-")
    entry.evaluate("it => { const keep = it.querySelector('[value^=keep]'); keep.click(); keep.click(); }")
    reading.locator("#said", has_text="stays").wait_for()
    reading.wait_for_timeout(500)

    assert [f"m-{one.turn_id}-{one.start}" for one in workbench.decisions()] == [mark]

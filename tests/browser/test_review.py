"""Reviewing by hand, in a real browser: one key for each mark, and offsets that Python agrees with."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.conftest import READER, Workbench
from tests.browser.hands import at_hand, go_to, left, press, select


def test_one_key_decides_a_mark_and_the_next_is_at_hand(reading: Any, workbench: Workbench) -> None:
    """Every mark takes one key, from the first to "All decided", and the store has as many decisions."""
    marks = left(reading)
    for n in range(marks, 0, -1):
        press(reading, "n", until=f"{n - 1} of {marks} left|All {marks} decided")

    assert left(reading) == 0
    assert reading.locator(".m.u").count() == 0
    assert reading.locator("#finished").inner_text() == f"All {marks} decided. Sign off →"
    assert {(one.action, one.actor) for one in workbench.decisions()} == {("keep", READER)}
    assert len(workbench.decisions()) == marks


def test_replace_boxes_the_words_solid_with_what_will_stand_there(reading: Any, workbench: Workbench) -> None:
    """After y the box is solid, its replacement is said, and the queue no longer lists it."""
    go_to(reading, "Nia Pritchard")
    mark = reading.locator(".m[aria-current=true]").get_attribute("id")
    press(reading, "y", until="Nia Pritchard: replaced")

    box = reading.locator(f"#{mark}")
    assert "u" not in str(box.get_attribute("class")).split()
    assert "decided: becomes" in str(box.get_attribute("aria-label"))
    assert box.evaluate("it => getComputedStyle(it).borderTopStyle") == "solid"
    assert reading.locator(f"#{str(mark).replace('m', 'q', 1)}").count() == 0
    assert [one.type for one in workbench.decisions()] == ["PERSON"]


def test_the_page_does_not_jump_under_the_reader(reading: Any) -> None:
    """Where the next mark is in sight already, deciding moves nothing."""
    go_to(reading, "Nia Pritchard")
    before = reading.evaluate("scrollY")
    press(reading, "y", until="replaced")

    assert reading.evaluate("scrollY") == before


def test_a_missed_name_is_added_by_selecting_it(reading: Any, workbench: Workbench) -> None:
    """After ŵ and é and emoji of one and of several code points the words in the store are those selected."""
    select(reading, "corner shop")
    press(reading, "a")
    press(reading, "o", until="corner shop: replaced")

    (decision,) = workbench.decisions()
    assert (decision.words, decision.type, workbench.text(decision)) == ("corner shop", "ORG", "corner shop")
    assert reading.locator(".m", has_text="corner shop").count() == 1


def test_a_sloppy_selection_takes_whole_words(reading: Any, workbench: Workbench) -> None:
    """Half a word at either end is the whole word."""
    select(reading, "orner sho")
    press(reading, "a")
    press(reading, "p", until="corner shop: replaced")

    assert [workbench.text(one) for one in workbench.decisions()] == ["corner shop"]


def test_words_are_selected_by_keyboard_alone(reading: Any, workbench: Workbench) -> None:
    """In a turn x begins with its first word; the arrows move on, and with shift take more."""
    go_to(reading, "Nia Pritchard")
    for key in ("J", "J", "x", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "a"):
        press(reading, key)
    press(reading, "x", until="replaced")

    (decision,) = workbench.decisions()
    assert workbench.text(decision) == decision.words
    assert len(decision.words.split()) == 2


def test_a_mark_is_widened(reading: Any, workbench: Workbench) -> None:
    """The wider words take the place of the narrower ones."""
    go_to(reading, "Sarah")
    for key in ("x", "Shift+ArrowRight"):
        press(reading, key)
    press(reading, "y", until="Sarah drove: replaced")

    assert [workbench.text(one) for one in workbench.decisions()] == ["Sarah drove"]
    assert reading.locator(".m", has_text=re.compile("^Sarah drove$")).count() == 1


def test_everywhere_in_the_study(reading: Any, workbench: Workbench) -> None:
    """g and n keep the words in every transcript; the page shows it at once, and says how far it went."""
    go_to(reading, "Nia Pritchard")
    press(reading, "g", until="Everywhere in the study")
    press(reading, "n", until="stays everywhere in the study. Three places, in two transcripts")

    assert [(one.scope, one.transcript_id) for one in workbench.decisions()] == [("study", None)]
    kept = reading.locator(".m", has_text=re.compile("^Nia Pritchard$"))
    assert {str(mark.get_attribute("aria-label")) for mark in kept.all()} == {"Nia Pritchard: name, decided: stays"}
    reading.goto(f"{workbench.home}/t/FC02")
    assert reading.locator(".m", has_text="Nia Pritchard").first.get_attribute("data-to") == "stays"


def test_in_this_transcript_only(reading: Any, workbench: Workbench) -> None:
    """T reaches as far as the transcript, and the next decision is about one mark again."""
    go_to(reading, "Nia Pritchard")
    press(reading, "T", until="Everywhere in this transcript")
    press(reading, "y", until="everywhere in this transcript")
    press(reading, "n", until="stays")

    assert [(one.scope, one.transcript_id) for one in workbench.decisions()] == [
        ("transcript", "FC01"),
        ("mention", "FC01"),
    ]


def test_undo_takes_back_and_returns_to_the_mark(reading: Any, workbench: Workbench) -> None:
    """u takes back the last decision, and brings its mark to hand."""
    go_to(reading, "Sarah")
    before = left(reading)
    press(reading, "n", until="stays")
    press(reading, "u", until="Undone")

    assert workbench.decisions() == []
    assert left(reading) == before
    assert at_hand(reading) == "Sarah"


def test_the_type_is_changed_by_its_letter(reading: Any, workbench: Workbench) -> None:
    """t and p: it is a place."""
    go_to(reading, "Sarah")
    press(reading, "t")
    press(reading, "p", until="Sarah: replaced")

    assert [(one.action, one.type) for one in workbench.decisions()] == [("replace", "PLACE")]


def test_the_same_person_is_chosen_by_typing(reading: Any, workbench: Workbench) -> None:
    """e, a few letters, enter: who it is is known, and the mark is decided."""
    go_to(reading, "Sarah")
    press(reading, "e")
    reading.locator("#other").press_sequentially("prit")
    press(reading, "Enter", until="Sarah: the same as Nia Pritchard")

    assert [(one.action, one.other) for one in workbench.decisions()] == [("same", "Nia Pritchard"), ("replace", "")]


def test_a_replacement_of_ones_own(reading: Any, workbench: Workbench) -> None:
    """r and a few words: they will stand there."""
    go_to(reading, "Sarah")
    press(reading, "r")
    reading.locator("#own-words").fill("a friend")
    press(reading, "Enter", until="replaced by a friend")

    assert [one.replacement for one in workbench.decisions()] == ["a friend"]
    assert reading.locator(".m", has_text="Sarah").first.get_attribute("data-to") == "a friend"


def test_a_replacement_that_names_somebody_is_refused(reading: Any, workbench: Workbench, refusals: str) -> None:
    """A real name of the study cannot stand in another's place; the page says so and nothing is stored."""
    go_to(reading, "Sarah")
    press(reading, "r")
    reading.locator("#own-words").fill("Nia Pritchard")
    press(reading, "Enter", until="names somebody")

    assert workbench.decisions() == []


def test_down_the_list_the_next_is_the_next_of_the_queue(reading: Any) -> None:
    """With o one goes on by danger, not by page."""
    press(reading, "o", until="down the list")
    entries = reading.locator("#queue li")
    second = entries.nth(1).get_attribute("id")
    entries.first.locator("a").click()
    press(reading, "n", until="stays")

    assert reading.locator(".m[aria-current=true]").get_attribute("id") == str(second).replace("q", "m", 1)


def test_words_are_found_without_accents_and_selected(reading: Any, workbench: Workbench) -> None:
    """The search takes "cafe lights" for what has an accent, and a adds what was found."""
    press(reading, "/")
    reading.locator("#find-words").fill("cafe lights")
    press(reading, "Enter")
    reading.locator("#about", has_text="café lights").wait_for()
    press(reading, "a")
    press(reading, "p", until="café lights: replaced")

    assert [workbench.text(one) for one in workbench.decisions()] == ["café lights"]


def test_enter_shows_why_and_where_else(reading: Any) -> None:
    """Enter says why the words are marked, and lists where else they stand."""
    go_to(reading, "Nia Pritchard")
    press(reading, "Enter")
    about = reading.locator("#context")
    about.get_by_role("heading", name="Elsewhere in this transcript").wait_for()

    assert "found by the machine" in about.inner_text()
    assert about.locator(".elsewhere li").count() == 1


def test_the_keys_are_a_question_mark_away(reading: Any) -> None:
    """? shows the keys over the page, and Esc leaves them."""
    press(reading, "?")
    assert reading.locator("#keys").is_visible()
    press(reading, "Escape")
    assert not reading.locator("#keys").is_visible()


def test_the_mouse_can_do_it_all(reading: Any, workbench: Workbench) -> None:
    """The buttons of the bar and of the queue decide, and what was decided is said aloud."""
    go_to(reading, "Sarah")
    reading.get_by_role("button", name="Keep n").click()
    reading.locator("#said", has_text="Sarah: stays").wait_for()
    reading.locator("#queue li").first.locator("a").click()
    reading.locator("#queue li[aria-current=true]").get_by_role("button", name="Keep").click()
    reading.locator("#count", has_text=re.compile(r"^\d+ of \d+ left$|^All")).wait_for()
    reading.get_by_role("button", name="Undo u").click()
    reading.locator("#said", has_text="Undone").wait_for()

    assert reading.locator("#said").get_attribute("role") == "status"
    assert [one.words for one in workbench.decisions()] == ["Sarah"]


def test_a_page_that_is_out_of_date_is_refused(reading: Any, workbench: Workbench, refusals: str) -> None:
    """Where the turn has changed since the page was made nothing is decided, and the page says what to do."""
    reading.evaluate("for (const turn of document.querySelectorAll('#turns > li')) turn.dataset.hash = '0'")
    with reading.expect_response("**/decide") as answer:
        press(reading, "n", until="Load the page again")

    assert answer.value.status == 409
    assert workbench.decisions() == []


def test_who_is_signed_out_meanwhile_is_told_and_led_back(reading: Any, workbench: Workbench, refusals: str) -> None:
    """A decision without a session is refused, and the page has the way to the sign-in."""
    reading.context.clear_cookies()
    press(reading, "n", until="You are not signed in here any more")
    reading.locator("#said").get_by_role("link", name="Sign in").click()
    reading.wait_for_url("**/sign-in?next=/t/FC01")

    assert workbench.decisions() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_script_the_page_reads_and_decides(chromium: Any, workbench: Workbench, scheme: str) -> None:
    """Without JavaScript each mark of the queue has its own buttons, and the page comes back where it was."""
    context = chromium.new_context(java_script_enabled=False, color_scheme=scheme)
    page = context.new_page()
    page.goto(workbench.link)
    page.get_by_role("button", name="Begin reading").click()
    page.goto(f"{workbench.home}/t/FC01")
    page.locator("#queue li").first.get_by_role("button", name="Keep").click()
    page.wait_for_url(re.compile(r"/t/FC01#turn-\d+$"))
    assert len(workbench.decisions()) == 1
    page.get_by_role("button", name="Undo my last decision here").click()
    page.wait_for_url(re.compile(r"/t/FC01#turn-\d+$"))
    context.close()

    assert workbench.decisions() == []


def test_the_arrows_choose_among_names(reading: Any, workbench: Workbench) -> None:
    """Without a letter typed, the arrows go through the names that come most often."""
    go_to(reading, "Sarah")
    press(reading, "e")
    reading.get_by_role("option").nth(1).wait_for()
    second = reading.get_by_role("option").nth(1).inner_text()
    for key in ("ArrowDown", "ArrowDown"):
        press(reading, key)
    press(reading, "Enter", until="Sarah: the same as")

    assert [one.other for one in workbench.decisions()] == [second, ""]


def test_the_command_prints_the_link_that_lets_one_in(chromium: Any, command: Workbench) -> None:
    """With nothing but what the terminal says one reads; a stop in the middle leaves what was decided."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(command.link)
    assert page.get_by_label("Your name").input_value() == READER
    page.get_by_role("button", name="Begin reading").click()
    page.get_by_role("link", name="FC02", exact=True).click()
    page.locator(".m[aria-current=true]").wait_for()
    press(page, "n", until="stays")
    context.close()

    assert len(command.decisions()) == 1
    assert command.trail().count("opened the review workbench") == 1


def test_what_is_looked_at_is_in_the_trail_once(reading: Any, workbench: Workbench) -> None:
    """Signing in and looking at a transcript leave a row each, however often the page is loaded."""
    reading.reload()
    actions = workbench.trail()

    assert actions.count("looked at a transcript FC01") == 1
    assert actions.count("signed in to the review workbench") == 1

"""A sample in a real browser: drawn, read by keyboard and by mouse, finished, and its result."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.audit.sample import Mark, find_sample, turn_of, turns_of
from tests import studies
from tests.browser.conftest import Workbench, playwright_api

expect = playwright_api.expect
TURNS = 8


@pytest.fixture
def sample(page: Any, workbench: Workbench) -> Any:
    """Sign in, and draw a sample of every turn."""
    page.goto(workbench.link)
    page.get_by_role("button", name="Begin reading").click()
    page.get_by_role("link", name="Samples").click()
    page.get_by_label("Draw another sample").fill("20")
    page.get_by_role("button", name="Draw").click()
    page.wait_for_url("**/sample/1")
    return page


def read(page: Any, turns: int) -> None:
    """Wait until so many turns are read."""
    expect(page.locator("#count")).to_have_text(f"{turns} of {TURNS} read")


def marked(workbench: Workbench, n: int) -> list[tuple[str, str, str]]:
    """Return from the store what is marked in a turn: the words, and as what."""

    def words(text: str, mark: Mark) -> tuple[str, str, str]:
        return text[mark.start : mark.end], mark.kind, mark.severity

    with studies.opened(workbench.study) as db:
        turn = turn_of(db, 1, n)
        return [words(turn.text, one) for one in turn.marks]


def number_of(workbench: Workbench, words: str) -> int:
    """Return the number of the sample's turn that holds words."""
    with studies.opened(workbench.study) as db:
        return next(turn.n for turn in turns_of(db, 1) if words in turn.text)


def test_a_key_for_each_turn(sample: Any, workbench: Workbench) -> None:
    """n reads on, u comes back, and keys that come faster than the pages are all heard."""
    read(sample, 0)
    for _ in range(5):
        sample.keyboard.press("n")
    read(sample, 5)
    sample.keyboard.press("u")
    read(sample, 4)

    with studies.opened(workbench.study) as db:
        assert find_sample(db, 1).read == 4


def test_words_are_marked_by_keyboard(sample: Any, workbench: Workbench) -> None:
    """Arrows choose words, shift takes in more; the place is right after signs that browsers count as two."""
    n = number_of(workbench, "café lights")
    for _ in range(n - 1):
        sample.keyboard.press("n")
    read(sample, n - 1)
    words = re.findall(r"[^\W_]+(?:['’.@_/-][^\W_]+)*", sample.locator("#words").inner_text())
    for _ in range(words.index("café") + 1):
        sample.keyboard.press("ArrowRight")
    sample.keyboard.press("Shift+ArrowRight")
    sample.keyboard.press("3")
    expect(sample.locator("#words mark")).to_have_text("café lights")

    assert marked(workbench, n) == [("café lights", "quasi", "combining")]
    sample.keyboard.press("u")
    expect(sample.locator("#words mark")).to_have_count(0)
    assert marked(workbench, n) == []


def test_words_are_marked_by_mouse(sample: Any, workbench: Workbench) -> None:
    """A double click takes a word, a button says what it is; without a word selected nothing is marked."""
    sample.get_by_role("button", name="somebody else").click()
    expect(sample.locator("#said")).to_have_text("Select the words first.")
    box = sample.locator("#words").bounding_box()
    sample.mouse.dblclick(box["x"] + 12, box["y"] + 18)
    sample.get_by_role("button", name="somebody else").click()
    expect(sample.locator("#words mark")).to_have_count(1)

    [(words, kind, severity)] = marked(workbench, 1)
    assert (kind, severity) == ("direct", "third party") and sample.locator("#words").inner_text().startswith(words)


def test_the_end_is_the_result(sample: Any, workbench: Workbench) -> None:
    """Read to its end, the sample is finished with a button, and says what it says in sentences."""
    for _ in range(TURNS):
        sample.keyboard.press("n")
    read(sample, TURNS)
    sample.get_by_role("button", name="Finish").click()
    sample.wait_for_url("**/sample/1/result")

    expect(sample.get_by_role("heading", level=1)).to_contain_text("Sample 1")
    expect(sample.locator("main")).to_contain_text("In 8 turns read by a second person")
    assert [line for line in workbench.trail() if line.startswith("sample finished")] == ["sample finished sample 1"]

"""Reading in a real browser: what needs no script and what a script adds, by mouse, by keyboard, and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.publish.metadata import metadata
from pipeline.workbench.serve import make_datasette
from tests.browser.coding_study import NewTab, Tab
from tests.browser.conftest import playwright_api
from tests.browser.serving import in_a_thread
from tests.pipeline.conftest import write_sample

expect = playwright_api.expect
PHONE = {"width": 390, "height": 800}
HEARD, TRUSTED = f"#c-{9:032x}", f"#c-{8:032x}"
LONG = "llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample study; yields where its pages begin."""
    path = write_sample(tmp_path_factory.mktemp("reader") / "llais.db")
    described = metadata("Keeping Safe: interviews", "Who was asked about what.", "draft", "team")
    with in_a_thread(make_datasette(path, described)) as home:
        yield home


def opened(tab: Tab, address: str) -> Tab:
    """Open a page, its script as well."""
    tab.goto(address)
    tab.wait_for_load_state()
    return tab


def lit(tab: Tab) -> list[str]:
    """List the words that are lit at this moment."""
    return list(
        tab.evaluate(
            """() => [...document.querySelectorAll(".speech [data-m]")]
                .filter((it) => getComputedStyle(it).backgroundColor !== "rgba(0, 0, 0, 0)")
                .map((it) => it.textContent)"""
        )
    )


def underlines(tab: Tab, words: str) -> str:
    """Return how the words are underlined, as the browser draws it."""
    words_there = tab.locator(".m", has_text=words).first
    return str(words_there.evaluate("it => getComputedStyle(it).backgroundImage.split(', linear-gradient')[0]"))


def point_at(words: Any) -> None:
    """Move the pointer onto words: onto their first line, not onto what only screen readers get beside them."""
    words.scroll_into_view_if_needed()
    words.page.mouse.move(
        *words.evaluate("it => { const box = it.getClientRects()[0]; return [box.x + 4, box.y + box.height / 2]; }")
    )


def sideways(tab: Tab) -> int:
    """Say by how many pixels a page is wider than the window."""
    return int(tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_theme_can_be_hidden_with_its_underlines_and_tags(home: str, new_tab: NewTab, script: bool) -> None:
    """An empty box takes the theme out of the text, with a script and without, and the others stay."""
    tab = opened(new_tab(java_script_enabled=script), f"{home}/t/YP01")
    tag = tab.locator(".margin .tag", has_text="VOI-TRU")
    expect(tag).to_be_visible()
    tab.get_by_label("VOI Voice").uncheck()
    expect(tag).to_be_hidden()
    expect(tab.locator(".margin .tag", has_text="CAR-NEE")).to_be_visible()
    tab.get_by_label("VOI Voice").check()
    expect(tag).to_be_visible()


def test_a_hidden_themes_underline_is_gone(home: str, new_tab: NewTab) -> None:
    """The colour leaves the text, and stays in the legend and in the portrait."""
    tab = opened(new_tab(), f"{home}/t/FC02?themes=none")
    assert "rgb(0, 114, 178)" not in underlines(tab, "the case was closed")
    swatch = "it => getComputedStyle(it, '::before').backgroundColor"
    assert tab.locator(".legend .tag").first.evaluate(swatch) == "rgb(0, 114, 178)"
    assert "rgb(0, 114, 178)" in underlines(opened(tab, f"{home}/t/FC02"), "the case was closed")


def test_a_choice_of_themes_is_a_link(home: str, new_tab: NewTab) -> None:
    """With a script the address follows the boxes; without one a button writes it."""
    tab = opened(new_tab(), f"{home}/t/YP01")
    tab.get_by_label("VOI Voice").uncheck()
    assert tab.url.endswith("/t/YP01?themes=exchange,care")
    expect(opened(new_tab(), tab.url).get_by_label("VOI Voice")).not_to_be_checked()
    plain = opened(new_tab(java_script_enabled=False), f"{home}/t/YP01")
    plain.get_by_label("VOI Voice").uncheck()
    plain.get_by_role("button", name="Keep this choice in the address").click()
    expect(plain.get_by_label("VOI Voice")).not_to_be_checked()
    expect(plain.get_by_label("CAR Care")).to_be_checked()


def test_tags_and_words_light_each_other(home: str, new_tab: NewTab) -> None:
    """Pointing at a tag lights its words, pointing at words their tags, and the tab key does as the pointer does."""
    tab = opened(new_tab(java_script_enabled=False), f"{home}/t/YP01")
    tab.locator(".margin .tag", has_text="VOI-HEA").hover()
    assert lit(tab) == ["she asked me what I wanted"]
    point_at(tab.locator(".m", has_text="she asked me"))
    item = tab.locator(".margin > li", has_text="VOI-HEA")
    assert item.evaluate("it => getComputedStyle(it).backgroundColor") != "rgba(0, 0, 0, 0)"
    tab.mouse.move(0, 0)
    tab.locator(".margin .tag", has_text="VOI-TRU").focus()
    assert lit(tab) == ["She didn't write anything down, she just listened"]


def test_a_link_to_a_coding_lights_it(home: str, new_tab: NewTab) -> None:
    """Whoever follows it sees which words are meant, though nothing is pointed at."""
    tab = opened(new_tab(java_script_enabled=False), f"{home}/t/YP01{HEARD}")
    assert lit(tab) == ["she asked me what I wanted"]
    expect(tab.locator(HEARD)).to_be_in_viewport()


def test_a_link_copies_how_it_is_cited(home: str, new_tab: NewTab) -> None:
    """A turn's number and a coder's letter are links to themselves, and copy the line for a citation."""
    tab = opened(new_tab(permissions=["clipboard-read", "clipboard-write"]), f"{home}/t/YP01?suggestions=1")

    tab.locator(TRUSTED).press("Enter")
    expect(tab.locator("#copied")).to_contain_text("turn 2.")
    assert tab.evaluate("navigator.clipboard.readText()") == (
        "Keeping Safe: interviews, draft, not signed off: d-3f9c2a. "
        f"YP01, transcript YP01, turn 2. {home}/t/YP01{TRUSTED}"
    )
    tab.locator("#turn-4 .who a").click()
    expect(tab.locator("#copied")).to_contain_text("turn 4.")
    assert tab.evaluate("navigator.clipboard.readText()").endswith(f"turn 4. {home}/t/YP01#turn-4")
    assert tab.url.endswith("#turn-4")


def test_a_replaced_word_says_so_to_pointer_and_keyboard(home: str, new_tab: NewTab) -> None:
    """What stood there shows on hover and on focus, and Escape hides it, but not from whoever hears the page."""
    tab = opened(new_tab(), f"{home}/t/FC01")
    word = tab.locator(".r", has_text="a town in South Wales")
    shown = "it => getComputedStyle(it, '::after').clipPath === 'none' && getComputedStyle(it, '::after').content"
    assert word.evaluate(shown) is False
    word.hover()
    assert word.evaluate(shown) == '"replaced: place, made vaguer"'
    tab.mouse.move(0, 0)
    word.focus()
    assert word.evaluate(shown) == '"replaced: place, made vaguer"'
    tab.keyboard.press("Escape")
    assert word.evaluate("it => getComputedStyle(it, '::after').display") == "none"
    tab.evaluate("document.activeElement.blur()")
    assert "(replaced: place, made vaguer)" in tab.locator("#turns").aria_snapshot()


def test_codes_and_replaced_words_are_heard_where_they_are(home: str, new_tab: NewTab) -> None:
    """A screen reader is told once what was replaced, with the focus there too, and where a code begins and ends."""
    tab = opened(new_tab(), f"{home}/t/FC02")
    heard = tab.locator("#turn-2 .speech").aria_snapshot()
    assert "[CAR-SYS" in heard and "the case was closed end of CAR-SYS]" in heard
    tab = opened(tab, f"{home}/t/FC01")
    word = tab.locator(".r", has_text="a town in South Wales")
    word.focus()
    assert tab.locator("#turns li", has=word).aria_snapshot().count("place, made vaguer") == 1
    expect(word).to_have_accessible_description("")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_hidden_theme_is_not_heard_either(home: str, new_tab: NewTab, script: bool) -> None:
    """An empty box silences the theme's codes within the words, and all boxes empty leave the words alone."""
    tab = opened(new_tab(java_script_enabled=script), f"{home}/t/YP01")
    assert "[VOI-HEA" in tab.locator("#turns").aria_snapshot()
    tab.get_by_label("VOI Voice").uncheck()
    heard = tab.locator("#turns").aria_snapshot()
    assert "[VOI-" not in heard and "end of VOI" not in heard and "[CAR-NEE" in heard
    for box in tab.locator(".legend input:checked").all()[::-1]:
        box.uncheck()
    heard = tab.locator("#turns").aria_snapshot()
    assert not any(mark in heard for mark in ("[EXC", "[CAR", "end of"))


def test_tags_stand_in_line_with_where_their_words_begin(home: str, new_tab: NewTab) -> None:
    """On a wide screen a tag is beside the line on which its passage begins, however far down that is."""
    tab = opened(new_tab(), f"{home}/t/FC02")
    tab.locator("#turn-2 .speech").evaluate("(it, more) => it.prepend(more)", "And then, and then. " * 20)
    tab.evaluate("dispatchEvent(new Event('resize'))")
    top = "it => it.getClientRects()[0].top"
    words = tab.locator(".m", has_text="the case was closed").evaluate(top)
    tag = tab.locator("#turn-2 .margin > li").first.evaluate(top)
    assert words - tab.locator("#turn-2").evaluate(top) > 100
    assert abs(words - tag) < 20


def test_speakers_of_a_group_are_told_apart(home: str, new_tab: NewTab) -> None:
    """Each participant of a focus group has a sign of their own, and the interviewer has none."""
    tab = opened(new_tab(), f"{home}/t/FG01")
    sign = "it => getComputedStyle(it, '::before').content"
    interviewer, first, second, first_again = (tab.locator(f"#turn-{n} .who b").evaluate(sign) for n in (1, 2, 3, 5))
    assert first == first_again != second
    assert interviewer == "none"


def test_the_portrait_leads_to_the_turn(home: str, new_tab: NewTab) -> None:
    """Clicking on a tick goes to where it is."""
    tab = opened(new_tab(), f"{home}/t/YP01")
    tab.locator(".ways a[href='#turn-5']").first.click()
    assert tab.url.endswith("#turn-5")
    expect(tab.locator("#turn-5")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/t/YP01?suggestions=1", ".m"),
        ("/t/FG01", ".interviewer .speech"),
        ("/t/FC01", ".r"),
        ("/p/YP01", "blockquote"),
        ("/p/YP01?all=1", "blockquote"),
        ("/transcripts", "td a"),
    ],
)
def test_a_phone_never_scrolls_sideways(home: str, new_tab: NewTab, path: str, words: str) -> None:
    """Not even where a word is very long, or a note stands at it."""
    tab = opened(new_tab(viewport=PHONE), home + path)
    assert sideways(tab) <= 0
    tab.locator(words).first.evaluate("(it, long) => { it.textContent = long; }", LONG)
    point_at(tab.locator(words).first)
    assert sideways(tab) <= 0


def test_a_print_has_the_codes_beside_the_words_and_says_what_it_is(home: str, new_tab: NewTab) -> None:
    """On paper: the draft line, the address, tags in the margin, and nothing that one would click."""
    tab = opened(new_tab(), f"{home}/t/YP01")
    tab.emulate_media(media="print")
    expect(tab.locator(".draft")).to_be_visible()
    expect(tab.get_by_text("/t/YP01", exact=True)).to_be_visible()
    expect(tab.locator(".legend")).to_be_hidden()
    words: Any = tab.locator("#turn-2 .speech").bounding_box()
    tag: Any = tab.locator("#turn-2 .margin .tag").first.bounding_box()
    assert tag["x"] >= words["x"] + words["width"]

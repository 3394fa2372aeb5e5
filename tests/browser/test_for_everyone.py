"""Pages for everyone, in a real browser: by keyboard, in high contrast, at 320 pixels, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.publish.metadata import metadata
from pipeline.workbench.serve import make_datasette
from tests.browser.coding_study import NewTab, Tab
from tests.browser.serving import in_a_thread
from tests.pipeline.conftest import write_sample

NARROW, PHONE, LOW = {"width": 320, "height": 640}, {"width": 390, "height": 500}, {"width": 1280, "height": 420}

# Whether what has the focus is to be seen: it is in the window, and nothing lies over the middle of what is there.
_SEEN = """() => {
    const it = document.activeElement;
    if (it === document.body) return null;
    const seen = [...it.getClientRects()].some((box) => {
        const foot = Math.min(box.bottom, innerHeight);
        const top = document.elementFromPoint(box.x + box.width / 2, (Math.max(box.y, 0) + foot) / 2);
        return top && (it.contains(top) || top.contains(it) && top.tagName === "LABEL");
    });
    return [seen, it.textContent.trim()];
}"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample study; yields where its pages begin."""
    path = write_sample(tmp_path_factory.mktemp("everyone") / "llais.db")
    with in_a_thread(make_datasette(path, metadata("Keeping Safe", "Who was asked.", "draft", "team"))) as home:
        yield home


def unseen(tab: Tab, key: str) -> list[str]:
    """Press a key until the focus has left the page; return what had it and could not be seen."""
    found: list[str] = []
    for _ in range(400):
        tab.keyboard.press(key)
        state = tab.evaluate(_SEEN)
        if state is None:
            return found
        if not state[0]:
            found.append(state[1])
    raise AssertionError("the focus does not leave the page")


def style(tab: Tab, selector: str, name: str, part: str = "") -> str:
    """Return how the first of something is drawn, or a part of it such as "::before"."""
    return str(
        tab.locator(selector).first.evaluate("(it, [name, part]) => getComputedStyle(it, part)[name]", [name, part])
    )


@pytest.mark.parametrize("window", [LOW, PHONE], ids=["low", "phone"])
@pytest.mark.parametrize("path", ["/t/FC02", "/matrix", "/codes-that-meet", "/llais/themes", "/llais/codings"])
def test_what_has_the_focus_is_never_covered(home: str, new_tab: NewTab, path: str, window: dict[str, int]) -> None:
    """Neither by a legend or a heading that stays in view nor by being out of sight, forwards and backwards."""
    tab = new_tab(viewport=window)
    tab.goto(home + path)
    assert unseen(tab, "Tab") == []
    assert unseen(tab, "Shift+Tab") == []


def test_high_contrast_keeps_the_underlines(home: str, new_tab: NewTab) -> None:
    """Which words are coded, and which turn was asked for, is to be seen without the page's own colours."""
    tab = new_tab(forced_colors="active")
    tab.goto(f"{home}/t/FC02#turn-3")
    assert "rgb(0, 114, 178)" in style(tab, ".speech .m", "backgroundImage")
    assert style(tab, ".margin .tag", "backgroundColor", "::before") == "rgb(0, 114, 178)"
    canvas = style(tab, "body", "backgroundColor")
    assert style(tab, "#turn-3", "borderLeftColor") != canvas
    assert style(tab, "#turn-1", "borderLeftColor") == canvas


def test_high_contrast_marks_the_place_in_the_menu(home: str, new_tab: NewTab) -> None:
    """By a line that is no shadow, as shadows go."""
    tab = new_tab(forced_colors="active")
    tab.goto(f"{home}/matrix")
    assert style(tab, ".places [aria-current]", "borderBottomWidth") == "2px"


@pytest.mark.parametrize("path", ["/", "/theme/care", "/theme/care/system", "/p/FC01", "/t/FC02", "/matrix"])
def test_welsh_pages_fit_into_320_pixels(home: str, new_tab: NewTab, path: str) -> None:
    """Longer words than the English ones, and still nothing to be scrolled sideways."""
    tab = new_tab(viewport=NARROW, locale="cy-GB")
    tab.goto(home + path)
    assert tab.locator("html").get_attribute("lang") == "cy"
    assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_every_sheet_of_a_draft_says_so(home: str, new_tab: NewTab) -> None:
    """A sheet that is taken out of a pile still tells that nobody has signed it off."""
    tab: Any = new_tab()
    tab.goto(f"{home}/t/FC02")
    tab.emulate_media(media="print")
    assert style(tab, "body", "page") == "draft"
    sheets = [
        sheet
        for sheet in tab.evaluate(
            "[...document.styleSheets].flatMap((one) => [...one.cssRules].map((it) => it.cssText))"
        )
        if sheet.startswith("@page draft")
    ]
    assert len(sheets) == 1 and "Draft · Drafft" in sheets[0]

"""What is wider or longer than its box shows that it goes on, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from pipeline.publish.metadata import metadata
from pipeline.workbench.serve import make_datasette
from tests.browser.coding_study import NewTab, Tab
from tests.browser.serving import in_a_thread
from tests.pipeline.conftest import write_sample

LOW, NARROW = {"width": 1280, "height": 600}, {"width": 900, "height": 700}
LOOKS: list[dict[str, Any]] = [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample study; yields where its pages begin."""
    path = write_sample(tmp_path_factory.mktemp("wide") / "llais.db")
    with in_a_thread(make_datasette(path, metadata("Keeping Safe", "Who was asked.", "draft", "team"))) as home:
        yield home


def contrast(tab: Any, x: float, y: float, width: float, height: float) -> int:
    """Say how much the pixels of a stretch of the window differ in lightness, of 255."""
    picture = Image.open(io.BytesIO(tab.screenshot())).convert("L")
    pixels = picture.crop((round(x), round(y), round(x + width), round(y + height))).tobytes()
    return max(pixels) - min(pixels)


def box_of(tab: Tab) -> dict[str, float]:
    """Bring a box that scrolls wholly into the window; return its sides, and how much of it there is to see."""
    sides: dict[str, float] = tab.evaluate("""() => {
        const it = document.querySelector(".scroll");
        it.scrollIntoView({block: "end"});
        const {left, top, right, bottom} = it.getBoundingClientRect();
        const {scrollWidth, scrollHeight, clientWidth, clientHeight} = it;
        return {left, top, right, bottom, below: scrollHeight - clientHeight, beside: scrollWidth - clientWidth};
    }""")
    return sides


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "high contrast"])
def test_the_matrix_fades_where_it_goes_on_below(home: str, new_tab: NewTab, look: dict[str, Any]) -> None:
    """What lies on its lower edge is faint while there is more below, and not further up."""
    tab = new_tab(viewport=LOW, **look)
    tab.goto(f"{home}/matrix")
    box = box_of(tab)
    assert box["below"] > 100
    names = {"x": box["left"], "width": 250}
    faint = contrast(tab, y=box["bottom"] - 12, height=8, **names)
    assert faint < 40 < contrast(tab, y=box["bottom"] - 120, height=60, **names)


def test_at_the_end_of_the_matrix_nothing_is_faint(home: str, new_tab: NewTab) -> None:
    """Scrolled down, its last row stands above the fading, which lies on nothing."""
    tab = new_tab(viewport=LOW)
    tab.goto(f"{home}/matrix")
    box = box_of(tab)
    tab.evaluate("document.querySelector('.scroll').scrollTo(0, 9999)")
    last = tab.evaluate("document.querySelector('.matrix tbody tr:last-child').getBoundingClientRect().bottom")
    assert last <= box["bottom"] - 40
    assert contrast(tab, box["left"], last - 30, 250, 28) > 120


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "high contrast"])
def test_a_wide_table_fades_to_the_right(home: str, new_tab: NewTab, look: dict[str, Any]) -> None:
    """What lies on its right edge is faint while there is more, and at the end no column is."""
    tab = new_tab(viewport=NARROW, **look)
    tab.goto(f"{home}/llais/codes")
    box = box_of(tab)
    assert box["beside"] > 100
    edge = {"x": box["right"] - 3, "y": max(box["top"], 0), "width": 3, "height": 300}
    assert contrast(tab, **edge) < 40 < contrast(tab, **{**edge, "x": box["right"] - 120, "width": 100})
    tab.evaluate("document.querySelector('.scroll').scrollTo(9999, 0)")
    last = tab.evaluate("document.querySelector('.scroll table').getBoundingClientRect().right")
    assert last <= box["right"] - 19


@pytest.mark.parametrize("path", ["/matrix", "/codes-that-meet", "/llais/codes"])
def test_paper_holds_all_of_it(home: str, new_tab: NewTab, path: str) -> None:
    """In print nothing scrolls and nothing fades: the table goes on over the sheets."""
    tab: Any = new_tab(viewport=LOW)
    tab.goto(home + path)
    tab.emulate_media(media="print")
    shown = tab.evaluate("""() => {
        const it = document.querySelector(".scroll"), drawn = getComputedStyle(it);
        const edges = ["::before", "::after"].map((edge) => getComputedStyle(it, edge).display);
        return [drawn.overflowX, drawn.overflowY, it.scrollHeight - it.clientHeight, ...edges];
    }""")
    assert shown == ["visible", "visible", 0, "none", "none"]

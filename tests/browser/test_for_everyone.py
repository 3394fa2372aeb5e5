"""Pages for everyone, in a real browser: by keyboard, in high contrast, at 320 pixels, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from pipeline.publish.metadata import metadata
from pipeline.publish.table import OUTSIDE
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


# Links that WCAG 2.5.8 finds too small: under 24 pixels, in no sentence, and within 24 pixels of others.
_SMALL = """(all) => {
    const boxes = [...document.querySelectorAll(all)].map((it) => [it, it.getBoundingClientRect()]);
    const small = (box) => box.width < 24 || box.height < 24;
    const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
    const near = (box, other) => {
        const [x, y] = middle(box);
        const [across, down] = [[other.left - x, x - other.right], [other.top - y, y - other.bottom]];
        const apart = Math.hypot(Math.max(0, ...across), Math.max(0, ...down));
        return apart < 12 || small(other) && Math.hypot(middle(other)[0] - x, middle(other)[1] - y) < 24;
    };
    return boxes
        .filter(([it, box]) => small(box) && boxes.some((one) => one[0] !== it && near(box, one[1])))
        .map(([it]) => it.textContent);
}"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample study; yields where its pages begin."""
    path = write_sample(tmp_path_factory.mktemp("everyone") / "llais.db")
    db = Database(path)
    db["saturation"].insert_all(
        {"position": n, "transcript_id": id, "new_codes": 1, "new_pairs": 0, "codes_so_far": n, "pairs_so_far": 0}
        for n, id in enumerate(("FC01", "FC02"), start=1)
    )
    db.close()
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


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("/transcripts", ".list-of-transcripts a"),
        ("/search?words=she", ".hits a"),
        ("/t/YP01?suggestions=1", ".turns :is(.who, .margin) a"),
    ],
)
@pytest.mark.parametrize("window", [{"width": 1000, "height": 700}, NARROW], ids=["desk", "narrow"])
def test_links_beside_each_other_are_large_enough_to_hit(
    home: str, new_tab: NewTab, path: str, links: str, window: dict[str, int]
) -> None:
    """Where a list or a name breaks into two lines as well, a shaking hand does not open the neighbour."""
    tab = new_tab(viewport=window)
    tab.goto(home + path)
    assert tab.locator(links).count()
    assert tab.evaluate(_SMALL, links) == []


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
    """By a line that is no shadow, as shadows go; so for what a matrix shows, and for a coding that was asked for."""
    tab = new_tab(forced_colors="active")
    tab.goto(f"{home}/matrix")
    assert style(tab, ".places [aria-current]", "borderBottomWidth") == "2px"
    assert style(tab, ".choices [aria-current]", "textDecorationThickness") == "2px"
    tab.goto(f"{home}/t/YP01#c-{8:032x}")
    assert style(tab, ".margin a[id]:target", "textDecorationThickness") == "2px"


def test_high_contrast_frames_what_is_said_over_the_words(home: str, new_tab: NewTab) -> None:
    """The note at a replaced word has an edge, where its own colours that part it from the speech are gone."""
    tab = new_tab(forced_colors="active")
    tab.goto(f"{home}/t/FC01")
    tab.locator(".r").first.focus()
    edge, ground = (style(tab, ".r:focus", name, "::after") for name in ("borderTopColor", "backgroundColor"))
    assert edge not in (ground, "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("path", ["/", "/theme/care", "/theme/care/system", "/p/FC01", "/t/FC02", "/matrix"])
def test_welsh_pages_fit_into_320_pixels(home: str, new_tab: NewTab, path: str) -> None:
    """Longer words than the English ones, and still nothing to be scrolled sideways."""
    tab = new_tab(viewport=NARROW, locale="cy-GB")
    tab.goto(home + path)
    assert tab.locator("html").get_attribute("lang") == "cy"
    assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_on_a_phone_a_caption_is_as_wide_as_its_table(home: str, new_tab: NewTab) -> None:
    """Where rows stand as paragraphs, what stands above them is no column of single words."""
    tab = new_tab(viewport=PHONE)
    tab.goto(f"{home}/saturation")
    table, caption = (tab.locator(f"main {it}").bounding_box()["width"] for it in ("table.rows", "table.rows caption"))
    assert caption == table


def test_what_is_written_in_a_chart_fits_into_it(home: str, new_tab: NewTab) -> None:
    """In Welsh too, whose words are longer."""
    tab = new_tab(viewport=PHONE, locale="cy-GB")
    tab.goto(f"{home}/saturation")
    chart, *texts = (it.bounding_box() for it in tab.locator("svg.saturation, svg.saturation text").all())
    assert len(texts) > 1
    assert all(chart["x"] <= it["x"] and it["x"] + it["width"] <= chart["x"] + chart["width"] for it in texts)


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


@pytest.mark.parametrize(("path", "trails"), [("/", 0), ("/matrix", 1), ("/t/FC02", 1), ("/llais/themes", 1)])
def test_there_is_no_empty_place_to_go_through(home: str, new_tab: NewTab, path: str, trails: int) -> None:
    """Whoever goes from landmark to landmark meets the way to a page only where there is one: home is its own."""
    tab: Any = new_tab()
    tab.goto(home + path)
    assert tab.get_by_role("navigation", name="Where you are").count() == trails


@pytest.mark.parametrize("viewport", [NARROW, PHONE, LOW])
def test_a_number_that_is_hidden_says_so_at_every_width(
    tmp_path: Path, new_tab: NewTab, viewport: dict[str, int]
) -> None:
    """Beside the name of each group, where a number would stand: nothing there would look like nobody."""
    path = write_sample(tmp_path / "llais-outside.db", audience=OUTSIDE)
    db = Database(path)
    db.execute("UPDATE theme_by_group SET people = NULL, passages = NULL")
    db.conn.commit()
    db.close()
    tab: Any = new_tab(viewport=viewport)
    with in_a_thread(make_datasette(path, metadata(audience=OUTSIDE))) as home:
        tab.goto(f"{home}/theme/care")
        groups = tab.locator(".groups").first.locator("li").all()
        assert groups
        assert all(group.get_by_text("hidden", exact=True).is_visible() for group in groups)

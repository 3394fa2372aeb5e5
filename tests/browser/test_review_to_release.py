"""A whole review in a real browser: four people, from the first key to the text of the released database."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline import steps
from tests import studies
from tests.browser.conftest import READER, Workbench
from tests.browser.test_review import press, select

SECOND, ETHICS, SAMPLER = "Owain Bevan", "Meleri Huws", "Gwenllian Parry"

# Accents, an emoji and a tag stand before the names; the words of a missed name are ordinary ones.
SAID = {
    "FC01": """INT: Who is at home? 🙂
FC01: Joanne Price, and Jojo, that's all. Jojo likes soup by the tŷ bach.
INT: And on Fridays?
FC01: Sarah drives us to the corner shop, and brings <b>bara brith</b> home.
""",
    "YP01": """INT: Who do you trust?
YP01: Sarah. And Canopi, the project, they gave me a phone.
INT: Anybody else?
YP01: Jo, now and then.
""",
}
LISTED = {"FC01": {"known_names": "Joanne Price;Jojo;Sarah"}, "YP01": {"known_names": "Sarah;Jo"}}
PEOPLE = "name,type,aliases,relation,pseudonym\nCanopi,ORG,,youth project,\n"
# Eight turns are too few for a sample to say much: the gate asks for none, and the sign-off shows it all the same.
SETTINGS = '[study]\ntitle = "Keeping Safe"\n\n[gate]\nsample = false\n'
ORIGINALS = ("Joanne", "Jojo", "Sarah", "Canopi", "corner shop")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the study of this file, in place of the one that the other browser tests read."""
    folder = tmp_path_factory.mktemp("release") / "study"
    study = studies.make_study(folder, SAID, listed=LISTED, people=PEOPLE, settings=SETTINGS)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        steps.protect(db, study, studies.say_nothing)
        steps.suggest(db, study, studies.say_nothing)
    (folder / "key").write_text(studies.PASSPHRASE, encoding="utf-8")
    return folder


@contextmanager
def at_the_desk(page: Any, workbench: Workbench, name: str, role: str) -> Iterator[None]:
    """Sign somebody in with the passphrase, and out again."""
    page.goto(f"{workbench.home}/sign-in")
    page.get_by_label("name").fill(name)
    page.locator("[name=role]").fill(role)
    page.locator("[name=passphrase]").fill(studies.PASSPHRASE)
    page.get_by_role("button", name="Begin reading").click()
    page.wait_for_url(f"{workbench.home}/")
    yield
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")


def menu(page: Any, name: str) -> None:
    """Go to a page by the menu at the top."""
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()


def decide_all(page: Any, keep: str = "") -> None:
    """Decide mark after mark by keyboard: y for what has a type, n for the rest and for the words in `keep`."""
    page.locator(".m[aria-current=true]").wait_for()
    while page.locator(".m.u").count():
        mark = page.locator(".m[aria-current=true]")
        before = page.locator("#count").inner_text()
        replaced = mark.get_attribute("data-type") and mark.inner_text() != keep
        page.keyboard.press("y" if replaced else "n")
        page.wait_for_function("before => document.getElementById('count').innerText !== before", arg=before)


def open_name(page: Any, name: str) -> None:
    """Go to the page of somebody, by typing the beginning of their name into the list."""
    menu(page, "Names")
    page.get_by_label("Look for a name").type(name[:4].lower())
    page.get_by_role("link", name=name, exact=True).click()
    page.locator("h1", has_text=name).wait_for()


def first_reading(page: Any, workbench: Workbench) -> None:
    """Decide everything, say who is who, add what was missed, and undo."""
    for transcript in SAID:
        page.goto(f"{workbench.home}/t/{transcript}")
        decide_all(page)
    page.goto(f"{workbench.home}/t/FC01")
    select(page, "corner shop")
    press(page, "a")
    press(page, "o", until="corner shop: replaced")
    press(page, "u", until="Undone: corner shop")
    assert page.locator(".m", has_text="corner shop").count() == 0
    select(page, "corner shop")
    press(page, "a")
    press(page, "o", until="corner shop: replaced")

    open_name(page, "Jojo")
    offered = page.locator("#others option").evaluate_all("options => options.map((option) => option.value)")
    into = next(one for one in offered if one.endswith("Joanne Price"))
    page.get_by_label("The same as").fill(into)
    page.get_by_role("button", name="One and the same").click()
    page.locator(".done", has_text="“Jojo” is “Joanne Price”, everywhere in the study.").wait_for()

    open_name(page, "Sarah")
    page.get_by_label("Sarah in YP01, turn 2").check()
    page.get_by_role("button", name="They are somebody else’s").click()
    page.locator(".done", has_text="“Sarah” is somebody else, in one place of YP01.").wait_for()
    page.locator(".done").get_by_role("button", name="Undo").click()
    page.locator(".done", has_text="Undone.").wait_for()
    page.get_by_label("Sarah in YP01, turn 2").check()
    page.get_by_role("button", name="They are somebody else’s").click()
    page.locator(".done", has_text="“Sarah” is somebody else, in one place of YP01.").wait_for()


def second_reading(page: Any, workbench: Workbench) -> None:
    """Read YP01 without seeing what was decided, keep the project's name, and hand it in."""
    menu(page, "Second reading")
    page.get_by_role("button", name="Begin reading").first.click()
    page.wait_for_url("**/second/YP01")
    assert page.locator(".m:not(.u)").count() == 0
    page.goto(f"{workbench.home}/entities")
    assert "You are reading YP01 a second time" in page.locator("main").inner_text()
    page.goto(f"{workbench.home}/second/YP01")
    decide_all(page, keep="Canopi")
    page.get_by_role("link", name="Hand this reading in").click()
    page.get_by_role("button", name="Hand it in").click()
    page.wait_for_url("**/second/YP01/differences")
    assert "One difference to settle." in page.locator("main").inner_text()


def settle(page: Any) -> None:
    """Settle the difference as the first reader has it."""
    menu(page, "Second reading")
    page.get_by_role("link", name="One difference").click()
    page.get_by_label("Note").fill("its staff are few")
    page.get_by_role("button", name="As the first").click()
    page.get_by_text("Nothing is left to settle.").wait_for()


def sample(page: Any) -> None:
    """Draw all turns and read them, one key for each."""
    menu(page, "Samples")
    page.get_by_label("Draw another sample").fill("8")
    page.get_by_role("button", name="Draw").click()
    for n in range(8):
        page.locator("#count", has_text=f"{n} of 8 read").wait_for()
        page.locator("html.scripted").wait_for()
        page.keyboard.press("n")
    page.get_by_role("button", name="Finish").click()
    page.wait_for_url("**/sample/1/result")


def sign_and_release(page: Any) -> None:
    """Sign both transcripts off, having read what would leave, and release them."""
    for transcript in SAID:
        menu(page, "Sign-off")
        page.get_by_role("link", name=transcript, exact=True).click()
        leaving = page.locator("main").inner_text()
        assert not any(name in leaving for name in ORIGINALS)
        assert "Sample 1, read by" in leaving and page.locator(".replaced").count()
        page.get_by_label("approved", exact=True).check()
        page.get_by_label("You sign as").fill("ethics reviewer")
        page.get_by_role("button", name=f"Sign as {ETHICS}").click()
        page.wait_for_url("**/sign-off")
    page.get_by_role("button", name="Release").click()
    page.locator(".done", has_text=re.compile("Released as .*: two transcripts, FC01, YP01")).wait_for()


def test_what_is_typed_before_the_script_comes_narrows_the_list(page: Any, workbench: Workbench) -> None:
    """Whoever types as soon as the field is there finds what they look for all the same."""
    with at_the_desk(page, workbench, READER, "reader"):
        held: list[Any] = []
        page.route("**/entities.js", lambda route: held.append(route))
        page.goto(f"{workbench.home}/entities", wait_until="commit")
        page.get_by_label("Look for a name").fill("jo1")
        held[0].continue_()
        page.locator(".none").wait_for()


def test_a_question_is_answered_with_one_key(page: Any, workbench: Workbench) -> None:
    """0 says that Jo is not Joanne, undo asks again, 1 says that she is; digits in the field for names are letters."""
    with at_the_desk(page, workbench, READER, "reader"):
        menu(page, "Names")
        page.locator("html.scripted").wait_for()
        page.get_by_label("Look for a name").type("jo1")
        page.locator(".none").wait_for()
        assert page.locator(".entities li:visible").count() == 0
        page.get_by_label("Look for a name").fill("jo")
        page.locator(".none").wait_for(state="hidden")
        assert page.locator(".entities li:visible").count() == 3
        page.locator("h1").click()
        page.keyboard.press("0")
        page.locator(".done", has_text="“Jo” is not “Joanne Price”").wait_for()
        assert page.get_by_text("Is Jo also Joanne Price?").count() == 0
        page.locator(".done").get_by_role("button", name="Undo").click()
        page.get_by_text("Is Jo also Joanne Price?").wait_for()
        page.locator("html.scripted").wait_for()
        page.keyboard.press("1")
        page.locator(".done", has_text="“Jo” is “Joanne Price”").wait_for()

    assert [(one.action, one.words) for one in workbench.decisions()] == [("same", "Jo")]


@pytest.mark.usefixtures("refusals")
def test_from_the_first_key_to_the_released_text(page: Any, workbench: Workbench) -> None:
    """Review, merge, split, add what was missed, undo, second reading, settling, sample, sign-off, release."""
    with at_the_desk(page, workbench, READER, "reader"):
        first_reading(page, workbench)
    with at_the_desk(page, workbench, SECOND, "second reader"):
        second_reading(page, workbench)
    with at_the_desk(page, workbench, READER, "reader"):
        settle(page)
        page.goto(f"{workbench.home}/sign-off/YP01")
        assert "You read YP01 yourself." in page.locator("main").inner_text()
    with at_the_desk(page, workbench, SAMPLER, "sample reader"):
        sample(page)
    with at_the_desk(page, workbench, ETHICS, "ethics reviewer"):
        sign_and_release(page)

    [database] = workbench.study.releases.glob("*/*.db")
    released = sqlite3.connect(database)
    text = {(id_, n): said for id_, n, said in released.execute("SELECT transcript_id, n, text FROM turns")}
    assert not any(name in said for said in text.values() for name in ORIGINALS)
    joanne, jojo, again = re.match(r"(\w+) \w+, and (\w+), that's all. (\w+) likes soup", text["FC01", 2]).groups()
    assert joanne == jojo == again
    assert text["FC01", 4].split()[0] != text["YP01", 2].split(".")[0]
    assert "<b>bara brith</b>" in text["FC01", 4]
    assert {"second reading handed in YP01", "signed off: approved YP01"} <= {
        re.sub(" version .*", "", one) for one in workbench.trail()
    }

"""A small invented study to code: accents, and emoji of one and of several code points, stand among the words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.coding.blind import Blind
from pipeline.coding.working.events import Event
from pipeline.coding.working.log import WorkingLog
from pipeline.publish.build import metadata_name
from pipeline.publish.table import TEAM
from pipeline.study import Study
from pipeline.workbench.serve import make_datasette
from tests import studies
from tests.browser.hands import press
from tests.browser.serving import in_a_thread

# What a browser counts (UTF-16 units) and what Python counts (code points) differ from the first turn on.
FC01 = """INT: Diolch am ddod 🙂. How did the placement begin?
P1: The tŷ was warm 👩‍👧 and there was a café next door 🎈. I had somewhere to stay, and a bed for the night. \
She kept my room for me.
INT: And who listened to you?
P1: We saw the ŵyn in the field. The duty line never rang back 🏴󠁧󠁢󠁷󠁬󠁳󠁿 and nobody told me why.
P1: We had five social workers in one year.
"""
FC02 = """INT: What helped?
P1: Somebody who rang back, every time.
"""
PASSWORD = "cawl ar y tân"

Tab = Any
NewTab = Callable[..., Tab]


@dataclass(frozen=True, slots=True)
class Pages:
    """Coding pages that are served, with the study and the log behind them."""

    study: Study
    log: WorkingLog
    home: str

    def events(self, action: str = "") -> list[Event]:
        """List what the coders did, all of it or one kind of act."""
        return [event for event in self.log.events() if action in ("", event.action)]

    def words(self, event: Event) -> str:
        """Return what stands in the published text where an event says that it was done."""
        asked = "SELECT text FROM turns WHERE transcript_id = ? AND n = ?"
        ((text,),) = _ask(self.study, asked, event.transcript, event.turn)
        return str(text)[event.start : event.end]


def make(folder: Path) -> Study:
    """Make the study in `folder`, published as a draft."""
    study = studies.make_study(folder, {"FC01": FC01, "FC02": FC02})
    studies.published(study)
    return study


@contextmanager
def served(study: Study, *, blind: bool = False) -> Iterator[Pages]:
    """Serve a study's coding pages from a thread, over a working log in the study's folder."""
    described = yaml.safe_load(study.database().with_name(metadata_name(TEAM)).read_text(encoding="utf-8"))
    with WorkingLog(study.working) as log:
        datasette = make_datasette(study.database(), described, log, Blind(blind=blind))
        with in_a_thread(datasette) as home:
            yield Pages(study, log, home)


def sign_in_again(tab: Any, home: str, name: str) -> None:
    """Sign a coder in, with the password that they have."""
    tab.goto(f"{home}/coder")
    tab.get_by_label("Your name").fill(name)
    tab.get_by_label("Your password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()


def sign_in(tab: Any, home: str, name: str) -> None:
    """Sign a new coder in, who chooses a password."""
    sign_in_again(tab, home, name)
    tab.get_by_label("A password, of at least eight letters").fill(PASSWORD)
    tab.get_by_label("The same once more").fill(PASSWORD)
    tab.get_by_role("button", name="Begin coding").click()
    tab.get_by_role("heading", name="Coding").wait_for()


def opened(tab: Tab, pages: Pages, coder: str, transcript: str = "FC01") -> Tab:
    """Sign a coder in, and open a transcript."""
    sign_in(tab, pages.home, coder)
    tab.get_by_role("link", name=transcript, exact=True).click()
    tab.locator("#turns").wait_for()
    tab.wait_for_load_state()  # its script as well
    return tab


def hand_in(tab: Tab) -> None:
    """Hand in the transcript that a tab shows, and look at it again."""
    tab.get_by_role("link", name="hand in").click()
    tab.get_by_role("button", name="Hand in FC01").click()
    tab.get_by_text("You have handed in FC01").wait_for()


def give(tab: Any, letters: str) -> None:
    """Give the words at hand the code that a few letters find first."""
    press(tab, "c")
    tab.get_by_role("combobox").fill(letters)
    press(tab, "Enter", until="applied to")


def tags(tab: Any) -> list[str]:
    """List the tags in the margin, each with who applied it."""
    return [" ".join(text.split()) for text in tab.locator("button.tag").all_inner_texts()]


def published_quotes(study: Study) -> list[str]:
    """List the words of the published codings."""
    return [str(row[0]) for row in _ask(study, "SELECT quote FROM codings")]


def _ask(study: Study, sql: str, *given: object) -> list[Any]:
    connection = sqlite3.connect(f"{study.database().resolve().as_uri()}?immutable=1", uri=True)
    try:
        return connection.execute(sql, given).fetchall()
    finally:
        connection.close()

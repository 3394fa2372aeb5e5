"""A study in which people have to say who is who: two Sarahs, a nickname, and a name that is also a piece of HTML."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pipeline import steps
from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, MENTION, REPLACE, Wish
from pipeline.review.entity_list import Entity, entities_of, find_entity
from pipeline.study import open_study
from tests import studies
from tests.pipeline.reviewing.conftest import Workbench, token_on

SAID = {
    "FC01": """INT: Who is here?
FC01: Joanne Price, and Jo, that's all. Jo likes soup 🙂 and lives in Neath.
INT: And the van?
FC01: Jojo came. It said <b>Cwm & Daughters</b> on the side, and it brought the table to the tŷ.
""",
    "WK01": """INT: Who else?
WK01: Sarah Bevan drove. Sarah was late.
INT: Others?
WK01: Sarah Gethin cooked.
""",
    "YP01": """INT: Who do you trust?
YP01: Sarah. And Streetwise, the project, they gave me a phone.
""",
}
LISTED = {"FC01": {"known_names": "Joanne Price;Jo;Jojo"}, "WK01": {"known_names": "Sarah Bevan;Sarah Gethin"}}
PEOPLE = "name,type,aliases,relation,pseudonym\nStreetwise,ORG,,youth project,\nNeath,PLACE,,,\n"
SETTINGS = '[study]\ntitle = "Keeping Safe"\n\n[gate]\nsample = false\n'


@pytest.fixture(scope="session")
def with_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the study once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("names") / "study"
    study = studies.make_study(folder, SAID, listed=LISTED, people=PEOPLE, settings=SETTINGS)
    with studies.opened(study) as db:
        steps.read_in(db, study, (), False, studies.say_nothing)
        steps.protect(db, study, studies.say_nothing)
    return folder


@pytest.fixture
def names(with_names: Path, tmp_path: Path) -> Iterator[Workbench]:
    """Open the workbench over the study."""
    folder = shutil.copytree(with_names, tmp_path / "study")
    with studies.opened(open_study(folder)) as db:
        yield Workbench(folder, db)


async def press(browser: httpx.AsyncClient, path: str, **fields: str | list[str]) -> httpx.Response:
    """Press a button: send its form, with the token of the page."""
    return await browser.post(path, data={"token": await token_on(browser), **fields})


async def press_and_follow(browser: httpx.AsyncClient, path: str, **fields: str | list[str]) -> str:
    """Press a button that leads on to a page, and return what stands there."""
    answer = await press(browser, path, **fields)
    assert answer.status_code == 303, answer.text
    return (await browser.get(answer.headers["location"])).text


def entity(bench: Bench, asked: str) -> Entity:
    """Find somebody or something by name."""
    return find_entity(entities_of(bench), asked)


def decide_everything(bench: Bench, transcript: str, actor: str, reading: int = 1, but: str = "") -> None:
    """Decide every mark of a transcript as the machine has it; the words in `but` are kept."""
    for mark in bench.page(transcript, reading).marks:
        if mark.decided:
            continue
        place = {"turn_id": mark.turn_id, "start": mark.start, "end": mark.end, "reading": reading}
        if mark.replacement is None or mark.words == but:
            bench.decide(Wish(KEEP, MENTION, mark.words, transcript, **place), actor)
        else:
            bench.decide(Wish(REPLACE, MENTION, mark.words, transcript, type=mark.type, **place), actor)

"""Published anew while it is served: the next answer is of the new file, and what was taken away is shown no more."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from pipeline.coding.working.log import WorkingLog
from pipeline.errors import BadSettings
from pipeline.publish.metadata import metadata
from pipeline.workbench import serve
from pipeline.workbench.access.access import open_access
from pipeline.workbench.access.people import CODER
from pipeline.workbench.coding.sessions import Sessions
from pipeline.workbench.guard import HEADERS
from pipeline.workbench.newest import Newest
from tests.pipeline.conftest import write_sample

OLD, NEW = "Somebody listened", "Gŵyneth made cawl 🙂"


def asking(app: Any) -> httpx.AsyncClient:
    """Return what asks an application for pages, as a browser on this computer."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


class Made:
    """Makes what answers with its number once `go` is set, and notes when it was closed."""

    def __init__(self) -> None:
        self.closed: list[int] = []
        self.asked: list[int] = []
        self.go = asyncio.Event()
        self.go.set()
        self._numbers = iter(range(100))

    def __call__(self) -> SimpleNamespace:
        n = next(self._numbers)

        async def app(scope: Any, receive: Any, send: Any) -> None:
            self.asked.append(n)
            await self.go.wait()
            assert n not in self.closed, "closed while it was still answering"
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": str(n).encode()})

        closing = SimpleNamespace(shutdown=lambda wait: self.closed.append(n))
        return SimpleNamespace(app=lambda: app, executor=closing, databases={})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file that can be replaced."""
    file = tmp_path / "llais.db"
    file.write_text("0")
    return file


def replace(file: Path, content: str) -> None:
    """Put another file in the place of one, as publishing does."""
    beside = file.with_name(".new")
    beside.write_text(content)
    beside.replace(file)


async def test_the_next_answer_is_of_what_was_published_last(tmp_path: Path) -> None:
    """Its words and its numbers; nothing of what was kept of the old one."""
    file = write_sample(tmp_path / "llais.db", said=f"FC01 foster_carer\nFC01: {OLD}.", coded="")
    async with asking(Newest(lambda: serve.make_datasette(file, metadata()), [file])) as client:
        assert OLD in (await client.get("/t/FC01")).text
        assert len((await client.get("/llais/turns.json?_shape=array")).json()) == 1
        anew = write_sample(tmp_path / "anew.db", said=f"FC01 foster_carer\nFC01: {NEW}.\nFC01: Yes.", coded="")
        anew.replace(file)

        page, rows = (await client.get("/t/FC01")).text, (await client.get("/llais/turns.json")).json()

    assert NEW in page and OLD not in page
    assert rows["filtered_table_rows_count"] == len(rows["rows"]) == 2


async def test_who_has_signed_in_to_code_still_is(tmp_path: Path) -> None:
    """Nobody has to type a password again because a colleague published."""
    file, access, sessions = write_sample(tmp_path / "llais.db"), open_access(CODER), Sessions()
    with WorkingLog(tmp_path / "working" / "coding.db") as log:
        newest = Newest(lambda: serve.make_datasette(file, metadata(), log, None, access, sessions), [file])
        async with asking(newest) as client:
            form = (await client.get("/coder")).text
            token = re.search(r'name="csrftoken" value="([^"]+)"', form)
            assert token
            said = {"name": "Megan Vaughan", "password": "cawl ar y tân", "again": "cawl ar y tân", "next": "/code"}
            await client.post("/coder", data={**said, "csrftoken": token[1]}, headers={"origin": "http://localhost"})
            before = (await client.get("/code/FC01")).text
            write_sample(tmp_path / "anew.db").replace(file)
            after = (await client.get("/code/FC01")).text
    assert "Megan Vaughan" in before
    assert "Megan Vaughan" in after


async def test_what_was_taken_away_is_shown_no_more(tmp_path: Path) -> None:
    """A withdrawal takes the file away: pages say so in both languages until there is one again."""
    file = write_sample(tmp_path / "llais.db")
    async with asking(Newest(lambda: serve.make_datasette(file, metadata()), [file])) as client:
        assert (await client.get("/t/FC01")).status_code == 200
        file.rename(tmp_path / "aside.db")
        gone = await client.get("/t/FC01")
        (tmp_path / "aside.db").rename(file)
        back = await client.get("/t/FC01")

    assert (gone.status_code, back.status_code) == (503, 200)
    assert "Nothing can be shown here" in gone.text and "Ni ellir dangos dim" in gone.text
    assert dict(gone.headers).items() >= {(name.decode(), value.decode()) for name, value in HEADERS.items()}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BadSettings("It shows codings of FC01. Publish again."), "It shows codings of FC01. Publish again."),
        (ValueError("Nia Pritchard"), "What is published cannot be read: ValueError test_newest.py"),
    ],
)
async def test_the_terminal_says_why_nothing_is_shown(
    error: Exception, told: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Once for each change, with none of the words that an unforeseen error may hold."""
    made = Made()
    newest = Newest(lambda: made() if file.read_text() != "bad" else raise_(error), [file])
    replace(file, "bad")
    async with asking(newest) as client:
        assert [(await client.get("/")).status_code for _ in range(3)] == [503, 503, 503]
    assert len(caplog.records) == 1
    assert told in caplog.text and "Nia" not in caplog.text


def raise_(error: Exception) -> None:
    """Raise an error, where only an expression may stand."""
    raise error


async def test_what_fails_for_a_reason_elsewhere_is_tried_again(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever mends study.toml, or opens a file to be read, has to publish nothing; a second fault is told as well."""
    made, fault = Made(), list[str]()
    newest = Newest(lambda: raise_(BadSettings(fault[0])) if fault else made(), [file])
    async with asking(newest) as client:
        replace(file, "00")
        for why in ("study.toml cannot be read", "study.toml cannot be read", "It has no title"):
            fault[:] = [why]
            assert (await client.get("/")).status_code == 503
        fault.clear()
        assert (await client.get("/")).text == "1"
    assert [one.getMessage() for one in caplog.records] == ["study.toml cannot be read", "It has no title"]


async def test_what_is_replaced_while_it_is_made_is_made_again(file: Path) -> None:
    """Nobody is answered from a file of which half was read before the change and half after."""
    made, meanwhile = Made(), ["000"]

    def make() -> SimpleNamespace:
        if file.read_text() == "00" and meanwhile:
            replace(file, meanwhile.pop())
        return made()

    async with asking(Newest(make, [file])) as client:
        replace(file, "00")
        assert (await client.get("/")).text == "2"
    assert made.closed == [0, 1]


async def test_it_is_made_once_for_each_change_however_many_ask(file: Path) -> None:
    """Ten who ask at once wait for the same one."""
    made = Made()
    async with asking(Newest(made, [file])) as client:
        for content in ("00", "000"):
            replace(file, content)
            answers = await asyncio.gather(*(client.get("/") for _ in range(10)))
            assert {answer.text for answer in answers} == {str(len(content) - 1)}


async def test_an_answer_under_way_is_finished_by_the_old_one(file: Path) -> None:
    """Which lets go of the old file after that, and not before."""
    made = Made()
    async with asking(Newest(made, [file])) as client:
        made.go.clear()
        under_way = asyncio.create_task(client.get("/"))
        while not made.asked:
            await asyncio.sleep(0)
        replace(file, "00")
        next_one = asyncio.create_task(client.get("/"))
        while made.asked != [0, 1]:
            await asyncio.sleep(0)
        assert made.closed == []
        made.go.set()
        assert ((await under_way).text, (await next_one).text) == ("0", "1")
    assert made.closed == [0]


async def test_a_file_that_stays_is_opened_once(file: Path) -> None:
    """However often it is asked for."""
    made = Made()
    async with asking(Newest(made, [file, file.with_name("none.yml")])) as client:
        assert {(await client.get("/")).text for _ in range(5)} == {"0"}
    assert made.closed == []

"""The pages on which a sample is read: one turn at a time, no sign of what is planted, the result at the end."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
import pytest_asyncio
from sqlite_utils import Database

from pipeline.audit.actors import label_of
from pipeline.audit.sample import Mark, draw_sample, find_sample, planted_in, turn_of, turns_of
from pipeline.audit.trail import entries
from pipeline.review.bench import Bench
from pipeline.reviewing.app import make_app
from pipeline.reviewing.pages.sampling import WAYS, pieces
from pipeline.study import Study
from tests.studies import run_main_job

SAID = {
    "FC01": """INT: Diolch am ddod. Who rang you at the time, would you say? 🙂
P1: Nia Pritchard rang on a Friday, and there was cawl on the stove.
P1: Ŷch a fi!""",
    "YP01": """INT: Who listened?
P1: My key worker did. She asked me <b>twice</b>, mind.
P1: Yeah.""",
}


@pytest.fixture
def study(tmp_path: Path, make_study: Callable[..., Study]) -> Study:
    """Two transcripts of three turns each."""
    made = make_study(tmp_path, SAID, people="name,type,aliases,relation,pseudonym\nNia Pritchard,PERSON,,carer,\n")
    return replace(made, settings=replace(made.settings, turns_per_seed=3))


@pytest.fixture
def db(study: Study, opened: Callable[[Study], Database]) -> Database:
    """The study's store, with a sample of all six turns, two of them with something planted."""
    store = opened(study)
    run_main_job(store, study)
    draw_sample(store, study.settings, 6, "Ann")
    return store


@pytest_asyncio.fixture
async def bob(db: Database, study: Study) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which Bob is signed in."""
    app = make_app(db, Bench(db, study.settings), study, "the link", lambda _: False)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1", follow_redirects=True
    ) as client:
        answer = await client.post("/sign-in", content=form(link="the link", name="Bob", role="reader"), headers=FORM)
        assert answer.status_code == 200
        yield client


FORM = {"content-type": "application/x-www-form-urlencoded"}


def form(**fields: str) -> str:
    """Write a form as a browser sends it."""
    return urlencode(fields)


async def act(client: httpx.AsyncClient, path: str, **fields: str) -> httpx.Response:
    """Press a button of a sample's page."""
    shown = await client.get("/sample")
    token = re.search(r'name="token" value="([^"]+)"', shown.text)
    assert token
    return await client.post(path, content=form(token=token[1], **fields), headers=FORM)


async def test_a_turn_stands_between_its_neighbours(bob: httpx.AsyncClient, db: Database) -> None:
    """The page shows the first unread turn, those round it as published, and how far the sample is."""
    shown = (await bob.get("/sample/1")).text

    assert "FC01, turn 1" in shown and "0 of 6 read" in shown
    assert 'id="before"' not in shown and "on a Friday" in shown.split('id="after"')[1]
    assert "Nia Pritchard" not in shown and "real names stand on these pages" not in shown


async def test_nothing_tells_what_is_planted(bob: httpx.AsyncClient, db: Database) -> None:
    """A page with something planted differs from the same page without in the words alone."""
    planted = {n: its for n, its in planted_in(db, 1).items() if its}
    assert len(planted) == 2
    for n, [seed] in planted.items():
        text = turn_of(db, 1, n).text
        shown = (await bob.get(f"/sample/1?n={n}")).text
        db.execute(
            "UPDATE sample_turns SET text = ?, planted = '[]' WHERE n = ?",
            [text[: seed.inserted_start] + text[seed.inserted_end :], n],
        )
        without = (await bob.get(f"/sample/1?n={n}")).text
        inserted = text[seed.inserted_start : seed.inserted_end].replace("'", "&#39;")
        assert shown.replace(inserted, "", 1) == without


async def test_a_key_s_worth_for_each_turn(bob: httpx.AsyncClient, db: Database) -> None:
    """Read, read, undo: the last turn comes back; what was read is in the store at once."""
    await act(bob, "/sample/1/read", n="1")
    shown = await act(bob, "/sample/1/read", n="2")
    assert "2 of 6 read" in shown.text
    back = await act(bob, "/sample/1/undo", n="3")

    assert "FC01, turn 2" in back.text and find_sample(db, 1).read == 1


async def test_words_are_marked_where_they_stand(bob: httpx.AsyncClient, db: Database) -> None:
    """By their place, counted in characters, or by the words themselves; undo takes the mark back first."""
    text = turn_of(db, 1, 1).text
    start = text.index("🙂")
    await act(bob, "/sample/1/mark", n="1", way="6", at=f"{start} {start + 1}")
    shown = await act(bob, "/sample/1/mark", n="1", way="1", at="", words="Who rang")
    assert [(text[m.start : m.end], m.severity) for m in turn_of(db, 1, 1).marks] == [
        ("Who rang", "participant"),
        ("🙂", "nuisance"),
    ]
    assert "names a participant" in shown.text and "Nothing more here" in shown.text
    await act(bob, "/sample/1/undo", n="1")

    assert [m.severity for m in turn_of(db, 1, 1).marks] == ["nuisance"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"way": "9", "words": "Who"}, 400), ({"way": "1", "words": "Nobody said this"}, 400),
     ({"way": "1", "at": "0 9999"}, 400), ({"way": "1", "words": "Who", "n": "77"}, 404)],
)  # fmt: skip
async def test_marks_that_cannot_be_placed(
    bob: httpx.AsyncClient, db: Database, fields: dict[str, str], status: int
) -> None:
    """They are refused in words, without the words."""
    answer = await act(bob, "/sample/1/mark", **{"n": "1", **fields})

    assert answer.status_code == status and "Nobody said" not in answer.text
    assert not any(turn.marks for turn in turns_of(db, 1))


async def test_what_was_said_is_never_markup(bob: httpx.AsyncClient, db: Database) -> None:
    """Speech is escaped."""
    n = next(turn.n for turn in turns_of(db, 1) if "<b>" in turn.text)

    assert "&lt;b&gt;twice" in (await bob.get(f"/sample/1?n={n}")).text


async def test_who_reviewed_is_asked_whether_they_are_alone(bob: httpx.AsyncClient, db: Database) -> None:
    """They see no turn of theirs until they say that nobody else can read."""
    label_of(db, "Bob")
    for transcript in SAID:
        row = {"transcript_id": transcript, "reading": 1, "reader": "Bob", "begun_at": ""}
        db.table("readings").insert(row)
    refused = (await bob.get("/sample/1")).text
    assert "You reviewed FC01, YP01 yourself" in refused and 'id="words"' not in refused

    assert 'name="alone" value="1"' in (await bob.get("/sample/1?alone=1")).text
    await act(bob, "/sample/1/read", n="1")
    assert find_sample(db, 1).read == 0
    await act(bob, "/sample/1/read", n="1", alone="1")
    assert find_sample(db, 1).read == 1


async def test_the_end_shows_the_result(bob: httpx.AsyncClient, db: Database) -> None:
    """All read and finished, the page says what the sample says, and the trail who looked."""
    for turn in turns_of(db, 1):
        for seed in planted_in(db, 1)[turn.n]:
            await act(bob, "/sample/1/mark", n=str(turn.n), way="1", at=f"{seed.start} {seed.end}")
        last = await act(bob, "/sample/1/read", n=str(turn.n))
    assert "All 6 turns are read" in last.text
    shown = await act(bob, "/sample/1/finish")

    assert shown.url.path == "/sample/1/result"
    assert "In 6 turns read by a second person" in shown.text and "0 of 6" in shown.text
    looked = [entry.about for entry in entries(db) if entry.action == "looked at a sample"]
    assert looked == ["sample 1", "sample 1 result"]


async def test_a_sample_is_drawn_from_the_page(bob: httpx.AsyncClient, db: Database) -> None:
    """As many turns as were asked for; without a number, nothing is drawn."""
    assert (await act(bob, "/sample", turns="none")).status_code == 400
    shown = await act(bob, "/sample", turns="4")

    assert shown.url.path == "/sample/2" and "0 of 4 read" in shown.text
    assert "4 of 6 turns" in (await bob.get("/sample")).text


def test_pieces_are_the_text(db: Database) -> None:
    """Overlapping marks cut the text, and together the pieces are all of it."""
    turn = turn_of(db, 1, 1)
    marks = (Mark(1, 0, 5, "direct", "participant"), Mark(2, 3, 8, "quasi", "combining"))
    found = pieces(replace(turn, marks=marks))

    assert "".join(piece.text for piece in found) == turn.text
    assert [bool(piece.marked) for piece in found] == [True, True, True, False]


def test_every_kind_of_mark_has_its_key() -> None:
    """Keys are told apart, and so is what they mean."""
    assert len({way.key for way in WAYS}) == len({(way.kind, way.severity) for way in WAYS}) == len(WAYS)

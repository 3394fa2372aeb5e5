"""The pages that compare: what they show, and how a disagreement is settled on them and published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from datasette.app import Datasette
from sqlite_utils import Database

from codebook.load import default_codebook
from pipeline import steps
from pipeline.coding.working.log import WorkingLog
from pipeline.study import Study
from pipeline.workbench.serve import make_datasette
from tests.studies import make_study, opened, published, run_main_job, say_nothing

TALK = """INT: Who was there?

FC01: She had a lift, tŷ bach, and somewhere warm to stay. 👩‍👧 Nobody else was offering.

FC01: They asked her what she wanted. She told them twice.
"""
CODINGS = """transcript,turn,code,coder,quote,memo
FC01,2,exchange/tangible,HL,somewhere warm to stay,the bed
FC01,2,exchange/tangible,MR,somewhere warm,
FC01,2,exchange/solution,HL,Nobody else was offering.,
FC01,3,voice/heard,HL,They asked her what she wanted.,
FC01,3,voice/heard,MR,They asked her what she wanted.,
"""
HERE = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of one interview that two people coded."""
    made = make_study(tmp_path / "study", {"FC01": TALK})
    (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
    with opened(made) as db:
        run_main_job(db, made)
        steps.take_codings(db, made, tmp_path / "codings.csv")
        run_main_job(db, made)
    return made


@pytest.fixture
def log(study: Study) -> Iterator[WorkingLog]:
    """Open the study's working database."""
    with WorkingLog(study.working) as made:
        yield made


def served(study: Study, log: WorkingLog | None = None) -> Datasette:
    """Serve the study's draft, to be coded where there is a log."""
    path = study.database()
    introduced = yaml.safe_load((path.parent / "datasette_metadata.yml").read_text(encoding="utf-8"))
    return make_datasette(path, introduced, log)


async def page(datasette: Datasette, path: str, status: int = 200, **asked) -> str:
    """Ask for a page and return its HTML."""
    answer = await datasette.client.get(path, **asked)
    assert answer.status_code == status
    return answer.text


async def sign_in(datasette: Datasette, name: str = "HL") -> tuple[dict[str, str], str]:
    """Choose a password and sign in; return the cookies, and the token that forms carry."""
    first = await datasette.client.get("/coder")
    cookies = dict(first.cookies)
    token = re.search(r'name="csrftoken" value="([^"]+)"', first.text)[1]
    form = {"csrftoken": token, "name": name, "password": "bara brith a the", "again": "bara brith a the"}
    signed_in = await datasette.client.post("/coder", data=form, cookies=cookies, headers=HERE)
    assert signed_in.status_code == 303
    return {**cookies, **dict(signed_in.cookies)}, token


async def test_agreement_is_shown_with_uncoded_text_said(study: Study) -> None:
    """Both ways with uncoded text have a table of their own, and every code its row."""
    shown = await page(served(study), "/agreement")
    for table in ("Uncoded text counted", "Uncoded text not counted"):
        assert f">{table}</h2>" in shown
        assert f'<caption class="hidden">{table}</caption>' in shown
    assert "Voice heard" in shown
    assert "(A, B)" in shown


async def test_what_agreement_stands_on_is_told_in_sentences(study: Study) -> None:
    """However the figures lie in the file, sentences are counted, never the characters that other measures stand on."""
    db = Database(study.database())
    with db.conn:
        db.execute("UPDATE agreement SET id = -id")
    db.close()
    assert "counts as agreement. Four sentences." in await page(served(study), "/agreement")


async def test_before_two_have_coded_it_says_what_to_do(tmp_path: Path) -> None:
    """Without codings each page says what comes next, and shows no empty table."""
    made = make_study(tmp_path / "study", {"FC01": TALK})
    published(made)
    for path, words in (
        ("/agreement", "Let a second coder code one"),
        ("/disagreements", "No two coders coded the same words differently"),
        ("/saturation", "Nothing is coded yet"),
    ):
        shown = await page(served(made), path)
        assert words in shown
        assert "<table" not in shown


async def test_disagreements_stand_side_by_side(study: Study) -> None:
    """The same code on other words, and a code that one gave alone, each with both coders' words."""
    shown = await page(served(study), "/disagreements")
    assert shown.count("<article") == 2
    assert "<mark>" in shown
    assert "the bed" in shown
    assert "the same code on other words" in shown
    assert "one of them only" in shown
    assert "Sign in" not in shown  # nothing can be settled where there is no working database


async def test_codes_to_choose_from_stand_as_in_the_codebook(study: Study) -> None:
    """And no others than those that people disagree about."""
    shown = await page(served(study), "/disagreements")
    offered = re.findall(r'<option value="(\w+/\S+)"', shown)
    in_codebook = [code.id for code in default_codebook().codes]
    assert len(offered) == 2
    assert offered == sorted(offered, key=in_codebook.index)


async def test_disagreements_are_chosen(study: Study) -> None:
    """By code, by transcript, and by whether they are settled; a page that is not there is the last one."""
    datasette = served(study)
    assert (await page(datasette, "/disagreements?code=exchange/tangible")).count("<article") == 1
    assert (await page(datasette, "/disagreements?transcript=YP01")).count("<article") == 0
    assert (await page(datasette, "/disagreements?show=settled")).count("<article") == 0
    assert (await page(datasette, "/disagreements?show=open&page=99&page=x")).count("<article") == 2
    assert (await page(datasette, "/disagreements?page=²")).count("<article") == 2


@pytest.mark.parametrize("path", ["/agreement", "/disagreements", "/saturation"])
async def test_each_is_to_be_had_as_rows(study: Study, path: str) -> None:
    """The page links to its rows as CSV and JSON, which say which draft they are of."""
    datasette = served(study)
    shown = await page(datasette, path)
    assert f'href="{path}.csv"' in shown
    rows = (await datasette.client.get(f"{path}.json")).json()["rows"]
    assert rows
    assert all(row["status"].startswith("draft, not signed off") for row in rows)
    lines = (await page(datasette, f"{path}.csv")).splitlines()
    assert len(lines) == len(rows) + 1


async def test_the_rows_are_those_that_were_asked_for(study: Study) -> None:
    """The choice of a page goes into its links and its rows: both coders' own words, and no others."""
    datasette = served(study)
    asked = "code=exchange/tangible&show=open"
    assert f"/disagreements.csv?{asked}".replace("&", "&amp;") in await page(datasette, f"/disagreements?{asked}")
    [row] = (await datasette.client.get(f"/disagreements.json?{asked}")).json()["rows"]
    assert (row["coder"], row["quote"], row["memo"]) == ("A", "somewhere warm to stay", "the bed")
    assert (row["other_coder"], row["other_quote"]) == ("B", "somewhere warm")
    assert row["address"] == "/t/FC01#turn-2"


async def test_who_may_not_be_quoted_is_said_to_be_so(tmp_path: Path) -> None:
    """Consent against quoting stands beside the words and in their rows; others' words carry no such line."""
    for consent, may_quote in (("no_quotes", 0), ("full", 1)):
        made = make_study(tmp_path / consent, {"FC01": TALK}, listed={"FC01": {"consent_level": consent}})
        (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
        with opened(made) as db:
            run_main_job(db, made)
            steps.take_codings(db, made, tmp_path / "codings.csv")
            run_main_job(db, made)
        datasette = served(made)
        assert ("Not to be quoted outside the team." in await page(datasette, "/disagreements")) == (not may_quote)
        rows = (await datasette.client.get("/disagreements.json")).json()["rows"]
        assert {row["may_quote"] for row in rows} == {may_quote}


async def test_a_disagreement_is_settled_and_published(study: Study, log: WorkingLog) -> None:
    """Somebody who is signed in decides; the page says so at once, and the next draft holds it."""
    datasette = served(study, log)
    cookies, token = await sign_in(datasette)
    release = datasette.llais_facts.study["id"]
    form = {"csrftoken": token, "id": "1", "release": release, "choice": "other", "reason": "The place alone, Siân."}
    answer = await datasette.client.post("/disagreements/settle?show=open", data=form, cookies=cookies, headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/disagreements?show=open#d1")
    shown = await page(datasette, "/disagreements", cookies=cookies)
    assert "B is right" in shown
    assert "The place alone, Siân." in shown
    settled = (await datasette.client.get("/disagreements.json?show=settled", cookies=cookies)).json()["rows"]
    assert [(row["right"], row["decided_by"]) for row in settled] == [("B", "H")]  # as the page shows them

    with opened(study) as db:
        steps.publish(db, study, "team", say_nothing)
    with Database(str(study.database())) as after:
        rows = list(after.query("SELECT choice, decided_by, reason FROM disagreements WHERE choice IS NOT NULL"))
    assert [(row["choice"], row["decided_by"]) for row in rows] == [("other", "A")]
    assert rows[0]["reason"].startswith("The place alone")
    assert "B is right" in await page(served(study, log), "/disagreements?show=settled")


@pytest.mark.parametrize(
    ("changed", "headers", "status", "words"),
    [
        ({"release": "draft-0"}, HERE, 409, "Another draft was published"),
        ({"choice": ""}, HERE, 409, "Say who is right"),
        ({}, {"origin": "http://elsewhere.example", "sec-fetch-site": "cross-site"}, 403, ""),
    ],
)
async def test_what_cannot_be_settled(
    study: Study, log: WorkingLog, changed: dict, headers: dict, status: int, words: str
) -> None:
    """Another draft, no choice, and a form of another site change nothing."""
    datasette = served(study, log)
    cookies, token = await sign_in(datasette)
    form = {"csrftoken": token, "id": "1", "release": datasette.llais_facts.study["id"], "choice": "both", **changed}
    answer = await datasette.client.post("/disagreements/settle", data=form, cookies=cookies, headers=headers)
    assert answer.status_code == status
    assert words in answer.text
    assert log.events() == []


async def test_only_who_is_signed_in_decides(study: Study, log: WorkingLog) -> None:
    """Without a sign-in the decision is refused, and the page offers the sign-in."""
    datasette = served(study, log)
    first = await datasette.client.get("/coder")
    token = re.search(r'name="csrftoken" value="([^"]+)"', first.text)[1]
    form = {"csrftoken": token, "id": "1", "release": datasette.llais_facts.study["id"], "choice": "both"}
    answer = await datasette.client.post("/disagreements/settle", data=form, cookies=dict(first.cookies), headers=HERE)
    assert answer.status_code == 401
    assert "Sign in</a> to decide" in answer.text
    assert log.events() == []


async def test_what_each_interview_added(study: Study) -> None:
    """A chart, and the same numbers in the table beneath it."""
    shown = await page(served(study), "/saturation")
    assert 'role="img"' in shown
    assert "Tangible exchange" in shown

"""The ethics page: what it shows, as what it can be had, and to whom it is not open."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette

from pipeline.publish.metadata import database_name, metadata
from pipeline.publish.schema import tables_for
from pipeline.publish.table import ETHICS, OUTSIDE, TEAM
from pipeline.workbench.facts import read_facts
from pipeline.workbench.serve import make_datasette

SampleMaker = Callable[..., Path]
DATABASE = f"/{database_name(ETHICS)}"


def served(path: Path, audience: str = ETHICS) -> Datasette:
    """Make the Datasette of a published database."""
    return make_datasette(path, metadata("Keeping Safe: interviews", "Who was asked about what.", "draft", audience))


async def text_of(datasette: Datasette, path: str) -> str:
    """Ask for a page, which has to be there, and return it."""
    answer = await datasette.client.get(path)
    assert answer.status_code == 200, path
    return str(answer.text)


def plain(page: str) -> str:
    """Return the words of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


async def test_the_bound_is_said_before_its_number_and_then_what_it_does_not_show(make_sample: SampleMaker) -> None:
    """In sentences first."""
    words = plain(await text_of(served(make_sample(audience=ETHICS)), "/ethics"))
    order = ["In 300 turns read by a second person", "Upper bounds", "34 of 36", "What this does not show"]

    places = [words.index(one) for one in order]
    assert places == sorted(places)
    assert "Copies that were given out cannot be called back" in words[places[-1] :]


async def test_each_of_the_24_points_has_its_state_and_leads_to_its_evidence(make_sample: SampleMaker) -> None:
    """By a sign and in words; what shows it is one link away."""
    datasette = served(make_sample(audience=ETHICS))
    page = await text_of(datasette, "/ethics")

    assert [int(n) for n in re.findall(r'id="point-(\d+)"', page)] == list(range(1, 25))
    assert page.count('class="state"') == 24
    links = re.findall(rf'href="({DATABASE}/(?:checklist/|checklist_evidence\?point_id=)\d+)"', page)
    assert len({link for link in links if "/checklist/" in link}) == 24
    for link in set(links):
        await text_of(datasette, link)


async def test_it_says_who_signed_what_off_and_which_transcripts_lack_one(make_sample: SampleMaker) -> None:
    """Those alike together, under labels, with conditions and the last day."""
    words = plain(await text_of(served(make_sample(audience=ETHICS)), "/ethics"))

    assert "Without a sign-off that holds: YP02." in words
    assert "FC02, FG01, WK01, YP01 R3 ethics reviewer 2026-11-25 approved none 2027-11-25 holds" in words
    assert "approved with conditions no quotation longer than a sentence" in words


async def test_kinds_log_and_trail_are_told_with_links_to_their_tables(make_sample: SampleMaker) -> None:
    """The page has the sums; every row is behind a filter of its own."""
    datasette = served(make_sample(audience=ETHICS))
    page = await text_of(datasette, "/ethics")

    assert "FC01 1 0 place 1" in plain(page)
    assert "not decided yet nobody yet 1" in plain(page)
    assert "signed off: approved FC01 version" in plain(page)
    for path in ("log?action=keep&decided_by=R2", "replaced_kinds?transcript_id=FC01", "trail/4"):
        assert f'href="{DATABASE}/{path}"'.replace("&", "&amp;") in page
        assert "R2" in await text_of(datasette, f"{DATABASE}/{path}") or "log" not in path


async def test_the_checklist_can_be_had_as_rows(make_sample: SampleMaker) -> None:
    """As CSV and JSON, each row with the state of what it comes from."""
    datasette = served(make_sample(audience=ETHICS))
    rows = list(csv.DictReader(io.StringIO((await datasette.client.get("/ethics.csv")).text.lstrip("\ufeff"))))
    told = (await datasette.client.get("/ethics.json")).json()

    assert [int(row["n"]) for row in rows] == [row["n"] for row in told["rows"]] == list(range(1, 25))
    assert {row["state"] for row in rows} <= {"done", "partly done", "not done", "does not apply"}
    assert {row["status"] for row in rows} == {"draft, not signed off: d-3f9c2a"}


@pytest.mark.parametrize("status", ["draft", "release"])
async def test_a_draft_says_so_and_what_it_tells_of_besides(status: str, make_sample: SampleMaker) -> None:
    """The file's own standing and that of what it tells of are kept apart."""
    words = plain(await text_of(served(make_sample(audience=ETHICS, status=status)), "/ethics"))

    assert ("This file for reviewers is itself a draft" in words) == (status == "draft")
    assert ("not signed off" in words) == (status == "draft")
    assert "what stands in Release 1, 2026-11-26" in words


@pytest.mark.parametrize("audience", [TEAM, OUTSIDE])
@pytest.mark.parametrize("path", ["/ethics", "/ethics.csv", "/ethics.json"])
async def test_it_is_nowhere_but_in_the_reviewers_file(audience: str, path: str, make_sample: SampleMaker) -> None:
    """Neither the team's file nor the one for readers outside has it: it is refused, or there is no such page."""
    answer = await served(make_sample(audience=audience), audience).client.get(path)

    assert answer.status_code in (403, 404)
    assert "Quotations" not in answer.text


async def test_an_empty_study_says_what_to_do_next(make_sample: SampleMaker) -> None:
    """Nothing is published, and the page is there all the same."""
    words = plain(await text_of(served(make_sample(audience=ETHICS, said="", coded="")), "/ethics"))

    assert "No transcript is published." in words
    assert "Nothing is signed off." in words


@pytest.mark.parametrize("path", ["/", DATABASE, *(f"{DATABASE}/{table.name}" for table in tables_for(ETHICS))])
async def test_every_table_of_the_file_has_its_page(path: str, make_sample: SampleMaker) -> None:
    """As has its home page, though there are no themes and no codes in it."""
    await text_of(served(make_sample(audience=ETHICS)), path)


def test_the_facts_of_the_file_are_those_it_has(make_sample: SampleMaker) -> None:
    """Groups and transcripts, and no themes."""
    facts = read_facts(make_sample(audience=ETHICS))

    assert (facts.themes, facts.participants, facts.codings) == ((), (), 0)
    assert [group.label for group in facts.groups] == ["Foster carers", "Young people", "Workers"]
    assert "checklist" in facts.tables and "turns" not in facts.tables


async def test_what_people_write_is_text(make_sample: SampleMaker) -> None:
    """A condition with signs of HTML in it stands there as it was written."""
    path = make_sample(audience=ETHICS)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE approvals SET conditions = '<b>tŷ & gardd</b>' WHERE id = 1")
    page = await text_of(served(path), "/ethics")

    assert "&lt;b&gt;tŷ &amp; gardd&lt;/b&gt;" in page

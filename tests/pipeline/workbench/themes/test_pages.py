"""The pages of themes, codes and quotes, asked for as a browser does."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from importlib import resources
from pathlib import Path

import pytest

from codebook.load import DEFAULT_FILE
from codebook.operations import Signed, rename
from pipeline.publish.table import OUTSIDE
from pipeline.workbench.numbers import some
from tests.pipeline.conftest import CODED, SAID, SampleMaker
from tests.pipeline.workbench.test_serve import links, served

UID = f"{7:032x}"


async def page(path: Path, address: str, audience: str = "team") -> str:
    """Ask for a page that is there."""
    answer = await served(path, audience=audience).client.get(address)
    assert answer.status_code == 200
    return str(answer.text)


async def test_a_theme_shows_who_spoke_and_what_they_said(make_sample: SampleMaker) -> None:
    """Its definition, people of each group, its codes, and every quote under whoever said it, once."""
    shown = await page(make_sample(), "/theme/care")
    assert "2 of 2" in shown and "1 of 3" in shown
    assert 'href="/theme/care/system"' in shown
    assert shown.count("<mark>the case was closed</mark>") == 1
    assert shown.index('href="/p/FC01"') < shown.index('href="/p/FC02"') < shown.index('href="/p/WK01"')
    assert f'href="/t/FC02#c-{4:032x}"' in shown and f'href="/quote/{4:032x}"' in shown
    assert "Seven passages by four people · shown as six quotes" in shown


async def test_words_that_several_codes_hold_are_read_once(make_sample: SampleMaker) -> None:
    """From the first to the last of them, with a line for each code: who gave it to which words, and its own quote."""
    shown = await page(make_sample(), "/theme/care")
    assert shown.count("five social workers that year") == 2  # the words, and what part of them has the first code
    assert "<mark>She had five social workers that year, so nobody could tell me</mark>" in shown
    lines = re.search(r'<ul class="parts">(.*?)</ul>', shown, re.DOTALL)
    assert lines
    first, second = (re.sub(r"<[^>]+>", "", line).split() for line in lines[1].split("</li>")[:2])
    assert (
        first[:5] == ["CAR-REL", "A", "“She", "had", "five"] and second[:6] == "CAR-SYS B all of these words:".split()
    )
    assert f'href="/quote/{2:032x}"' in lines[1] and f'href="/quote/{3:032x}"' in lines[1]
    assert "Compare with FC02" in lines[1]


async def test_quotes_are_on_one_page_whole(make_sample: SampleMaker) -> None:
    """Thirty quotes a page, however many passages: the page, the filters and the rows agree on all of them."""
    words = [f"cawl number {n}." for n in range(45)]
    said = "FC01 foster_carer\n" + "\n".join(f"FC01: A pan of {one}" for one in words)
    coded = [f"A | care/acts | {one}\nB | care/acts | pan of {one}" for one in words]
    path = make_sample(said=said, coded="\n".join(coded))
    first, second = [await page(path, f"/theme/care?page={n}") for n in (1, 2)]
    assert "90 passages by one person · shown as 45 quotes" in first and "Page 1 of 2" in first
    found = re.findall(r"<mark>pan of (.*?)</mark>", first + second)
    assert (found, first.count('class="quote"')) == (words, 30)
    assert "shown as" not in await page(path, "/theme/care?coder=A")
    assert len((await served(path).client.get("/theme/care.json")).json()["rows"]) == 90


async def test_more_around_it_lights_the_passage(make_sample: SampleMaker) -> None:
    """From a theme, from a person and from the quote's own page: there is a mark of this name in the transcript."""
    path = make_sample()
    there = await page(path, "/t/YP01")
    for address in ("/theme/voice", "/p/YP01", f"/quote/{UID}"):
        led = re.findall(r'href="/t/YP01#([^"]+)"', await page(path, address))
        assert led and all(one.startswith("c-") and f'id="{one}"' in there for one in led)


async def test_a_cell_of_the_matrix_leads_to_as_many_passages(make_sample: SampleMaker) -> None:
    """What interviewers said is counted apart, so that a page and the table that led to it say the same number."""
    said = "\nFC09 foster_carer\nINT: Nobody rang back, then?\nFC09: Nobody rang.\n"
    path = make_sample(said=SAID + said, coded=CODED + "C | care/system | Nobody rang back, then\n")
    rows = (await served(path).client.get("/matrix.json?by=kind")).json()["rows"]
    cell = next(row for row in rows if (row["id"], row["value"]) == ("care", "interview"))
    shown = await page(path, "/theme/care?kind=interview")
    counted = f"{some(cell['passages'], 'passage')} by {some(cell['people'], 'person', 'people')}"
    assert f"{counted.capitalize()}, and one passage in interviewers" in shown
    alone = await page(path, "/theme/care/system?coder=C")
    assert "One passage in interviewers" in alone


async def test_a_code_shows_its_rules_and_what_meets_it(make_sample: SampleMaker) -> None:
    """When to use it and when not, and the passages that another code meets, in one click."""
    path = make_sample()
    shown = await page(path, "/theme/care/unmet-needs")
    assert "Use it when" in shown and "Not when" in shown
    assert 'href="/theme/care/unmet-needs?with=exchange%2Ftangible"' in shown
    met = await page(path, "/theme/care/unmet-needs?with=exchange/tangible")
    assert "<mark>somewhere to stay</mark>" in met and "EXC-TAN" in met


async def test_every_filter_has_its_address(make_sample: SampleMaker) -> None:
    """Filters are read from the address, can be put together, and what nothing fits says what to do."""
    path = make_sample()
    shown = await page(path, "/theme/care?group=foster_carer&coder=A")
    assert "<mark>the case was closed</mark>" in shown and "she did not meet" not in shown
    assert 'href="/theme/care?coder=A"' in shown and 'href="/theme/care?group=foster_carer"' in shown
    nothing = await page(path, "/theme/care?group=young_person&coder=A")
    assert "Nothing fits all of that." in nothing and "<mark>" not in nothing


async def test_what_is_left_out_is_said(make_sample: SampleMaker) -> None:
    """A release that there is not narrows nothing down, and the page says so; one that holds nothing shows nothing."""
    path = make_sample()
    with sqlite3.connect(path) as published:
        published.executemany("INSERT INTO releases (n) VALUES (?)", [(1,), (2,)])
        published.execute("UPDATE codings SET since = 1")
    left_out = "asks for something that this study does not have"
    shown = await page(path, "/theme/care?since=3")
    assert left_out in shown and "all of them" not in shown and "<mark>the case was closed</mark>" in shown
    empty = await page(path, "/theme/care?since=2")
    assert left_out not in empty and "<mark>" not in empty
    assert "Nothing fits all of that." in empty and '<a href="/theme/care">Read all of it</a>' in empty
    assert left_out not in await page(path, "/theme/care?since=1&page=2&wave=x")


@pytest.mark.parametrize("query", ["?group=nobody", "?page=99999", "?page=²", "?page=-1", "?since=x&with=x&coder=%00"])
async def test_what_is_not_understood_is_left_out(make_sample: SampleMaker, query: str) -> None:
    """An ill-formed or unknown value is as if it were not there."""
    assert "<mark>the case was closed</mark>" in await page(make_sample(), f"/theme/care{query}")


async def test_pages_are_turned_by_links(make_sample: SampleMaker) -> None:
    """Each passage is on one of the pages, and the filters stay."""
    words = [f"cawl number {n}." for n in range(70)]
    said = "FC01 foster_carer\n" + "\n".join(f"FC01: A pan of {one}" for one in words)
    path = make_sample(said=said, coded="\n".join(f"A | care/acts | {one}" for one in words))
    found: list[str] = []
    for n in (1, 2, 3):
        shown = await page(path, f"/theme/care?group=foster_carer&page={n}")
        found += re.findall(r"<mark>(.*?)</mark>", shown)
        assert ('href="/theme/care?group=foster_carer&amp;page=3"' in shown) == (n == 2)
    assert found == words


async def test_groups_stand_side_by_side(make_sample: SampleMaker) -> None:
    """Each with how many of them spoke, some of what they said, and the way to all of it."""
    shown = await page(make_sample(), "/theme/care?compare=foster_carer,worker&coder=A")
    columns = re.findall(r'<section aria-labelledby="column-\d">(.*?)</section>', shown, re.DOTALL)
    assert len(columns) == 2
    assert "the case was closed" in columns[0] and 'href="/theme/care?group=foster_carer&amp;coder=A"' in columns[0]
    assert "she did not meet the threshold" in columns[1]


async def test_side_by_side_the_first_quote_of_each_is_whole(make_sample: SampleMaker) -> None:
    """With a line for each of its passages, as in the list; both numbers stand above, of all that was said."""
    coded = """A | care/relationships | five social workers
B | care/system | She had five social workers that year
A | care/system | that year, so nobody could tell me
A | care/acts | She drove him to football
"""
    shown = await page(make_sample(coded=coded), "/theme/care?compare=foster_carer,worker")
    carers, workers = re.findall(r'<section aria-labelledby="column-\d">(.*?)</section>', shown, re.DOTALL)
    assert "<mark>She had five social workers that year, so nobody could tell me</mark>" in carers
    assert re.findall(r'href="/quote/0*(\d)"', carers) == ["2", "1", "3", "4"]
    assert "Two of two people, four passages in two quotes" in carers and "quotes" not in workers


async def test_rows_come_with_the_same_filters(make_sample: SampleMaker) -> None:
    """As CSV and as JSON, one row a passage, each with the draft that it comes from."""
    client = served(make_sample()).client
    text = (await client.get("/theme/care.csv?group=foster_carer&page=2")).text
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [row["participant"] for row in rows] == ["FC01", "FC01", "FC01", "FC02", "FC02"]
    assert {row["status"] for row in rows} == {"draft, not signed off: d-3f9c2a"}
    found = (await client.get("/theme/care/system.json?coder=B")).json()
    assert [row["coders"] for row in found["rows"]] == ["B", "A, B"]


async def test_a_quote_has_its_own_page(make_sample: SampleMaker) -> None:
    """Marked among what was said around it, with its codes, its citation and its address."""
    path = make_sample()
    shown = await page(path, f"/quote/{UID}")
    assert "<mark>She didn&#39;t write anything down, she just listened</mark>" in shown
    assert "Keeping Safe: interviews (draft, not signed off: d-3f9c2a)" in shown
    assert f"http://localhost/quote/{UID}" in shown
    assert (await served(path).client.get(f"/quote/{UID}.json")).json()["rows"][0]["coders"] == "A, B"


@pytest.mark.parametrize("address", ["/theme/weather", "/theme/care/weather", "/theme/care/", "/quote/5e"])
async def test_what_is_not_there_is_said_kindly(make_sample: SampleMaker, address: str) -> None:
    """An unknown theme, code or quote is a page that says so."""
    answer = await served(make_sample()).client.get(address)
    assert answer.status_code == 404
    assert "Nothing here" in answer.text


async def test_the_address_of_a_renamed_code_leads_to_it(make_sample: SampleMaker) -> None:
    """Links are kept for years: also those with a filter, and those to rows."""
    path = make_sample()
    text = resources.files("codebook").joinpath(DEFAULT_FILE).read_text(encoding="utf-8")
    before = text.replace("care/acts", "care/kindness")
    renamed = rename(before, "care/kindness", "care/acts", Signed("what the team says", "2026-03-01")).text
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE codebook SET yaml = ?", [renamed])
    client = served(path).client
    for asked in ("", "?group=worker", ".csv", ".json?group=worker"):
        answer = await client.get(f"/theme/care/kindness{asked}")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/theme/care/acts{asked}")
    assert (await client.get("/theme/care/weather")).status_code == 404


async def test_before_anybody_has_coded_it_says_what_to_do(make_sample: SampleMaker) -> None:
    """No empty lists: the command that brings codings in."""
    shown = await page(make_sample(coded=""), "/theme/care")
    assert "llais codings STUDY import FILE" in shown
    assert "<mark>" not in shown


async def test_outside_there_are_rules_and_numbers_alone(make_sample: SampleMaker) -> None:
    """No words, no links to where they would be, and filters that do nothing."""
    path = make_sample(audience=OUTSIDE)
    for address in ("/theme/care", "/theme/care/system?group=worker&compare=worker,young_person"):
        shown = await page(path, address, OUTSIDE)
        assert "<mark>" not in shown and "the case was closed" not in shown
        assert not [path for path in links(shown) if path.startswith(("/t/", "/p/", "/quote/", "/disagreements"))]
    client = served(path, audience=OUTSIDE).client
    assert (await client.get(f"/quote/{UID}")).status_code in (403, 404)
    rows = (await client.get("/theme/care.json")).json()["rows"]
    assert [row["by"] for row in rows].count("Group") == 3
    assert {row["value"] for row in rows if row["by"] != "Group"} != set()


async def test_everything_that_people_typed_is_text(make_sample: SampleMaker) -> None:
    """Angle brackets in words, memos and definitions are shown, not obeyed."""
    evil = "<b>cawl & ŷ</b>"
    path = make_sample(said=f"FC01 foster_carer\nFC01: Look: {evil}", coded=f"A | care/acts | {evil}")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE codings SET memo = ?, to_recode = ?", [evil, evil])
        connection.execute("UPDATE codes SET definition = ?, name = ?", [evil, evil])
        connection.execute("INSERT INTO code_history VALUES (1, 'care/acts', 'care/acts', ?, ?, ?)", [evil] * 3)
    for address in ("/theme/care", "/theme/care/acts", f"/quote/{1:032x}", "/theme/care?compare=foster_carer"):
        assert "<b>cawl" not in await page(path, address)


@pytest.mark.parametrize("address", ["/theme/voice", f"/quote/{UID}", "/t/YP01", "/p/YP01", "/search?words=listened"])
async def test_words_that_consent_keeps_in_the_team_say_so(make_sample: SampleMaker, address: str) -> None:
    """Wherever somebody may find a quote to use; and nothing is said of those who have agreed."""
    path = make_sample()
    assert "<strong>Not to be quoted" not in await page(path, address)
    with sqlite3.connect(path) as published:
        published.execute("UPDATE turns SET may_quote = 0 WHERE participant_id = 'YP01'")
    assert "<strong>Not to be quoted" in await page(path, address)


@pytest.mark.parametrize("address", ["/theme/voice", f"/quote/{UID}", "/t/YP01", "/p/YP01", "/search", "/concordance"])
async def test_rows_say_what_may_be_quoted(make_sample: SampleMaker, address: str) -> None:
    """So that a table of quotes that is worked on elsewhere still knows."""
    path = make_sample()
    with sqlite3.connect(path) as published:
        published.execute("UPDATE turns SET may_quote = 0 WHERE participant_id = 'YP01'")
    rows = (await served(path).client.get(f"{address}.json?words=listened")).json()["rows"]
    told = {(row.get("participant", "YP01"), row.get("role"), row["may_quote"]) for row in rows}
    assert {may for who, role, may in told if who == "YP01" and role != "interviewer"} == {0}
    assert {may for who, _, may in told if who != "YP01"} <= {1}

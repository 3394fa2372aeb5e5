"""The matrix and the codes that meet, as they are asked for: one set of numbers as page, CSV and JSON."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.publish.metadata import metadata
from pipeline.publish.table import ETHICS, OUTSIDE, TEAM
from pipeline.workbench.serve import make_datasette

CODED_TWICE = """
A | care/acts | a bed made up, and a pan of cawl
A | care/relationships | a bed made up
B | exchange/tangible | a pan of cawl on the stove
A | care/acts | somewhere to stay
B | exchange/tangible | somewhere to stay
A | voice/heard | somewhere to stay and somebody
"""
HIDES = ("UPDATE study SET min_cell = 10", "UPDATE theme_by_group SET people = NULL, passages = NULL")

EVERY_CODE_MEETS_EVERY_OTHER = (
    "DELETE FROM code_by_code",
    "INSERT INTO code_by_code SELECT one.id, other.id, 1 + one.position, 50 FROM codes AS one JOIN codes AS other "
    "ON other.id > one.id",
)

Maker = Callable[..., Path]


async def ask(path: str, database: Path, audience: str = TEAM) -> Any:
    """Ask for a page."""
    return await make_datasette(database, metadata(audience=audience)).client.get(path)


async def page(path: str, database: Path, audience: str = TEAM) -> html.HtmlElement:
    """Ask for a page that there is, and parse it."""
    answer = await ask(path, database, audience)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


async def listed(path: str, database: Path) -> list[dict[str, Any]]:
    """Ask for rows as JSON."""
    return list((await ask(path, database)).json()["rows"])


def changed(database: Path, *statements: str) -> Path:
    """Change a published database."""
    with sqlite3.connect(database) as db:
        for statement in statements:
            db.execute(statement)
    db.close()
    return database


def text(element: html.HtmlElement) -> str:
    """Return all words of an element, in one line."""
    return " ".join(element.text_content().split())


def cells(shown: html.HtmlElement) -> dict[tuple[str, int], str]:
    """Return the words of each cell of the matrix, by the address of its line and the place of its column."""
    return {
        (row.xpath("./th/a/@href")[0], n): text(cell)
        for row in shown.xpath('//table[@class="matrix"]/tbody/tr')
        for n, cell in enumerate(row.xpath("./td"))
    }


async def test_the_matrix_says_how_many_people_of_each_group_spoke_about_each_theme_and_code(
    make_sample: Maker,
) -> None:
    """A cell has its number for the eye and the whole of it in words, and leads to the quotes."""
    shown = await page("/matrix", make_sample(coded=CODED_TWICE))
    heads = [text(head) for head in shown.xpath('//table[@class="matrix"]/thead//th[@scope="col"]')]
    assert heads == ["Theme", "Foster carerstwo people", "Young peopletwo people", "Workersthree people"]
    found = cells(shown)
    assert found["/theme/care", 0] == "1one person, two passages"
    assert found["/theme/care/acts", 1] == "1one person, one passage"
    assert found["/theme/care/acts", 2] == "0no people"
    assert "/theme/care/acts?group=young_person" in shown.xpath("//td/a/@href")


async def test_the_matrix_takes_the_bands_of_an_attribute_and_says_that_sums_need_not_add_up(
    make_sample: Maker,
) -> None:
    """One at a time, chosen by a link that says which is chosen."""
    shown = await page("/matrix?by=season", make_sample(coded=CODED_TWICE))
    assert cells(shown)["/theme/care", 0] == "2two people, three passages"
    assert "/theme/care/acts?season=autumn+2025" in shown.xpath("//td/a/@href")
    assert shown.xpath('//nav//a[@aria-current="true"]/text()') == ["Season", "people"]
    assert "/matrix?by=kind" in shown.xpath("//nav/p/a/@href")
    assert "need not add up" in text(shown)


async def test_the_matrix_says_of_how_many_no_band_is_told(make_sample: Maker) -> None:
    """Else a reader takes the columns for everybody."""
    file = make_sample()
    assert "Left out" not in text(await page("/matrix?by=season", file))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM transcript_attributes WHERE transcript_id IN ('YP01', 'WK01')")
    assert "Left out: two transcripts that stand in none of the columns." in text(await page("/matrix?by=season", file))
    assert "Left out" not in text(await page("/matrix", file))


async def test_the_matrix_can_count_passages(make_sample: Maker) -> None:
    """What is written changes, what is said does not."""
    shown = await page("/matrix?measure=passages", make_sample(coded=CODED_TWICE))
    assert cells(shown)["/theme/care", 0] == "2one person, two passages"


@pytest.mark.parametrize(
    "asked", ["by=nothing", "by=", "measure=souls", "by=season%00", "by=season;&measure=%F0%9F%91%A9"]
)
async def test_what_the_matrix_does_not_know_is_passed_over(asked: str, make_sample: Maker) -> None:
    """The page is that of the groups, in people."""
    shown = await page(f"/matrix?{asked}", make_sample(coded=CODED_TWICE))
    assert shown.xpath('//nav//a[@aria-current="true"]/text()') == ["Group", "people"]


async def test_the_matrix_is_a_table_in_a_region_that_scrolls(make_sample: Maker) -> None:
    """With a caption, heads in both directions, and a region that the keyboard reaches and that has a name."""
    shown = await page("/matrix", make_sample())
    (region,) = shown.xpath('//div[@role="region"][@tabindex="0"][@aria-label]')
    assert region.xpath("./table/caption/text()")
    assert all(len(row.xpath('./th[@scope="row"]')) == 1 for row in region.xpath(".//tbody/tr"))


async def test_page_csv_and_json_of_the_matrix_have_the_same_numbers(make_sample: Maker) -> None:
    """In the same order, each with what it comes from."""
    database = make_sample(coded=CODED_TWICE)
    rows = await listed("/matrix.json", database)
    table = list(csv.DictReader(io.StringIO((await ask("/matrix.csv", database)).text)))
    assert [(one["id"], one["people"], one["passages"]) for one in table] == [
        (row["id"], str(row["people"]), str(row["passages"])) for row in rows
    ]
    written = [
        int(number)
        for number in (await page("/matrix", database)).xpath("//td//svg/text/text() | //td/span[1]/text()")
        if number.isdigit()
    ]
    assert written == [row["people"] for row in rows]
    assert all("draft" in row["status"] for row in rows)


async def test_a_hidden_cell_is_hatched_and_says_why(make_sample: Maker) -> None:
    """It leads to the rule, which stands above the matrix; no number of it is in the page or the file."""
    database = changed(make_sample(coded=CODED_TWICE, audience=OUTSIDE), *HIDES)
    shown = await page("/matrix", database, OUTSIDE)
    (rule,) = shown.xpath('//p[@id="hidden"]')
    assert "fewer than 10 people, or a number that would give one away" in text(rule)
    assert "may be rounded" in text(rule)
    assert set(shown.xpath("//td/a/@href")) == {"#hidden"}
    assert {title in text(rule) for title in shown.xpath("//td/a/@title")} == {True}
    assert cells(shown)["/theme/care", 0] == "fewer than 10, or would give one away"
    rows = await listed("/matrix.json", database)
    assert {(row["people"], row["passages"]) for row in rows if row["hidden"]} == {(None, None)}


async def test_those_outside_see_themes_without_a_way_to_words(make_sample: Maker) -> None:
    """There are no codes by group, and no quotes, in their file."""
    shown = await page("/matrix", make_sample(coded=CODED_TWICE, audience=OUTSIDE), OUTSIDE)
    assert {path for path, _ in cells(shown)} == {
        path for path in shown.xpath("//tbody//th/a/@href") if path.count("/") == 2
    }
    assert shown.xpath("//td/a") == []


@pytest.mark.parametrize(("path", "words"), [("/matrix", "Nobody has coded"), ("/codes-that-meet", "Nobody has coded")])
async def test_where_nothing_is_coded_the_pages_say_what_to_do(path: str, words: str, make_sample: Maker) -> None:
    """No empty table and no empty chart."""
    shown = await page(path, make_sample(coded=""))
    assert words in text(shown.xpath('//p[@class="next"]')[0])
    assert shown.xpath("//main//table | //main//svg") == []


async def test_where_no_codes_meet_the_page_says_so(make_sample: Maker) -> None:
    """And leads to the matrix; outside the team it says that there may be pairs of few people."""
    alone = "A | care/acts | a bed made up"
    shown = await page("/codes-that-meet", make_sample(coded=alone))
    assert "No two codes stand on the same words yet" in text(shown)
    outside = changed(make_sample(coded=alone, audience=OUTSIDE), "UPDATE study SET min_cell = 10")
    shown = await page("/codes-that-meet", outside, OUTSIDE)
    assert "fewer than 10 people" in text(shown)
    assert "No two codes meet in the words of so many people" in text(shown)


async def test_the_table_the_heat_map_and_the_network_have_the_same_numbers(make_sample: Maker) -> None:
    """Every pair is in all three, and in the file."""
    database = make_sample(coded=CODED_TWICE)
    shown = await page("/codes-that-meet", database)
    rows = await listed("/codes-that-meet.json", database)
    assert [(row["tag"], row["other_tag"], row["people"], row["times"]) for row in rows] == [
        ("EXC-TAN", "CAR-ACT", 2, 2),
        ("EXC-TAN", "VOI-HEA", 1, 1),
        ("CAR-REL", "CAR-ACT", 1, 1),
        ("CAR-ACT", "VOI-HEA", 1, 1),
    ]
    numbers = [row["people"] for row in rows]
    table = [[text(cell) for cell in row.xpath("./td")] for row in shown.xpath('//table[@class="rows"]/tbody/tr')]
    assert [int(row[2]) for row in table] == numbers
    heat = [int(number) for number in shown.xpath('//table[@class="heat"]//td//text()')]
    assert sorted(heat) == sorted(numbers)
    said = {title.split(":")[0] for title in shown.xpath('//svg[@class="network"]/path/title/text()')}
    assert said == {f"{row['tag']} and {row['other_tag']}" for row in rows}


async def test_pairs_lead_to_both_codes_and_to_where_they_meet(make_sample: Maker) -> None:
    """From the table, and from the heat map."""
    shown = await page("/codes-that-meet", make_sample(coded=CODED_TWICE))
    first = shown.xpath('//table[@class="rows"]/tbody/tr')[0].xpath(".//a/@href")
    assert first == ["/theme/exchange/tangible", "/theme/care/acts", "/theme/exchange/tangible?with=care%2Facts"]
    assert first[2] in shown.xpath('//table[@class="heat"]//a/@href')


async def test_one_code_can_be_put_in_the_middle(make_sample: Maker) -> None:
    """Only its meetings are left, it stands first in each, and the form says what was asked for."""
    shown = await page("/codes-that-meet?code=voice/heard", make_sample(coded=CODED_TWICE))
    rows = shown.xpath('//table[@class="rows"]/tbody/tr')
    assert [row.xpath("./td[1]/a/@href")[0] for row in rows] == ["/theme/voice/heard"] * 2
    assert shown.xpath('//select[@name="code"]//option[@selected]/@value') == ["voice/heard"]
    assert shown.xpath('//table[@class="heat"]') == []


@pytest.mark.parametrize(("asked", "pairs"), [("theme=exchange", 2), ("least=2", 1), ("theme=nothing&least=x", 4)])
async def test_pairs_are_chosen_by_theme_and_by_people(asked: str, pairs: int, make_sample: Maker) -> None:
    """What is not known is passed over; page and file agree."""
    database = make_sample(coded=CODED_TWICE)
    shown = await page(f"/codes-that-meet?{asked}", database)
    assert len(shown.xpath('//table[@class="rows"]/tbody/tr')) == pairs
    assert len(await listed(f"/codes-that-meet.json?{asked}", database)) == pairs


async def test_a_choice_that_leaves_nothing_leads_back_to_all(make_sample: Maker) -> None:
    """Without an empty chart."""
    shown = await page("/codes-that-meet?least=500", make_sample(coded=CODED_TWICE))
    assert shown.xpath('//p[@class="next"]/a/@href') == ["/codes-that-meet"]
    assert shown.xpath("//main//table") == []


async def test_of_very_many_pairs_the_strongest_are_drawn_and_a_link_draws_all(make_sample: Maker) -> None:
    """It is said how many there are, and the choice stays in the link."""
    database = changed(make_sample(coded=CODED_TWICE), *EVERY_CODE_MEETS_EVERY_OTHER)
    every = len(await listed("/codes-that-meet.json?least=2", database))
    few = await page("/codes-that-meet?least=2", database)
    assert every > 200
    assert len(few.xpath('//svg[@class="network"]/path')) == 80
    assert f"Only the strongest 80 of {every} pairs are drawn." in text(few)
    (more,) = few.xpath('//a[contains(@href, "show=all")]/@href')
    assert len((await page(more, database)).xpath('//svg[@class="network"]/path')) == every


async def test_a_long_list_has_pages_and_the_charts_stand_on_the_first(make_sample: Maker) -> None:
    """Every pair is on one of them, and the links keep what was asked for."""
    database = changed(make_sample(coded=CODED_TWICE), *EVERY_CODE_MEETS_EVERY_OTHER)
    every = await listed("/codes-that-meet.json?least=2", database)
    next_page, on_pages = ["/codes-that-meet?least=2"], []
    while next_page:
        shown = await page(next_page[0], database)
        on_pages.append(len(shown.xpath('//table[@class="rows"]/tbody/tr')))
        assert bool(shown.xpath('//svg[@class="network"]')) == (len(on_pages) == 1)
        next_page = shown.xpath('//a[@rel="next"]/@href')
    assert sum(on_pages) == len(every)
    assert max(on_pages) == 100 and len(on_pages) > 2
    assert shown.xpath('//a[@rel="prev"]/@href') == [f"/codes-that-meet?least=2&page={len(on_pages) - 1}"]


async def test_names_are_text_not_markup(make_sample: Maker) -> None:
    """A code, a group and a band are shown as they are."""
    odd = "<b>Gŵyl</b> & {x} 👩‍👧"
    database = changed(
        make_sample(coded=CODED_TWICE),
        f"UPDATE codes SET name = '{odd}', tag = '<i>' WHERE id = 'care/acts'",
        f"UPDATE groups SET label = '{odd}' WHERE id = 'worker'",
        f"UPDATE attributes SET label = '{odd}' WHERE id = 'season'",
    )
    for path in ("/matrix", "/matrix?by=season", "/codes-that-meet", "/codes-that-meet?code=care/acts"):
        shown = await page(path, database)
        assert odd in text(shown)
        assert shown.xpath("//main//table//b | //main//i | //main//text()[contains(., '&lt;')]") == []


@pytest.mark.parametrize(
    "path", ["/matrix", "/matrix?by=season", "/codes-that-meet", "/codes-that-meet?code=care/acts"]
)
@pytest.mark.parametrize("audience", [TEAM, OUTSIDE])
async def test_no_page_needs_a_script_or_styles_of_its_own(path: str, audience: str, make_sample: Maker) -> None:
    """Nothing that the content policy would not let through."""
    shown = await page(path, make_sample(coded=CODED_TWICE, audience=audience), audience)
    assert shown.xpath("//script | //style | //@style | //@onclick") == []
    assert len(shown.xpath("//h1")) == 1
    assert len(set(shown.xpath("//@id"))) == len(shown.xpath("//@id"))


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
async def test_where_no_pairs_are_counted_there_is_no_such_page(ending: str, make_sample: Maker) -> None:
    """A file without the table has neither the page nor its rows."""
    database = changed(make_sample(), "DROP TABLE code_by_code")
    assert (await ask(f"/codes-that-meet{ending}", database)).status_code == 404


@pytest.mark.parametrize("path", ["/matrix", "/codes-that-meet.csv"])
async def test_the_ethics_reviewer_gets_neither(path: str, make_sample: Maker) -> None:
    """Their file has no counts of what was said."""
    assert (await ask(path, make_sample(audience=ETHICS), ETHICS)).status_code in (403, 404)

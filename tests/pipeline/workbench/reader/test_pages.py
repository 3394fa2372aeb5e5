"""The pages for reading, asked as a browser does."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette

from pipeline.publish.table import ETHICS, OUTSIDE
from pipeline.workbench.reader.shelf import KEPT, shelf_of
from tests.pipeline.workbench.test_serve import served

MANY = "\n\n".join(f"T{n:03} worker\nWK{n:03}: Toast and a kettle." for n in range(130))


@pytest.fixture
def datasette(make_sample: Callable[..., Path]) -> Datasette:
    """Serve the sample study."""
    return served(make_sample())


async def text_of(datasette: Datasette, path: str) -> str:
    """Ask for a page that there is."""
    answer = await datasette.client.get(path)
    assert answer.status_code == 200, path
    return answer.text


async def rows_of(datasette: Datasette, path: str) -> list[dict[str, str]]:
    """Ask for a page's rows as CSV."""
    return list(csv.DictReader(io.StringIO((await text_of(datasette, path)).removeprefix("\ufeff"))))


async def test_a_transcript_is_read_with_its_heading_codes_and_neighbours(datasette: Datasette) -> None:
    """The heading says what it is, each turn and coding has a link, and one can go on to the next."""
    text = await text_of(datasette, "/t/FC02")
    assert "<h1>FC02 · foster carer · autumn 2025 · interview</h1>" in text
    assert 'id="turn-2"' in text and 'href="/p/FC02"' in text
    assert 'href="/theme/care/system"' in text
    for uid in (f"{4:032x}", f"{5:032x}"):
        assert f'<a id="c-{uid}" href="#c-{uid}">' in text
    assert re.search(r'rel="prev" href="/t/FC01".*rel="next" href="/t/FG01"', text)
    assert 'data-was="replaced: name, another name"' in text


async def test_themes_can_be_chosen_by_a_link(datasette: Datasette) -> None:
    """An address says which themes are shown; the boxes are set accordingly, and what nobody knows is passed over."""

    async def checked(query: str) -> list[str]:
        return re.findall(r'value="([\w-]+)" checked', await text_of(datasette, f"/t/YP01{query}"))

    assert await checked("") == ["exchange", "care", "voice"]
    assert await checked("?themes=care,voice") == ["care", "voice"]
    assert await checked("?themes=care&themes=exchange") == ["exchange", "care"]
    assert await checked("?themes=none") == []
    assert await checked("?themes=weather&page=x") == ["exchange", "care", "voice"]


async def test_suggestions_have_a_link_and_are_not_there_by_default(datasette: Datasette) -> None:
    """What a machine suggests is a link away, and the page says that it counts nowhere."""
    plain = await text_of(datasette, "/t/FC01")
    assert 'href="/t/FC01?suggestions=1"' in plain and "suggested by a machine" not in plain
    shown = await text_of(datasette, "/t/FC01?suggestions=1")
    assert "suggested by a machine" in shown and "they count nowhere" in shown
    assert "suggested by a machine" not in await text_of(datasette, "/t/FC01")


async def test_withheld_turns_are_said(make_sample: Callable[..., Path]) -> None:
    """A reader knows that something is not there, and why."""
    path = make_sample()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE transcripts SET withheld = 2 WHERE id = 'FC01'")
    assert "Two turns left out here" in await text_of(served(path), "/t/FC01")


async def test_a_transcript_that_nobody_coded_says_so(make_sample: Callable[..., Path]) -> None:
    """Without codings there is no legend and no portrait, and the words are there."""
    text = await text_of(served(make_sample(coded="")), "/t/FC01")
    assert "Nobody has coded anything here yet." in text and "a pan of cawl" in text
    assert 'class="legend"' not in text and "portrait-title" not in text
    assert "llais codings STUDY import FILE" in text


async def test_a_transcript_that_nobody_coded_leads_to_what_is_coded(make_sample: Callable[..., Path]) -> None:
    """Where others are coded, a reader is led to those."""
    text = await text_of(served(make_sample(coded="A | care/acts | a pan of cawl")), "/t/YP01")
    assert re.search(
        r"Nobody has coded anything here yet\. It can be read below.*<a href=\"/\">What has been coded", text
    )


async def test_the_turns_are_had_as_rows(datasette: Datasette) -> None:
    """The rows of a transcript are its turns with their codes, each with the draft that it comes from."""
    rows = await rows_of(datasette, "/t/FC02.csv")
    assert [row["turn"] for row in rows] == ["1", "2", "3"]
    assert rows[1]["codes"] == "care/system (A, B)" and rows[1]["status"].startswith("draft, not signed off")
    answer = (await datasette.client.get("/t/YP01.json")).json()
    assert "Ŷch a fi" in answer["rows"][3]["text"]


async def test_only_the_latest_transcripts_are_kept(make_sample: Callable[..., Path]) -> None:
    """However many are read, the process keeps only so many."""
    datasette = served(make_sample(said=MANY, coded=""))
    for n in range(KEPT + 5):
        await text_of(datasette, f"/t/T{n:03}")
    assert len(shelf_of(datasette).opened) == KEPT


async def test_a_person_is_shown_with_the_warning_and_their_words_in_order(datasette: Datasette) -> None:
    """Themes as numbers and bars, words in order with their codes, and what to mind before quoting."""
    text = await text_of(datasette, "/p/YP01")
    assert "<h1>YP01 · young person</h1>" in text
    assert "llais audit STUDY intruder" in text
    quotes = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", text)
    assert [quote.split()[-1] for quote in quotes] == ["listened", "wanted", "stay"]
    assert f'href="/t/YP01#c-{7:032x}"' in text and f'href="/quote/{8:032x}"' not in text
    assert f'href="/quote/{7:032x}"' in text and 'href="/p/YP01?code=voice%2Ftrusted-adult"' in text


async def test_a_persons_words_can_be_narrowed_down_and_widened(datasette: Datasette) -> None:
    """One theme, one code, or everything that they said, each by a link."""
    one = await text_of(datasette, "/p/YP01?code=voice/heard")
    assert re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", one) == ["she asked me what I wanted"]
    theme = await rows_of(datasette, "/p/YP01.csv?theme=voice")
    assert [(row["code"], row["coders"]) for row in theme] == [("voice/trusted-adult", "A, B"), ("voice/heard", "A")]
    with_another = await text_of(datasette, "/p/YP01?theme=care")
    assert with_another.count("<blockquote") == 1 and "CAR-NEE" in with_another and "EXC-TAN" in with_another
    assert "One passage" in with_another and "shown as" not in with_another
    said = await rows_of(datasette, "/p/YP01.csv?all=1")
    assert [row["turn"] for row in said] == ["2", "4", "5"]


async def test_words_that_several_codings_hold_are_read_once(datasette: Datasette) -> None:
    """All of them as one quote, with a line for each coding; how many passages and how many quotes both stand there."""
    text = await text_of(datasette, "/p/FC01")
    assert re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", text) == [
        "a bed made up, and a pan of cawl",
        "She had five social workers that year, so nobody could tell me",
    ]
    assert "Three passages · shown as two quotes" in text
    first, second = text.partition('<ul class="parts">')[2].partition("</ul>")[0].split("</li>")[:2]
    assert "CAR-REL" in first and f'href="/quote/{2:032x}"' in first
    assert "CAR-SYS" in second and f'href="/quote/{3:032x}"' in second and "all of these words" in second
    assert len(await rows_of(datasette, "/p/FC01.csv")) == 3


async def test_pages_of_a_person_hold_whole_quotes(make_sample: Callable[..., Path]) -> None:
    """Thirty a page, whatever number of passages they have; a transcript is named where its words begin."""
    words = [f"cawl number {n}." for n in range(40)]
    turns = [f"FC01: A pan of {one}" for one in words]
    said = "\n".join(["FC01 foster_carer", *turns[:20], "", "FC01-2 foster_carer", *turns[20:]])
    coded = "\n".join(f"A | care/acts | {one}\nB | care/system | pan of {one}" for one in words)
    datasette = served(make_sample(said=said, coded=coded))
    first, second = [await text_of(datasette, f"/p/FC01?page={n}") for n in (1, 2)]
    assert "80 passages · shown as 40 quotes" in first and "80 passages · shown as 40 quotes" in second
    found = re.findall(r"<blockquote[^>]*>pan of (.*?)</blockquote>", first + second)
    assert (found, first.count('class="quote"')) == (words, 30)
    assert (first.count("<h3>FC01</h3>"), first.count("<h3>FC01-2</h3>")) == (1, 1)
    assert (second.count("<h3>FC01</h3>"), second.count("<h3>FC01-2</h3>")) == (0, 1)
    narrowed = await text_of(datasette, "/p/FC01?code=care/acts")
    assert "40 passages" in narrowed and "shown as" not in narrowed
    assert 'href="/p/FC01?code=care%2Facts&amp;page=2"' in narrowed
    assert len(await rows_of(datasette, "/p/FC01.csv?page=2")) == 80


async def test_somebody_who_spoke_about_nothing_yet_can_be_read(make_sample: Callable[..., Path]) -> None:
    """Without codings the page leads to all that they said."""
    datasette = served(make_sample(coded=""))
    assert 'href="/p/YP01?all=1"' in await text_of(datasette, "/p/YP01")
    assert "taxi rides" in await text_of(datasette, "/p/YP01?all=1&page=999")


async def test_the_list_goes_by_groups_and_says_who_coded(datasette: Datasette) -> None:
    """Each transcript stands under its group, with its people and the codings of each coder."""
    text = await text_of(datasette, "/transcripts")
    assert text.index("Foster carers</th>") < text.index('href="/t/FC02"') < text.index("Workers</th>")
    assert 'href="/p/WK03"' in text
    assert re.search(r'<span class="num">A \d+</span>, <span class="num">B \d+</span>', text)  # a line ends between
    rows = {row["transcript"]: row for row in await rows_of(datasette, "/transcripts.csv")}
    assert (rows["FG01"]["participants"], rows["FG01"]["kind"]) == ("WK02; WK03", "focus group")
    assert (rows["FC01"]["codings"], rows["FC01"]["coders"]) == ("3", "A; B")


async def test_the_list_can_be_filtered(datasette: Datasette) -> None:
    """A group and a band are chosen by links; what the study does not have is passed over."""

    async def labels(query: str) -> list[str]:
        return [row["transcript"] for row in await rows_of(datasette, f"/transcripts.csv{query}")]

    assert await labels("?group=worker") == ["FG01", "WK01"]
    assert await labels("?group=worker&kind=interview") == ["WK01"]
    assert await labels("?group=nobody&weather=rain") == await labels("")
    text = await text_of(datasette, "/transcripts?group=worker")
    assert 'href="/transcripts?group=worker&amp;kind=focus+group"' in text
    assert 'aria-current="true">Workers' in text
    assert "No transcript is like that." in await text_of(datasette, "/transcripts?group=young_person&kind=focus+group")


async def test_a_long_list_has_pages(make_sample: Callable[..., Path]) -> None:
    """A hundred transcripts are on a page, and the others a link away."""
    datasette = served(make_sample(said=MANY, coded=""))
    assert 'rel="next" href="/transcripts?page=2"' in await text_of(datasette, "/transcripts")
    assert (await text_of(datasette, "/transcripts?page=2")).count('<th scope="row">') == 30


async def test_a_study_without_transcripts_says_what_to_do(make_sample: Callable[..., Path]) -> None:
    """The empty list names the command that fills it."""
    assert "llais run STUDY" in await text_of(served(make_sample(said="", coded="")), "/transcripts")


@pytest.mark.parametrize("path", ["/t/FC99", "/t/FC99.csv", "/p/FC99", "/p/FC99.json", "/t/~2E~2E", "/p/~00"])
async def test_what_is_not_there_is_a_404(path: str, datasette: Datasette) -> None:
    """A label that nobody has is told in words, never as an error."""
    assert (await datasette.client.get(path)).status_code == 404


@pytest.mark.parametrize("audience", [OUTSIDE, ETHICS])
@pytest.mark.parametrize("path", ["/t/FC01", "/t/FC01.csv", "/p/FC01", "/p/FC01?all=1", "/transcripts"])
async def test_others_have_nobodys_words(path: str, audience: str, make_sample: Callable[..., Path]) -> None:
    """A file without turns has none of these pages, whoever asks for them."""
    answer = await served(make_sample(audience=audience), audience=audience).client.get(path)
    assert answer.status_code in (403, 404)


@pytest.mark.parametrize("path", ["/t/FC01?suggestions=1", "/p/FC01", "/p/FC01?all=1", "/transcripts"])
async def test_the_pages_keep_to_the_policy(path: str, datasette: Datasette) -> None:
    """No page has a style or a script of its own within it, or asks for anything elsewhere."""
    text = await text_of(datasette, path)
    assert 'style="' not in text and "<style" not in text and not re.search(r"<script(?![^>]* src=)", text)
    assert not re.search(r'(?:href|src|action)="(?:https?:)?//', text)
    assert text.count("<h1") == 1


async def test_the_sheets_are_served(datasette: Datasette) -> None:
    """The colours and the rules of the legend come from this study's themes."""
    assert "--c7" in await text_of(datasette, "/-/llais/colours.css")
    assert "#show-7" in await text_of(datasette, "/-/llais/reading.css")


def test_the_script_is_small() -> None:
    """What reading gains from a script is less than 3 KB."""
    static = Path(__file__).parents[4] / "pipeline" / "workbench" / "static"
    assert 0 < (static / "reader.js").stat().st_size < 3_000
    assert (static / "reader.css").stat().st_size < 8_000


async def test_a_person_and_their_transcript_have_titles_that_differ(datasette: Datasette) -> None:
    """Though both are called FC01: whoever changes between two tabs hears which is which."""
    titles = {re.search("<title>(.*?)</title>", await text_of(datasette, path))[1] for path in ("/t/FC01", "/p/FC01")}
    assert len(titles) == 2

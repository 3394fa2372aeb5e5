"""The pages on which words are found, as a browser gets them."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.publish.queries import MARK_BEGINS, MARK_ENDS
from pipeline.publish.table import OUTSIDE
from pipeline.workbench.finding import found, pages
from tests.pipeline.conftest import write_sample
from tests.pipeline.workbench.test_serve import served

PLACES = ("/search", "/concordance")


@pytest.fixture(scope="module")
def datasette(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    """Serve the sample study to the tests that change nothing in it."""
    return served(write_sample(tmp_path_factory.mktemp("finding") / "llais.db"))


async def get(datasette: Datasette, path: str, **asked: object) -> str:
    """Ask for a page, which has to be there."""
    answer = await datasette.client.get(f"{path}?{urlencode(asked)}")
    assert answer.status_code == 200
    return answer.text


def words_of(text: str) -> str:
    """Read a page as a person does: without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", text)))


async def test_a_hit_says_who_where_and_when(datasette: Datasette) -> None:
    """Each hit has its words marked, its person, group, turn, time and codes, and leads to the turn."""
    page = await get(datasette, "/search", words="listened")
    assert "didn't write anything down, she just <mark>listened</mark>, and" in unescape(page)
    assert 'href="/p/YP01"' in page and 'href="/t/YP01#turn-2"' in page
    assert "YP01 young person · YP01, turn 2 00:02:05 · VOI-" in words_of(page)


async def test_hits_are_counted_people_first(datasette: Datasette) -> None:
    """It is said how many people of each group said it, and each group is a link."""
    page = await get(datasette, "/search", words="the")
    said = words_of(page)
    assert "Six people, 12 turns, in six transcripts." in said
    assert "Young people three turns by two of two people" in said
    assert "Foster carers three turns by two of two people, two turns by interviewers" in said
    assert 'href="/search?words=the&amp;group=young_person"' in page
    assert 'href="/search?words=the&amp;transcript=FG01"' in page


async def test_accents_are_folded_in_welsh_and_english(datasette: Datasette) -> None:
    """A word is found without its accents, and shown with them."""
    assert "<mark>Tŵr</mark>, <mark>dŵr</mark>" in await get(datasette, "/search", words="twr dwr")
    assert "<mark>Ŷch</mark>" in await get(datasette, "/concordance", words="ych")


async def test_hits_are_narrowed_by_whose_they_are(datasette: Datasette) -> None:
    """A group, a role, a kind of interview and a transcript each leave only their own."""
    rows = [
        {"group": "worker", "kind": "focus group"},
        {"role": "interviewer", "group": "worker"},
        {"transcript": "FG01", "role": "participant"},
    ]
    turns = []
    for asked in rows:
        answer = await datasette.client.get(f"/search.json?{urlencode({'words': 'the', **asked})}")
        turns.append([(row["transcript"], row["turn"]) for row in answer.json()["rows"]])
    assert turns == [[("FG01", 4), ("FG01", 5)], [("FG01", 4)], [("FG01", 5)]]


async def test_nothing_said_is_text(make_sample: Callable[..., Path]) -> None:
    """What people said is shown as they said it, marks and tags in it included."""
    odd = f"Y tŷ <script>alert(1)</script> & {MARK_BEGINS}bach{MARK_ENDS}."
    datasette = served(make_sample(said=f"FC01 foster_carer\nFC01: {odd}", coded=""))
    page = await get(datasette, "/search", words="ty")
    assert "Y <mark>tŷ</mark> &lt;script&gt;alert(1)&lt;/script&gt; &amp; \ue000bach\ue001." in page
    lines = await get(datasette, "/concordance", words="ty")
    assert re.search('<mark>tŷ</mark></td><td role="cell"[^>]*> &lt;script&gt;', lines)


@pytest.mark.parametrize("path", PLACES)
async def test_what_is_typed_is_text(datasette: Datasette, path: str) -> None:
    """The words that were looked for stand on the page as text."""
    assert "<b>" not in (await get(datasette, path, words='"><b>the')).split("<main")[0]


@pytest.mark.parametrize("path", PLACES)
async def test_an_empty_page_says_what_to_do(datasette: Datasette, path: str) -> None:
    """Without words there are examples, without a word in them advice, without a hit ways to find more."""
    assert f'href="{path}?words=listen%2A"' in await get(datasette, path)
    assert "There is no word in what you typed" in await get(datasette, path, words="?! 🙂")
    nothing = await get(datasette, path, words="zzz", group="worker")
    assert "Nobody said this here." in nothing
    assert f'<a href="{path}?words=zzz">Search everywhere</a>' in nothing


@pytest.mark.parametrize("path", PLACES)
async def test_there_is_nothing_to_search_outside_the_team(make_sample: Callable[..., Path], path: str) -> None:
    """The file for those outside has no turns, and no page that would search them, whoever were let in."""
    datasette = served(make_sample(audience=OUTSIDE), audience=OUTSIDE)
    for ending in ("", ".csv", ".json"):
        assert (await datasette.client.get(f"{path}{ending}?words=the")).status_code in (403, 404)
    for view in (pages.search_page, pages.concordance_page):
        with pytest.raises(NotFound):
            await view(datasette, Request.fake(f"{path}?words=the"))


@given(
    path=st.sampled_from([f"{path}{ending}" for path in PLACES for ending in ("", ".csv", ".json")]),
    asked=st.fixed_dictionaries(
        {"words": st.text(st.characters(exclude_categories=("Cs",)))},
        optional={
            name: st.text(st.characters(exclude_categories=("Cs",)), max_size=5)
            for name in ("page", "group", "role", "sort", "kind", "transcript", "other")
        },
    ),
)
@settings(max_examples=60, deadline=None)
async def test_any_address_has_an_answer(datasette: Datasette, path: str, asked: dict[str, str]) -> None:
    """Whatever is typed, and whatever else stands in the address, there is an answer."""
    assert await get(datasette, path, **asked) is not None


async def test_hits_come_in_pages(datasette: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every hit is on one page, and pages lead to each other; past the last there is the last."""
    monkeypatch.setattr(pages, "HITS_A_PAGE", 5)
    shown = [await get(datasette, "/search", words="the", page=page) for page in (1, 2, 3, 9)]
    turns = [re.findall(r'href="(/t/[^"]+)"', page) for page in shown]
    assert [len(its) for its in turns] == [5, 5, 2, 2]
    assert len({turn for its in turns for turn in its}) == 12
    assert 'rel="next" href="/search?words=the&amp;page=3"' in shown[1]
    assert 'rel="prev" href="/search?words=the"' in shown[1]


async def test_very_many_hits_say_that_they_are_not_ranked(
    make_sample: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hits in order of the texts say so."""
    monkeypatch.setattr(found, "RANKED_UP_TO", 3)
    assert "in order of the texts, not by closeness" in await get(served(make_sample()), "/search", words="the")


async def test_memos_and_the_codebook_are_searched_too(make_sample: Callable[..., Path]) -> None:
    """Memos with the words, and codes that are about them, stand in sections of their own, each with its link."""
    path = make_sample()
    with closing(sqlite3.connect(path)) as db, db:
        memo = "Nobody rang <b>back</b> here either."
        db.execute("INSERT INTO memos (id, transcript_id, turn_id, text) VALUES (1, 'FC02', 7, ?)", [memo])
        db.execute("INSERT INTO memos (id, code_id, text) VALUES (2, 'care/system', 'Rang, and rang.')")
        db.execute("INSERT INTO memos_fts (memos_fts) VALUES ('rebuild')")
    datasette = served(path)
    page = await get(datasette, "/search", words="rang")
    assert "Nobody <mark>rang</mark> &lt;b&gt;back&lt;/b&gt; here either." in page
    assert 'href="/t/FC02#turn-2"' in page.split('id="memos"')[1]
    assert 'href="/theme/care/system"' in page.split('id="memos"')[1]
    codebook = (await get(datasette, "/search", words="system*")).split('id="codebook"')[1]
    assert 'href="/theme/care/system"' in codebook


@pytest.mark.parametrize(("path", "times"), [*((place, 1) for place in PLACES), ("/t/YP01", 1), ("/p/YP01", 1 + 3)])
async def test_who_may_not_be_quoted_is_said_to_be_so(tmp_path: Path, path: str, times: int) -> None:
    """Wherever somebody's words stand, of one person at the top and at each of three quotes; nowhere else."""
    database = write_sample(tmp_path / "llais.db")
    asked = {"words": "listened OR know"} if path in PLACES else {}
    assert "<strong>Not to be quoted" not in await get(served(database), path, **asked)
    with closing(sqlite3.connect(database)) as changing, changing:
        changing.execute("UPDATE turns SET may_quote = 0 WHERE participant_id = 'YP01'")
    assert (await get(served(database), path, **asked)).count("<strong>Not to be quoted") == times


async def test_a_concordance_has_a_line_for_each_place(datasette: Datasette) -> None:
    """A table with a caption, a line a place, sorted as asked, each leading to its turn."""
    page = await get(datasette, "/concordance", words="the", sort="left")
    assert "21 lines from 12 turns." in words_of(page)
    assert "“the”, sorted by what comes before" in words_of(page)
    assert page.count("<mark>") == page.count('<th scope="row"') == 21
    assert 'href="/t/YP01#turn-4"' in page
    rows = (await datasette.client.get("/concordance.json?words=the&sort=place")).json()["rows"]
    assert [row["right"].split()[0] for row in rows[:3]] == ["phone", "stove.", "social"]


async def test_what_stands_in_place_of_something_is_nobodys_word(datasette: Datasette) -> None:
    """Only what was said is counted, listed and marked; it is told how to search. Other names are found."""
    for path in PLACES:
        assert "Nobody said this here." in await get(datasette, path, words="town")
        assert "Nobody said this here." in await get(datasette, path, words='"in a town"')
        assert "<mark>Dilwen</mark>" in await get(datasette, path, words="dilwen")
        assert "is nobody’s word and is not found" in await get(datasette, path, words="dilwen")
    assert (await get(datasette, "/concordance", words="school")).count("<mark>") == 1
    said = words_of(await get(datasette, "/search", words="school"))
    assert "One person, one turn, in one transcript." in said
    both = await get(datasette, "/search", words="table school OR nurse")
    assert "with the school, the <mark>nurse</mark>" in both


async def test_what_an_earlier_llais_published_is_searched_as_it_was(make_sample: Callable[..., Path]) -> None:
    """Its index holds every word of a turn: such a hit is shown with its words marked."""
    path = make_sample()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO turns_fts (turns_fts) VALUES ('rebuild')")
    for place in PLACES:
        assert "<mark>town</mark>" in await get(served(path), place, words="town")


@pytest.mark.parametrize("path", PLACES)
async def test_one_of_several_words_is_enough(datasette: Datasette, path: str) -> None:
    """OR in capitals finds either; a small one is a word."""
    either = await get(datasette, path, words='"rang back" OR lift*')
    assert "<mark>rang back</mark>" in either and "<mark>lifts</mark>" in either
    assert "Nobody said this here." in await get(datasette, path, words='"rang back" or lift*')
    assert "OR, in capitals" in either


@pytest.mark.parametrize("path", [f"{path}{ending}" for path in PLACES for ending in ("", ".csv", ".json")])
async def test_the_name_that_other_searches_give_the_words_leads_on(datasette: Datasette, path: str) -> None:
    """`q` is what people type by habit: it becomes `words`, and what else stands in the address stays."""
    answer = await datasette.client.get(f"{path}?q=t%C5%B7+%26&group=worker&sort=left")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{path}?group=worker&sort=left&words=t%C5%B7+%26"
    assert (await datasette.client.get(f"{path}?q=tea&words=cawl")).status_code == 200


async def test_a_long_concordance_ends_and_says_so(datasette: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many lines are read, in order of the texts; it is said of how many turns."""
    monkeypatch.setattr(pages, "MOST_LINES", 5)
    monkeypatch.setattr(pages, "LINES_A_PAGE", 3)
    page = await get(datasette, "/concordance", words="the", sort="place")
    assert "The first five lines, from the first 4 of 12 turns in order of the texts." in words_of(page)
    assert 'rel="next" href="/concordance?words=the&amp;sort=place&amp;page=2"' in page
    assert page.count("<mark>") == 3


async def test_hits_and_lines_leave_as_rows(datasette: Datasette) -> None:
    """The CSV has a row for each hit, or each line, with where it stands and of which draft it is."""
    hits, lines = [
        [*csv.DictReader(io.StringIO((await datasette.client.get(f"{path}.csv?words=listen*")).text.lstrip("\ufeff")))]
        for path in PLACES
    ]
    where = {"participant": "YP01", "group": "young_person", "role": "participant", "transcript": "YP01", "turn": "2"}
    hit = next(row for row in hits if row["participant"] == "YP01")
    assert hit.items() >= {**where, "time": "00:02:05"}.items()
    assert "voice/heard" in hit["codes"] and "Gŵyneth" in hit["text"] and hit["status"]
    line = next(row for row in lines if row["participant"] == "YP01")
    assert line.items() >= {**where, "keyword": "listened", "right": ", and she asked me what I wanted. ❤️"}.items()


async def test_words_that_people_search_for_are_written_nowhere(
    datasette: Datasette, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither terminal nor log holds what was looked for, not even where the answer fails."""

    async def fail(*_: object, **__: object) -> None:
        raise ValueError("cawl")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "read_found", fail)
        answer = await datasette.client.get("/search?words=cawl")
    assert answer.status_code == 500
    written = capfd.readouterr()
    assert "cawl" not in written.out + written.err + caplog.text

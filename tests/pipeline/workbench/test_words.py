"""The words of the pages: English in the code, Welsh from the catalogue, each page in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from pipeline.workbench import words
from pipeline.workbench.numbers import some
from pipeline.workbench.words import ENGLISH, WELSH, preferred, say, say_in_page
from tests.pipeline.workbench.test_serve import served


@pytest.fixture
def in_welsh() -> Iterator[None]:
    """Answer in Welsh for the length of a test."""
    token = words.language.set(WELSH)
    yield
    words.language.reset(token)


def test_english_stands_as_it_is_written() -> None:
    """English needs no catalogue."""
    assert say("codebook {version}", version="0.1.0") == "codebook 0.1.0"


@pytest.mark.usefixtures("in_welsh")
def test_welsh_comes_from_the_catalogue() -> None:
    """A text that the catalogue has is Welsh; one that it has not stays English rather than failing."""
    assert say("Home") == "Hafan"
    assert say("A text that no page has, ŵ") == "A text that no page has, ŵ"


@pytest.mark.usefixtures("in_welsh")
def test_welsh_has_a_text_for_one_and_a_text_for_any_other_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Welsh noun begins otherwise after each number, so that one and several are texts of their own."""
    welsh = {"one person": "un person", "{number} people": "{number} o bobl", "{number} codes": "{number} o godau"}
    monkeypatch.setattr(words, "catalogue", lambda: welsh)
    assert [some(1, "person", "people"), some(2, "person", "people")] == ["un person", "2 o bobl"]
    assert [some(0, "code"), some(1200, "code")] == ["0 o godau", "1,200 o godau"]


def test_values_are_escaped_and_html_is_kept() -> None:
    """What somebody typed is text; what was made as HTML stays so."""
    said = say_in_page("{what} & {how}", what="<b>ŵ</b>", how=Markup("<i>é</i>"))
    assert str(said) == "&lt;b&gt;ŵ&lt;/b&gt; &amp; <i>é</i>"


@pytest.mark.parametrize(
    ("cookie", "accepted", "chosen"),
    [
        ("", "", ENGLISH),
        ("", "cy-GB,cy;q=0.9,en;q=0.8", WELSH),
        ("", "fr,cy;q=0.5", ENGLISH),
        ("en", "cy", ENGLISH),
        ("cy", "en-GB", WELSH),
        ("xx", "cy", WELSH),
    ],
)
def test_a_choice_comes_before_what_the_browser_asks(cookie: str, accepted: str, chosen: str) -> None:
    """Who chose on a page is asked no more; a language that the pages do not speak is English."""
    assert preferred(cookie, accepted) == chosen


async def test_a_page_is_in_the_language_of_its_reader(make_sample: Callable[..., Path]) -> None:
    """The page says which language it is in, and that no speaker has checked the Welsh."""
    client = served(make_sample()).client
    english = (await client.get("/", cookies={"llais_language": "en"}, headers={"accept-language": "cy"})).text
    welsh = (await client.get("/", headers={"accept-language": "cy"})).text
    assert '<html lang="en-GB">' in english and ">Home</a>" in english
    assert '<html lang="cy">' in welsh and ">Hafan</a>" in welsh
    assert say("No speaker has checked this Welsh yet.") not in english


@pytest.mark.parametrize(
    ("back", "goes_to"),
    [
        ("/t/FC02", "/t/FC02"),
        ("/theme/care?group=worker&page=2", "/theme/care?group=worker&page=2"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ],
)
async def test_choosing_leads_back_to_a_page_of_ours(back: str, goes_to: str, make_sample: Callable[..., Path]) -> None:
    """The choice is kept for a year, and leads to no other site."""
    answer = await served(make_sample()).client.get("/language", params={"to": "cy", "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, goes_to)
    assert "llais_language=cy" in answer.headers["set-cookie"]


async def test_what_a_page_is_narrowed_to_stays_in_the_other_language(make_sample: Callable[..., Path]) -> None:
    """The link to the other language has the whole address, with what was searched for."""
    shown = (await served(make_sample()).client.get("/search?words=g%C5%B5yl&group=worker")).text
    assert 'href="/language?to=cy&amp;back=/search%3Fwords%3Dg%25C5%25B5yl%26group%3Dworker"' in shown


async def test_a_language_that_the_pages_do_not_speak_is_not_found(make_sample: Callable[..., Path]) -> None:
    """Nobody can make the pages say what they are not made for."""
    assert (await served(make_sample()).client.get("/language?to=tlh")).status_code == 404

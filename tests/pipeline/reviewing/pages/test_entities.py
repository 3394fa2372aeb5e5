"""The list of everybody and everything that is mentioned, and the questions that only people can answer."""

from __future__ import annotations

import pytest

from pipeline.review.readings import begin_second
from tests.pipeline.reviewing.conftest import Workbench, token_on
from tests.pipeline.reviewing.pages.conftest import entity, press, press_and_follow


async def test_everybody_is_listed_by_type_with_what_stands_for_them(names: Workbench) -> None:
    """People, places and organisations each under their heading, with number, names and how often."""
    async with names.signed_in() as browser:
        shown = (await browser.get("/entities")).text

    people, places = shown.split(">People</h2>")[1].split(">Places</h2>")
    joanne = entity(names.bench, "Joanne Price")
    assert f'<a href="/entities/E{joanne.number}">Joanne Price</a>' in people
    assert joanne.stands_there[0] in people
    assert ">Neath</a>" in places and ">Streetwise</a>" in places.split(">Organisations</h2>")[1]


@pytest.mark.parametrize(
    ("typed", "found"), [("jo", ["Joanne Price", "Jo", "Jojo"]), ("NEATH", ["Neath"]), ("zzz", [])]
)
async def test_the_list_narrows_down_without_a_script(typed: str, found: list[str], names: Workbench) -> None:
    """What goes with the letters is left, whatever their case; where nothing is, the page says what to do."""
    async with names.signed_in() as browser:
        shown = (await browser.get("/entities", params={"find": typed})).text

    listed = shown.split('class="look-for"')[1]
    for name in ("Joanne Price", "Jo", "Jojo", "Neath", "Streetwise"):
        assert (f">{name}</a>" in listed) == (name in found)
    assert ("hidden>Nothing goes with that" in listed) == bool(found)


async def test_whether_a_nickname_is_somebodys_is_asked_and_answered_with_one_click(names: Workbench) -> None:
    """Jo is asked about, with the words around; yes makes one of two, says how far that reached, and can be undone."""
    jo, joanne = entity(names.bench, "Jo"), entity(names.bench, "Joanne Price")
    async with names.signed_in() as browser:
        asked = (await browser.get("/entities")).text
        assert "Is Jo also Joanne Price?" in asked and "<b>Jo</b> likes soup 🙂" in asked
        shown = await press_and_follow(
            browser, "/entities/answer", about=f"E{jo.number}", transcript="", who=f"E{joanne.number}"
        )
        assert "“Jo” is “Joanne Price”, everywhere in the study." in shown
        assert "One turn in one transcript." in shown
        assert "Is Jo also" not in shown
        assert entity(names.bench, "Jo") == entity(names.bench, "Joanne Price")
        [decision] = names.bench.decisions()
        back = await press_and_follow(browser, "/entities/undo", decisions=str(decision.id), back="")

    assert "Undone." in back and "Is Jo also Joanne Price?" in back
    assert entity(names.bench, "Jo").number == jo.number


async def test_no_is_an_answer_and_is_not_asked_again(names: Workbench) -> None:
    """Two stay two, under two pseudonyms, and the question is gone."""
    jo = entity(names.bench, "Jo")
    async with names.signed_in() as browser:
        shown = await press_and_follow(browser, "/entities/answer", about=f"E{jo.number}", transcript="", who="nobody")
        again = await press(browser, "/entities/answer", about=f"E{jo.number}", transcript="", who="nobody")

    assert "“Jo” is not “Joanne Price”" in shown and "Is Jo also" not in shown
    assert again.status_code == 409 and "answered already" in again.text


async def test_whose_a_bare_name_is_is_asked_for_each_transcript(names: Workbench) -> None:
    """Once the two Sarahs are told apart, a bare "Sarah" is asked about in each transcript; nothing is guessed."""
    gethin = entity(names.bench, "Sarah Gethin")
    async with names.signed_in() as browser:
        asked = await press_and_follow(browser, f"/entities/E{gethin.number}/own-name")
        bare, gethin = entity(names.bench, "Sarah"), entity(names.bench, "Sarah Gethin")
        assert "3 questions are open" in asked
        listed = (await browser.get("/entities")).text
        assert "Whose is “Sarah” in WK01?" in listed and "Whose is “Sarah” in YP01?" in listed
        shown = await press_and_follow(
            browser, "/entities/answer", about=f"E{bare.number}", transcript="YP01", who=f"E{gethin.number}"
        )
        assert "“Sarah” is “Sarah Gethin”, in one place of YP01." in shown and "Whose is “Sarah” in YP01?" not in shown
        shown = await press_and_follow(
            browser, "/entities/answer", about=f"E{bare.number}", transcript="WK01", who="nobody"
        )

    assert "“Sarah” is somebody else, in one place of WK01." in shown and "Whose is" not in shown
    stands = {one.words: one.replacement for one in names.bench.page("WK01").marks}
    assert len({str(stands[name]).split()[0] for name in ("Sarah Bevan", "Sarah Gethin", "Sarah")}) == 3


async def test_a_decision_about_names_stands_in_the_list_with_its_undo(names: Workbench) -> None:
    """Streetwise is kept: it leaves the list of what is replaced, and the decision stays in sight to be taken back."""
    streetwise = entity(names.bench, "Streetwise")
    async with names.signed_in() as browser:
        shown = await press_and_follow(browser, f"/entities/E{streetwise.number}/keep", where="")
        assert ">Streetwise</a>" not in shown
        assert "“Streetwise” stays as it is, everywhere in the study" in shown.split("What was decided about names")[1]
        [decision] = names.bench.decisions()
        await press_and_follow(browser, "/entities/undo", decisions=str(decision.id), back="")

    assert entity(names.bench, "Streetwise").number == streetwise.number


async def test_a_second_reader_does_not_see_what_the_first_decided(names: Workbench) -> None:
    """Until they hand in what they read, the names and their replacements wait; the line says why."""
    begin_second(names.db, "YP01", "Owain Bevan")
    async with names.signed_in("Owain Bevan") as browser:
        for path in ("/entities", f"/entities/E{entity(names.bench, 'Neath').number}"):
            answer = await browser.get(path)
            assert answer.status_code == 423
            assert "You are reading YP01 a second time" in answer.text and "Joanne" not in answer.text


async def test_looking_at_the_names_is_in_the_trail_once(names: Workbench) -> None:
    """However often somebody looks while they are signed in."""
    async with names.signed_in() as browser:
        await browser.get("/entities")
        await browser.get("/entities?find=jo")

    assert names.trail().count("looked at who is mentioned") == 1


@pytest.mark.parametrize("path", ["/entities/answer", "/entities/undo", "/entities/E1/keep"])
async def test_what_changes_something_is_never_got(path: str, names: Workbench) -> None:
    """The wrong method answers that there is no such page."""
    async with names.signed_in() as browser:
        assert (await browser.get(path)).status_code == 405


async def test_a_form_without_its_token_changes_nothing(names: Workbench) -> None:
    """An answer that no page of this sign-in has made is refused."""
    jo = entity(names.bench, "Jo")
    async with names.signed_in() as browser:
        await token_on(browser)
        answer = await browser.post("/entities/answer", data={"about": f"E{jo.number}", "who": "nobody"})

    assert answer.status_code == 403 and names.bench.decisions() == []


async def test_what_cannot_be_undone_says_so(names: Workbench) -> None:
    """A number that nobody decided under, and one that is none."""
    async with names.signed_in() as browser:
        gone = await press(browser, "/entities/undo", decisions="4711", back="")
        nonsense = await press(browser, "/entities/undo", decisions="; drop", back="")

    assert gone.status_code == 409 and "not in force" in gone.text
    assert nonsense.status_code == 400

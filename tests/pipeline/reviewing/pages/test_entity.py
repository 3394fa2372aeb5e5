"""One thing that is mentioned, and everything that can be decided about it; each change says what it did."""

from __future__ import annotations

import pytest

from pipeline.review.bench import Bench
from pipeline.review.decisions import MENTION, REPLACE, STUDY, Wish
from pipeline.review.entity_list import Mention
from tests.pipeline.reviewing.conftest import Workbench
from tests.pipeline.reviewing.pages.conftest import entity, press, press_and_follow

HTML_NAME = "<b>Cwm & Daughters</b>"


def stands(bench: Bench, transcript: str, words: str) -> str | None:
    """Say what stands for the first of these words in a transcript."""
    return next(one.replacement for one in bench.page(transcript).marks if one.words == words)


def tick(mention: Mention) -> str:
    """Write a mention as its box on the page does."""
    return f"{mention.turn_id}:{mention.start}"


async def test_a_page_shows_names_mentions_and_what_stands_there(names: Workbench) -> None:
    """Six words either side, a link to the turn, the count of each name."""
    joanne = entity(names.bench, "Joanne Price")
    async with names.signed_in() as browser:
        shown = (await browser.get(f"/entities/E{joanne.number}")).text

    assert '<a href="/t/FC01#turn-2">FC01, 2</a>' in shown
    assert "<b>Joanne Price</b>, and Jo, that&#39;s all. Jo …" in shown
    assert f"“{joanne.stands_there[0]}” stands for them, one mention in one transcript." in shown
    assert names.trail()[-1] == f"looked at who is mentioned E{joanne.number}"


async def test_a_merge_says_what_it_did_and_can_be_undone(names: Workbench) -> None:
    """Jojo is Joanne: it goes to the page of both, with undo and what to do next; undone, they are two again."""
    jojo, joanne = entity(names.bench, "Jojo"), entity(names.bench, "Joanne Price")
    async with names.signed_in() as browser:
        shown = await press_and_follow(
            browser, f"/entities/E{jojo.number}/merge", other=f"E{joanne.number} · Joanne Price"
        )
        assert "<h1>Joanne Price" in shown and "“Jojo” is “Joanne Price”, everywhere in the study." in shown
        assert "Two turns in one transcript." in shown and "one question is open" in shown
        assert stands(names.bench, "FC01", "Jojo") == str(stands(names.bench, "FC01", "Joanne Price")).split()[0]
        [decision] = names.bench.decisions()
        back = await press_and_follow(browser, "/entities/undo", decisions=str(decision.id), back=f"E{joanne.number}")

    assert "Undone." in back and "<h1>Joanne Price" in back
    assert entity(names.bench, "Jojo").number != joanne.number


async def test_ticked_mentions_are_somebody_elses(names: Workbench) -> None:
    """In WK01 one bare Sarah is another one: that mention alone has another pseudonym; the page is the new one's."""
    sarah = entity(names.bench, "Sarah")
    ours, theirs = (next(one for one in sarah.mentions if one.transcript == id_) for id_ in ("WK01", "YP01"))
    before = stands(names.bench, "YP01", "Sarah")
    async with names.signed_in() as browser:
        shown = await press_and_follow(browser, f"/entities/E{sarah.number}/split", mention=[tick(ours)], where="")

    assert "“Sarah” is somebody else, in one place of WK01." in shown
    assert stands(names.bench, "YP01", "Sarah") == before != stands(names.bench, "WK01", "Sarah")
    assert theirs.stands_there == before


async def test_a_transcripts_mentions_are_somebody_elses(names: Workbench) -> None:
    """YP01's Sarah is told apart with one button."""
    sarah, before = entity(names.bench, "Sarah"), stands(names.bench, "WK01", "Sarah")
    async with names.signed_in() as browser:
        shown = await press_and_follow(browser, f"/entities/E{sarah.number}/split", where="YP01")

    assert "“Sarah” is somebody else, in YP01." in shown
    assert stands(names.bench, "WK01", "Sarah") == before != stands(names.bench, "YP01", "Sarah")


async def test_one_of_several_names_is_somebody_elses(names: Workbench) -> None:
    """After a merge too many, the name by which two were one is told apart."""
    jojo, joanne = entity(names.bench, "Jojo"), entity(names.bench, "Joanne Price")
    async with names.signed_in() as browser:
        await press_and_follow(browser, f"/entities/E{jojo.number}/merge", other=f"E{joanne.number}")
        shown = await press_and_follow(browser, f"/entities/E{joanne.number}/split-name", name="Jojo")

    assert "“Jojo” is somebody else, everywhere in the study." in shown
    assert stands(names.bench, "FC01", "Jojo") != str(stands(names.bench, "FC01", "Joanne Price")).split()[0]


async def test_another_name_is_added_and_replaced_wherever_it_stands(names: Workbench) -> None:
    """Soup is a name of Joanne's, for once."""
    joanne = entity(names.bench, "Joanne Price")
    async with names.signed_in() as browser:
        shown = await press_and_follow(browser, f"/entities/E{joanne.number}/alias", alias="soup")

    assert "“soup” is replaced, as name, everywhere in the study. “soup” is “Joanne Price”" in shown
    assert stands(names.bench, "FC01", "soup") == str(stands(names.bench, "FC01", "Joanne Price")).split()[0].lower()


async def test_a_pseudonym_that_somebody_chose_stands_for_them(names: Workbench) -> None:
    """What they chose stands at every mention; a real name of the study is refused, and not repeated."""
    joanne = entity(names.bench, "Joanne Price")
    async with names.signed_in() as browser:
        shown = await press_and_follow(browser, f"/entities/E{joanne.number}/pseudonym", pseudonym="Heulwen Morys")
        refused = await press(browser, f"/entities/E{joanne.number}/pseudonym", pseudonym="Sarah Bevan")

    assert "“Joanne Price” is called “Heulwen Morys”" in shown
    assert stands(names.bench, "FC01", "Joanne Price") == "Heulwen Morys"
    assert refused.status_code == 409 and 'role="alert"' in refused.text and "Bevan" not in refused.text.split("<h2")[0]


@pytest.mark.parametrize(("where", "said"), [("", "everywhere in the study"), ("FC01", "in FC01")])
async def test_a_place_stays_as_it_is(where: str, said: str, names: Workbench) -> None:
    """In the study or in one transcript; its page goes, and the list says what was done."""
    neath = entity(names.bench, "Neath")
    async with names.signed_in() as browser:
        shown = await press_and_follow(browser, f"/entities/E{neath.number}/keep", where=where)
        gone = await browser.get(f"/entities/E{neath.number}")

    assert f"“Neath” stays as it is, {said}." in shown and "<h1>Names</h1>" in shown
    assert stands(names.bench, "FC01", "Neath") is None
    assert gone.status_code == 404 and "stays as it is now" in gone.text


async def test_a_type_and_a_policy_are_changed_for_one_mention(names: Workbench) -> None:
    """Neath is an organisation here, and a placeholder stands for it."""
    neath = entity(names.bench, "Neath")
    [mention] = neath.mentions
    async with names.signed_in() as browser:
        shown = await press_and_follow(browser, f"/entities/E{neath.number}/type", mention=[tick(mention)], type="ORG")
        assert "“Neath” is replaced, as organisation, in one place of FC01." in shown and "E1" in shown
        now = entity(names.bench, "Neath")
        shown = await press_and_follow(browser, f"/entities/E{now.number}/policy", where="", policy="placeholder")

    assert now.type == "ORG" and now.number != neath.number
    assert "by policy “placeholder”, as organisation, everywhere in the study" in shown
    assert {one.scope for one in names.bench.decisions()} == {MENTION, STUDY}


async def test_only_the_ticked_mentions_are_changed(names: Workbench) -> None:
    """A tick goes before what is chosen under Where."""
    sarah = entity(names.bench, "Sarah")
    ours = next(one for one in sarah.mentions if one.transcript == "WK01")
    async with names.signed_in() as browser:
        await press_and_follow(browser, f"/entities/E{sarah.number}/keep", mention=[tick(ours)], where="YP01")

    assert stands(names.bench, "WK01", "Sarah") is None and stands(names.bench, "YP01", "Sarah")


async def test_a_name_that_is_html_is_shown_as_it_was_said(names: Workbench) -> None:
    """Tags and ampersands of a name are letters on every page, and in every line that tells of it."""
    place = next(
        (turn.id, turn.text.index(HTML_NAME)) for turn in names.bench.page("FC01").turns if HTML_NAME in turn.text
    )
    wish = Wish(REPLACE, MENTION, HTML_NAME, "FC01", place[0], place[1], place[1] + len(HTML_NAME), type="ORG")
    names.bench.decide(wish, "Megan Vaughan")
    number = entity(names.bench, HTML_NAME).number
    async with names.signed_in() as browser:
        pages = [(await browser.get(path)).text for path in ("/entities", f"/entities/E{number}")]
        shown = await press_and_follow(browser, f"/entities/E{number}/policy", where="", policy="placeholder")
        missing = (await browser.get("/entities", params={"find": "<b>Cwm"})).text

    for page in (*pages, shown, missing):
        assert "&lt;b&gt;Cwm &amp; Daughters&lt;/b&gt;" in page and HTML_NAME not in page and "<b>Cwm" not in page


@pytest.mark.parametrize(
    ("act", "fields", "status", "says"),
    [
        ("merge", {"other": "E4711"}, 409, "Nobody and nothing in the study has this number or name"),
        ("merge", {"other": ""}, 409, "Write a word or more"),
        ("alias", {"alias": "\u202esoup"}, 409, "Write a word or more"),
        ("split", {"where": ""}, 409, "have to be chosen"),
        ("split", {"where": "YP01"}, 409, "is not mentioned there"),
        ("type", {"type": "PLANET", "where": ""}, 409, "Say what kind of identifier it is"),
        ("policy", {"policy": "month", "where": ""}, 409, "is one of: pseudonym"),
        ("keep", {"mention": "4711:0"}, 409, "not there any more"),
        ("burn", {"where": ""}, 409, "not known"),
    ],
)
async def test_what_cannot_be_done_is_said_on_the_page(
    act: str, fields: dict[str, str], status: int, says: str, names: Workbench
) -> None:
    """The page comes back with one line, and nothing has changed."""
    joanne = entity(names.bench, "Joanne Price")
    async with names.signed_in() as browser:
        answer = await press(browser, f"/entities/E{joanne.number}/{act}", **fields)

    assert answer.status_code == status
    assert says in answer.text and "<h1>Joanne Price" in answer.text
    assert names.bench.decisions() == []


async def test_an_unknown_number_is_not_found(names: Workbench) -> None:
    """A number that nothing has, and an address that is none."""
    async with names.signed_in() as browser:
        for path, status in (("/entities/E4711", 404), ("/entities/12", 404), ("/entities/Ex", 404)):
            assert (await browser.get(path)).status_code == status
        assert (await press(browser, "/entities/E4711/keep", where="")).status_code == 404

"""Sign-off and release: what each transcript lacks, its text read once more, a person's word on that very version."""

from __future__ import annotations

import re
import sqlite3
from datetime import date, timedelta

import pytest

from pipeline.audit.sign_off import sign_off, sign_offs
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.review.readings import begin_second, finish_second
from tests.pipeline.reviewing.conftest import Workbench
from tests.pipeline.reviewing.pages.conftest import decide_everything, entity, press, press_and_follow

READER, SECOND, ETHICS = "Megan Vaughan", "Owain Bevan", "Meleri Huws"


def ready_but_for_sign_off(names: Workbench) -> None:
    """Let two people read everything that has to be read, who agree."""
    for state in names.bench.overview():
        decide_everything(names.bench, state.id, READER)
    begin_second(names.db, "YP01", SECOND)
    decide_everything(names.bench, "YP01", SECOND, reading=2)
    finish_second(names.db, "YP01", SECOND)


def version(names: Workbench, transcript: str) -> str:
    """Return the version of a transcript as it stands now."""
    return next(
        content_hash(one) for one in current_transcripts(names.db, names.study.settings) if one.id == transcript
    )


def signed(names: Workbench, transcript: str = "FC01", **fields: str) -> dict[str, str]:
    """Fill the form in."""
    given = {"version": version(names, transcript), "outcome": "approved", "role": "ethics reviewer", "conditions": ""}
    return given | {"expires": (date.today() + timedelta(days=30)).isoformat()} | fields


async def test_the_table_says_in_words_what_each_transcript_lacks(names: Workbench) -> None:
    """Undecided marks, second reading, sign-off; nothing is ready, and there is no button."""
    async with names.signed_in() as browser:
        shown = (await browser.get("/sign-off")).text

    rows = re.findall(r'<th scope="row"><a href="/sign-off/(\w+)">.*?</th>\s*<td data-label="Lacks">(.*?)</td>', shown)
    lacks = dict(rows)
    assert list(lacks) == ["FC01", "WK01", "YP01"]
    assert "marks are undecided; not signed off" in lacks["FC01"]
    assert "needs a second reading" in lacks["YP01"]
    assert "None of the three transcripts is ready yet." in shown and ">Release</button>" not in shown


async def test_the_text_is_shown_as_it_would_leave(names: Workbench) -> None:
    """Replaced words are marked, originals are nowhere on the page, HTML that was said is letters."""
    ready_but_for_sign_off(names)
    joanne = entity(names.bench, "Joanne Price").stands_there[0]
    async with names.signed_in(ETHICS, "ethics reviewer") as browser:
        shown = (await browser.get("/sign-off/FC01")).text

    assert f'<span class="replaced" title="name, replaced">{joanne}</span>' in shown
    assert "Joanne" not in shown and "Neath" not in shown and "real names stand on these pages" not in shown
    assert "It said &lt;b&gt;" in shown and "<b>Cwm" not in shown
    assert re.search(
        r'<th scope="row">name</th><td class="num">4</td><td class="num">0</td><td class="num">0</td>', shown
    )
    assert f"<dt>Read by</dt><dd>{READER}</dd>" in shown and "no finished sample drew from it" in shown
    assert names.trail()[-1] == "looked at what would leave of a transcript FC01"


async def test_a_sign_off_is_of_the_version_on_the_page(names: Workbench) -> None:
    """Signed, with role, conditions and end; the table has it, and the trail."""
    ready_but_for_sign_off(names)
    form = signed(names, outcome="approved_with_conditions", conditions="Quotes under twenty words.")
    async with names.signed_in(ETHICS, "ethics reviewer") as browser:
        shown = await press_and_follow(browser, "/sign-off/FC01", **form)
        page = (await browser.get("/sign-off/FC01")).text

    [one] = sign_offs(names.db)
    assert (one.actor, one.role, one.outcome) == (ETHICS, "ethics reviewer", "approved_with_conditions")
    assert (one.content_hash, one.expires) == (form["version"], form["expires"])
    assert f"{ETHICS}, {one.at[:10]}: approved under conditions" in shown
    assert "One of three transcripts is ready: FC01." in shown and ">Release</button>" in shown
    assert "Quotes under twenty words." in page and "It lacks nothing: the next release takes it in." in page


async def test_who_read_it_is_told_before_the_form_that_somebody_else_signs(names: Workbench) -> None:
    """There is no form for them, and a forged one is refused."""
    ready_but_for_sign_off(names)
    async with names.signed_in(READER) as browser:
        shown = (await browser.get("/sign-off/FC01")).text
        refused = await press(browser, "/sign-off/FC01", **signed(names))

    assert "You read FC01 yourself. This study asks for somebody else to sign it off." in shown
    assert 'class="sign"' not in shown
    assert refused.status_code == 409 and "somebody else to sign it off" in refused.text
    assert sign_offs(names.db) == []


async def test_what_has_changed_meanwhile_is_not_signed(names: Workbench) -> None:
    """A decision between reading and signing: it is read once more, in its new version."""
    ready_but_for_sign_off(names)
    form = signed(names)
    async with names.signed_in(READER) as browser:
        await press_and_follow(browser, f"/entities/E{entity(names.bench, 'Neath').number}/keep", where="")
    async with names.signed_in(ETHICS, "ethics reviewer") as browser:
        refused = await press(browser, "/sign-off/FC01", **form)

    assert refused.status_code == 409 and "FC01 has changed since you opened this page" in refused.text
    assert "lives in Neath" in refused.text and sign_offs(names.db) == []


async def test_a_change_voids_a_sign_off_and_the_page_says_so(names: Workbench) -> None:
    """For that transcript alone."""
    ready_but_for_sign_off(names)
    sign_off(names.db, names.study.settings, ["FC01", "WK01"], actor=ETHICS, role="ethics reviewer")
    async with names.signed_in(READER) as browser:
        await press_and_follow(browser, f"/entities/E{entity(names.bench, 'Neath').number}/keep", where="")
        shown = (await browser.get("/sign-off")).text
        page = (await browser.get("/sign-off/FC01")).text

    assert "changed since it was signed off; sign it off again" in shown
    assert "One of three transcripts is ready: WK01." in shown
    assert "Does not hold: changed since it was signed off" in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"outcome": "splendid"}, "The outcome of a sign-off is one of"),
        ({"role": " "}, "Say in which role you sign off"),
        ({"outcome": "approved_with_conditions", "conditions": ""}, "Say under which conditions"),
        ({"conditions": "Not Joanne Price’s words."}, "Write it with labels"),
        ({"expires": "soon"}, "The day on which a sign-off expires"),
    ],
)
async def test_what_is_filled_in_wrongly_comes_back_with_one_line(
    fields: dict[str, str], says: str, names: Workbench
) -> None:
    """And nothing is signed."""
    ready_but_for_sign_off(names)
    async with names.signed_in(ETHICS, "ethics reviewer") as browser:
        answer = await press(browser, "/sign-off/FC01", **signed(names, **fields))

    assert answer.status_code == 409 and says in answer.text and "Joanne" not in answer.text
    assert sign_offs(names.db) == []


async def test_a_release_says_what_went_in_and_what_stayed_out(names: Workbench) -> None:
    """What lacks nothing is released; the rest stays out, for what the table says; no original is in the database."""
    ready_but_for_sign_off(names)
    sign_off(names.db, names.study.settings, ["FC01", "YP01"], actor=ETHICS, role="ethics reviewer")
    async with names.signed_in(ETHICS, "ethics reviewer") as browser:
        shown = await press_and_follow(browser, "/release")

    [folder] = [one for one in names.study.releases.iterdir() if one.is_dir()]
    assert f"Released as {folder.name}:</strong> two transcripts, FC01, YP01." in shown
    assert "One transcript stayed out: the table says what is lacking." in shown
    [database] = folder.glob("*.db")
    content = sqlite3.connect(database)
    assert {row[0] for row in content.execute("SELECT id FROM transcripts")} == {"FC01", "YP01"}
    assert not any(
        name in text for (text,) in content.execute("SELECT text FROM turns") for name in ("Joanne", "Neath")
    )
    assert f"released {folder.name}" in names.trail()


async def test_nothing_is_released_where_nothing_is_ready(names: Workbench) -> None:
    """A forged form says what is missing, and makes no folder."""
    async with names.signed_in(ETHICS, "ethics reviewer") as browser:
        answer = await press(browser, "/release")

    assert answer.status_code == 409 and "Nothing can be released yet." in answer.text
    assert not names.study.releases.exists() or not list(names.study.releases.iterdir())


async def test_a_second_reader_does_not_see_what_would_leave(names: Workbench) -> None:
    """Of what they are reading: it would show what the first reader decided."""
    begin_second(names.db, "YP01", SECOND)
    async with names.signed_in(SECOND) as browser:
        assert (await browser.get("/sign-off/YP01")).status_code == 423
        assert (await browser.get("/sign-off/FC01")).status_code == 200
        assert (await press(browser, "/sign-off/YP01", **signed(names, "YP01"))).status_code == 423


async def test_an_unknown_transcript_is_not_found(names: Workbench) -> None:
    """To look at or to sign; and a release is never got."""
    async with names.signed_in(ETHICS) as browser:
        assert (await browser.get("/sign-off/XX99")).status_code == 404
        assert (await press(browser, "/sign-off/XX99", **signed(names))).status_code == 404
        assert (await browser.get("/release")).status_code == 405

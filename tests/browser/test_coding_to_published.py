"""From the words that two people select to the words that are published, in a real browser."""

from __future__ import annotations

from pipeline import steps
from pipeline.publish.table import TEAM
from pipeline.study import open_study
from tests import studies
from tests.browser import coding_study
from tests.browser.coding_study import NewTab, Pages, give, hand_in, opened, tags
from tests.browser.hands import press, select


def test_two_coders_blind(new_tab: NewTab, blind_pages: Pages) -> None:
    """Coded blind, neither sees the other's codings until both have handed in; then both see both."""
    megan = opened(new_tab(), blind_pages, "Megan Vaughan")
    owen = opened(new_tab(), blind_pages, "Owen Rhys")
    select(megan, "somewhere to stay")
    give(megan, "exctan")
    select(owen, "a bed for the night")
    give(owen, "caract")
    for tab, own in ((megan, ["EXC-TAN you"]), (owen, ["CAR-ACT you"])):
        tab.reload()
        assert tags(tab) == own

    hand_in(megan)
    assert tags(megan) == ["EXC-TAN you"]
    assert megan.get_by_role("button", name="Take it back").count() == 1
    owen.reload()
    assert tags(owen) == ["CAR-ACT you"]

    hand_in(owen)
    assert tags(owen) == ["EXC-TAN MV", "CAR-ACT you"]
    megan.reload()
    assert tags(megan) == ["EXC-TAN you", "CAR-ACT OR"]
    assert megan.get_by_role("button", name="Take it back").count() == 0


def test_what_was_selected_is_what_is_published(new_tab: NewTab, pages: Pages) -> None:
    """Merged and published, the quotes are the words selected; the pages then show each of them once."""
    tab = opened(new_tab(), pages, "Megan Vaughan")
    wanted = {"tŷ was warm 👩‍👧": "caract", "somewhere to stay": "exctan", "rang back 🏴󠁧󠁢󠁷󠁬󠁳󠁿 and": "carsys"}
    for words, letters in wanted.items():
        select(tab, words)
        give(tab, letters)
        press(tab, "Escape")
    with studies.opened(pages.study) as db:
        steps.publish(db, pages.study, TEAM, studies.say_nothing)

    assert sorted(coding_study.published_quotes(pages.study)) == sorted(wanted)
    with coding_study.served(pages.study) as again:
        later = new_tab()
        coding_study.sign_in_again(later, again.home, "Megan Vaughan")
        later.goto(f"{again.home}/code/FC01")
        assert tags(later) == tags(tab)
        assert len(tags(later)) == 3


def test_two_blind_coders_from_first_words_to_published_quotes(new_tab: NewTab, blind_pages: Pages) -> None:
    """They code, overlap, recode, undo, and accept what a machine suggests; published are exactly their words.

    And not before both have handed in.
    """
    study = blind_pages.study
    settings = study.folder / "study.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("blind = false", "blind = true"), encoding="utf-8")
    study = open_study(study.folder)
    megan = opened(new_tab(), blind_pages, "Megan Vaughan")
    owen = opened(new_tab(), blind_pages, "Owen Rhys")

    select(megan, "tŷ was warm 👩‍👧 and there was a café next door 🎈")
    give(megan, "caract")
    press(megan, "Escape")
    select(megan, "a café next door")  # in what she coded before
    give(megan, "exctan")
    press(megan, "r")  # she thinks again
    megan.get_by_role("combobox").fill("carrel")
    press(megan, "Enter", until="Changed to")
    press(megan, "Escape")
    select(megan, "We saw the ŵyn")
    give(megan, "voihea")
    press(megan, "u", until="Undone")

    owen.get_by_role("link", name="Show what a machine suggests").click()
    owen.locator(".tag.machine").first.wait_for()
    owen.wait_for_load_state()
    press(owen, "n", until="Suggested")
    press(owen, "a", until="accepted: it is your coding now")
    (accepted,) = (event.quote for event in blind_pages.events("accept"))
    press(owen, "Escape")
    select(owen, "rang back 🏴󠁧󠁢󠁷󠁬󠁳󠁿 and nobody")
    give(owen, "carsys")

    hand_in(megan)
    with studies.opened(study) as db:
        steps.publish(db, study, TEAM, studies.say_nothing)
    assert coding_study.published_quotes(study) == []
    hand_in(owen)
    with studies.opened(study) as db:
        steps.publish(db, study, TEAM, studies.say_nothing)

    words = [
        "tŷ was warm 👩‍👧 and there was a café next door 🎈",
        "a café next door",
        accepted,
        "rang back 🏴󠁧󠁢󠁷󠁬󠁳󠁿 and nobody",
    ]
    assert sorted(coding_study.published_quotes(study)) == sorted(words)

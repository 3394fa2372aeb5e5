"""Coding by hand, in a real browser: exactly the words that were selected, by mouse and by keyboard alone."""

from __future__ import annotations

import pytest

from pipeline.coding.working.events import ACCEPT, APPLY, CHANGE, MEMO, REJECT, REMOVE
from tests.browser.coding_study import NewTab, Pages, Tab, give, opened, tags
from tests.browser.hands import press, select


@pytest.fixture
def coding(new_tab: NewTab, pages: Pages) -> Tab:
    """Sign Megan in, and open the first transcript."""
    return opened(new_tab(), pages, "Megan Vaughan")


@pytest.mark.parametrize(
    "words",
    ["tŷ was warm 👩‍👧", "café next door", "👩‍👧", "🎈", "somewhere to stay", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 and nobody", "ddod 🙂"],
)
def test_the_words_selected_are_the_words_coded(words: str, coding: Tab, pages: Pages) -> None:
    """After and among ŵ, é and emoji of several code points the event's offsets give exactly the words selected."""
    select(coding, words)
    give(coding, "exctan")

    (event,) = pages.events(APPLY)
    assert (event.code, event.quote, pages.words(event)) == ("exchange/tangible", words, words)
    assert tags(coding) == ["EXC-TAN you"]


def test_what_was_done_is_said(coding: Tab) -> None:
    """The page says, for the ears too, which code was applied to how much and where."""
    select(coding, "somewhere to stay")
    give(coding, "exctan")

    said = coding.get_by_role("status").last
    assert said.inner_text() == "EXC-TAN applied to three words in turn 2."


def test_coding_by_keyboard_alone(coding: Tab, pages: Pages) -> None:
    """Turn, words, code: without a mouse."""
    for key in ("j", "j", "v", *["ArrowRight"] * 4, *["Shift+ArrowRight"] * 2):
        press(coding, key)
    press(coding, "c")
    coding.keyboard.type("acts")
    press(coding, "Enter", until="CAR-ACT applied to three words in turn 2")

    (event,) = pages.events(APPLY)
    assert pages.words(event) == "👩‍👧 and there"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["s"], "The tŷ was warm 👩‍👧 and there was a café next door 🎈."),
        (["v", "ArrowDown", "s"], "I had somewhere to stay, and a bed for the night."),
        (["v", "End", "Shift+ArrowLeft"], "for me"),
        (["v", "ArrowDown", *["Shift+ArrowRight"] * 2, "o", *["Shift+ArrowLeft"] * 2], "door 🎈. I had somewhere"),
    ],
)
def test_sentences_and_ends_by_keyboard(keys: list[str], words: str, coding: Tab, pages: Pages) -> None:
    """A sentence is one key; the beginning moves as well as the end."""
    for key in ("j", "j", *keys):
        press(coding, key)
    give(coding, "caract")

    assert pages.words(pages.events(APPLY)[0]) == words


def test_a_whole_turn_is_one_key(coding: Tab, pages: Pages) -> None:
    """w takes all that was said in the turn."""
    for key in ("j", "j", "j", "w"):
        press(coding, key)
    give(coding, "voihea")

    (event,) = pages.events(APPLY)
    assert (event.turn, pages.words(event)) == (3, "And who listened to you?")


def test_codes_overlap_and_nothing_moves(coding: Tab, pages: Pages) -> None:
    """Two codes on words that overlap are drawn one below the other, and no line of the text moves."""
    places = "() => [...document.querySelectorAll('#turns > li')].map((li) => li.getBoundingClientRect().top)"
    text = coding.locator("#turn-2 .speech").inner_text()
    before = coding.evaluate(places)
    select(coding, "I had somewhere to stay")
    give(coding, "exctan")
    press(coding, "Escape")
    for key in ("v", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight"):
        press(coding, key)
    give(coding, "carnee")

    assert [pages.words(one) for one in pages.events(APPLY)] == [
        "I had somewhere to stay",
        "to stay, and",
    ]
    assert coding.locator(".speech .m.a1.b2").inner_text() == "to stay"
    assert coding.locator("#turn-2 .speech").inner_text() == text
    assert coding.evaluate(places) == before


def test_several_codes_on_one_span(coding: Tab, pages: Pages) -> None:
    """Shift and Enter keep the list open, and the last codes are one key away."""
    select(coding, "a bed for the night")
    press(coding, "c")
    coding.keyboard.type("exctan")
    press(coding, "Shift+Enter", until="EXC-TAN applied")
    coding.get_by_role("combobox").wait_for()
    coding.keyboard.type("caract")
    press(coding, "Enter", until="CAR-ACT applied")
    press(coding, "Escape")
    select(coding, "five social workers")
    press(coding, "2", until="EXC-TAN applied to three words in turn 5")

    assert [one.code for one in pages.events(APPLY)] == ["exchange/tangible", "care/acts", "exchange/tangible"]
    assert len({(one.turn, one.start, one.end) for one in pages.events(APPLY)}) == 2


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("tan", "EXC-TAN"),
        ("CAR-NEE", "CAR-NEE"),
        ("unmet needs", "CAR-NEE"),
        ("tngble", "EXC-TAN"),
        ("exchange/emo", "EXC-EMO"),
    ],
)
def test_a_few_letters_find_a_code(letters: str, first: str, coding: Tab) -> None:
    """By tag, by words of the name, by id, and with letters left out; its rules are shown beside it."""
    select(coding, "somewhere to stay")
    press(coding, "c")
    coding.get_by_role("combobox").fill(letters)

    assert coding.get_by_role("option").first.inner_text().startswith(first)
    assert coding.get_by_role("option", selected=True).get_attribute("data-tag") == first
    assert "Not when" in coding.locator("#rules").inner_text()
    press(coding, "Escape")
    assert not coding.locator("#chooser").is_visible()


def test_recode(coding: Tab, pages: Pages) -> None:
    """r gives a coding another code; its words stay."""
    select(coding, "somewhere to stay")
    give(coding, "exctan")
    press(coding, "Escape")
    press(coding, "r")
    coding.keyboard.type("unmet")
    press(coding, "Enter", until="Changed to CAR-NEE")

    (changed,) = pages.events(CHANGE)
    assert (changed.code, pages.words(changed)) == ("care/unmet-needs", "somewhere to stay")
    assert changed.uid == pages.events(APPLY)[0].uid
    assert tags(coding) == ["CAR-NEE you"]


def test_other_words_by_keyboard_and_by_mouse(coding: Tab, pages: Pages) -> None:
    """b gives a coding other words of its turn: moved with the arrows, or selected."""
    select(coding, "somewhere to stay")
    give(coding, "exctan")
    press(coding, "Escape")
    for key in ("b", "Shift+ArrowRight", "Shift+ArrowRight"):
        press(coding, key)
    press(coding, "Enter", until="Changed to EXC-TAN on five words")
    select(coding, "bed for the night")
    press(coding, "b", until="Changed to EXC-TAN on four words")

    assert [pages.words(one) for one in pages.events(CHANGE)] == ["somewhere to stay, and a", "bed for the night"]
    assert tags(coding) == ["EXC-TAN you"]


def test_remove_undo_and_redo(coding: Tab, pages: Pages) -> None:
    """d removes, u brings back, U removes again."""
    select(coding, "somewhere to stay")
    give(coding, "exctan")
    press(coding, "Escape")
    press(coding, "d", until="EXC-TAN removed in turn 2")
    assert tags(coding) == []
    press(coding, "u", until="Undone")
    assert tags(coding) == ["EXC-TAN you"]
    press(coding, "U", until="Done again")
    assert tags(coding) == []
    assert len(pages.events(REMOVE)) == 1


def test_memos_on_codings_and_turns(coding: Tab, pages: Pages) -> None:
    """m notes something about the coding at hand, or about the turn; the same key writes it anew."""
    select(coding, "somewhere to stay")
    give(coding, "exctan")
    press(coding, "Escape")
    write_memo(coding, "Ask about this.")
    write_memo(coding, " And about the café.")
    press(coding, "j")
    write_memo(coding, "A short turn.")

    first, again, of_turn = pages.events(MEMO)
    assert (first.about, first.about_id, again.uid) == ("coding", pages.events(APPLY)[0].uid, first.uid)
    assert again.memo == "Ask about this. And about the café."
    assert (of_turn.about, of_turn.about_id) == ("turn", "FC01/3")


def test_a_memo_that_could_not_be_sent_is_there_to_be_sent_again(new_tab: NewTab, pages: Pages) -> None:
    """What somebody thought about for minutes does not go because nothing was served at that moment."""
    coding = opened(new_tab(refused=True), pages, "Megan Vaughan")
    press(coding, "j")
    coding.route("**/code/FC01/do", lambda route: route.fulfill(status=503, body="Nothing can be shown here."))
    press(coding, "m")
    coding.get_by_label("Memo", exact=True).fill("A short tŷ.")
    press(coding, "Control+Enter", until="Not done")
    coding.unroute_all()
    write_memo(coding, " Ask again.")
    assert [event.memo for event in pages.events(MEMO)] == ["A short tŷ. Ask again."]


def write_memo(tab: Tab, words: str) -> None:
    """Write on at the end of the memo at hand, and save it."""
    with tab.expect_response("**/do"):
        press(tab, "m")
        tab.get_by_label("Memo", exact=True).press("End")
        tab.keyboard.type(words)
        press(tab, "Control+Enter", until="Memo written")


def test_suggestions_are_shown_when_asked_for_and_answered_one_by_one(coding: Tab, pages: Pages) -> None:
    """What a machine suggests is not there at first; accepted it is the coder's own, rejected it is gone."""
    assert coding.locator(".tag.machine").count() == 0
    press(coding, "n", until="Suggestions are hidden")
    coding.get_by_role("link", name="Show what a machine suggests").click()
    coding.locator(".tag.machine").first.wait_for()
    coding.wait_for_load_state()
    waiting = coding.locator(".tag.machine").count()
    assert waiting >= 2

    press(coding, "n", until="Suggested")
    press(coding, "a", until="accepted: it is your coding now")
    (accepted,) = pages.events(ACCEPT)
    assert pages.words(accepted) == accepted.quote
    assert accepted.source == "cue"
    assert coding.locator(".tag.mine").count() == 1
    press(coding, "n", until="Suggested")
    press(coding, "x", until="rejected")
    assert len(pages.events(REJECT)) == 1
    assert coding.locator(".tag.machine").count() == waiting - 2


def test_a_changed_text_is_refused(new_tab: NewTab, pages: Pages) -> None:
    """A page that shows another text than the one published now is told so, and nothing is written."""
    tab = opened(new_tab(refused=True), pages, "Megan Vaughan")
    tab.evaluate("document.getElementById('turn-2').dataset.hash = '0'.repeat(64)")
    select(tab, "somewhere to stay")
    press(tab, "c")
    tab.keyboard.type("exctan")
    press(tab, "Enter", until="The text of this turn has changed since the page was loaded. Load the page again.")

    assert pages.events() == []


@pytest.mark.parametrize("words", ["Diolch", "five social workers"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_list_of_codes_never_covers_the_words(words: str, width: int, new_tab: NewTab, pages: Pages) -> None:
    """Wherever the words stand, and on a phone too, they can be read while a code is chosen."""
    tab = opened(new_tab(viewport={"width": width, "height": 700}), pages, "Megan Vaughan")
    select(tab, words)
    press(tab, "c")
    tab.get_by_role("combobox").wait_for()
    apart = tab.evaluate(
        """() => {
            const [list] = document.getElementById("chooser").getClientRects();
            const words = [...CSS.highlights.get("chosen")][0].getBoundingClientRect();
            return words.bottom <= list.top || list.bottom <= words.top;
        }"""
    )
    assert apart
    assert tab.locator("#rules > div:visible").count() == 1


def test_the_text_stays_where_it_is_when_the_list_opens(new_tab: NewTab, pages: Pages) -> None:
    """Also on a page that is far longer than the window, where the list would stand at the end of it."""
    tab = opened(new_tab(), pages, "Megan Vaughan")
    tab.evaluate("document.querySelector('main').style.paddingBottom = '9000px'")
    select(tab, "somewhere to stay")
    before = tab.evaluate("scrollY")
    press(tab, "c")
    tab.keyboard.type("exctan")

    assert tab.evaluate("scrollY") == before
    assert 0 < tab.get_by_role("combobox").bounding_box()["y"] < 800


def test_coding_without_a_script(new_tab: NewTab, pages: Pages) -> None:
    """Without JavaScript everything can be read, and a turn has plain forms for what one does to it."""
    tab = opened(new_tab(java_script_enabled=False), pages, "Megan Vaughan")
    assert "somewhere to stay" in tab.locator("#turn-2 .speech").inner_text()
    tab.locator("#turn-2").get_by_role("link", name="2").click()
    tab.get_by_label("Code", exact=True).select_option("exchange/tangible")
    tab.get_by_label("These words of it").fill("somewhere to stay")
    tab.get_by_role("button", name="Apply").click()
    tab.get_by_role("button", name="Remove EXC-TAN").wait_for()

    (event,) = pages.events(APPLY)
    assert pages.words(event) == "somewhere to stay"
    tab.get_by_role("button", name="Remove EXC-TAN").click()
    tab.get_by_role("button", name="Undo the last thing I did in FC01").wait_for()
    assert tags(tab) == [one for one in tags(tab) if "suggested" in one]


def test_marks_are_read_out(coding: Tab) -> None:
    """What a screen reader gets of a passage says which code begins and ends there, and is no part of the text."""
    select(coding, "somewhere to stay")
    give(coding, "exctan")

    mark = coding.locator("#turn-2 .speech .m")
    assert mark.evaluate("it => getComputedStyle(it, '::before').content") == '"[EXC-TAN, you: "'
    assert mark.evaluate("it => getComputedStyle(it, '::after').content") == '" end of EXC-TAN]"'
    assert mark.inner_text() == "somewhere to stay"

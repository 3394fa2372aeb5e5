"""Reading the published database: what may be quoted, and the marks around replaced words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.published import Study as Described
from exports.published import marked, open_published, quotes, study_of
from pipeline.study import Study

WORDS = st.text(alphabet="ab ŵŷâ🙂", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "spans", "written"),
    [
        ("Menna came", [(0, 5, "pseudonym")], "[[Menna]] came"),
        ("Menna and Ŵyn", [(0, 5, "pseudonym"), (10, 13, "pseudonym")], "[[Menna]] and [[Ŵyn]]"),
        ("ring [phone number] now", [(5, 19, "placeholder")], "ring [[phone number]] now"),
        ("🙂 in a town in Mid Wales", [(5, 24, "generalise")], "🙂 in [[a town in Mid Wales]]"),
        ("MennaŴyn", [(0, 5, "pseudonym"), (5, 8, "pseudonym")], "[[Menna]][[Ŵyn]]"),
        ("nothing here", [], "nothing here"),
        ("[laughs] Menna", [(9, 14, "pseudonym")], "[laughs] [[Menna]]"),
    ],
)
def test_marks_stand_around_replaced_words(text: str, spans: list[tuple[int, int, str]], written: str) -> None:
    """Several in a quote, touching ones and placeholders are all marked the same way."""
    assert marked(text, spans, "[[…]]") == written
    assert marked(text, spans, "plain") == text


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=6))
def test_without_its_marks_the_text_is_what_it_was(pieces: list[tuple[str, bool]]) -> None:
    """Marks are added around the right words and nothing else changes, in whatever order the spans come."""
    text, spans, expected = "", [], ""
    for words, replaced in pieces:
        if replaced:
            spans.append((len(text), len(text) + len(words), "pseudonym"))
        text += words
        expected += f"[[{words}]]" if replaced else words

    assert marked(text, spans[::-1], "[[…]]") == expected
    assert expected.replace("[[", "").replace("]]", "") == text


def test_quotes_are_what_participants_said_who_may_be_quoted(coded_study: Study) -> None:
    """No question, nobody with `no_quotes`; by theme, code and place."""
    with open_published(coded_study.database()) as db:
        found = [(quote.code_id, quote.transcript, quote.turn, quote.coder) for quote in quotes(db)]
        coded = db.execute("SELECT count(*) FROM codings").fetchone()[0]
        places = {row["id"]: row["position"] for row in db.query("SELECT id, position FROM codes")}

    assert sorted(found) == [
        ("care/acts", "FC01", 2, "A"),
        ("care/acts", "FC01", 2, "B"),
        ("care/acts", "FC01", 4, "A"),
        ("care/relationships", "WK01", 3, "B"),
        ("practice/multi-agency", "WK01", 2, "A"),
    ]
    assert coded == 7
    assert [places[code] for code, *_ in found] == sorted(places[code] for code, *_ in found)


def test_a_quote_shows_every_replacement_in_it(coded_study: Study, plain_study: Study) -> None:
    """Two pseudonyms and a placeholder in one quote."""
    marked_quotes, plain_quotes = [], []
    for study, into in ((coded_study, marked_quotes), (plain_study, plain_quotes)):
        with open_published(study.database()) as db:
            into += [quote.quote for quote in quotes(db) if quote.turn == 2 and quote.transcript == "FC01"]

    assert set(marked_quotes) == {"[[Menna Pryce]] came on Fridays, and [[Menna]] rang [[phone number]]"}
    assert set(plain_quotes) == {"Menna Pryce came on Fridays, and Menna rang [phone number]"}


def test_nobody_unnamed_becomes_none(coded_study: Study) -> None:
    """In a conversation of several, each is told apart; an empty participant is an empty text."""
    with open_published(coded_study.database()) as db:
        who = {quote.participant for quote in quotes(db)}

    assert who == {"FC01", "WK01-P1", "WK01-P2"}


def test_the_published_database_is_opened_for_reading_only(coded_study: Study) -> None:
    """An export cannot change what was published."""
    before = coded_study.database().read_bytes()
    with open_published(coded_study.database()) as db, pytest.raises(sqlite3.OperationalError):
        db.execute("DELETE FROM turns")

    assert coded_study.database().read_bytes() == before


def test_a_database_in_a_folder_with_odd_letters_opens(coded_study: Study, tmp_path: Path) -> None:
    """A ? or # or ŵ in a folder's name is part of the name."""
    copy = tmp_path / "Ŵyn? 100% #1" / "llais.db"
    copy.parent.mkdir()
    copy.write_bytes(coded_study.database().read_bytes())

    with open_published(copy) as db:
        assert study_of(db).status == "draft"


def test_a_draft_never_looks_like_a_release() -> None:
    """The notice says which of the two it is."""
    draft = Described("draft-1", "Keeping Safe", "draft", "team", "plain", "")
    release = Described("release-2", "Keeping Safe", "release", "team", "plain", "2026-03-31")

    assert draft.notice == "Draft — not signed off. For the team only."
    assert (draft.stamp, release.stamp) == ("draft, not signed off: draft-1", "release 2, 2026-03-31")
    assert release.notice == "Release 2, 2026-03-31"

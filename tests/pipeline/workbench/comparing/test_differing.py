"""Disagreements as the page shows them: both passages in the same words around, memos beneath, the decision if any."""

from __future__ import annotations

import sqlite3

import pytest

from pipeline.coding.working.events import SETTLE, Event
from pipeline.workbench.comparing.differing import AROUND, Decision, Differing, Side, read_differing, with_decisions

TEXT = "Rhywle cynnes 👩‍👧. Somewhere warm, that's all it was, ŵ."


def database(text: str = TEXT, **changes: object) -> sqlite3.Connection:
    """Make a database with one disagreement on a turn."""
    made = sqlite3.connect(":memory:")
    made.executescript(
        """CREATE TABLE turns (id INTEGER, n INTEGER, text TEXT, role TEXT, may_quote INTEGER);
        CREATE TABLE codings (id INTEGER, turn_id INTEGER, code_id TEXT, coder_id TEXT, start INTEGER, end INTEGER,
            memo TEXT);
        CREATE TABLE memos (id INTEGER, coding_id INTEGER, author_id TEXT, text TEXT);
        CREATE TABLE disagreements (id INTEGER, transcript_id TEXT, turn_id INTEGER, code_id TEXT, kind TEXT,
            coder_id TEXT, other_coder_id TEXT, start INTEGER, end INTEGER, other_start INTEGER, other_end INTEGER,
            instead TEXT, choice TEXT, decided_by TEXT, decided_on TEXT, reason TEXT);"""
    )
    made.execute("INSERT INTO turns VALUES (7, 2, ?, 'participant', 1)", [text])
    row = {"id": 1, "transcript_id": "FC01", "turn_id": 7, "code_id": "care/acts", "kind": "boundary"}
    row |= {"coder_id": "A", "other_coder_id": "B", "instead": "", "choice": None, "decided_by": None}
    row |= {"decided_on": None, "reason": None, **_span("", text, "Somewhere warm"), **_span("other_", text, "warm")}
    row |= changes
    names = ", ".join(f'"{name}"' for name in row)
    made.execute(f"INSERT INTO disagreements ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    return made


def _span(side: str, text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {f"{side}start": start, f"{side}end": start + len(words)}


def shown(side: Side) -> str:
    """Write a side with its passage in brackets."""
    return "".join(f"[{piece.text}]" if piece.note else piece.text for piece in side.pieces)


def only(connection: sqlite3.Connection) -> Differing:
    """Read the one disagreement."""
    (one,) = read_differing(connection, [1, 99])
    return one


def test_both_passages_in_the_same_words():
    """Each side shows its own passage, exactly, in the same words around."""
    one = only(database())
    assert [shown(side) for side in one.sides] == [
        "Rhywle cynnes 👩‍👧. [Somewhere warm], that's all it was, ŵ.",
        "Rhywle cynnes 👩‍👧. Somewhere [warm], that's all it was, ŵ.",
    ]
    assert TEXT[one.start : one.end] == "Somewhere warm"
    assert (one.coders, one.turn, one.decision) == (("A", "B"), 2, None)


def test_who_did_not_code_it_has_no_passage():
    """Of the coder who left it, the same words are shown without a mark, and the code that they have there instead."""
    one = only(database(other_start=None, other_end=None, instead="care/system, voice/heard", kind="other code"))
    assert shown(one.sides[1]) == TEXT
    assert (one.sides[1].coded, one.sides[1].instead) == (False, ("care/system", "voice/heard"))
    assert one.sides[0].instead == ()


def test_long_turns_are_cut_between_words():
    """Of a long turn some words around are shown, none cut in the middle, and that there is more."""
    text = "llawer o eiriau " * 30 + TEXT + " a mwy o eiriau" * 30
    left = only(database(text)).sides[0]
    assert shown(left).startswith("… ")
    assert shown(left).endswith(" …")
    assert "[Somewhere warm]" in shown(left)
    assert len(shown(left)) < 2 * AROUND + 60
    assert shown(left).removeprefix("… ").split()[0] in {"llawer", "o", "eiriau"}


def test_memos_stand_under_their_coder():
    """A memo of the coder's on an overlapping coding with the same code is shown; what others wrote is not."""
    made = database()
    rows = [(1, 7, "care/acts", "A", 20, 30, ""), (2, 7, "care/acts", "C", 20, 30, "")]
    made.executemany("INSERT INTO codings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    memos = [(1, 1, "A", "why here"), (2, 1, "B", "not so sure"), (3, 2, "C", "of somebody else")]
    made.executemany("INSERT INTO memos VALUES (?, ?, ?, ?)", memos)
    assert [side.memo for side in only(made).sides] == ["why here", ""]


def test_decisions():
    """What was decided is told with who and why, and a later decision of the pages takes its place."""
    one = only(
        database(choice="other", decided_by="C", decided_on="2026-11-26T10:00:00+00:00", reason="The noun alone.")
    )
    assert one.decision == Decision("other", "C", "2026-11-26", "The noun alone.")
    later = Event("HL", SETTLE, "draft-1", "FC01", uid=one.uid, choice="both", memo="Either.", at="2026-11-27T09:00")
    seen = {reader: with_decisions([one], [later], {"HL": "A"}, reader)[0].decision for reader in ("HL", "MR", "")}
    assert seen["HL"] == Decision("both", "A", "2026-11-27", "Either.")
    # What was typed may name somebody: others read it once it is published.
    assert seen["MR"] == seen[""] == Decision("both", "A", "2026-11-27", "")


@pytest.mark.parametrize("change", [{"start": 0}, {"code_id": "voice/heard"}, {"other_coder_id": "C"}])
def test_a_settlement_is_of_these_passages(change: dict):
    """As soon as somebody changes a coding, another disagreement is there, which nobody has settled."""
    assert only(database()).uid == only(database()).uid
    assert only(database(**change)).uid != only(database()).uid

"""The published records of suggestions: from what is published, less what is coded blind."""

from __future__ import annotations

from pipeline.coding.learning.trial import LEARNED, Trial
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.rows import Applied, Row
from pipeline.publish.suggestion_records import record_rows, suggestion_records
from tests.meals_and_lifts import book_of

BOOK = book_of(lifts="minibus, dropped me off")
LIFTS = "care/lifts"
SAID = "Nia had the minibus. She dropped me off. Tŷ 🙂 was warm."
FIRST, SECOND, THIRD = (0, 22), (23, 42), (43, 58)
WHY = "because of “minibus”, “dropped me off”, phrases of this code"


def transcript(label: str, n: int) -> PublishedTranscript:
    """Make a transcript of one turn in which a name is replaced by a longer one, with a question before it."""
    replaced = ReplacedText(SAID, [Replacement(0, 3, "Dilys")])
    asked = PublishedTurn(n + 100, 1, "INT", "interviewer", None, None, ReplacedText("Was there a minibus?"), ())
    said = PublishedTurn(n, 2, "P1", "participant", label, None, replaced, ())
    return PublishedTranscript(label, "young_person", "", "en", True, (asked, said), (label,))


ONE, OTHER = transcript("YP01", 1), transcript("YP02", 2)


def applied(where: PublishedTranscript, span: tuple[int, int], **details: str) -> Applied:
    """Apply the code to a span of the published turn."""
    return Applied(where.turns[1], where, LIFTS, *span, tuple(details.items()))


def answer(where: PublishedTranscript, span: tuple[int, int], said: str, source: str = "cue", by: str = "A") -> Row:
    """Answer a suggestion."""
    start, end = span
    what = {"code_id": LIFTS, "source": source, "answer": said, "coder_label": by, "transcript": where.id}
    return {"turn_id": where.turns[1].store_id, "start": start, "end": end, **what}


def records(
    codings: list[Applied],
    suggested: list[Applied],
    answers: list[Row] | None = None,
    trials: list[Trial] | None = None,
    handed_in: dict[str, frozenset[str]] | None = None,
) -> list[Row]:
    """Make the rows of records of two transcripts, both open where not said otherwise."""
    opened = {"YP01": frozenset[str](), "YP02": frozenset[str]()} if handed_in is None else handed_in
    made = suggestion_records([ONE, OTHER], codings, suggested, answers or [], trials or [], BOOK, opened)
    return list(record_rows(made))


def counts(row: Row) -> tuple[object, ...]:
    """Return the counts of a record."""
    return tuple(row[name] for name in ("suggested", "right", "coded", "hit"))


def test_the_code_and_each_phrase_have_a_row() -> None:
    """The sentence with two phrases counts for both; what nobody has coded counts for nothing."""
    suggested = [
        applied(ONE, FIRST, cue="minibus", why=WHY),
        applied(ONE, SECOND, cue="dropped me off", why=""),
        applied(OTHER, FIRST, cue="minibus", why=""),
    ]
    rows = records([applied(ONE, (0, 5), coder_label="A")], suggested)

    assert [(row["cue"], counts(row)) for row in rows] == [
        ("", (2, 1, 1, 1)),
        ("minibus", (1, 1, 1, 1)),
        ("dropped me off", (2, 1, 1, 1)),
    ]
    assert [row["id"] for row in rows] == [1, 2, 3]
    assert (rows[0]["precision"], rows[0]["recall"]) == (0.5, 1.0)


def test_a_transcript_that_was_handed_in_without_this_code_counts() -> None:
    """Somebody looked at it and found nothing: what is suggested there is wrong."""
    suggested = [applied(ONE, FIRST, cue="minibus"), applied(OTHER, FIRST, cue="minibus")]
    whole = records(
        [applied(ONE, FIRST, coder_label="A")], suggested, handed_in={"YP01": frozenset(), "YP02": frozenset("B")}
    )

    assert counts(whole[0]) == (2, 1, 1, 1)


def test_an_acceptance_is_counted_once_and_apart() -> None:
    """A accepted, and has the coding by that; B coded the other sentence without being asked."""
    codings = [applied(ONE, FIRST, coder_label="A"), applied(ONE, SECOND, coder_label="B")]
    suggested = [applied(ONE, FIRST, cue="minibus"), applied(ONE, SECOND, cue="dropped me off")]
    (whole, minibus, dropped) = records(codings, suggested, [answer(ONE, FIRST, "accepted")])

    assert counts(whole) == (2, 2, 2, 2)
    assert [row["right_by_acceptance"] for row in (whole, minibus, dropped)] == [1, 1, 0]
    assert [row["accepted"] for row in (whole, minibus, dropped)] == [1, 1, 0]
    assert "1 of 2 are right only because somebody accepted" in str(whole["note"])


def test_answers_in_what_is_coded_blind_stay_out() -> None:
    """They would say what somebody thinks who has not handed in."""
    given = [answer(OTHER, FIRST, "rejected"), answer(ONE, FIRST, "rejected")]
    (whole, *_) = records([], [applied(ONE, FIRST, cue="minibus")], given, handed_in={"YP01": frozenset()})

    assert whole["rejected"] == 1


def test_what_was_learned_has_the_numbers_of_its_trial() -> None:
    """Its suggestions are not counted as those of phrases, and its answers are its own."""
    trial = Trial(LIFTS, 30, 6, True, "it found 20 of 30", coded=30, suggested=25, right=20)
    suggested = [applied(ONE, THIRD, cue="", source=LEARNED)]
    rows = records([], suggested, [answer(ONE, THIRD, "accepted", LEARNED)], [trial])

    assert [row["source"] for row in rows] == ["cue", "cue", "cue", LEARNED]
    assert counts(rows[0]) == (0, 0, 0, 0)
    assert counts(rows[3]) == (25, 20, 30, 20)
    assert (rows[3]["precision"], rows[3]["recall"], rows[3]["accepted"]) == (0.8, 0.67, 1)
    assert rows[3]["note"] == "on: it found 20 of 30"

"""Counting: in people, never in passages alone."""

from __future__ import annotations

from codebook.load import default_codebook
from pipeline.coordinates import ReplacedText
from pipeline.publish.counts import code_by_code, code_counts, theme_by_group
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.rows import Applied, Row

BOOK = default_codebook()
GROUPS = ("foster_carer", "young_person", "worker")


def coded(lines: str) -> list[Applied]:
    """Read codings such as "FC01 2 0-9 care/acts A": who (FC01/INT who asks FC01), turn, span, code, coder."""
    kinds = {"FC": "foster_carer", "YP": "young_person", "WK": "worker"}
    applied = []
    for line in lines.strip().splitlines():
        who, turn, span, code, coder = line.split()
        transcript, _, asking = who.partition("/")
        start, end = map(int, span.split("-"))
        role, participant = ("interviewer", None) if asking else ("participant", transcript)
        id_ = sum(ord(c) for c in transcript) * 1000 + int(turn)
        said = PublishedTurn(id_, int(turn), "P1", role, participant, None, ReplacedText("ŵ" * 50), ())
        whole = PublishedTranscript(transcript, kinds[who[:2]], "", "en", True, (said,), (transcript,))
        details = (("coder_label", coder), ("memo", ""), ("codebook_version", "0.1.0"))
        applied.append(Applied(said, whole, code, start, end, details))
    return applied


def count_of(applied: list[Applied], code: str) -> Row:
    """Return the row that counts a code."""
    return next(row for row in code_counts(applied, BOOK) if row["code_id"] == code)


def cells(applied: list[Applied], theme: str) -> dict[object, object]:
    """Return how many people of each group spoke about a theme."""
    rows = theme_by_group(applied, BOOK, GROUPS)
    return {row["group_id"]: row["people"] for row in rows if row["theme_id"] == theme}


def test_two_coders_on_the_same_words_made_one_passage() -> None:
    """Agreement does not make a code weigh more."""
    applied = coded("FC01 2 0-9 care/acts A\nFC01 2 0-9 care/acts B\nFC01 2 0-8 care/acts B")

    assert count_of(applied, "care/acts") == {
        "code_id": "care/acts",
        "theme_id": "care",
        "people": 1,
        "passages": 2,
        "transcripts": 1,
    }


def test_a_talkative_person_counts_once() -> None:
    """Ten passages of one carer are one person."""
    applied = coded("\n".join(f"FC01 {n} 0-9 care/acts A" for n in range(1, 11)))

    assert (count_of(applied, "care/acts")["people"], count_of(applied, "care/acts")["passages"]) == (1, 10)


def test_what_the_interviewer_said_is_not_counted() -> None:
    """A code on a question is no finding."""
    applied = coded("FC01/INT 1 0-9 care/acts A\nFC01/INT 1 0-9 care/moves A")

    assert count_of(applied, "care/acts")["passages"] == 0
    assert cells(applied, "care") == {"foster_carer": 0, "young_person": 0, "worker": 0}
    assert list(code_by_code(applied)) == []


def test_codes_that_nobody_applied_are_listed_with_nought() -> None:
    """That a code was not used is a finding too."""
    rows = list(code_counts([], BOOK))

    assert [row["code_id"] for row in rows] == [code.id for code in BOOK.codes]
    assert {row["people"] for row in rows} == {0}


def test_each_group_has_its_own_count_of_a_theme() -> None:
    """Groups of any size, also none."""
    people = [f"FC{n} 1 0-9 care/acts A" for n in range(10, 25)] + [f"WK{n} 1 0-9 care/acts A" for n in range(10, 22)]

    assert cells(coded("\n".join(people)), "care") == {"foster_carer": 15, "young_person": 0, "worker": 12}


def test_codes_that_meet_are_counted_in_people_and_meetings() -> None:
    """Passages that touch do not meet; the same pair is one row, whichever way round."""
    applied = coded(
        """
        FC01 2 0-9 care/acts A
        FC01 2 8-20 care/moves A
        FC01 2 8-20 care/moves B
        YP01 1 0-30 care/moves A
        YP01 1 5-6 care/acts B
        YP01 1 30-40 voice/heard A
        """
    )

    assert list(code_by_code(applied)) == [
        {"code_id": "care/acts", "other_code_id": "care/moves", "people": 2, "times": 2}
    ]

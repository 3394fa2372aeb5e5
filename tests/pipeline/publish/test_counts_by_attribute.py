"""Counting by band, by code and group, and by person: in people, in what participants said."""

from __future__ import annotations

from dataclasses import replace

from codebook.load import default_codebook
from pipeline.publish.attributes import Attribute
from pipeline.publish.counts_by_attribute import (
    all_counts,
    attribute_values,
    code_by_attribute,
    code_by_group,
    coded_people,
    theme_by_attribute,
)
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import Applied, Row
from tests.pipeline.publish.test_counts import coded

BOOK = default_codebook()
WAVE = Attribute("wave", ("first", "second"))


def in_waves(applied: list[Applied], **waves: str) -> list[Applied]:
    """Put transcripts into waves: FC01="first"; the others are in none."""
    return [
        replace(one, transcript=replace(one.transcript, bands=(("wave", waves.get(one.transcript.id, "")),)))
        for one in applied
    ]


def cells(rows: list[Row], what: str) -> dict[object, tuple[object, object]]:
    """Return people and passages of a code or theme by band."""
    its = [row for row in rows if what in (row.get("code_id"), row["theme_id"])]
    return {row["value"]: (row["people"], row["passages"]) for row in its}


def test_people_and_passages_are_counted_by_band() -> None:
    """Two coders on the same words are one passage, and who is in no band is counted apart."""
    said = "FC01 2 0-9 care/acts A\nFC01 2 0-9 care/acts B\nFC01 3 0-9 care/moves A\n"
    said += "YP01 1 0-9 care/acts A\nWK01 1 0-9 care/acts A"
    applied = in_waves(coded(said), FC01="first", YP01="second")

    assert cells(list(theme_by_attribute(applied, BOOK, [WAVE])), "care") == {
        "first": (1, 2),
        "second": (1, 1),
        "": (1, 1),
    }
    assert cells(list(code_by_attribute(applied, BOOK, [WAVE])), "care/acts") == {"first": (1, 1), "second": (1, 1)}


def test_what_the_interviewer_said_is_counted_nowhere() -> None:
    """A code on a question is no finding."""
    applied = in_waves(coded("FC01/INT 1 0-9 care/acts A"), FC01="first")

    assert list(coded_people(applied, BOOK)) == []
    assert set(cells(list(theme_by_attribute(applied, BOOK, [WAVE])), "care").values()) == {(0, 0)}


def test_somebody_who_took_part_twice_counts_in_each_of_their_bands() -> None:
    """Cerys was there in both rounds: one person in each, and one in all."""
    once, again = (PublishedTranscript(id_, "worker", "", "en", True, (), ("Cerys",)) for id_ in ("WK01", "WK02"))
    them = [replace(once, bands=(("wave", "first"),)), replace(again, bands=(("wave", "second"),))]

    assert [(row["value"], row["position"], row["people"]) for row in attribute_values(them, [WAVE])] == [
        ("first", 1, 1),
        ("second", 2, 1),
        ("", 3, 0),
    ]


def test_every_code_has_a_number_for_every_group_also_none() -> None:
    """That young people did not speak about it is a finding too."""
    applied = coded("FC01 1 0-9 care/acts A\nFC02 1 0-9 care/acts A")
    rows = [row for row in code_by_group(applied, BOOK, ["foster_carer", "young_person"]) if row["people"]]

    assert rows == [
        {"code_id": "care/acts", "theme_id": "care", "group_id": "foster_carer", "people": 2, "passages": 2}
    ]
    assert len(list(code_by_group([], BOOK, ["foster_carer", "young_person"]))) == 2 * len(list(BOOK.codes))


def test_who_spoke_about_what_is_listed_by_code_person_and_transcript() -> None:
    """In the order of the codebook, with each passage once."""
    said = "YP01 1 0-9 voice/heard A\nFC01 2 0-9 care/acts A\nFC01 2 0-9 care/acts B\nFC01 4 0-9 care/acts A"

    assert list(coded_people(coded(said), BOOK)) == [
        {
            "code_id": "care/acts",
            "theme_id": "care",
            "participant_id": "FC01",
            "group_id": "foster_carer",
            "transcript_id": "FC01",
            "passages": 2,
        },
        {
            "code_id": "voice/heard",
            "theme_id": "voice",
            "participant_id": "YP01",
            "group_id": "young_person",
            "transcript_id": "YP01",
            "passages": 1,
        },
    ]


def test_a_study_without_attributes_has_its_counts_of_groups_all_the_same() -> None:
    """Nothing is told by band then."""
    tables = all_counts([], coded("FC01 1 0-9 care/acts A"), BOOK, [])

    assert tables["attribute_values"] == tables["theme_by_attribute"] == []
    assert len(tables["code_counts"]) == len(list(BOOK.codes))

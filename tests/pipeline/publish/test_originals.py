"""What the leak gate looks for, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import steps
from pipeline.publish.originals import Originals, known_originals, originals_of
from pipeline.study import Study
from tests.studies import opened

KNOWN = originals_of(
    [
        ("Gŵyneth Rhŷs", "PERSON"),
        ("Rose Tamplin", "PERSON"),
        ("07700 900123", "PHONE"),
        ("+44 1632 960 001", "PHONE"),
        ("Ystradgynlais", "PLACE"),
        ("12 Heol Fawr", "ADDRESS"),
        ("fourteen", "AGE"),
        ("Wales", "PLACE"),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "and GWYNETH came",
        "gŵyneth's tea",
        "Rhys, that was",
        "YSTRADGYNLAIS 🙂",
        "(Tamplin)",
        "12, heol  fawr",
        "ring 07700900123",
        "ring 077 009 001 23",
        "ring 07700-900-123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "07700/900/123",
        "01632 960001",
    ],
)
def test_it_is_found_in_any_writing(text: str) -> None:
    """Case, accents, punctuation and the spacing of numbers hide nothing."""
    assert KNOWN.in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "a rose is a rose, and Rose is a name",
        "Rhyslan and Tamplins and Gwynethson",
        "she was fourteen",
        "all over Wales",
        "number 12 and Heol something",
        "07700 900124",
        "",
    ],
)
def test_what_says_nothing_by_itself_is_left_alone(text: str) -> None:
    """Ordinary words, parts of longer words, ages, public names and other numbers stop nothing."""
    assert not KNOWN.in_text(text)


def test_names_that_are_ordinary_words_are_kept_for_looking_at_by_position() -> None:
    """Rose is looked for where it stands with a capital, not everywhere."""
    assert KNOWN.ordinary == {"rose"}


@pytest.mark.parametrize("term", ["gwyneth", "gŵyneth", "tamplin", "07700900123", "7700900123"])
def test_a_term_of_a_word_index_is_found(term: str) -> None:
    """Word indexes keep single words, with or without their accents."""
    assert KNOWN.in_terms(["bread", term, "tea"]) == 1


def test_terms_that_only_belong_to_a_phrase_say_nothing() -> None:
    """The word `12` of an address is no leak by itself."""
    assert KNOWN.in_terms(["12", "fawr", "rose", "bread"]) == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x17ring 07700 900 123 now\x00",
        b"\x00\x0b07700900123\x02",
        "\x00Gŵyneth Rhŷs\x00".encode(),
        b"YSTRADGYNLAIS",
        b"\x01tamplin? no: Rose Tamplin.",
    ],
)
def test_raw_bytes_are_searched(raw: bytes) -> None:
    """Whole mentions and long numbers are found in what no table shows."""
    assert KNOWN.in_bytes(raw)


@pytest.mark.parametrize("length", [32, 64])
def test_digits_inside_a_fingerprint_are_there_by_chance(length: int) -> None:
    """Ids of codings and seals of the audit trail are drawn by a machine; a number beside one is found all the same."""
    drawn = ("c07700900123" + "0e5f" * 16)[:length]

    assert not KNOWN.in_text(f"seal {drawn}, 12.")
    assert not KNOWN.in_bytes(f"\x012026-03-01{drawn}\x02".encode())
    assert KNOWN.in_text(f"{drawn} 07700900123")
    assert KNOWN.in_bytes(f"{drawn} 07700900123".encode())
    assert KNOWN.in_text(f"x{drawn}")
    assert KNOWN.in_text("07700900123".rjust(length, "0"))


def test_short_names_inside_other_words_are_no_leak_in_bytes() -> None:
    """A word index stores the ends of words apart: "custom" may be stored as "cus" and "tom"."""
    known = originals_of([("Tom", "PERSON"), ("Nia", "PERSON")])

    assert known.in_text("Tom came")
    assert not known.in_bytes(b"\x03cus\x03tom\x00Nia\x00")


@given(st.text(alphabet="abwyŵŷâ🙂 '.-0123456789", max_size=40))
def test_nothing_known_means_nothing_found(text: str) -> None:
    """A study without identifiers is never stopped."""
    nothing = originals_of([])

    assert not nothing.in_text(text)
    assert not nothing.in_terms(text.split())
    assert not nothing.in_bytes(text.encode())


@given(
    st.sampled_from(["Gŵyneth", "Ystradgynlais", "Tamplin"]), st.text(alphabet=" .,;!?'🙂\n", min_size=1, max_size=8)
)
def test_a_name_is_found_between_any_marks(name: str, marks: str) -> None:
    """Whatever stands around a name, it is a word of its own."""
    for written in (name, name.upper(), name.lower()):
        assert KNOWN.in_text(f"so{marks} {written}{marks}and")


def known_of(tmp_path: Path, make_study: Callable[..., Study], file: str, participant: str = "FC01") -> Originals:
    """Read in a study of one file with the given name, and return what the gate would look for."""
    said = "INT: And?\nP1: We had cawl, and a focus group after."
    study = make_study(tmp_path, {participant: said}, listed={participant: {"file": file}})
    with opened(study) as db:
        steps.read_in(db, study, (), False, lambda _: None)
        return originals_of(known_originals(db, study.settings))


@pytest.mark.parametrize("file", ["fc01.txt", "FC01 INT.txt", "focus group.txt", "Interview 2.txt", "FC-01.txt"])
def test_a_files_name_that_names_nobody_stops_nothing(
    file: str, tmp_path: Path, make_study: Callable[..., Study]
) -> None:
    """Study labels and ordinary words stand in every published table."""
    known = known_of(tmp_path, make_study, file, "FC-01" if file == "FC-01.txt" else "FC01")

    for text in (
        "FC01",
        "FC01/INT",
        "FC-01/INT",
        "focus group",
        "interview 2",
        "interview, joint interview or focus group",
    ):
        assert not known.in_text(text), text


def test_a_files_name_with_a_persons_name_is_looked_for(tmp_path: Path, make_study: Callable[..., Study]) -> None:
    """The names of files never leave either."""
    known = known_of(tmp_path, make_study, "FC01 Mair Treharne final.txt")

    assert known.in_text("as in FC01 Mair Treharne final")
    assert known.in_text("said Treharne")


def test_coders_full_names_are_looked_for_and_their_labels_are_not() -> None:
    """A coder called "Coder A" is a label already."""
    known = originals_of([("Coder A", "CODER"), ("Siân Prydderch", "CODER")])

    assert known.in_text("asked Sian Prydderch")
    assert not known.in_text("coder A and coder B differ")


def test_a_coders_first_name_is_free_to_be_a_pseudonym(tmp_path: Path, make_study: Callable[..., Study]) -> None:
    """Somebody's pseudonym may happen to be Siân; a coder's full name is looked for."""
    study = make_study(tmp_path, {"FC01": "INT: And?\nP1: We had cawl."})
    with opened(study) as db:
        steps.read_in(db, study, (), False, lambda _: None)
        db.table("coders").insert_all([{"name": "Siân", "label": "A"}, {"name": "Siân Prydderch", "label": "B"}])
        known = originals_of(known_originals(db, study.settings))

    assert not known.in_text("Siân came")
    assert known.in_text("sian PRYDDERCH came")


def test_what_is_not_is_no_don() -> None:
    """Somebody is called Don, and people say don't all the same."""
    known = originals_of([("Don", "PERSON")])

    assert not known.in_text("I don't know. Don’t ask me. 🙂")
    assert known.in_text("I don't know, Don.")
    assert not known.in_terms(["don", "t", "know"])


def test_a_place_in_a_public_text_is_not_searched_for_in_bytes() -> None:
    """The codebook that comes with llais names a university."""
    known = originals_of([("Ystradgynlais", "PLACE"), ("Llanfihangel", "PLACE")])

    assert not known.not_in(["at the university of YSTRADGYNLAIS"]).in_bytes(b"Ystradgynlais")
    assert known.not_in(["at the university of Ystradgynlais"]).in_bytes(b"Llanfihangel")


def test_a_label_in_a_name_or_said_aloud_stays_public() -> None:
    """A property "YP31 Menna Ystwyth" hides Menna and Ystwyth, and not every row with the label YP31."""
    known = originals_of([("YP31 Menna Ystwyth", "PERSON"), ("YP32", "PERSON")])

    assert not known.in_text("YP31") and not known.in_text("YP32")
    assert known.in_text("yp31 and MENNA")

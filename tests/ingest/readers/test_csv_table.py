"""Tables of text: what divides the cells, what the columns are, and that no word is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import TooLarge, UnreadableFile
from ingest.outside import Kind
from ingest.places import where
from ingest.readers.csv_table import csv_records, divide, read
from ingest.records import Transcript
from ingest.rules import AS_FOUND, FIELDNOTES, Rules

TEA = "Speaker,Time,Text\nINT,0:00:03,Paned, Siân?\nP1,0:00:05,Ie – tŷ te 😀.\n".replace(
    "Paned, Siân?", '"Paned, Siân?"'
)


def said(transcript: Transcript) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def starts(text: str) -> list[float | None]:
    """Return when the turns of a table begin."""
    return [turn.start for turn in read(text.encode(), AS_FOUND).turns]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings(delimiter: str, encoding: str) -> None:
    """Whatever a spreadsheet writes between the cells, and in whatever encoding."""
    rows = [["Speaker", "Text"], ["INT", "Te, siwgr; llaeth?"], ["Siân", "Dim siwgr, diolch.\nA chacen."]] * 2
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    found = [("INT", "Te, siwgr; llaeth?"), ("Siân", "Dim siwgr, diolch.\nA chacen.")] * 2
    assert said(read(file.getvalue().encode(encoding), AS_FOUND)) == found


def test_a_line_that_says_the_separator() -> None:
    """Excel writes "sep=;" and shows it to nobody."""
    assert divide("sep=;\na;b\n") == (";", "a;b\n")
    assert said(read(b"sep=|\nSpeaker|Text\nINT|Tea?\nP1|Yes.\n", AS_FOUND)) == [("INT", "Tea?"), ("P1", "Yes.")]


def test_commas_in_what_is_said_divide_nothing() -> None:
    """Semicolons divide every line alike, commas do not."""
    text = "INT;Tea, then?\nP1;Yes, please, and cake.\nINT;Now, cake.\nP1;Lovely, thanks, yes, do.\n"
    assert divide(text)[0] == ";"
    assert said(read(text.encode(), AS_FOUND))[1] == ("P1", "Yes, please, and cake.")


def test_text_without_quotation_marks_is_put_together() -> None:
    """Who writes a table by hand forgets them; the last column holds what is left."""
    text = "Speaker,Text\nINT,Tea, or coffee?\nP1,Tea, please, and bara brith.\n"
    assert said(read(text.encode(), AS_FOUND)) == [("INT", "Tea, or coffee?"), ("P1", "Tea, please, and bara brith.")]


@pytest.mark.parametrize(
    "header",
    [
        "Timespan,Content,Speaker",
        "Time,What was said,Who",
        "Start time,Transcript,Participant",
        "Amser,Testun,Siaradwr",
        "Timestamp (h:mm:ss),Utterance,Speaker ID",
    ],
)
def test_columns_in_any_order_and_by_many_names(header: str) -> None:
    """The header says which column is which."""
    text = f"{header}\n0:00:03,Tea?,Rhys\n0:00:05,Yes.,Siân\n0:01:00,Cake?,Rhys\n"
    transcript = read(text.encode(), AS_FOUND)
    assert said(transcript) == [("Rhys", "Tea?"), ("Siân", "Yes."), ("Rhys", "Cake?")]
    assert [turn.start for turn in transcript.turns] == [3, 5, 60]


def test_other_columns_are_notes() -> None:
    """What the header calls neither speaker, time nor text is no speech; row numbers are not even a note."""
    text = "No,Speaker,Real name,Text,Theme\n1,INT,,Tea?,\n2,P1,Mair Huws,Yes.,hot drinks\n3,INT,,Cake?,\n"
    transcript = read(text.encode(), AS_FOUND)
    assert said(transcript) == [("INT", "Tea?"), ("P1", "Yes."), ("INT", "Cake?")]
    assert [(one.kind, one.text, one.place) for one in transcript.outside] == [
        (Kind.COLUMN, "Mair Huws", "row 3, column 3"),
        (Kind.COLUMN, "hot drinks", "row 3, column 5"),
    ]


def test_titles_above_the_header() -> None:
    """They are no speech, and the header below them still counts."""
    transcript = read(("Te gyda Siân,,\nTeipiwyd gan Rhys,,\n\n" + TEA).encode(), AS_FOUND)
    assert said(transcript) == [("INT", "Paned, Siân?"), ("P1", "Ie – tŷ te 😀.")]
    assert [(one.kind, one.text) for one in transcript.outside] == [
        (Kind.COVER, "Te gyda Siân"),
        (Kind.COVER, "Teipiwyd gan Rhys"),
    ]


def test_a_header_that_comes_again() -> None:
    """On every printed page, or in every part."""
    assert len(read((TEA + TEA).encode(), AS_FOUND).turns) == 4


def test_no_header() -> None:
    """Labels that come again show which column is which."""
    assert said(read(b"INT,Tea?\nP1,Yes.\nINT,Cake?\nP1,No.\n", AS_FOUND))[3] == ("P1", "No.")


def test_an_empty_speaker_goes_on() -> None:
    """A second paragraph of the same turn."""
    assert said(read(b"Speaker,Text\nP1,Tea.\n,And cake.\nINT,Right.\n", AS_FOUND))[0] == ("P1", "Tea.\nAnd cake.")


@pytest.mark.parametrize("end", ["End", "End time", "Duration"])
def test_ends_of_times_are_no_speech(end: str) -> None:
    """A turn has a beginning; when it ends says nothing."""
    text = f"Start time,{end},Speaker,Transcript\n00:03,00:05,INT,Tea?\n00:05,00:09,P1,Yes.\n00:09,00:12,INT,Cake?\n"
    transcript = read(text.encode(), AS_FOUND)
    assert said(transcript) == [("INT", "Tea?"), ("P1", "Yes."), ("INT", "Cake?")]
    assert [turn.start for turn in transcript.turns] == [3, 5, 9]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("3", "5.5", "61"), [3, 5.5, 61]),
        (("3000", "65500", "1061000"), [3, 65.5, 1061]),
        (("0.000034722", "0.000063657", "0.000706019"), [3, 5.5, 61]),
        (("0:03.0 - 0:05.5", "0:05.5 - 0:59.0", "1:01.0 - 1:02.0"), [3, 5.5, 61]),
        (("00:00:03:12", "00:00:05:00", "00:01:01:24"), [3, 5, 61]),
    ],
)
def test_times_in_other_units(times: tuple[str, ...], expected: list[float]) -> None:
    """Seconds, milliseconds, fractions of a day, spans and frames of a film."""
    rows = "".join(f"{speaker},{time},Tea.\n" for speaker, time in zip(("INT", "P1", "INT"), times, strict=True))
    assert starts("Speaker,Start,Text\n" + rows) == expected


def test_times_and_text_without_speakers() -> None:
    """As speech recognition writes them: every row a turn, its heading none."""
    transcript = read(b"start\tend\ttext\n0\t4000\tTea came first.\n4000\t900000\tThen cake.\n", AS_FOUND)
    assert [(turn.speaker, turn.text, turn.start) for turn in transcript.turns] == [
        ("", "Tea came first.", 0),
        ("", "Then cake.", 4),
    ]


def test_one_column_of_labelled_lines() -> None:
    """A table of one column is no table."""
    assert said(read('"INT: Tea, Siân?"\n"P1: Ie, diolch."\n'.encode(), AS_FOUND)) == [
        ("INT", "Tea, Siân?"),
        ("P1", "Ie, diolch."),
    ]


def test_field_notes_keep_every_cell() -> None:
    """Where nobody speaks, no column is only notes."""
    transcript = read(b"Time,Notes,Text\n10:00,Kettle on.,Tea was made.\n", Rules(material=FIELDNOTES))
    words = " ".join(turn.text for turn in transcript.turns)
    assert all(word in words for word in ("Kettle on.", "Tea was made.", "Notes"))


def test_places_count_as_a_spreadsheet_does() -> None:
    """Rows and columns from 1, whatever line feeds cells hold."""
    transcript = read(b'Speaker,Time,Text\nINT,0:01,"Tea?\n\nOr not?"\nP1,0:02,Yes, \xe2\x80\x83do.\n', AS_FOUND)
    turn = transcript.turns[1]
    assert where(turn.anchors, 0) == ("row 3, column 3", 0)


def test_a_quotation_mark_that_is_never_closed() -> None:
    """It was typed by somebody, and what comes after it is still said by others."""
    text = 'Speaker,Text\nINT,"Te, siwgr\na llaeth?"\nP1,"Ie, medd hi\nINT,Da.\nP1,"Dim, siwgr."\n'
    expected = [("INT", "Te, siwgr\na llaeth?"), ("P1", '"Ie, medd hi'), ("INT", "Da."), ("P1", "Dim, siwgr.")]
    assert said(read(text.encode(), AS_FOUND)) == expected
    open_throughout = "Speaker,Text\n" + 'P1,"Ie\nINT,Na\n' * 2000
    assert len(read(open_throughout.encode(), AS_FOUND).turns) == 4000


def test_a_huge_cell() -> None:
    """It is read, and nothing hangs."""
    long = "te bara " * 60_000
    assert read(f'Speaker,Text\nINT,Tea?\nP1,"{long}"\nINT,Cake?\n'.encode(), AS_FOUND).words > 120_000
    endless = "a" * 200_000 + "\u00a0b"
    assert read(f"Speaker,Text\nINT,Tea?\nP1,{endless}\n".encode(), AS_FOUND).words == 3
    assert csv.field_size_limit() == 131072


def test_more_columns_than_any_table_of_speech() -> None:
    """They would take for ever."""
    with pytest.raises(TooLarge):
        read(b"\n".join([b",".join([b"te"] * 5000)] * 2), AS_FOUND)


def test_what_is_no_text() -> None:
    """Bytes of another kind."""
    with pytest.raises(UnreadableFile):
        read(b"\x00\x01\x02\x03" * 50, AS_FOUND)


CELLS = st.text(alphabet=st.sampled_from("abcŵŷâ 😀,;|\t\n\"'=-“”?"), min_size=1, max_size=30).map(
    lambda text: f"Te{text}da"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=4, max_size=12), st.sampled_from(",;\t|"))
def test_round_trip(texts: list[str], delimiter: str) -> None:
    """Every character comes back, whatever divides the cells."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["Speaker", "Text"])
    writer.writerows(("INT" if number % 2 else "P1", text) for number, text in enumerate(texts))
    assert csv_records(file.getvalue(), delimiter)[1][1] == texts[0].replace("\n", "\n")
    found = read(file.getvalue().encode(), AS_FOUND)
    assert [turn.text.split() for turn in found.turns] == [text.split() for text in texts]
    assert [turn.speaker for turn in found.turns] == ["INT" if number % 2 else "P1" for number in range(len(texts))]

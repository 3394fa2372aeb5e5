"""The demo study is what its sources say, and holds nothing that could belong to a real person."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import zipfile
from pathlib import Path

import phonenumbers
import pytest
from stdnum.gb import nhs

import demo
from codebook.load import default_codebook
from demo.build import CODERS, FILES, HERE, PEOPLE, build, generate, read_sources
from demo.captions import cues
from demo.formats import speaker_in_file
from demo.parse import ASKING, BadSource, Interview
from ingest.codings_csv import read_codings
from ingest.manifest import read_manifest
from ingest.readers import read_transcript
from ingest.records import INTERVIEWER, PARTICIPANT
from ingest.roster import read_roster
from ingest.speakers import assign_roles
from pipeline.folding import fold
from pipeline.settings import Settings, read_settings

INTERVIEWS = read_sources()
DRAMA_RANGES = (
    (7700900000, 7700900999),
    (2920180000, 2920180999),
    (1632960000, 1632960999),
)

each_interview = pytest.mark.parametrize("interview", INTERVIEWS, ids=lambda interview: interview.id)


def surfaces(interview: Interview, kind: str) -> list[str]:
    return [
        turn.text[found.start : found.end]
        for turn in interview.turns
        for found in turn.identifiers
        if found.type == kind
    ]


def comparable(content: bytes) -> object:
    """Compare what a Word file holds: how a zip is compressed depends on the machine's zlib."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def committed_files() -> dict[str, bytes]:
    paths = [path for part in ("study", "gold") for path in (HERE / part).rglob("*") if path.is_file()]
    return {path.relative_to(HERE).as_posix(): path.read_bytes() for path in paths}


def test_the_committed_demo_is_what_the_sources_give(tmp_path: Path) -> None:
    """Whoever changes a source runs python -m demo.build."""
    build(tmp_path)
    committed = committed_files()
    built = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert sorted(built) == sorted(committed)
    assert [name for name in built if comparable(built[name]) != comparable(committed[name])] == []


def test_two_builds_give_the_same_bytes() -> None:
    """Nothing in a file depends on when or where it was made."""
    assert generate(INTERVIEWS) == generate(read_sources())


def test_a_build_takes_away_what_an_earlier_one_left(tmp_path: Path) -> None:
    """A renamed transcript does not stay under its old name, and the store beside the transcripts is left alone."""
    old, store = tmp_path / "study/transcripts/FC09_old.docx", tmp_path / "study/store.llais"
    old.parent.mkdir(parents=True)
    for path in (old, store):
        path.write_bytes(b"old")
    build(tmp_path)
    assert (old.exists(), store.exists()) == (False, True)


def test_a_slip_in_a_source_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    """Whoever writes a source learns where to look, and no word of it is quoted."""
    source = (HERE / "source/FC01.txt").read_text(encoding="utf-8")
    (tmp_path / "FC01.txt").write_text(source + "P1: The ~rose by the gate.\n", encoding="utf-8")
    with pytest.raises(BadSource) as refused:
        read_sources(tmp_path)
    assert str(refused.value) == (
        f"FC01.txt, line {len(source.splitlines()) + 1}: "
        "a mark that is not complete; compare it with demo/source/README.md"
    )


def test_the_packaged_study_is_found() -> None:
    """The demo is there wherever llais is installed."""
    assert {entry.name for entry in demo.study_files().iterdir()} >= {
        "study.toml",
        "manifest.csv",
        "people.csv",
        "transcripts",
        "codings",
    }


@each_interview
def test_no_word_is_lost_between_source_and_reading(interview: Interview) -> None:
    """Reading a demo file gives exactly the source's turns: speakers, roles, times and every word."""
    read = read_transcript(HERE / "study/transcripts" / FILES[interview.id])
    transcript = assign_roles(read, interview.header["interviewer"])
    assert [(turn.speaker, turn.role, turn.start, turn.text) for turn in transcript.turns] == [
        (
            speaker_in_file(interview, turn.speaker),
            INTERVIEWER if turn.speaker == ASKING else PARTICIPANT,
            turn.start,
            turn.text,
        )
        for turn in interview.turns
    ]


@each_interview
def test_gold_has_the_words_it_points_at(interview: Interview) -> None:
    """Every identifier and kept word of the gold is the slice of its turn, which has one speaker and one role."""
    gold = json.loads((HERE / f"gold/{interview.id}.json").read_text(encoding="utf-8"))
    texts = [turn["text"] for turn in gold["turns"]]
    marks = gold["identifiers"] + gold["kept"]
    assert texts == [turn.text for turn in interview.turns]
    assert len(gold["identifiers"]) > 40
    assert len(gold["kept"]) > 2
    assert [texts[mark["turn"]][mark["start"] : mark["end"]] for mark in marks] == [mark["text"] for mark in marks]
    assert {turn["role"] for turn in gold["turns"]} == {INTERVIEWER, PARTICIPANT}
    assert {mark["must"] for mark in gold["identifiers"]} <= {"remove", "either"}


@each_interview
def test_identifiers_and_kept_words_do_not_overlap(interview: Interview) -> None:
    """A stretch is marked once, without blanks at its ends."""
    for turn in interview.turns:
        found = [(identifier.start, identifier.end) for identifier in turn.identifiers]
        marks = sorted(found + [(kept.start, kept.end) for kept in turn.kept])
        assert all(before[1] <= after[0] for before, after in zip(marks, marks[1:], strict=False))
        assert all(turn.text[start:end] == turn.text[start:end].strip() != "" for start, end in marks)


@each_interview
def test_text_is_in_the_form_that_the_study_keeps(interview: Interview) -> None:
    """Offsets hold after ingest, because the source is normalised and has no blanks to lose."""
    for turn in interview.turns:
        assert turn.text == unicodedata.normalize("NFC", turn.text)
        assert "  " not in turn.text
        assert turn.text == "\n".join(paragraph.strip() for paragraph in turn.text.split("\n")) != ""


@each_interview
def test_an_interview_has_a_thousand_to_two_thousand_words(interview: Interview) -> None:
    """Long enough to be like one, short enough to read in one sitting."""
    assert 1000 <= interview.words <= 2000


def codings_of(coder: str) -> Path:
    return HERE / f"study/codings/coder_{coder.lower()}.csv"


@pytest.mark.parametrize("coder", CODERS)
def test_a_codings_quote_is_its_slice_of_what_a_participant_said(coder: str) -> None:
    """Turns count from 1, offsets are in code points, and nobody codes the interviewer's words."""
    turns = {(interview.id, n): turn for interview in INTERVIEWS for n, turn in enumerate(interview.turns, start=1)}
    rows = read_codings(codings_of(coder))
    assert len(rows) > 100
    for row in rows:
        turn = turns[row.transcript, row.turn]
        assert turn.text[row.start : row.end] == row.quote == row.quote.strip() != ""
        assert "\n" not in row.quote
        assert turn.speaker != ASKING
        assert row.coder == CODERS[coder]


@pytest.mark.parametrize("coder", CODERS)
def test_every_code_used_is_in_the_codebook(coder: str) -> None:
    """The demo is coded with the codebook that comes with llais."""
    known = {code.id for theme in default_codebook().themes for code in theme.codes}
    assert {row.code for row in read_codings(codings_of(coder))} <= known


def test_both_coders_coded_the_same_transcripts_and_not_all_alike() -> None:
    """Agreement can be computed, and there is something to talk about."""
    a, b = ({(row.transcript, row.turn, row.code) for row in read_codings(codings_of(coder))} for coder in CODERS)
    assert {transcript for transcript, *_ in a} == {transcript for transcript, *_ in b}
    assert a & b
    assert a - b
    assert b - a


def test_captions_cut_names_over_two_cues() -> None:
    """A name that no single caption holds is what makes reading captions hard."""
    for interview in (INTERVIEWS[2], INTERVIEWS[5], INTERVIEWS[9]):
        captions = [(cue.turn, cue.text) for cue in cues(interview)]
        names = [
            (number, turn.text[found.start : found.end])
            for number, turn in enumerate(interview.turns)
            for found in turn.identifiers
            if found.type == "PERSON"
        ]
        whole = [any(name in text for turn, text in captions if turn == number) for number, name in names]
        assert whole.count(False) > 2
        assert whole.count(True) > 2


def test_every_format_is_there() -> None:
    """A team's files come in all the ways that people type and export."""
    assert {interview.header["format"] for interview in INTERVIEWS} == {
        "docx-paragraphs",
        "docx-bold",
        "docx-table",
        "vtt-teams",
        "vtt-zoom",
        "srt",
        "txt",
    }


def test_word_files_say_nothing_about_who_made_them() -> None:
    """Names also hide in core properties."""
    for name, content in generate(INTERVIEWS).items():
        if name.endswith(".docx"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                properties = archive.read("docProps/core.xml").decode()
            assert "python-docx" not in properties
            assert "<dc:creator></dc:creator>" in properties or "<dc:creator/>" in properties


def test_settings_and_manifest_and_people_can_be_read() -> None:
    """The demo study passes llais's own checks."""
    settings = read_settings(HERE / "study/study.toml")
    rows = read_manifest(HERE / "study/manifest.csv", consent_levels=Settings().consent)
    assert settings.title == "Keeping safe: an invented study"
    assert "invented" in settings.description
    assert [(row.participant_id, row.file) for row in rows] == sorted(FILES.items())
    assert [row.participant_id for row in rows if row.consent_level == "no_quotes"] == ["YP02"]
    assert {row.consent_level for row in rows} == {"full", "no_quotes"}
    assert {row.group for row in rows} == {"foster_carer", "young_person", "worker"}
    assert [entry.name for entry in read_roster(HERE / "study/people.csv")] == [name for name, *_ in PEOPLE]


def test_the_roster_knows_only_some_of_the_people() -> None:
    """A real team never knows everybody in advance, so finding has something to find."""
    entities = {
        found.entity
        for interview in INTERVIEWS
        for turn in interview.turns
        for found in turn.identifiers
        if found.type == "PERSON"
    }
    people = [name for name, kind, *_ in PEOPLE if kind == "PERSON"]
    assert 0.3 * len(entities) < len(people) < 0.7 * len(entities)


def test_a_chosen_pseudonym_is_no_name_of_the_study() -> None:
    """A pseudonym that somebody else bears would point at the wrong person."""
    spoken = {fold(word) for interview in INTERVIEWS for turn in interview.turns for word in turn.text.split()}
    chosen = [pseudonym for *_, pseudonym in PEOPLE if pseudonym]
    assert len(chosen) == 1
    assert not {fold(word) for word in chosen[0].split()} & spoken


def test_phone_numbers_are_ofcoms_for_drama() -> None:
    """Nobody's telephone rings because of the demo."""
    numbers = [number for interview in INTERVIEWS for number in surfaces(interview, "PHONE")]
    assert len(numbers) >= 3
    for number in numbers:
        national = phonenumbers.parse(number, "GB").national_number or 0
        assert any(low <= national <= high for low, high in DRAMA_RANGES)


def test_nhs_numbers_are_test_numbers_with_a_valid_check_digit() -> None:
    """Numbers from 999 are never given to patients, and still look right to a finder."""
    numbers = [number for interview in INTERVIEWS for number in surfaces(interview, "NHS")]
    assert len(numbers) >= 2
    assert all(number.startswith("999 ") and nhs.is_valid(number) for number in numbers)


def test_addresses_online_and_numbers_of_the_state_belong_to_nobody() -> None:
    """E-mail ends in example.org, NI numbers begin with QQ, registrations with Q."""
    found = {
        kind: [words for interview in INTERVIEWS for words in surfaces(interview, kind)]
        for kind in ("EMAIL", "URL", "NINO", "VEHICLE", "POSTCODE")
    }
    assert found["EMAIL"]
    assert all(address.endswith("@example.org") for address in found["EMAIL"])
    assert all("example.org" in address for address in found["URL"])
    assert [number[:2] for number in found["NINO"]] == ["QQ"]
    assert {plate[0] for plate in found["VEHICLE"]} == {"Q"}
    assert all(postcode.startswith("SA99 ") for postcode in found["POSTCODE"])


def test_csv_files_end_their_lines_like_every_other_file() -> None:
    """The same bytes on every system."""
    for name, content in generate(INTERVIEWS).items():
        if name.endswith(".csv"):
            assert b"\r" not in content
            assert len(list(csv.reader(io.StringIO(content.decode())))) > 10

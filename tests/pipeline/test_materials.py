"""Field notes, guidance, feedback sheets, focus groups; consent for each person; tables that say how a file is read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from codebook.load import default_codebook
from ingest.errors import BadSpeakers
from ingest.records import CodingRow
from pipeline import steps
from pipeline.coding.bring_in import bring_in
from pipeline.exporting import export_bytes
from pipeline.intake import FAILED, KNOWN, REPLACED, ingest
from pipeline.publish.metadata import metadata
from pipeline.publish.table import TEAM
from pipeline.study import Study, create_study, open_study
from pipeline.workbench.serve import make_datasette
from tests import studies
from tests.ingest.readers.word_traps import CHANGES, build
from tests.intakes import said, statuses
from tests.studies import manifest_row, write_manifest

PLACE, PERSON = "Ystradgynlais", "Gwenllian Trahaearn"
INTERVIEW = f"INT: Where was the meeting?\nP1: In {PLACE}, with {PERSON}. We had toast."
NOTES = f"""4 November 2025

KM/DS on sleep-in. The kettle was on when I came in.

T.H. said that the GP rang about the lift to {PLACE}. KM left at ten, and {PERSON} made toast for the NHS nurse.
"""
GUIDANCE = f"""Practice guide

Workers in {PLACE} should offer a lift to every meeting.

{PERSON} of the team answers the phone, and KM keeps the minutes.
"""
GROUP = """INT: What helps?
Nerys: Time, and a kettle. Huw Eynon said so.
Huw: A lift home helps, Nerys.
Mali: I would rather have toast, said Nerys.
Nerys: Toast is good.
"""
SPEAKERS = "file,speaker,participant_id,group,c_quote,c_named,withdrawn,known_names\n"
GROUP_SPEAKERS = (
    SPEAKERS
    + "FG01.txt,Nerys,FC21,foster_carer,yes,no,,Nerys Bevan\n"
    + "FG01.txt,Huw,YP22,young_person,no,no,,\n"
    + "FG01.txt,Mali,YP23,young_person,yes,no,2025-11-04,Mali Pugh\n"
)
FEEDBACK = [
    ("Name", "Response"),
    ("Huw Eynon", "I am Huw Eynon and the tea was good. Nerys Bevan made it."),
    ("Nerys Bevan", "Huw Eynon made me laugh."),
]
FEEDBACK_SPEAKERS = SPEAKERS + "F,Huw Eynon,WK11,worker,yes,yes,,\nF,Nerys Bevan,WK12,worker,yes,no,,\n"


def make(
    folder: Path,
    files: dict[str, str | bytes],
    rows: Sequence[dict[str, str]],
    speakers: str = "",
    settings: str = "",
) -> Study:
    """Make a study with these files, manifest rows and tables."""
    create_study(folder, "Keeping Safe")
    for name, content in files.items():
        (folder / "transcripts" / name).write_bytes(content.encode() if isinstance(content, str) else content)
    write_manifest(folder, list(rows))
    for name, text in {"speakers.csv": speakers, "study.toml": settings}.items():
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    return open_study(folder)


def ask(study: Study, sql: str) -> list[tuple]:
    """Publish for the team, and ask the published database."""
    path = studies.published(study)
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def texts(study: Study, transcript: str) -> list[str]:
    """Publish, and list what is published of a transcript."""
    return [row[0] for row in ask(study, f"SELECT text FROM turns WHERE transcript_id = '{transcript}' ORDER BY n")]


def written(folder: Path, kind: str, text: str, settings: str = "") -> Study:
    """Make a study of an interview and one written text of a kind."""
    cells = {"item_type": kind, "participant_id": "paper", "group": "", "file": "paper.txt"}
    files: dict[str, str | bytes] = {"FC01.txt": INTERVIEW, "paper.txt": text}
    return make(folder, files, [manifest_row("FC01"), manifest_row("WK01", cells)], settings=settings)


class TestFieldNotes:
    """What a researcher wrote down."""

    @pytest.fixture
    def study(self, tmp_path: Path) -> Study:
        """Make a study of an interview and notes."""
        return written(tmp_path / "study", "fieldnotes", NOTES)

    def test_each_paragraph_is_a_note_of_nobody(self, study: Study) -> None:
        """There is no participant in it, and nothing of it is a quote of anybody."""
        rows = ask(study, "SELECT speaker_id, participant_id, group_id, may_quote FROM turns WHERE n > 0 AND "
                          "transcript_id = 'paper'")  # fmt: skip

        assert rows == [("paper/notes", None, None, 0)] * 3
        assert ask(study, "SELECT kind, people FROM transcripts WHERE id = 'paper'") == [("field note", 0)]
        assert ask(study, "SELECT id FROM participants") == [("FC01",)]

    def test_initials_and_rotas_are_replaced(self, study: Study) -> None:
        """Initials are somebody there; abbreviations that are nobody stay."""
        notes = texts(study, "paper")

        assert notes[1] == "[initials]/[initials] on sleep-in. The kettle was on when I came in."
        assert " GP " in notes[2] and " NHS " in notes[2]
        assert not re.search(r"\bKM\b|\bDS\b|T\.H\.", " ".join(notes))

    def test_names_places_and_dates_are_replaced_as_in_speech(self, study: Study) -> None:
        """The same person has the same pseudonym in an interview and in the notes."""
        (interview,) = re.findall(r"with (\w+ \w+)", texts(study, "FC01")[1])
        notes = " ".join(texts(study, "paper"))

        assert interview in notes
        assert not re.search(rf"4 November|{PLACE}|{PERSON}", notes)

    def test_initials_stay_in_speech(self, tmp_path: Path) -> None:
        """There they hardly ever stand for people."""
        study = make(tmp_path / "s", {"FC01.txt": "INT: How far?\nP1: Ten KM on the bus."}, [manifest_row("FC01")])

        assert texts(study, "FC01")[1] == "Ten KM on the bus."


class TestGuidance:
    """What is public anyway."""

    def test_it_stays_as_it_is(self, tmp_path: Path) -> None:
        """The leak gate lets a place pass there that is an original in an interview."""
        study = written(tmp_path / "study", "guidance", GUIDANCE)

        assert texts(study, "paper") == [line for line in GUIDANCE.splitlines() if line]
        assert PLACE not in " ".join(texts(study, "FC01"))
        assert ask(study, "SELECT DISTINCT speaker_id FROM turns WHERE transcript_id = 'paper'") == [
            ("paper/document",)
        ]
        assert ask(study, "SELECT kind, people FROM transcripts WHERE id = 'paper'") == [("guidance document", 0)]

    def test_what_is_coded_in_it_is_public_too(self, tmp_path: Path) -> None:
        """A quote with the place in it is published and trips nothing."""
        study = written(tmp_path / "study", "guidance", GUIDANCE)
        with studies.opened(study) as db:
            steps.read_in(db, study, (), False, studies.say_nothing)
            row = CodingRow(2, "paper", 2, "care/acts", "AP", quote=f"Workers in {PLACE}")
            assert bring_in(db, [row], default_codebook()).problems == ()

        assert ask(study, "SELECT quote FROM codings") == [(f"Workers in {PLACE}",)]

    def test_a_study_may_want_it_pseudonymised(self, tmp_path: Path) -> None:
        """As a local document may name people."""
        study = written(tmp_path / "study", "guidance", GUIDANCE, "[identify]\nguidance = true\n")
        words = " ".join(texts(study, "paper"))

        assert PLACE not in words and PERSON not in words
        assert "should offer a lift to every meeting" in words


def sheet(form: str) -> bytes:
    """Write the feedback sheet as CSV or as a workbook."""
    if form == "csv":
        return "".join(f"{name},{words}\n" for name, words in FEEDBACK).encode()
    book = openpyxl.Workbook()
    for row in FEEDBACK:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
class TestFeedback:
    """A sheet of answers, a row a person."""

    @pytest.fixture
    def study(self, form: str, tmp_path: Path) -> Study:
        """Make a study of a feedback sheet in which one person wants to be named."""
        file = f"feedback.{form}"
        row = manifest_row("WK01", {"file": file, "item_type": "feedback", "participant_id": "FB1"})
        return make(tmp_path / "study", {file: sheet(form)}, [row], FEEDBACK_SPEAKERS.replace("F,", f"{file},"))

    def test_each_row_is_a_persons(self, form: str, study: Study) -> None:
        """Each under an id of their own; the sheet is feedback."""
        people = ask(study, "SELECT label, participant_id FROM speakers ORDER BY participant_id")

        assert people == [("Huw Eynon", "WK11"), ("P2", "WK12")]
        assert ask(study, "SELECT kind, people, withheld FROM transcripts") == [("feedback sheet", 2, 0)]

    def test_who_wants_to_be_named_is_named_in_their_own_words_only(self, form: str, study: Study) -> None:
        """Everybody else's words have a pseudonym for them; whoever did not ask for it is never named."""
        own, other = texts(study, "FB1")

        assert own.startswith("I am Huw Eynon and the tea was good. ")
        assert re.fullmatch(r"\w+ \w+ made it\.", own.partition("good. ")[2])
        assert re.fullmatch(r"\w+ \w+ made me laugh\.", other)
        assert "Huw" not in other and "Eynon" not in other
        assert b"nerys" not in study.database().read_bytes().lower()


class TestFocusGroup:
    """Several people, each with their own consent."""

    @pytest.fixture
    def study(self, tmp_path: Path) -> Study:
        """Make a study of a focus group, coded, in which one withdrew and one may not be quoted."""
        row = manifest_row("FG01", {"item_type": "focus_group"})
        study = make(tmp_path / "study", {"FG01.txt": GROUP}, [row], GROUP_SPEAKERS)
        quotes = ((2, "Time, and a kettle"), (3, "A lift home helps"), (4, "rather have toast"))
        with studies.opened(study) as db:
            steps.read_in(db, study, (), False, studies.say_nothing)
            rows = [
                CodingRow(n, "FG01", turn, "care/acts", "AP", quote=quote) for n, (turn, quote) in enumerate(quotes)
            ]
            assert bring_in(db, rows, default_codebook()).problems == ()
        return study

    def test_each_voice_has_its_participant_and_group(self, study: Study) -> None:
        """As the table of speakers says."""
        turns = ask(study, "SELECT DISTINCT participant_id, group_id FROM turns WHERE role = 'participant' ORDER BY 1")

        assert turns == [("FC21", "foster_carer"), ("YP22", "young_person")]
        assert ask(study, "SELECT id, group_id FROM participants ORDER BY 1") == turns
        assert ask(study, "SELECT id, people FROM groups ORDER BY 1") == [("foster_carer", 1), ("young_person", 1)]

    def test_of_whom_withdrew_nothing_is_published(self, study: Study) -> None:
        """No turn, no coding, no name; how many turns are missing is said."""
        assert ask(study, "SELECT n FROM turns ORDER BY n") == [(1,), (2,), (3,), (5,)]
        assert ask(study, "SELECT withheld, people, turns FROM transcripts") == [(1, 2, 4)]
        assert ask(study, "SELECT participant_id FROM codings ORDER BY 1") == [("FC21",), ("YP22",)]
        assert ask(study, "SELECT id FROM participants WHERE id = 'YP23'") == []
        assert not re.search(rb"yp23|rather have toast|mali", study.database().read_bytes().lower())

    async def test_the_page_says_how_many_turns_are_left_out(self, study: Study) -> None:
        """A reader sees that something is missing, and why."""
        ask(study, "SELECT 1")
        pages = make_datasette(study.database(), metadata(study.settings.title, "", "draft", TEAM))

        assert "One turn left out here: who spoke there has not agreed" in (await pages.client.get("/t/FG01")).text

    def test_who_may_not_be_quoted_is_read_by_the_team_only(self, study: Study) -> None:
        """The turn is there, marked; no export of quotes has it."""
        assert ask(study, "SELECT n, may_quote FROM turns ORDER BY n") == [(1, 0), (2, 1), (3, 0), (5, 1)]
        quotes = export_bytes(study, "quotes-csv").decode()

        assert "Time, and a kettle" in quotes
        assert "A lift home helps" not in quotes

    def test_their_names_are_replaced_in_each_others_words(self, study: Study) -> None:
        """Labels and known names of the table are names that the study knows."""
        assert not re.search(r"Huw|Eynon|Nerys|Bevan", " ".join(texts(study, "FG01")))

    def test_one_who_withdraws_later_is_gone_from_the_next_publish(self, study: Study) -> None:
        """The store keeps the turns; the table decides."""
        ask(study, "SELECT 1")
        changed = GROUP_SPEAKERS.replace("Huw,YP22,young_person,no,no,,", "Huw,YP22,young_person,no,no,yes,")
        study.speakers.write_text(changed, encoding="utf-8")

        assert ask(study, "SELECT n FROM turns ORDER BY n") == [(1,), (2,), (5,)]
        assert ask(study, "SELECT withheld FROM transcripts") == [(2,)]

    def test_a_table_with_problems_stops_the_reading(self, study: Study) -> None:
        """Every problem with its row, none with a name."""
        study.speakers.write_text(SPEAKERS + "FG9.txt,Nerys Bevan,FC21,carer,perhaps,no,soon,\n", encoding="utf-8")

        with studies.opened(study) as db, pytest.raises(BadSpeakers) as caught:
            ingest(db, study)

        assert len(caught.value.problems) >= 4
        assert not [line for line in caught.value.problems if "Nerys" in line or "row 2" not in line]


@pytest.mark.parametrize(
    ("terms", "published", "quotable"),
    [
        ({"c_quote": "no"}, True, False),
        ({"c_quote": "na"}, True, False),
        ({"c_quote": ""}, True, False),
        ({"c_quote": "yes"}, True, True),
        ({"c_quote": "yes", "consent_level": "team_only"}, True, False),
        ({"c_participate": "no"}, False, False),
        ({"c_participate": ""}, False, False),
        ({"c_participate": "yes", "c_quote": "yes"}, True, True),
        ({"c_participate": "yes", "c_quote": "yes", "consent_level": "none"}, False, False),
    ],
)
def test_terms_of_consent_in_the_manifest(
    terms: dict[str, str], published: bool, quotable: bool, tmp_path: Path
) -> None:
    """Only a clear yes gives a term; the level and the terms both have to allow it."""
    rows = [manifest_row("FC01", terms), manifest_row("FC02", {**dict.fromkeys(terms, "yes"), "consent_level": "full"})]
    study = make(tmp_path / "study", {"FC01.txt": INTERVIEW, "FC02.txt": "INT: And?\nP1: We had tea."}, rows)

    turns = ask(study, "SELECT max(may_quote) FROM turns WHERE transcript_id = 'FC01' GROUP BY transcript_id")
    assert turns == ([(int(quotable),)] if published else [])


def test_the_manifest_may_be_a_workbook(tmp_path: Path) -> None:
    """manifest.xlsx instead of manifest.csv; dates are cells with dates."""
    study = make(tmp_path / "study", {"FC01.txt": INTERVIEW}, [])
    (study.folder / "manifest.csv").unlink()
    row = manifest_row("FC01", {"interview_date": "2025-11-04"})
    book = openpyxl.Workbook()
    book.active.append(list(row))
    book.active.append(list(row.values()))
    book.save(study.folder / "manifest.xlsx")

    assert ask(open_study(study.folder), "SELECT id, season FROM transcripts") == [("FC01", "autumn 2025")]


class TestOverruled:
    """The manifest says how a file is read, and changing what it says reads the file again."""

    FILES = (
        ("layout", "paragraphs", "INT: Who made tea?\n\nP1: I did.", ["INT: Who made tea?", "P1: I did."]),
        ("speakers", "Tea", "INT: What?\nP1: This.\nTea: and toast.\nINT: Ah.\nP1: Yes.",
         ["What?", "This.", "and toast.", "Ah.", "Yes."]),
        ("item_type", "fieldnotes", "INT: Who made tea?\n\nP1: I did.", ["INT: Who made tea?", "P1: I did."]),
    )  # fmt: skip

    @pytest.mark.parametrize(("column", "cell", "text", "wanted"), FILES, ids=[file[0] for file in FILES])
    def test_a_column_that_changes_reads_the_file_again(
        self, column: str, cell: str, text: str, wanted: list[str], tmp_path: Path
    ) -> None:
        """Without being asked to replace it, as the file is the same; after that it is known."""
        study = make(tmp_path / "study", {"FC01.txt": text}, [manifest_row("FC01")])
        with studies.opened(study) as db:
            ingest(db, study)
            before = said(db, "FC01")
            write_manifest(study.folder, [manifest_row("FC01", {column: cell})])

            assert statuses(ingest(db, study)) == {"FC01": REPLACED}
            assert said(db, "FC01") == wanted != before
            assert statuses(ingest(db, study)) == {"FC01": KNOWN}

    def test_tracked_changes_can_be_rejected_for_one_file(self, tmp_path: Path) -> None:
        """The words of an insertion go, and with "stop" the file waits for a person."""
        trap = CHANGES[0]
        word = {"FC01": {"file": "FC01.docx"}}
        study = make(tmp_path / "study", {"FC01.docx": build(trap)}, [manifest_row("FC01", word["FC01"])])
        with studies.opened(study) as db:
            ingest(db, study)
            assert f"Tea with {trap.name}." in said(db, "FC01")
            write_manifest(study.folder, [manifest_row("FC01", {**word["FC01"], "changes": "reject"})])
            ingest(db, study)
            assert "Tea." in said(db, "FC01")
            write_manifest(study.folder, [manifest_row("FC01", {**word["FC01"], "changes": "stop"})])
            (outcome,) = ingest(db, study)

        assert outcome.status == FAILED
        assert "tracked changes (1)" in outcome.message
        assert not [name for name in trap.name.split() if name in outcome.message]

    def test_the_settings_say_it_for_all_files(self, tmp_path: Path) -> None:
        """And a row of the manifest for one of them."""
        rows = [manifest_row("FC01"), manifest_row("FC02", {"layout": "labels"})]
        files: dict[str, str | bytes] = {"FC01.txt": "INT: Tea?\n\nP1: Yes.", "FC02.txt": "INT: Toast?\nP1: No."}
        study = make(tmp_path / "study", files, rows, settings='[ingest]\nlayout = "paragraphs"\n')
        with studies.opened(study) as db:
            ingest(db, study)

            assert said(db, "FC01") == ["INT: Tea?", "P1: Yes."]
            assert said(db, "FC02") == ["Toast?", "No."]


def test_a_file_without_a_row_is_not_published(tmp_path: Path) -> None:
    """It is reported under a label that names nobody, and the rest goes on."""
    study = make(tmp_path / "study", {"FC01.txt": INTERVIEW, "Gwenllian.txt": GROUP}, [manifest_row("FC01")])
    with studies.opened(study) as db:
        outcomes = ingest(db, study)

    (failed,) = [outcome for outcome in outcomes if outcome.status == FAILED]
    assert "LL-I006" in failed.message and "Gwenllian" not in failed.message
    assert ask(study, "SELECT id FROM transcripts") == [("FC01",)]

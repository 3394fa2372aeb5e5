"""`llais read`: how files are read, shown before anything is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.ingest.readers.word_traps import AFTER, BEFORE, TRAPS, Trap, build

NOTICE = "This prints originals: keep it where the transcripts are kept."
CAPTIONS = (
    "WEBVTT\n\nNOTE Ask Nia\n\n00:01.000 --> 00:02.000\n<v Mair>Tea?</v>\n\n00:03.000 --> 00:04.000\n<v Siân>Yes.</v>\n"
)
KEYS = ["doc", "turn", "speaker", "role", "start", "text"]


def read(*arguments: str | Path) -> Result:
    """Run `llais read` as from a shell."""
    return CliRunner().invoke(main, ["read", *(str(argument) for argument in arguments)])


def rows_of(result: Result) -> list[dict]:
    """Read the output's JSON lines."""
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def said(result: Result) -> list[str]:
    """List the turns in the output's JSON lines."""
    return [f"{row['speaker']}: {row['text']}" for row in rows_of(result)]


def trap(what: str) -> Trap:
    """Return a trap by what it is."""
    return next(one for one in TRAPS if one.what == what)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """Write a Word file with tracked changes, a comment and a header."""
    path = tmp_path / "FC01.docx"
    path.write_bytes(build(trap("an insertion"), trap("a deletion"), trap("a comment"), trap("the usual header")))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of two files that can be read and two that cannot."""
    made = tmp_path / "Nia Pritchard"
    made.mkdir()
    (made / "FC01.txt").write_text("INT: Who made the tea?\n\nP1: Siân did.", encoding="utf-8")
    (made / "Nia.vtt").write_text(CAPTIONS, encoding="utf-8")
    (made / "Pritchard.txt").write_text("", encoding="utf-8")
    (made / "Nia Pritchard.pages").write_bytes(b"PK")
    return made


def test_a_mixed_folder_is_told_file_by_file(folder: Path) -> None:
    """A blank line between two files; failures come last, a line each, without names, and make the exit code 1."""
    result = read(folder)
    first, second = result.stdout.split("\n\n")

    assert first.splitlines()[0] == "FC01: plain text, labelled paragraphs"
    assert second.splitlines()[0].startswith("Nia: WebVTT captions, ")
    assert "beside the speech: 1 × note" in second
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        "This prints originals",
        "LL-I004 file 2 of 4 (.pages)",
        "LL-I003 file 4 of 4 (.txt)",
    ]
    assert not [line for line in result.stderr.splitlines() if "Nia" in line or "Pritchard" in line]


def test_that_originals_are_printed_is_said_before_anything_else(folder: Path) -> None:
    """On the error stream, so that what is piped is nothing but the reading."""
    for format_ in ("text", "jsonl"):
        result = read(folder / "FC01.txt", "--format", format_)

        assert (result.exit_code, result.stderr) == (0, f"{NOTICE}\n")
        assert "originals" not in result.stdout


def test_json_lines(folder: Path) -> None:
    """Exactly the keys that are promised; turns count from 0 in each file; times in seconds."""
    rows = rows_of(read(folder / "FC01.txt", folder / "Nia.vtt", "--format", "jsonl"))

    assert [list(row) for row in rows] == [KEYS] * 4
    assert [(row["doc"], row["turn"]) for row in rows] == [("FC01", 0), ("FC01", 1), ("Nia", 0), ("Nia", 1)]
    assert [row["start"] for row in rows] == [None, None, 1.0, 3.0]
    assert [row["role"] for row in rows[:2]] == ["interviewer", "participant"]
    assert rows[1]["text"] == "Siân did."


def test_what_cannot_be_read_leaves_the_json_lines_whole(folder: Path) -> None:
    """A program that reads them sees only turns; it learns of the rest by the exit code."""
    result = read(folder, "--format", "jsonl")

    assert result.exit_code == 1
    assert [list(json.loads(line)) for line in result.stdout.splitlines()] == [KEYS] * 4


def test_places(folder: Path) -> None:
    """Where in the file a turn stands, only on request."""
    rows = rows_of(read(folder / "FC01.txt", "--format", "jsonl", "--places"))

    assert [list(row) for row in rows] == [[*KEYS, "places"]] * 2
    assert rows[1]["places"] == [[0, "line 3", 4]]


def test_outside_lists_everything_in_full(tmp_path: Path) -> None:
    """Without it, a dozen of them and how many more there are."""
    path = tmp_path / "FC01.docx"
    path.write_bytes(build(*TRAPS))
    listed = [(kind, text) for one in TRAPS for kind, text in one.listed]

    everything, some = read(path, "--outside"), read(path)
    assert everything.exit_code == some.exit_code == 0
    assert [text for _, text in listed if text not in everything.stdout] == []
    assert "more; see them all with --outside" in some.stdout
    assert len(some.stdout.splitlines()) < len(everything.stdout.splitlines())


def test_changes(word: Path) -> None:
    """Accepted unless one says otherwise; rejected; or a reason to stop, with a count and no words."""
    insertion, deletion = trap("an insertion"), trap("a deletion")
    comment = trap("a comment").turns()
    accepted = [*BEFORE, *insertion.turns(), *deletion.turns(), *comment, *AFTER]
    rejected = [*BEFORE, *insertion.turns(reject=True), *deletion.turns(reject=True), *comment, *AFTER]

    assert said(read(word, "--format", "jsonl")) == accepted
    assert said(read(word, "--format", "jsonl", "--changes", "accept")) == accepted
    assert said(read(word, "--format", "jsonl", "--changes", "reject")) == rejected
    assert "1 insertion read as speech, 1 deletion left out" in read(word).stdout
    stopped = read(word, "--changes", "stop")
    assert (stopped.exit_code, stopped.stdout) == (1, "")
    assert stopped.stderr.splitlines()[1].startswith("LL-I013 FC01.docx: tracked changes (2) ")


def test_layout_speakers_and_material(folder: Path, tmp_path: Path) -> None:
    """What a person says of a file is done for this once."""
    alone = [": INT: Who made the tea?", ": P1: Siân did."]
    talk = tmp_path / "FC02.txt"
    talk.write_text("INT: What then?\nP1: This:\nTea: and toast.\nINT: Ah.\nP1: Yes.", encoding="utf-8")

    assert said(read(folder / "FC01.txt", "--format", "jsonl", "--layout", "paragraphs")) == alone
    assert said(read(folder / "FC01.txt", "--format", "jsonl", "--material", "fieldnotes")) == alone
    assert "Tea: and toast." not in said(read(talk, "--format", "jsonl"))
    assert "Tea: and toast." in said(read(talk, "--format", "jsonl", "--speaker", "Tea", "--speaker", "P1"))
    missing = read(talk, "--layout", "table")
    assert missing.exit_code == 1
    assert missing.stderr.splitlines()[1].startswith('LL-I014 FC02.txt: not set out as "table"')


def test_a_manifest_gives_labels_and_rules(folder: Path, tmp_path: Path) -> None:
    """Its row says more of a file than the command line, which says more than is found."""
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        "file,participant_id,group,interviewer,layout\nNia.vtt,YP03,young_person,Mair,\n"
        "FC01.txt,FC31,foster_carer,,labels\n",
        encoding="utf-8",
    )
    result = read(folder / "Nia.vtt", folder / "FC01.txt", "--manifest", manifest, "--format", "jsonl")

    assert [(row["doc"], row["role"]) for row in rows_of(result)] == [
        ("YP03", "interviewer"),
        ("YP03", "participant"),
        ("FC31", "interviewer"),
        ("FC31", "participant"),
    ]
    overruled = read(folder / "FC01.txt", "--manifest", manifest, "--layout", "paragraphs", "--format", "jsonl")
    assert [row["speaker"] for row in rows_of(overruled)] == ["INT", "P1"]


def test_a_manifest_with_problems_is_refused(folder: Path, tmp_path: Path) -> None:
    """Each problem in a line, none of them with a name."""
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("file,participant_id,group\nNia.vtt,,butcher\nNia.vtt,YP03,worker\n", encoding="utf-8")
    result = read(folder, "--manifest", manifest)

    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 4
    assert all(line.startswith("Error: ") and "Nia" not in line for line in result.stderr.splitlines()[1:])


@pytest.mark.parametrize(
    ("option", "value"),
    [("--changes", "perhaps"), ("--layout", "columns"), ("--material", "song"), ("--format", "pdf")],
)
def test_a_word_that_is_no_choice_is_refused(option: str, value: str, folder: Path) -> None:
    """With the words that are."""
    result = read(folder / "FC01.txt", option, value)

    assert result.exit_code == 2
    assert "is not one of" in result.stderr


def test_nothing_is_stored(folder: Path) -> None:
    """Reading leaves no file behind."""
    before = sorted(folder.rglob("*"))
    read(folder, "--outside")

    assert sorted(folder.rglob("*")) == before

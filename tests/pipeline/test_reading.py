"""Files read without a study: a mixed folder, a manifest, and rules that a person gives."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest.errors import BadManifest
from ingest.rules import AS_FOUND, Rules
from pipeline.reading import ReadFile, read_files

TEA = "INT: Who made the tea?\nP1: I did."
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mair>Toast?</v>\n\n00:03.000 --> 00:04.000\n<v Siân>Please.</v>\n"
TABLE = "Speaker,Text\nINT,Lift home?\nP1,\"Yes, please.\"\n"  # fmt: skip
HEADER = "file,participant_id,group"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Make a folder of files in several formats, some of which cannot be read."""
    folder = tmp_path / "Mair Treharne"
    (folder / "more").mkdir(parents=True)
    files = {
        "FC01.txt": TEA,
        "Mair.vtt": CAPTIONS,
        "Siân Pugh.csv": TABLE,
        "Pugh.txt": "",
        "YP07 Siân.doc": "an old format",
        "Treharne.docx": "no Word document",
        "more/FC02.txt": TEA,
        ".hidden.txt": TEA,
        "~$FC01.docx": "",
        "Thumbs.db": "",
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def read(*paths: Path, manifest: Path | None = None, rules: Rules = AS_FOUND) -> tuple[list[ReadFile], list[str]]:
    """Read files; return what was read, and the lines for what was not."""
    failed: list[str] = []
    return list(read_files(paths, manifest, failed.append, rules)), failed


def said(file: ReadFile) -> list[str]:
    """List the turns of a file with their labels."""
    return [f"{turn.speaker}: {turn.text}" for turn in file.transcript.turns]


def write(path: Path, text: str) -> Path:
    """Write a file."""
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_stands_for_the_files_in_it(mixed: Path) -> None:
    """Each is read by its format, under its own name; what programs leave in folders is passed over."""
    files, _ = read(mixed)

    assert [(file.doc, file.transcript.format) for file in files] == [
        ("FC01", "txt"),
        ("Mair", "vtt"),
        ("Siân Pugh", "csv"),
    ]
    assert said(files[2]) == ["INT: Lift home?", "P1: Yes, please."]


def test_what_cannot_be_read_is_one_line_each_that_names_nobody(mixed: Path) -> None:
    """With an error code, a safe label and what to do; the rest goes on."""
    files, failed = read(mixed)

    assert [line.split(": ")[0] for line in failed] == [
        "LL-I002 file 3 of 7",
        "LL-I003 file 4 of 7 (.txt)",
        "LL-I002 file 6 of 7 (.docx)",
        "LL-I004 YP07….doc",
    ]
    assert not [line for line in failed if "\n" in line or any(name in line for name in ("Pugh", "Siân", "Treharne"))]
    assert len(files) == 3


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Under a label without its name."""
    files, failed = read(tmp_path / "Mair Treharne.txt", write(tmp_path / "FC01.txt", TEA))

    assert len(files) == 1
    assert failed == [
        "LL-I001 file 1 of 2 (.txt): not found; check the folder and the spelling of the file's name",
    ]


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Names count as the same whatever their case."""
    (tmp_path / "later").mkdir()
    paths = [write(tmp_path / name, TEA) for name in ("FC01.txt", "FC01.md", "later/fc01.txt")]

    assert [file.doc for file in read(*paths)[0]] == ["FC01", "FC01-2", "fc01-3"]


def test_a_manifest_gives_labels_and_says_who_asks(tmp_path: Path) -> None:
    """A file is known by its name in any normal form; one that is not listed keeps its own name."""
    name = unicodedata.normalize("NFD", "Siân.txt")
    paths = [
        write(tmp_path / name, "Eleri: Tea?\nSiân: Yes.\nEleri: Milk?\nSiân: No."),
        write(tmp_path / "other.txt", TEA),
    ]
    manifest = write(
        tmp_path / "manifest.csv", f"{HEADER},interviewer,known_names\nSiân.txt,FC07,foster_carer,Eleri,Nia Puw\n"
    )

    files, failed = read(*paths, manifest=manifest)

    assert [file.doc for file in files] == ["FC07", "other"]
    assert [turn.role for turn in files[0].transcript.turns] == ["interviewer", "participant"] * 2
    assert files[0].row and files[0].row.known_names == ("Nia Puw",)
    assert (files[1].row, failed) == (None, [])


def test_a_manifest_with_problems_is_refused(tmp_path: Path) -> None:
    """Nothing is read by half a manifest."""
    manifest = write(tmp_path / "manifest.csv", f"{HEADER}\nFC01.txt,,butcher\n")

    with pytest.raises(BadManifest):
        read(write(tmp_path / "FC01.txt", TEA), manifest=manifest)


def test_rules_hold_for_every_file(tmp_path: Path) -> None:
    """A layout, speakers, a kind of material: what a person says is done."""
    path = write(tmp_path / "FC01.txt", "INT: Who made the tea?\n\nP1: I did.")

    assert said(read(path, rules=Rules(layout="paragraphs"))[0][0]) == [": INT: Who made the tea?", ": P1: I did."]
    assert said(read(path, rules=Rules(material="fieldnotes"))[0][0]) == [": INT: Who made the tea?", ": P1: I did."]


def test_a_file_that_is_not_set_out_as_somebody_says_is_reported(tmp_path: Path) -> None:
    """It is not read in some other way instead."""
    files, failed = read(write(tmp_path / "FC01.txt", TEA), rules=Rules(layout="table"))

    assert files == []
    assert failed[0].startswith('LL-I014 FC01.txt: not set out as "table"')


def test_a_row_of_the_manifest_says_more_than_the_rules(tmp_path: Path) -> None:
    """It was written for this file."""
    text = "INT: Who made the tea?\n\nP1: I did."
    manifest = write(tmp_path / "manifest.csv", f"{HEADER},layout\nFC01.txt,FC01,foster_carer,labels\n")
    paths = [write(tmp_path / "FC01.txt", text), write(tmp_path / "FC02.txt", text)]

    listed, other = read(*paths, manifest=manifest, rules=Rules(layout="paragraphs"))[0]

    assert said(listed) == ["INT: Who made the tea?", "P1: I did."]
    assert said(other) == [": INT: Who made the tea?", ": P1: I did."]

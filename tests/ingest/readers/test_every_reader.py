"""What holds for every format."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.errors import (
    EmptyFile,
    IngestError,
    MissingFile,
    NoSpeech,
    TooLarge,
    UnreadableFile,
    UnsupportedFormat,
)
from ingest.readers import SUPPORTED, read_bytes, read_transcript
from ingest.records import INTERVIEWER, PARTICIPANT, Transcript
from tests.ingest.readers import pdf_files
from tests.ingest.readers.written import (
    PLAIN,
    TALK,
    UNNAMED,
    WAYS,
    Turns,
    cues,
    odt,
    srt_named,
    vtt_teams,
    vtt_zoom,
    word_lines,
)

ROOT = Path(__file__).parents[3]
TEXTS = (".csv", ".srt", ".txt", ".vtt")

# Letters that every one of the old encodings has.
PLAIN_TALK: Turns = (
    ("INT", ["Where did Siân go for tea?"]),
    ("P1", ["To the café by the lôn, with pêl and tân."]),
    ("INT", ["And was the lift there?"]),
    ("P1", ["It was, and so was Gwenllïan."]),
)
SILENT = {
    ".csv": b"Speaker,Text\n",
    ".docx": word_lines(["", " "]),
    ".odt": odt("<text:p/>"),
    ".pdf": pdf_files.make(lambda canvas: None),
    ".rtf": rb"{\rtf1\ansi\pard\par}",
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\n\n",
    ".txt": b"\xc2\xa0\n",
    ".vtt": b"WEBVTT\n\nNOTE nobody spoke\n",
    ".xlsx": UNNAMED[".xlsx"]([" "]),
}


def spoken(suffix: str, content: bytes) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in read_bytes(f"FC21{suffix}", content).turns]


bounded = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by the system")


def turns_within_bounds(path: Path, content: bytes) -> int:
    """Read a file in a process of its own that may have 1.5 GB of addresses, and return how many turns it has."""
    path.write_bytes(content)
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1536 * 2**20,) * 2)\n"
        "from pathlib import Path; from ingest.readers import read_transcript\n"
        "print(len(read_transcript(Path(sys.argv[1])).turns))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-500:]
    return int(run.stdout)


@pytest.mark.parametrize("suffix", SUPPORTED)
class TestEveryFormat:
    """One contract for all readers."""

    def test_a_conversation_comes_back(self, suffix: str) -> None:
        """Every format gives the same turns, says which it is, and who asks."""
        way = PLAIN[suffix]
        transcript = read_bytes(f"FC21{suffix.upper()}", way.write(TALK))
        assert [(turn.speaker, turn.text) for turn in transcript.turns] == way.expected(TALK)
        assert [turn.role for turn in transcript.turns] == [INTERVIEWER, PARTICIPANT] * 4
        assert transcript.format == suffix.lstrip(".")

    def test_a_file_is_read_from_its_path(self, suffix: str, tmp_path: Path) -> None:
        """A path gives the same as its bytes."""
        content = PLAIN[suffix].write(TALK)
        (tmp_path / f"FC21{suffix}").write_bytes(content)
        assert read_transcript(tmp_path / f"FC21{suffix}") == read_bytes(f"FC21{suffix}", content)

    @pytest.mark.parametrize("empty", [b"", b" \r\n\t ", b"\x0c\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \r\n"])
    def test_an_empty_file_says_so(self, suffix: str, empty: bytes) -> None:
        """Nothing, blanks or a byte order mark alone are no transcript."""
        with pytest.raises(EmptyFile):
            read_bytes(f"FC21{suffix}", empty)

    def test_a_file_without_speech_says_so(self, suffix: str) -> None:
        """A file may be in order and hold nothing that was said."""
        with pytest.raises(NoSpeech):
            read_bytes(f"FC21{suffix}", SILENT[suffix])

    def test_without_speakers_every_paragraph_is_a_turn(self, suffix: str) -> None:
        """Where nobody is named, each paragraph is a turn of nobody."""
        texts = ["We had tea in the café.", "Then the lift came, late as ever.", "So that was the meeting."]
        assert spoken(suffix, UNNAMED[suffix](texts)) == [("", text) for text in texts]

    def test_every_turn_has_a_place(self, suffix: str) -> None:
        """Each turn leads back to where it stands in the file."""
        turns = read_bytes(f"FC21{suffix}", PLAIN[suffix].write(TALK)).turns
        assert all(turn.anchors and turn.anchors[0].at == 0 and turn.anchors[0].place for turn in turns)

    def test_a_huge_file_is_refused(self, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is larger than any transcript is not even opened."""
        monkeypatch.setattr("ingest.files._LARGEST_TEXT", 20)
        monkeypatch.setattr("ingest.files._LARGEST_CONTAINER", 20)
        (tmp_path / f"FC21 Siân{suffix}").write_bytes(PLAIN[suffix].write(TALK))
        with pytest.raises(TooLarge, match=f"FC21….{suffix[1:]}: far larger"):
            read_transcript(tmp_path / f"FC21 Siân{suffix}")

    @bounded
    def test_a_long_file_needs_little_memory(self, suffix: str, tmp_path: Path) -> None:
        """2,000 turns are read within 1.5 GB."""
        assert turns_within_bounds(tmp_path / f"FC21{suffix}", PLAIN[suffix].write(list(TALK) * 250)) == 2000

    def test_a_folder_is_no_file(self, suffix: str, tmp_path: Path) -> None:
        """A folder with a transcript's name is said to be one."""
        (tmp_path / f"FC22{suffix}").mkdir()
        with pytest.raises(UnreadableFile, match=f"FC22{suffix}: .*it is a folder"):
            read_transcript(tmp_path / f"FC22{suffix}")


@bounded
@pytest.mark.parametrize(("suffix", "write"), [(".vtt", vtt_teams), (".vtt", vtt_zoom), (".srt", srt_named)])
def test_ten_hours_of_captions(suffix: str, write: Callable[[Turns, int], bytes], tmp_path: Path) -> None:
    """A cue for every second of a long day is read within 1.5 GB."""
    turns = list(TALK) * 800
    assert len(cues(turns, 1)) > 36_000
    assert turns_within_bounds(tmp_path / f"FC21{suffix}", write(turns, 1)) == 6400


@pytest.mark.parametrize("name", WAYS)
def test_every_way_of_setting_a_conversation_out(name: str) -> None:
    """The same conversation comes back from each convention of each format."""
    way = WAYS[name]
    transcript = read_bytes(f"FC21{way.suffix}", way.write(TALK))
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == way.expected(TALK)
    if way.named:
        assert [turn.role for turn in transcript.turns] == [INTERVIEWER, PARTICIPANT] * 4


@pytest.mark.parametrize("suffix", TEXTS)
class TestTextFormats:
    """What holds for formats that are text."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_unicode_with_and_without_a_mark(self, suffix: str, encoding: str) -> None:
        """UTF-8 and UTF-16 are read with a byte order mark or without, and the mark is no text."""
        text = PLAIN[suffix].write(TALK).decode("utf-8-sig")
        assert spoken(suffix, text.encode(encoding)) == PLAIN[suffix].expected(TALK)

    @pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850", "iso8859-14"])
    def test_encodings_of_old_programs(self, suffix: str, encoding: str) -> None:
        """Accents are right although nothing in the file says what they are written in."""
        text = PLAIN[suffix].write(PLAIN_TALK).decode("utf-8-sig")
        assert spoken(suffix, text.encode(encoding)) == PLAIN[suffix].expected(PLAIN_TALK)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends_of_every_system(self, suffix: str, end: str) -> None:
        """A carriage return is no text."""
        text = PLAIN[suffix].write(TALK).decode("utf-8-sig").replace("\r\n", "\n").replace("\n", end)
        assert spoken(suffix, text.encode()) == PLAIN[suffix].expected(TALK)


@pytest.mark.parametrize("suffix", [".rtf", *TEXTS])
def test_a_byte_order_mark_is_no_text(suffix: str) -> None:
    """The mark tells the encoding and nothing else."""
    content = PLAIN[suffix].write(TALK).removeprefix(b"\xef\xbb\xbf")
    assert spoken(suffix, b"\xef\xbb\xbf" + content) == PLAIN[suffix].expected(TALK)


@pytest.mark.parametrize(
    ("name", "really"),
    [("a.doc", ".rtf"), ("a.docx", ".rtf"), ("a.txt", ".rtf"), ("a.docx", ".pdf"), ("a.doc", ".pdf"), ("a.rtf", ".pdf"),
     ("a.odt", ".pdf"), ("a.txt", ".pdf"), ("a.pdf", ".rtf"), ("a.xlsx", ".pdf"), ("a.doc", ".docx")],
)  # fmt: skip
def test_first_bytes_tell_more_than_the_name(name: str, really: str) -> None:
    """Services name files after what opens them; what a file is decides how it is read."""
    transcript = read_bytes(name, PLAIN[really].write(TALK))
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == PLAIN[really].expected(TALK)
    assert transcript.format == really.lstrip(".")


@pytest.mark.parametrize(
    ("name", "way"),
    [("a.md", ".txt"), ("a.tsv", ".csv"), ("a.docm", ".docx"), ("a.dotx", ".docx"), ("a.xlsm", ".xlsx")],
)
def test_relatives_of_a_format_are_read(name: str, way: str) -> None:
    """Macros and templates are read as what they are kinds of."""
    transcript: Transcript = read_bytes(name, PLAIN[way].write(TALK))
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == PLAIN[way].expected(TALK)


@pytest.mark.parametrize("name", ["FC21 Siân.pages", "FC21 Siân.mp3", "FC21 Siân", "FC21 Siân.doc"])
def test_other_formats_are_named_with_what_is_read_instead(name: str) -> None:
    """The message says what to save the transcript as."""
    with pytest.raises(UnsupportedFormat, match=r"LL-I004 FC21.*: .*\.csv, \.docx, .*\.xlsx") as refused:
        read_bytes(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 20)
    assert "Siân" not in str(refused.value)


def odd_files(folder: Path) -> Iterator[Path]:
    """Make what lies about in folders and is no file that can be read."""
    yield folder / "FC22 Siân.txt"
    yield folder / "no such folder" / "FC22 Siân.txt"
    (folder / "FC23 Siân.txt").mkdir()
    yield folder / "FC23 Siân.txt"
    (folder / "FC24 Siân.txt").symlink_to(folder / "FC24 Siân.txt")
    yield folder / "FC24 Siân.txt"
    yield folder / ("FC25 Siân" + "n" * 5000 + ".txt")
    yield folder / "FC26 Siân\0.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links only for administrators")
def test_odd_files_are_told_without_their_names(tmp_path: Path) -> None:
    """A missing file, a folder, a link to itself, an endless name: each is one kind of error that names nobody."""
    for path in odd_files(tmp_path):
        with pytest.raises(IngestError) as refused:
            read_transcript(path)
        assert "Siân" not in str(refused.value)
        assert "\n" not in str(refused.value)


def test_a_missing_file_is_told_apart(tmp_path: Path) -> None:
    """Where there is nothing, the message says so."""
    with pytest.raises(MissingFile, match="a .txt file: not found"):
        read_transcript(tmp_path / "Siân Ŵyn.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "FC24.txt")
    with pytest.raises(UnreadableFile, match="FC24.txt: .*a device or a pipe"):
        read_transcript(tmp_path / "FC24.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable here")
def test_a_file_that_may_not_be_opened(tmp_path: Path) -> None:
    """The message says to check the rights."""
    path = tmp_path / "FC25 Siân.txt"
    path.write_bytes(b"INT: Tea?\nP1: Yes.\n")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="FC25….txt: .*check that you may open it"):
        read_transcript(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_name_with_a_line_feed(tmp_path: Path) -> None:
    """The file is read, and an error about it stays one line."""
    path = tmp_path / "FC26\nSiân Ŵyn.txt"
    path.write_bytes(b"INT: Tea?\nP1: Yes.\n")
    assert len(read_transcript(path).turns) == 2
    path.write_bytes(b"")
    with pytest.raises(EmptyFile) as refused:
        read_transcript(path)
    assert str(refused.value).startswith("LL-I003 FC26….txt: ")
    assert "\n" not in str(refused.value)

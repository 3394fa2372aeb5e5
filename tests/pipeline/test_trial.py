"""Without a study: what `llais try` and `llais identify` read, print and report."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.identify.finds import Identifier
from pipeline.identify.types import DIRECT, DOUBT, FOUND, QUASI
from pipeline.settings import Settings
from pipeline.trial import TriedTurn, by_urgency, identify_texts
from pipeline.trial_output import as_html, as_jsonl, as_text

SAID = """
INT: Who helped you, Mair?
Mair: Nia Pritchard did, every Friday. She rang 07700 900123. 🙂
INT: And Gŵyneth?
Mair: Gŵyneth Rhŷs wrote to nia.pritchard@example.org, from Ystradgynlais.
"""
ALSO_SAID = "INT: Pwy ddaeth?\nMair: Nia Pritchard, wrth gwrs. Diolch iddi!\nINT: Da iawn.\nMair: Ie."
MANIFEST = (
    "file,participant_id,group,known_names\nFC01 Mair Treharne final.txt,FC01,foster_carer,Tegan Sallow;Bryngwyn Oaks\n"
)
ORIGINALS = ("pritchard", "nia", "gwyneth", "rhys", "07700", "ystradgynlais", "treharne", "mair", "example.org")
IDENTIFIER_KEYS = ["doc", "turn", "start", "end", "text", "type", "kind", "score", "status", "detectors"]


def llais(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run a command as from a shell."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def lines_of(result: Result) -> list[dict]:
    """Read the output's JSON lines."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def words_in(text: str) -> set[str]:
    """List the words of a text, without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return set(re.findall(r"[\w.]*\w", plain)) | set(re.findall(r"\w+", plain))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Write two transcripts under names that name somebody."""
    one, other = tmp_path / "FC01 Mair Treharne final.txt", tmp_path / "Nia Pritchard interview.txt"
    one.write_text(SAID, encoding="utf-8")
    other.write_text(ALSO_SAID, encoding="utf-8")
    return [one, other]


def test_identify_prints_a_line_for_each_identifier(files: list[Path]) -> None:
    """The keys and their order are fixed; turns count from 0, and the offsets give the words."""
    result = llais("identify", files[0])
    found = lines_of(result)
    turns = [line.split(": ", 1)[1] for line in SAID.strip().splitlines()]

    assert result.exit_code == 0
    assert [list(line) for line in found] == [IDENTIFIER_KEYS] * len(found)
    assert {(line["turn"], line["text"]) for line in found} >= {
        (0, "Mair"),
        (1, "Nia Pritchard"),
        (1, "07700 900123"),
        (3, "Gŵyneth Rhŷs"),
        (3, "nia.pritchard@example.org"),
        (3, "Ystradgynlais"),
    }
    for line in found:
        assert turns[line["turn"]][line["start"] : line["end"]] == line["text"]
        assert line["kind"] in ("direct", "quasi")
        assert line["status"] in ("found", "doubt")
        assert 0 < line["score"] <= 1
        assert line["detectors"]


def test_identify_warns_that_it_prints_originals(files: list[Path]) -> None:
    """Before anything else, and not among the results."""
    result = llais("identify", files[0])

    assert result.stderr.splitlines()[0] == "This prints originals: keep it where the transcripts are kept."


def test_identify_reads_texts_from_standard_input() -> None:
    """JSON lines in, JSON lines out: doc is the id, the turn is 0, offsets are into the text as it was given."""
    texts = {"llythyr-1": "🙂 Diolch i Gŵyneth Rhŷs.", "2": "Ring me on 07700 900123."}
    given_lines = "\n".join(json.dumps({"id": id_, "text": text}, ensure_ascii=False) for id_, text in texts.items())
    found = lines_of(llais("identify", "-", stdin=f"{given_lines}\n\n"))

    assert {(line["doc"], line["text"], line["type"]) for line in found} == {
        ("llythyr-1", "Gŵyneth Rhŷs", "PERSON"),
        ("2", "07700 900123", "PHONE"),
    }
    assert all(line["turn"] == 0 for line in found)
    assert all(texts[line["doc"]][line["start"] : line["end"]] == line["text"] for line in found)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{not json", 'not JSON with "id" and "text"'),
        ('["id", "text"]', 'not JSON with "id" and "text"'),
        ('{"id": "2"}', 'not JSON with "id" and "text"'),
        ('{"id": "2", "text": 7}', '"text" is no text'),
        ('{"id": "1", "text": "Pritchard"}', 'the same "id" as a line before'),
        (b'{"id": "2", "text": "Pritch\xff"}', 'not JSON with "id" and "text"'),
    ],
)
def test_a_bad_line_is_named_by_its_number(bad: str | bytes, said: str) -> None:
    """Blank lines count as lines; the words of the line are not repeated."""
    raw = bad if isinstance(bad, bytes) else bad.encode()
    result = llais("identify", "-", stdin=b'{"id": "1", "text": "Bore da"}\n\n' + raw + b"\n")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == f"Error: standard input, line 3: {said}"
    assert "Pritch" not in result.stderr


def test_try_as_json_lines_has_one_line_a_turn(files: list[Path]) -> None:
    """doc, turn from 0, speaker, text; nothing else, and without marks."""
    result = llais("try", *files, "--format", "jsonl")
    turns = lines_of(result)

    assert result.exit_code == 0
    assert [list(line) for line in turns] == [["doc", "turn", "speaker", "text"]] * 8
    assert [(line["doc"], line["turn"], line["speaker"]) for line in turns] == [
        (doc, turn, speaker)
        for doc in ("FC01", "transcript-2")
        for turn, speaker in enumerate(("INT", "P1", "INT", "P1"))
    ]
    assert "[phone number]" in turns[1]["text"]
    assert "[[" not in result.stdout


@pytest.mark.parametrize("format_", ["text", "html", "jsonl"])
def test_no_original_is_in_what_try_writes_or_says(format_: str, files: list[Path], tmp_path: Path) -> None:
    """Not in the text, the headings, the names of documents, nor on the error stream."""
    broken = tmp_path / "Nia Pritchard.docx"
    broken.write_bytes(b"no Word file")
    result = llais("try", *files, broken, tmp_path / "Gŵyneth Rhŷs.txt", "--format", format_)

    assert words_in(result.stdout + result.stderr).isdisjoint(ORIGINALS)
    assert "Friday" in result.stdout
    assert "🙂" in result.stdout


def test_a_name_gets_one_pseudonym_in_all_the_files(files: list[Path]) -> None:
    """Files that are tried together are one small study."""
    turns = lines_of(llais("try", *files, "--format", "jsonl"))
    first = turns[1]["text"].split(" did,")[0]

    assert turns[5]["text"].startswith(f"{first}, wrth gwrs")


def test_pseudonyms_are_drawn_anew_each_time(files: list[Path]) -> None:
    """Two trials cannot be joined to undo each other: in ten, Nia is not always the same."""
    from pipeline.reading import read_files
    from pipeline.trial import pseudonymise_files

    read = list(read_files(files, None, lambda _: None))
    names = {pseudonymise_files(read, Settings())[1].replaced.text.split(" did,")[0] for _ in range(10)}

    assert len(names) > 1


def test_try_as_text_says_that_nobody_checked_it(files: list[Path]) -> None:
    """A notice, a heading for each file, the speakers, and marks around what was replaced."""
    text = llais("try", files[0]).stdout

    assert text.startswith("Pseudonymised by machine, checked by nobody.\n\n# FC01\n\nINT: Who helped you, [[")
    assert "She rang [[phone number]]. 🙂" in text


def test_marks_can_be_left_out(files: list[Path]) -> None:
    """--marker plain."""
    text = llais("try", files[0], "--marker", "plain").stdout

    assert "She rang [phone number]. 🙂" in text
    assert "[[" not in text


def test_try_as_html_marks_replacements_and_escapes_the_rest(tmp_path: Path) -> None:
    """What somebody said is never markup."""
    turn = TriedTurn("FC01", 0, "P1", ReplacedText("<b>Nia</b> & I\nlistened", [Replacement(3, 6, "<Menna>")]))
    page = as_html([turn], "[[…]]").decode()

    assert "<p><b>P1</b> &lt;b&gt;<mark>&lt;Menna&gt;</mark>&lt;/b&gt; &amp; I<br>listened</p>" in page
    assert "<script" not in page and "http" not in page


def test_try_as_word_is_written_to_a_file_by_nobody(files: list[Path], tmp_path: Path) -> None:
    """The notice stands on every page, and the properties name no one."""
    output = tmp_path / "new folder" / "tried.docx"
    result = llais("try", *files, "--format", "docx", "-o", output)
    document = docx.Document(io.BytesIO(output.read_bytes()))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert result.exit_code == 0
    assert document.sections[0].header.paragraphs[0].text == "Pseudonymised by machine, checked by nobody."
    assert (document.core_properties.author, document.core_properties.last_modified_by) == ("", "")
    assert words_in(text).isdisjoint(ORIGINALS)
    assert "She rang [[phone number]]. 🙂" in text


def test_word_needs_to_know_where(files: list[Path]) -> None:
    """A Word file on the screen helps nobody."""
    result = llais("try", files[0], "--format", "docx")

    assert result.exit_code == 2
    assert "--output" in result.stderr


def test_what_cannot_be_read_is_one_line_each_and_the_rest_goes_on(files: list[Path], tmp_path: Path) -> None:
    """Missing, broken, empty and unknown files: told apart by their place, never by their name."""
    bad = [tmp_path / f"Nia Pritchard{end}" for end in (" gone.txt", ".docx", " empty.vtt", ".xyz")]
    bad[1].write_bytes(b"no Word file")
    bad[2].write_bytes(b"")
    bad[3].write_text("hello")
    for command in (["try", "--format", "jsonl"], ["identify"]):
        result = llais(*command, *bad, files[0])
        told = result.stderr.splitlines()[1:]

        assert result.exit_code == 1
        assert len(told) == 4
        assert [re.search(r"file \d of 5", line)[0] for line in told] == [f"file {n} of 5" for n in range(1, 5)]  # type: ignore[index]
        assert words_in(result.stderr).isdisjoint(ORIGINALS)
        assert {line["doc"] for line in lines_of(result)} <= {"FC01", "FC01 Mair Treharne final"}
        assert lines_of(result)


def test_where_nothing_can_be_read_nothing_is_written_about_anybody(tmp_path: Path) -> None:
    """One missing file: one line, an empty output, and exit code 1."""
    result = llais("try", tmp_path / "gone.txt", "--format", "jsonl")

    assert (result.exit_code, result.stdout) == (1, "")


def test_the_manifests_names_are_looked_for_and_its_labels_are_used(files: list[Path], tmp_path: Path) -> None:
    """Names that no list knows are found where the manifest gives them."""
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(MANIFEST, encoding="utf-8")
    files[0].write_text(SAID + "Mair: And bryngwyn oaks came. Sallow, they called her.\n", encoding="utf-8")
    last = lines_of(llais("try", files[0], "--manifest", manifest, "--format", "jsonl"))[-1]

    assert last["doc"] == "FC01"
    assert words_in(last["text"]).isdisjoint({"bryngwyn", "oaks", "sallow"})


def test_the_manifest_knows_a_file_whatever_its_accents_are_made_of(tmp_path: Path) -> None:
    """macOS writes ŵ in file names as two characters, a spreadsheet as one."""
    file = tmp_path / unicodedata.normalize("NFD", "Cyfweliad Gŵyneth.txt")
    file.write_text(ALSO_SAID, encoding="utf-8")
    manifest = tmp_path / "manifest.csv"
    rows = (
        "file,participant_id,group\n" + unicodedata.normalize("NFC", "cyfweliad gŵyneth.txt") + ",YP07,young_person\n"
    )
    manifest.write_text(rows, encoding="utf-8")

    assert {line["doc"] for line in lines_of(llais("identify", file, "--manifest", manifest))} == {"YP07"}


def test_two_files_of_one_name_stay_apart(files: list[Path], tmp_path: Path) -> None:
    """From two folders, with or without a manifest: every turn of both is there."""
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(MANIFEST, encoding="utf-8")
    twin = tmp_path / "copy" / files[0].name
    twin.parent.mkdir()
    twin.write_text(ALSO_SAID, encoding="utf-8")
    for options in ([], ["--manifest", manifest]):
        turns = lines_of(llais("try", files[0], twin, "--format", "jsonl", *options))

        assert len(turns) == 8
        assert len({line["doc"] for line in turns}) == 2


def test_a_manifest_with_problems_is_told_line_by_line(files: list[Path], tmp_path: Path) -> None:
    """Rows and columns, never cells."""
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("file,participant_id,group\nNia Pritchard.txt,,nobody\n", encoding="utf-8")
    result = llais("try", files[0], "--manifest", manifest)

    assert result.exit_code == 1
    assert all(line.startswith("Error: manifest.csv, row 2") for line in result.stderr.splitlines()[1:])
    assert words_in(result.stderr).isdisjoint(ORIGINALS)


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.text(alphabet="ab1", min_size=1, max_size=3), st.text(alphabet="aN iŵŷ🙂.\n", max_size=30), max_size=3
    )
)
def test_offsets_into_any_text_give_the_words(texts: dict[str, str]) -> None:
    """Whatever the texts, every identifier lies within its own."""
    found = identify_texts(texts, Settings())

    assert found.keys() == texts.keys()
    for id_, identifiers in found.items():
        assert all(0 <= i.start < i.end <= len(texts[id_]) for i in identifiers)


@given(st.lists(st.text(alphabet="ab ŵ🙂\n\"'\\", min_size=1, max_size=20), max_size=4))
def test_any_text_comes_back_from_json_lines(texts: list[str]) -> None:
    """One line a turn, whatever line breaks and quotation marks are in it."""
    turns = [TriedTurn("FC01", n, "P1", ReplacedText(text)) for n, text in enumerate(texts)]
    lines = as_jsonl(turns, "plain").decode().split("\n")[:-1]

    assert [json.loads(line)["text"] for line in lines] == texts
    assert as_text(turns, "plain").decode().count("P1: ") >= len(texts)


def test_doubts_come_last_the_likeliest_names_first() -> None:
    """What was found stays in its order; so a reviewer who reads doubts from the top meets names before places."""

    def one(start: int, kind: str, status: str, score: float) -> Identifier:
        return Identifier(start, start + 1, "PERSON" if kind == DIRECT else "PLACE", kind, status, score, ("x",))

    listed = [
        ("A", 0, one(0, DIRECT, DOUBT, 0.1)),
        ("A", 0, one(2, QUASI, FOUND, 0.4)),
        ("A", 1, one(0, QUASI, DOUBT, 0.29)),
        ("B", 0, one(0, DIRECT, FOUND, 0.9)),
        ("B", 0, one(4, DIRECT, DOUBT, 0.15)),
    ]

    assert [(doc, i.start, i.status) for doc, _, i in by_urgency(listed)] == [
        ("A", 2, FOUND),
        ("B", 0, FOUND),
        ("B", 4, DOUBT),
        ("A", 0, DOUBT),
        ("A", 0, DOUBT),
    ]

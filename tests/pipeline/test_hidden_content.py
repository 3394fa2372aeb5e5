"""Files with everything in them that nobody said, run through the whole job: nothing of it comes out anywhere."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.comments import Comment
from sqlite_utils import Database

from ingest.outside import Kind
from ingest.places import Anchor, where
from pipeline import steps
from pipeline.cli import main
from pipeline.commands.export import FORMATS
from pipeline.errors import LeakFound
from pipeline.identify.types import SURE
from pipeline.protect import remember_as_pseudonymised
from pipeline.publish.originals import known_originals, originals_of
from pipeline.review.settle import remember_settled
from pipeline.study import Study, create_study, open_study
from tests import studies
from tests.ingest.readers.word_traps import AFTER, HIDDEN, TRAPS, build

SPOKEN = ("INT: Who made the tea?", "P1: My sister made it, in the blue pot.", "INT: And then?", "P1: We had a lift.")
QUOTE = "in the blue pot"

ODT = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
ODT_NAMESPACES = " ".join(f'xmlns:{name}="{ODT.format(name)}"' for name in ("office", "text", "meta", "script"))
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt() -> bytes:
    """Write an OpenDocument text with a comment, a variable that nobody sees, and an author."""
    note = (
        "<office:annotation><dc:creator>Aeres Ynysfawr</dc:creator><text:p>Ask Buddug Wernolau.</text:p>"
        '</office:annotation><text:hidden-text text:condition="true" text:string-value="ring Crisiant Uplandwyn" '
        'text:is-hidden="true">ring Crisiant Uplandwyn</text:hidden-text>'
    )
    lines = "".join(f"<text:p>{line}{note if n == 0 else ''}</text:p>" for n, line in enumerate(SPOKEN))
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODT_NAMESPACES} {DC}><office:body><office:text>{lines}</office:text>"
        "</office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {ODT_NAMESPACES} {DC}><office:meta><dc:creator>Dyddgu Tirfelin</dc:creator>"
        "</office:meta></office:document-meta>",
    }
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    """Write a zip file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return file.getvalue()


def rtf() -> bytes:
    """Write an RTF document with an author, a header, a comment and hidden text."""
    head = r"{\info{\author Eluned Sarnwen}}{\header\pard For Ffraid Rhydolau\par}"
    note = r"{\v ring Gwladus Penmorfan}{\*\annotation\pard Meant is Heulwen Oernant.}"
    return (r"{\rtf1\ansi " + head + note + "".join(rf"\pard {line}\par " for line in SPOKEN) + "}").encode()


def xlsx() -> bytes:
    """Write a workbook with a sheet, a comment, a hidden sheet and an author that all name somebody."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Indeg Nantyrhaf"
    for line in ("Speaker: Text", *SPOKEN):
        sheet.append(line.split(": ", 1))
    sheet["B2"].comment = Comment("Meant is Lluan Mynyddwyn.", "Myfi Llethrgoch")
    hidden = book.create_sheet("Rota")
    hidden.append(["On the sofa", "Gwennan Kilgarfan"])
    hidden.sheet_state = "hidden"
    book.properties.creator = "Olwen Jerwyllt"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def vtt() -> bytes:
    """Write captions with notes."""
    cues = [f"00:0{n}.000 --> 00:0{n}.900\n{line}" for n, line in enumerate(SPOKEN)]
    return "\n\n".join(["WEBVTT - checked by Perl Irfonwy", "NOTE Ask Rhonwen Hebogwy", *cues]).encode()


def pdf() -> bytes:
    """Write a PDF with an author and an annotation."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    file = BytesIO()
    page = canvas.Canvas(file)
    page.setAuthor("Myfanwy Drostallt")
    for n, line in enumerate(SPOKEN):
        page.drawString(72, 760 - 14 * n, line)
    page.textAnnotation("Ask Tangwen Foelgastell", Rect=[72, 600, 200, 650])
    page.save()
    return file.getvalue()


OTHERS = {
    "FC02": ("Interview Ursula Eithinog.odt", odt(), ("Aeres Ynysfawr", "Buddug Wernolau", "Crisiant Uplandwyn",
                                                      "Dyddgu Tirfelin")),
    "FC03": ("b.rtf", rtf(), ("Eluned Sarnwen", "Ffraid Rhydolau", "Gwladus Penmorfan", "Heulwen Oernant")),
    "FC04": ("c.xlsx", xlsx(), ("Indeg Nantyrhaf", "Lluan Mynyddwyn", "Myfi Llethrgoch", "Gwennan Kilgarfan",
                                "Olwen Jerwyllt")),
    "FC05": ("d.vtt", vtt(), ("Perl Irfonwy", "Rhonwen Hebogwy")),
    "FC06": ("e.pdf", pdf(), ("Myfanwy Drostallt", "Tangwen Foelgastell")),
}  # fmt: skip
UNSAID = [trap.name for trap in HIDDEN] + ["Meurig Drostfan", "Heledd Ianfawr", "Eleri Fotwyll"]
UNSAID += [name for _, _, names in OTHERS.values() for name in names]
EVERY_NAME = sorted({*UNSAID, *(trap.name for trap in TRAPS), "Ursula Eithinog"})
# What was said of people whom only comments, authors and pictures name.
GOSSIP = """INT: Who was at the meeting?
P1: I think Ffion Quellbrook was there, and Quellbrook always brings toast.
INT: Anybody else?
P1: gethin rhosgadfan, on the phone. And Mr Werngochyn.
"""
MEMO = "As Rhodri Dyfnallt writes"
CODINGS = f"transcript,turn,code,coder,quote,memo\nFC03,2,care/acts,Undeg Drefelan,{QUOTE},{MEMO}\n"
OUTPUT: list[tuple[str, str]] = []


def llais(*arguments: str | Path) -> None:
    """Run a command as from a shell, and keep what it prints."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], env={"LLAIS_PASSPHRASE": studies.PASSPHRASE})
    command = " ".join(str(a) for a in arguments if not isinstance(a, Path))
    OUTPUT.append((command, f"{result.stdout}\n{result.stderr}"))
    assert result.exit_code == 0, result.stderr


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Run the whole job from the command line on one file of each format, publish for everybody, export everything."""
    folder = tmp_path_factory.mktemp("hidden") / "study"
    create_study(folder, "Keeping Safe")
    files = {"FC01": ("FC01.docx", build(*TRAPS)), "YP01": ("YP01.txt", GOSSIP.encode())}
    files |= {participant: (name, content) for participant, (name, content, _) in OTHERS.items()}
    for name, content in files.values():
        (folder / "transcripts" / name).write_bytes(content)
    studies.write_manifest(folder, [studies.manifest_row(who, {"file": name}) for who, (name, _) in files.items()])
    (folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    OUTPUT.clear()
    llais("ingest", folder, "--json")
    llais("codings", folder, "import", folder / "codings.csv")
    llais("run", folder)
    llais("publish", folder, "--audience", "outside")
    for format_ in FORMATS:
        llais("export", folder, format_)
    llais("codings", folder, "export", folder / "exports" / "codings.csv")
    return open_study(folder)


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Open the study's store."""
    with studies.opened(study) as store:
        yield store


def plain(text: str) -> str:
    """Return a text in small letters and without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def named_in(content: bytes | str, first_names: bool = False) -> list[str]:
    """List the names of which the surname stands in a file, as it is or decoded in some other way.

    First names are others' too: one that llais cannot know may be drawn as a pseudonym, and "Haf" comes up by chance in
    encrypted bytes. So they count only where `first_names`.
    """
    raw = content.encode() if isinstance(content, str) else content
    texts = [plain(raw.decode(encoding, errors="ignore")) for encoding in ("utf-8", "utf-16-le")]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return [name for name in EVERY_NAME if words & set(plain(name).split()[0 if first_names else -1 :])]


def unpacked(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give a file, and what is in it if it is a zip."""
    yield path.name, path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as whole:
            yield from ((f"{path.name}: {name}", whole.read(name)) for name in whole.namelist())


def test_the_search_would_find_what_it_looks_for(study: Study) -> None:
    """Every name is there to be found in the files that were read."""
    found = {name for path in study.transcripts.iterdir() for _, raw in unpacked(path) for name in named_in(raw, True)}
    found |= {name for path in study.transcripts.iterdir() for name in named_in(path.name, True)}
    in_flat_pdf = {"Myfanwy Drostallt", "Tangwen Foelgastell"}  # which are found where the PDF's strings are plain

    split = {"Urien Vronheulwen", "Bethan Bodlasan", "Cerys Cilfargoed"}
    assert set(EVERY_NAME) - found <= split | in_flat_pdf


def test_no_name_is_in_anything_that_was_published(study: Study) -> None:
    """Neither in the databases nor in what goes with them, in any case, accent or encoding, for any audience."""
    published = {name: named_in(raw) for path in study.published.iterdir() for name, raw in unpacked(path)}

    assert len(published) == 4
    assert {name: names for name, names in published.items() if names} == {}


def test_no_name_is_in_any_export(study: Study) -> None:
    """Not in a table, and in no part of a Word file or a codebook."""
    exported = {name: named_in(raw) for path in (study.folder / "exports").iterdir() for name, raw in unpacked(path)}

    assert {*FORMATS.values(), "codings.csv"} <= set(exported)
    assert QUOTE in (study.folder / "exports" / "quotes.csv").read_text(encoding="utf-8")
    assert {name: names for name, names in exported.items() if names} == {}


def test_no_command_prints_a_name(study: Study) -> None:
    """What the screen shows may be read over a shoulder."""
    assert len(OUTPUT) >= 4 + len(FORMATS)
    assert [(command, named_in(text)) for command, text in OUTPUT if named_in(text)] == []


def test_no_name_lies_readable_in_the_folder_but_in_the_users_own_files(study: Study) -> None:
    """The store is encrypted, and nothing was left beside it."""
    own = {study.manifest, study.folder / "codings.csv", *study.transcripts.iterdir()}
    new = [path for path in study.folder.rglob("*") if path.is_file() and path not in own]

    assert study.store in new
    found = {path.name: named_in(path.read_bytes()) for path in new}
    assert {name: names for name, names in found.items() if names} == {}


def test_nothing_that_nobody_said_is_in_a_turn(study: Study, db: Database) -> None:
    """The store keeps it apart from the speech."""
    turns = " ".join(row["text"] for row in db.query("SELECT text FROM turns WHERE transcript_id <> 'YP01'"))

    assert [name for name in UNSAID if set(plain(name).split()) & set(re.findall(r"\w+", plain(turns)))] == []


@pytest.mark.parametrize("participant", OTHERS)
def test_in_every_format_the_speech_is_whole(participant: str, study: Study, db: Database) -> None:
    """Nothing spoken is lost and nothing hidden is added."""
    said = db.query("SELECT speaker, text FROM turns WHERE transcript_id = ? ORDER BY n", [participant])

    assert [f"{row['speaker']}: {row['text']}" for row in said] == list(SPOKEN)


def test_all_that_is_hidden_is_kept_in_the_store(study: Study, db: Database) -> None:
    """A person with the passphrase can look at it, with where it stands."""
    kept = plain(" ".join(row["text"].replace("_", " ") for row in db.query("SELECT text FROM outside")))
    never_read = {"Penri Ynyswenllys"}  # the words in a picture

    assert {name for name in UNSAID if plain(name) not in kept} == never_read


def test_the_report_counts_what_lies_beside_the_speech(study: Study, db: Database) -> None:
    """By kind, in words, without quoting; the counts are those of the store."""
    report = json.loads(next(text for command, text in OUTPUT if command.startswith("ingest")).splitlines()[0])
    messages = {file["transcript"]: file["message"] for file in report["files"]}
    counted = re.findall(r"(\d+) × ([a-z ]+)", messages["FC01"])
    rows = [row["kind"] for row in db.query("SELECT kind FROM outside WHERE transcript_id = 'FC01'")]

    assert messages["FC01"].startswith("FC01: 80 turns, ")
    assert {kind: int(n) for n, kind in counted} == Counter(rows)
    assert messages["YP01"] == "YP01: 4 turns, 26 words, labelled paragraphs"
    assert f"1 × {Kind.HEADER}" in messages["FC03"]


def test_names_beside_the_speech_are_originals(study: Study, db: Database) -> None:
    """The leak gate looks for those that are surely names, wherever they were found."""
    originals = originals_of(known_originals(db, study.settings))
    sure = {row["text"] for row in db.query("SELECT text FROM outside_names WHERE score >= ?", [SURE])}

    assert len(sure) > 30
    assert {name for name in sure if not originals.in_text(f"Then {name} came.")} == set()


@pytest.mark.parametrize(
    "name",
    [
        "Gethin Rhosgadfan",  # of comments
        "Rhisiart Aberllwchwr",  # of a file
        "Caffi Fronllwyd Trust",
        "Eluned Sarnwen",
        "Dyddgu Tirfelin",
        "Myfanwy Drostallt",
        "Olwen Jerwyllt",
    ],
)
def test_a_published_cell_with_such_a_name_stops_the_publish(name: str, study: Study, db: Database) -> None:
    """It is not named, and what was published before stays."""
    before = study.database().read_bytes()
    memo = db.execute("SELECT text_published FROM memos").fetchone()[0]
    try:
        with db.atomic():
            db.execute("UPDATE memos SET text_published = ?", [f"so says {name.upper()}"])
        remember_as_pseudonymised(db, study.settings)
        remember_settled(db)
        with pytest.raises(LeakFound) as caught:
            steps.publish(db, study, "team", studies.say_nothing)
    finally:
        with db.atomic():
            db.execute("UPDATE memos SET text_published = ?", [memo])
        remember_as_pseudonymised(db, study.settings)
        remember_settled(db)

    assert "codings, row 1" in str(caught.value)
    assert not named_in(str(caught.value))
    assert study.database().read_bytes() == before


def test_whom_only_a_comment_names_is_replaced_where_somebody_says_the_name(study: Study) -> None:
    """In full, by the surname alone, in small letters, and where only the name of a picture gave it."""
    published = Database(study.database())
    said = [row["text"] for row in published.query("SELECT text FROM turns WHERE transcript_id = 'YP01' ORDER BY n")]
    published.close()

    assert re.fullmatch(r"I think \w+ \w+ was there, and \w+ always brings toast\.", said[1])
    assert re.fullmatch(r"\w+ \w+, on the phone\. And Mr \w+\.", said[3])
    assert not named_in(" ".join(said))


def test_places_lead_back_to_the_file(study: Study, db: Database) -> None:
    """Of a stored turn one finds the paragraph, the cue, the cell or the page, and the character in it."""

    def place(participant: str, words: str) -> tuple[str, int] | None:
        turn = next(
            row
            for row in db.query("SELECT id, text FROM turns WHERE transcript_id = ? ORDER BY n", [participant])
            if words in row["text"]
        )
        rows = db.query("SELECT at, place, offset FROM places WHERE turn_id = ? ORDER BY at", [turn["id"]])
        return where([Anchor(row["at"], row["place"], row["offset"]) for row in rows], turn["text"].index(words))

    document = docx.Document(str(study.transcripts / "FC01.docx"))
    last = place("FC01", "take care")
    assert last and last[1] == AFTER[1].index("take care")
    assert place("FC01", "on the phone") == ("paragraph 4", document.paragraphs[3].text.index("on the phone"))
    assert place("YP01", "always brings") == ("line 2", GOSSIP.splitlines()[1].index("always brings"))
    assert place("FC05", "blue pot") == ("cue 2", SPOKEN[1].index("blue pot"))
    assert place("FC04", "blue pot") is not None
    assert all(place(participant, QUOTE) for participant in OTHERS)
